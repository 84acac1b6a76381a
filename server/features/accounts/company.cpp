#include "features/accounts/company.h"

#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <stdexcept>

namespace accounts {
namespace {

using base::Refusal;

[[noreturn]] void refuse(std::string const& field, base::Words words) {
    throw Refusal::invalid("settings_invalid", std::move(words), field);
}

void check_zone(std::string const& name, std::string const& field) {
    try {
        base::Zone const zone(name);
    } catch (std::invalid_argument const&) {
        refuse(field, {"Такого часового пояса нет. Пример: Europe/Moscow.",
                       "There is no such time zone. Example: Europe/Moscow."});
    }
}

}  // namespace

void check(CompanySettings const& settings, std::string const& field) {
    if (base::trimmed(settings.name).empty())
        refuse(field + "name", {"Укажите название компании.", "Name the company."});
    check_zone(settings.zone, field + "zone");
    if (settings.office_from_minute < 0 || settings.office_to_minute > 24 * 60 ||
        settings.office_to_minute - settings.office_from_minute < 120)
        refuse(field + "office_to_minute",
               {"Рабочий день длится не меньше двух часов в пределах суток.",
                "The office is open for at least two hours within a day."});
    if (settings.minimum_margin_basis_points < 0 || settings.minimum_margin_basis_points > 9900)
        refuse(field + "minimum_margin_basis_points",
               {"Минимальная маржа: от 0 до 99 %.", "The minimum margin is 0 to 99 %."});
}

}  // namespace accounts
