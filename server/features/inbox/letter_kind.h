// What a letter is (1.1): an enquiry, an answer, an order, a complaint, an invoice of a supplier, a
// machine's notice … By headers first, then by words of the new text and the subject.
#pragma once
#include "features/inbox/quoted_text.h"

namespace inbox {

LetterKind letter_kind(LetterText const& letter, LetterParts const& parts);

// Does the need of such a letter count? (For the others its fields stay empty.)
bool asks_for_goods(LetterKind kind);

}  // namespace inbox
