// Which part of a letter is new: what the sender wrote now, apart from the letters he quotes, from
// the signature, and from the headers of a letter he forwards (a forwarded letter is the need).
#pragma once
#include "features/inbox/letter_words.h"

namespace inbox {

struct LetterParts {
    std::vector<Piece> fresh;      // whole lines, in order, without quotes and signature
    std::vector<Piece> signature;  // of who sent this letter
    bool quoted = false;           // there is a letter below that is answered
    bool forwarded = false;
    std::size_t forwarded_at = 0;  // where the forwarded letter begins
};

LetterParts parts_of(std::string_view text, std::string_view subject);

// "Re: Fwd: Кружки" -> where "Кружки" begins; and whether those marks were there.
struct SubjectMarks {
    std::size_t begin = 0;
    bool reply = false;
    bool forward = false;
};
SubjectMarks subject_marks(std::string_view subject);

}  // namespace inbox
