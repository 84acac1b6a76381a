// The days that a text names: «10.04», «к 8 марта», «14–16 апреля», «через две недели», «до конца
// месяца», «в пятницу», «срочно», each with its words. What a day is for, need_deadline.cpp judges.
#pragma once
#include "features/inbox/need_parts.h"

namespace inbox {

enum class DateAim { delivery, goods, event, answer };

struct DateInText {
    std::optional<base::Date> date;  // none: urgent, or counted from a later event
    std::size_t first = 0;           // words
    std::size_t last = 0;
    DateAim aim = DateAim::goods;
    int preposition = 0;  // 2 = к, до, не позднее; 1 = в, через, на; 0 = none
    bool past = false;
};

// Takes the words of every date.
std::vector<DateInText> dates_in_text(Words const& words, base::Date today, Taken& taken);

}  // namespace inbox
