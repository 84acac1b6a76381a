// The reply to an enquiry (1.1.2.1): what is missing becomes its questions, in the words of the
// process file (letter "questions"), addressed by name. Pure.
#pragma once
#include "features/calendar/calendar.h"
#include "features/inbox/need.h"
#include "features/process/process.h"

#include <map>
#include <string>
#include <vector>

namespace inbox {

struct ReplyFacts {
    std::string greeting;  // «Уважаемая Анна Петровна»; empty: by the name that was read
    std::string manager_name;
    std::string manager_phone;
    base::Instant quote_due_at;  // when the quote goes out, if nothing is missing any more
};

struct ReplyText {
    std::string subject;  // of the template; a reply in a thread keeps the thread's
    std::string text;
};

// «Здравствуйте, Анна Сергеевна!»
std::string greeting_of(ReadSender const& sender);

// The questions for what is missing, in the order in which a manager asks.
std::vector<std::string> questions(process::Department const& process,
                                   std::vector<MissingPart> const& missing);

ReplyText reply_draft(process::Department const& process, calendar::WorkingTime const& time,
                      ReadNeed const& need, ReplyFacts const& facts);

// Puts values into {{fields}}; a field without a value is left out with its line if it stands
// alone.
std::string filled(std::string const& text, std::map<std::string, std::string> const& values);

}  // namespace inbox
