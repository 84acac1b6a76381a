// The inbox (1.1), for the app: what it does when a letter came or went, what it makes known.
#pragma once
#include "features/letters/letters.h"

#include <cstdint>

namespace inbox {

// A letter was received: an enquiry is opened, or it joins one or a deal, or stays in the list as
// none; with the reason. Reaction to letters::received.
void consider(db::Transaction& tx, letters::LetterFacts const& facts);

// A letter of ours went out in the thread: the first-answer clock stops. Reaction to letters::sent.
void note_answer(db::Transaction& tx, letters::LetterFacts const& facts);

// The noun "enquiry", its undo, its search documents; once at start.
void register_enquiries();

}  // namespace inbox
