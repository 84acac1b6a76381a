// The words of a believable department: people, companies with requisites that pass their checks,
// goods that clients ask for, and how they ask. Nobody of them exists: mail addresses end in
// «.example» (RFC 2606), phone numbers begin with a zero after the code, tax numbers belong to
// offices that there are none of.
#pragma once
#include "app/seed/dice.h"
#include "features/customers/companies.h"
#include "features/deals/deals.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace app::seed {

struct FullName {
    std::string surname, name, patronymic;
};
FullName full_name(Dice& dice);
std::string position(Dice& dice);
std::string phone(Dice& dice);                // "+7 916 012-34-56"
std::string latin(std::string_view russian);  // "Анна Смирнова" -> "anna-smirnova"

// The `number`-th company of the seed: its name comes once, so do its tax numbers.
customers::CompanyForm company(Dice& dice, std::int64_t number);
std::string domain(std::string const& company_name, std::int64_t number);

// What clients ask for.
struct Good {
    std::string_view head;      // «кружка»
    std::string_view asked;     // «кружек керамических»
    std::string_view title;     // «Кружка керамическая»
    std::int64_t cost_kopecks;  // what we pay for a piece
    std::string_view method, place;
};
std::vector<Good> const& goods();

// A need with what we would pay for each of its items.
struct Asked {
    deals::Need need;
    std::vector<Good const*> goods;  // of the items, in order
    std::string words;               // as a client writes it
};
Asked asked(Dice& dice, base::Date today);

struct Letter {
    std::string subject, text;
};
Letter enquiry_letter(Dice& dice, Asked const& asked, std::string const& signature);
std::string answer_text(Dice& dice, std::string const& client_name, std::string const& manager);
std::string client_reply(Dice& dice, std::string const& signature);
std::string client_remark(Dice& dice);
std::string client_question(Dice& dice);

// Letters that are no enquiries: advertising, suppliers' news, an answering machine.
struct StrayLetter : Letter {
    std::string from_name, from_address;
    bool automatic = false;
};
StrayLetter stray_letter(Dice& dice, std::int64_t number);

struct Objection {
    std::string_view kind, words, answer;
};
Objection objection(Dice& dice);
std::string_view lost_reason(Dice& dice, bool had_quote);
std::string call_result(Dice& dice);
std::string next_task(Dice& dice);

}  // namespace app::seed
