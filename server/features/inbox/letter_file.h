// A letter in a file, for `tirazh parse letter FILE`: bytes as they came from a mailbox, or plain
// text (a chat, a note of a call).
#pragma once
#include "features/inbox/need.h"
#include "platform/base/time.h"

#include <string_view>

namespace inbox {

// `today` is the letter's day if it has no Date header.
LetterText letter_of_bytes(std::string_view bytes, base::Date today);

}  // namespace inbox
