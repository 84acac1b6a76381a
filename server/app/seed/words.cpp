#include "app/seed/words.h"

#include <array>

namespace app::seed {
namespace {

using Text = std::string_view;

constexpr std::array<std::int64_t, 10> usual_runs{50,  100,  150,  200,  300,
                                                  500, 1000, 1500, 2000, 3000};
constexpr std::array<Text, 8> colours{"белый", "чёрный",  "синий",   "красный",
                                      "серый", "зелёный", "бежевый", "тёмно-синий"};
constexpr std::array<Text, 6> greetings{"Добрый день!",           "Здравствуйте!", "Добрый день.",
                                        "Коллеги, здравствуйте!", "Приветствую!",  "Доброе утро!"};
constexpr std::array<Text, 6> openings{
    "Посчитайте, пожалуйста: ", "Нужен расчёт: ",           "Хотим заказать к корпоративу: ",
    "Интересует стоимость: ",   "Подскажите цену и срок: ", "Планируем подарки партнёрам, нужно: "};
constexpr std::array<Text, 5> endings{"Логотип в кривых пришлём.", "Макет готов, AI и PDF.",
                                      "Нужна доставка до офиса.",
                                      "Работаем по безналу, нужны закрывающие документы.",
                                      "Если есть варианты дешевле — предложите."};

std::string joined(std::vector<std::int64_t> const& runs) {
    std::string out;
    for (auto const run : runs) out += (out.empty() ? "" : ", ") + std::to_string(run);
    return out;
}

std::string day_and_month(base::Date date) {
    return (date.day < 10 ? "0" : "") + std::to_string(date.day) + (date.month < 10 ? ".0" : ".") +
           std::to_string(date.month);
}

}  // namespace

std::vector<Good> const& goods() {
    static std::vector<Good> const all{
        {"кружка", "кружек керамических", "Кружка керамическая", 14'500, "деколь", "на боку"},
        {"футболка", "футболок хлопковых", "Футболка хлопковая", 39'000, "шелкография", "на груди"},
        {"ручка", "ручек шариковых", "Ручка шариковая", 3'200, "тампопечать", "на клипе"},
        {"блокнот", "блокнотов А5", "Блокнот А5", 21'000, "УФ-печать", "на обложке"},
        {"ежедневник", "ежедневников недатированных", "Ежедневник недатированный", 48'000,
         "тиснение", "на обложке"},
        {"термокружка", "термокружек стальных", "Термокружка стальная", 69'000, "гравировка",
         "на корпусе"},
        {"флешка", "флешек 16 Гб", "Флешка 16 Гб", 42'000, "гравировка", "на корпусе"},
        {"сумка", "сумок-шоперов", "Сумка-шопер", 18'500, "шелкография", "с одной стороны"},
        {"зонт", "зонтов складных", "Зонт складной", 87'000, "шелкография", "на клине"},
        {"пакет", "пакетов бумажных", "Пакет бумажный", 5'400, "шелкография", "с двух сторон"},
        {"бейсболка", "бейсболок", "Бейсболка", 26'000, "вышивка", "спереди"},
        {"толстовка", "толстовок с капюшоном", "Толстовка с капюшоном", 135'000, "вышивка",
         "на груди"},
        {"бутылка", "бутылок для воды", "Бутылка для воды", 34'000, "УФ-печать", "на корпусе"},
        {"календарь", "календарей квартальных", "Календарь квартальный", 19'000, "офсет",
         "на шапке"},
        {"плед", "пледов флисовых", "Плед флисовый", 74'000, "вышивка", "в углу"},
        {"аккумулятор", "внешних аккумуляторов", "Внешний аккумулятор", 98'000, "УФ-печать",
         "на корпусе"}};
    return all;
}

Asked asked(Dice& dice, base::Date today) {
    Asked out;
    auto const items = dice.chance(70) ? 1 : dice.between(2, 4);
    for (std::int64_t i = 0; i < items; ++i) {
        Good const& good = dice.one_of(goods());
        deals::NeedItem item;
        item.product = good.title;
        item.product_head = good.head;
        item.colour = dice.one_of(colours);
        auto const runs = dice.chance(60) ? 1 : dice.between(2, 3);
        auto const first = static_cast<std::size_t>(dice.between(0, 7));
        for (std::size_t j = 0; j < static_cast<std::size_t>(runs); ++j)
            item.runs.push_back(usual_runs[first + j]);
        auto const inks = static_cast<int>(dice.between(1, 3));
        item.imprints.push_back({std::string(good.method), inks, std::string(good.place), ""});
        out.words += (i == 0 ? "" : "; ") + std::string(good.asked) + " с логотипом, цвет " +
                     item.colour + ", " + joined(item.runs) + " шт., " + std::string(good.method) +
                     " " + std::string(good.place) + ", цветов: " + std::to_string(inks);
        out.need.items.push_back(std::move(item));
        out.goods.push_back(&good);
    }
    if (dice.chance(60)) {
        // Far enough for two versions of a quote.
        auto const day = base::add_days(today, static_cast<int>(dice.between(45, 90)));
        out.need.in_hands_on = day;
        out.need.deadline_words = "до " + day_and_month(day);
        out.words += ". Нужно " + out.need.deadline_words;
    }
    if (dice.chance(25)) out.need.budget_kopecks = dice.between(5, 80) * 1'000'000;
    if (dice.chance(40)) out.need.delivery_place = "Москва, до офиса";
    return out;
}

Letter enquiry_letter(Dice& dice, Asked const& asked, std::string const& signature) {
    std::string subject = "Запрос: " + asked.need.items.front().product;
    if (dice.chance(30)) subject = "Расчёт сувениров";
    return {subject, std::string(dice.one_of(greetings)) + "\n\n" +
                         std::string(dice.one_of(openings)) + asked.words + ".\n" +
                         std::string(dice.one_of(endings)) + "\n\n" + signature};
}

std::string answer_text(Dice& dice, std::string const& client_name, std::string const& manager) {
    constexpr std::array<Text, 4> texts{
        "спасибо за запрос! Готовлю расчёт, пришлю сегодня до конца дня.",
        "получил ваш запрос. Уточните, пожалуйста, есть ли макет в кривых и куда доставить?",
        "спасибо, что обратились. Посчитаю два варианта по цене и пришлю предложение.",
        "взял в работу. Вернусь с ценами и сроками."};
    return client_name + ", " + std::string(dice.one_of(texts)) + "\n\nС уважением,\n" + manager;
}

std::string client_reply(Dice& dice, std::string const& signature) {
    constexpr std::array<Text, 6> texts{
        "Спасибо, посмотрели. Передала руководителю, вернусь с ответом на неделе.",
        "Спасибо! А можно то же самое, но на 200 штук больше?",
        "Получили. Макет согласуем в понедельник.",
        "Предложение понравилось, обсуждаем бюджет.",
        "Можно ли прислать образец до конца недели?",
        "Спасибо. Уточните, пожалуйста, входит ли в цену доставка?"};
    return std::string(dice.one_of(texts)) + "\n\n" + signature;
}

std::string client_remark(Dice& dice) {
    constexpr std::array<Text, 4> texts{"Нам важнее этот вариант.", "Логотип лучше поменьше.",
                                        "Цвет согласуем по пантону.", "Подойдёт, если успеете."};
    return std::string(dice.one_of(texts));
}

std::string client_question(Dice& dice) {
    constexpr std::array<Text, 4> texts{
        "Можно ли оплатить частями?", "А если взять 250 штук — какая цена?",
        "Есть ли такой же, но синий?", "Успеете привезти на неделю раньше?"};
    return std::string(dice.one_of(texts));
}

StrayLetter stray_letter(Dice& dice, std::int64_t number) {
    StrayLetter out;
    std::string const mark = std::to_string(number);
    switch (dice.between(0, 3)) {
        case 0:
            out.from_name = "Склад подарков";
            out.from_address = "news@sklad-podarkov.example";
            out.subject = "Новое поступление на склад № " + mark;
            out.text =
                "Коллеги, на склад поступили термокружки, зонты и пледы. Остатки и цены — "
                "в личном кабинете. Вы получили это письмо, потому что подписаны.";
            break;
        case 1:
            out.from_name = "Продвижение сайтов";
            out.from_address = "seo" + mark + "@promo-top.example";
            out.subject = "Выведем ваш сайт в топ-10";
            out.text =
                "Здравствуйте! Гарантируем рост заявок на 300 % за месяц. Скидка только "
                "сегодня, звоните!";
            break;
        case 2:
            out.from_name = "Мария";
            out.from_address = "maria" + mark + "@otvet.example";
            out.subject = "Автоответ: я в отпуске";
            out.text = "Я в отпуске до конца недели. По срочным вопросам пишите коллегам.";
            out.automatic = true;
            break;
        default:
            out.from_name = "Бухгалтерия «Печатный цех»";
            out.from_address = "buh@pechatny-tsekh.example";
            out.subject = "Счёт на оплату № " + mark;
            out.text =
                "Добрый день! Во вложении счёт на оплату за нанесение. Просим оплатить до "
                "конца недели.";
    }
    return out;
}

Objection objection(Dice& dice) {
    constexpr std::array<Objection, 5> all{{
        {"price", "Дорого, у других на 15 % дешевле",
         "Показал, что внутри цены; предложил тираж 500"},
        {"date", "Боимся не успеть к мероприятию", "Расписал план по дням"},
        {"supplier", "Давно работаем с другим агентством", "Предложил образец для сравнения"},
        {"need", "Пока не решили, нужны ли подарки", "Напомнил о поводе, прислал подборку"},
        {"trust", "С вами ещё не работали", "Прислал отзывы и фото тиражей"},
    }};
    return dice.one_of(all);
}

std::string_view lost_reason(Dice& dice, bool had_quote) {
    constexpr std::array<Text, 6> late{"price",     "date",      "competitor",
                                       "cancelled", "no_budget", "no_answer"};
    constexpr std::array<Text, 4> early{"cancelled", "not_our_product", "no_answer", "duplicate"};
    return had_quote ? dice.one_of(late) : dice.one_of(early);
}

std::string call_result(Dice& dice) {
    constexpr std::array<Text, 5> texts{"Письмо дошло, смотрят", "Ждут решения директора",
                                        "Нравится первый вариант", "Просили перезвонить",
                                        "Сравнивают с другими"};
    return std::string(dice.one_of(texts));
}

std::string next_task(Dice& dice) {
    constexpr std::array<Text, 6> texts{"Позвонить, узнать решение", "Уточнить бюджет",
                                        "Напомнить о макете",        "Согласовать дату доставки",
                                        "Спросить про образец",      "Узнать день оплаты"};
    return std::string(dice.one_of(texts));
}

}  // namespace app::seed
