#include "app/seed/words.h"

#include <array>

namespace app::seed {
namespace {

constexpr std::array<std::string_view, 40> surnames{
    "Иванов",  "Смирнов", "Кузнецов", "Попов",       "Васильев", "Петров",    "Соколов", "Михайлов",
    "Новиков", "Фёдоров", "Морозов",  "Волков",      "Алексеев", "Лебедев",   "Семёнов", "Егоров",
    "Павлов",  "Козлов",  "Степанов", "Николаев",    "Орлов",    "Андреев",   "Макаров", "Никитин",
    "Захаров", "Зайцев",  "Соловьёв", "Борисов",     "Яковлев",  "Григорьев", "Романов", "Воробьёв",
    "Сергеев", "Кузьмин", "Фролов",   "Александров", "Дмитриев", "Королёв",   "Гусев",   "Киселёв"};
constexpr std::array<std::string_view, 16> women{
    "Анна", "Елена", "Ольга",    "Наталья", "Ирина",    "Мария",  "Екатерина", "Татьяна",
    "Юлия", "Дарья", "Светлана", "Алина",   "Виктория", "Ксения", "Полина",    "Вера"};
constexpr std::array<std::string_view, 16> men{
    "Александр", "Дмитрий", "Сергей",   "Андрей",  "Алексей", "Максим", "Иван",   "Михаил",
    "Павел",     "Николай", "Владимир", "Евгений", "Артём",   "Роман",  "Кирилл", "Денис"};
constexpr std::array<std::string_view, 12> fathers{
    "Александров", "Сергеев",  "Владимиров", "Андреев", "Николаев", "Иванов",
    "Викторов",    "Михайлов", "Алексеев",   "Павлов",  "Олегов",   "Петров"};
constexpr std::array<std::string_view, 12> positions{"маркетолог",
                                                     "директор по маркетингу",
                                                     "офис-менеджер",
                                                     "менеджер по закупкам",
                                                     "HR-менеджер",
                                                     "event-менеджер",
                                                     "руководитель отдела закупок",
                                                     "помощник руководителя",
                                                     "бренд-менеджер",
                                                     "специалист по персоналу",
                                                     "PR-менеджер",
                                                     "исполнительный директор"};
constexpr std::array<std::string_view, 10> codes{"903", "905", "909", "915", "916",
                                                 "917", "925", "926", "985", "999"};
constexpr std::array<std::string_view, 48> first_words{
    "Северный",   "Южный",     "Восточный", "Западный", "Белый",     "Синий",   "Красный",
    "Зелёный",    "Золотой",   "Новый",     "Первый",   "Городской", "Речной",  "Морской",
    "Лесной",     "Степной",   "Уральский", "Невский",  "Волжский",  "Донской", "Алтайский",
    "Балтийский", "Сибирский", "Столичный", "Дальний",  "Быстрый",   "Точный",  "Светлый",
    "Тихий",      "Горный",    "Ясный",     "Добрый",   "Главный",   "Умный",   "Тёплый",
    "Чистый",     "Верный",    "Большой",   "Малый",    "Свежий",    "Честный", "Крепкий",
    "Открытый",   "Каменный",  "Медный",    "Садовый",  "Летний",    "Зимний"};
constexpr std::array<std::string_view, 48> second_words{
    "мост",   "берег",   "ветер",   "дом",    "квартал",  "формат",    "вектор",   "ресурс",
    "контур", "маршрут", "сервис",  "проект", "стандарт", "контакт",   "капитал",  "горизонт",
    "парк",   "порт",    "завод",   "цех",    "двор",     "сад",       "хлеб",     "чай",
    "кофе",   "мир",     "город",   "союз",   "центр",    "клуб",      "банк",     "кредит",
    "монтаж", "металл",  "бетон",   "свет",   "текстиль", "транспорт", "экспресс", "склад",
    "софт",   "сигнал",  "импульс", "атлас",  "компас",   "якорь",     "парус",    "маяк"};
constexpr std::array<std::string_view, 24> places{
    "",      "Москва", "Урал",   "Нева",   "Волга", "Сибирь", "Казань",  "Самара",
    "Тверь", "Тула",   "Пермь",  "Омск",   "Томск", "Рязань", "Калуга",  "Пенза",
    "Юг",    "Север",  "Восток", "Кубань", "Дон",   "Алтай",  "Балтика", "Центр"};
constexpr std::array<std::string_view, 12> businesses{
    "ИТ и связь",   "Банки и финансы", "Строительство", "Медицина",     "Образование", "Торговля",
    "Производство", "Логистика",       "Общепит",       "Недвижимость", "Энергетика",  "Туризм"};
constexpr std::array<std::string_view, 10> streets{
    "ул. Садовая", "ул. Примерная", "Заводской пр.", "ул. Речная",   "ул. Новая",
    "Лесной пр.",  "ул. Мира",      "ул. Тиражная",  "Светлый пер.", "ул. Школьная"};

std::string digits(std::int64_t number, int width) {
    std::string text = std::to_string(number);
    return text.size() < static_cast<std::size_t>(width)
               ? std::string(static_cast<std::size_t>(width) - text.size(), '0') + text
               : text;
}

// ИНН of a company: nine digits and a check digit (приказ ФНС ЕД-7-14/559).
std::string inn(std::int64_t number) {
    std::string text = digits(9'900'00000 + number % 100'00000, 9);
    constexpr std::array<int, 9> weights{2, 4, 10, 3, 5, 9, 4, 6, 8};
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += weights[i] * (text[i] - '0');
    return text + static_cast<char>('0' + sum % 11 % 10);
}
// ОГРН: twelve digits, their remainder by 11.
std::string ogrn(std::int64_t number, int year) {
    std::int64_t const text = 1'00'99'0000000 + (year % 100) * 1'000000000LL + number % 10'000'000;
    return std::to_string(text) + std::to_string(text % 11 % 10);
}

char const* letter(char32_t c) {
    constexpr std::array<char const*, 32> table{
        "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",   "k", "l", "m", "n", "o",  "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "sch", "",  "y", "",  "e", "yu", "ya"};
    if (c >= U'а' && c <= U'я') return table[c - U'а'];
    if (c >= U'А' && c <= U'Я') return table[c - U'А'];
    return c == U'ё' || c == U'Ё' ? "e" : nullptr;
}

}  // namespace

FullName full_name(Dice& dice) {
    std::string surname(dice.one_of(surnames));
    std::string father(dice.one_of(fathers));
    if (dice.chance(60)) return {surname + "а", std::string(dice.one_of(women)), father + "на"};
    return {surname, std::string(dice.one_of(men)), father + "ич"};
}

std::string position(Dice& dice) {
    return std::string(dice.one_of(positions));
}

std::string phone(Dice& dice) {
    std::string const number = "0" + digits(dice.between(0, 999'999), 6);
    return "+7 " + std::string(dice.one_of(codes)) + " " + number.substr(0, 3) + "-" +
           number.substr(3, 2) + "-" + number.substr(5, 2);
}

std::string latin(std::string_view russian) {
    std::string out;
    for (std::size_t i = 0; i < russian.size();) {
        auto const byte = static_cast<unsigned char>(russian[i]);
        if (byte < 0x80) {
            if (byte == ' ' || byte == '-') out += '-';
            ++i;
            continue;
        }
        auto const next = static_cast<unsigned char>(russian[i + 1]);  // Cyrillic: two bytes
        if (char const* text = letter(((byte & 0x1fU) << 6) | (next & 0x3fU))) out += text;
        i += byte >= 0xe0 ? 3 : 2;
    }
    return out;
}

std::string domain(std::string const& company_name, std::int64_t number) {
    return latin(company_name) + "-" + std::to_string(number) + ".example";
}

customers::CompanyForm company(Dice& dice, std::int64_t number) {
    customers::CompanyForm form;
    // Every pair of words with every place once, in an order that looks like none.
    constexpr std::int64_t all = first_words.size() * second_words.size() * places.size();
    std::int64_t const mixed = number * 20'011 % all;
    form.name = std::string(first_words[static_cast<std::size_t>(mixed % 48)]) + " " +
                std::string(second_words[static_cast<std::size_t>(mixed / 48 % 48)]);
    auto const place = places[static_cast<std::size_t>(mixed / (48 * 48) % 24)];
    if (!place.empty()) form.name += "-" + std::string(place);
    if (number >= all) form.name += " " + std::to_string(number / all + 1);
    form.legal_form = dice.chance(85) ? "ООО" : "АО";
    form.legal_name = form.legal_form + " «" + form.name + "»";
    form.inn = inn(number);
    form.kpp = form.inn.substr(0, 4) + "01001";
    form.ogrn = ogrn(number, static_cast<int>(dice.between(2003, 2025)));
    std::string const address =
        std::string(dice.one_of(streets)) + ", д. " + std::to_string(dice.between(1, 120));
    form.legal_address = digits(dice.between(101'000, 129'000), 6) + ", Москва, " + address;
    form.delivery_address = "Москва, " + address + ", офис " + std::to_string(dice.between(1, 600));
    form.line_of_business = dice.one_of(businesses);
    form.site = domain(form.name, number);
    return form;
}

}  // namespace app::seed
