#include "features/accounts/people.h"

#include "features/accounts/permissions.h"
#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <algorithm>

namespace accounts {
namespace {

[[noreturn]] void refuse(std::string const& field, base::Words words) {
    throw base::Refusal::invalid("person_invalid", std::move(words), field);
}

std::string line(std::string const& text, std::string const& field, std::size_t limit = 200) {
    auto const tidy = base::trimmed(base::clean(text));
    if (tidy.find('\n') != std::string::npos || base::shortened(tidy, limit) != tidy)
        refuse(field, {"Одна строка, не длиннее " + std::to_string(limit) + " знаков.",
                       "One line, at most " + std::to_string(limit) + " characters."});
    return tidy;
}

}  // namespace

void check_password(std::string_view password, std::string_view login, std::string const& field) {
    bool const long_enough = base::shortened(password, 9) != password;
    if (!long_enough || password.size() > 500)
        refuse(field, {"Пароль не короче 10 знаков.", "A password has at least 10 characters."});
    if (base::folded(password) == base::folded(login))
        refuse(field, {"Пароль не должен повторять логин.", "A password is not the login."});
}

PersonForm checked(PersonForm form, std::string const& field) {
    form.login = base::folded(line(form.login, field + "login", 100));
    form.name = line(form.name, field + "name");
    form.position = line(form.position, field + "position");
    form.phone = line(form.phone, field + "phone", 50);
    form.email = line(form.email, field + "email");
    if (form.login.empty() || form.login.find(' ') != std::string::npos)
        refuse(field + "login", {"Логин: почта или короткое имя без пробелов.",
                                 "A login is an e-mail address or a short name without spaces."});
    if (form.name.empty()) refuse(field + "name", {"Укажите имя и фамилию.", "Give the name."});
    if (!form.email.empty() && (form.email.find('@') == std::string::npos ||
                                form.email.find_first_of(" <>,;\"") != std::string::npos))
        refuse(field + "email", {"Это не адрес почты.", "This is no e-mail address."});
    if (std::ranges::find(roles(), std::string_view(form.role), &Role::key) == roles().end())
        refuse(field + "role", {"Такой роли нет.", "There is no such role."});
    if (form.password && form.password->empty()) form.password.reset();
    if (form.password) check_password(*form.password, form.login, field + "password");
    return form;
}

}  // namespace accounts
