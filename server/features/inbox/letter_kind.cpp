#include "features/inbox/letter_kind.h"

#include <algorithm>
#include <cstring>

namespace inbox {
namespace {

using Phrases = std::initializer_list<std::string_view>;

int count_of(std::string_view text, Phrases phrases) {
    return static_cast<int>(
        std::count_if(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
            // memmem: find() stops at every letter, as all Cyrillic ones begin with two bytes
            return memmem(text.data(), text.size(), phrase.data(), phrase.size()) != nullptr;
        }));
}
bool any_of(std::string_view text, Phrases phrases) {
    return count_of(text, phrases) > 0;
}

struct Facts {
    LetterText const& letter;
    LetterParts const& parts;
    std::string subject;  // lowered
    std::string fresh;    // lowered, the new text
    std::string from;     // lowered address
    std::string name;     // lowered
    SubjectMarks marks;
};

std::string header(Facts const& facts, std::string_view name) {
    return lowered(facts.letter.header(name));
}

bool is_bounce(Facts const& f) {
    if (header(f, "content-type").find("delivery-status") != std::string::npos) return true;
    if (f.from.starts_with("mailer-daemon@") || f.from.starts_with("postmaster@") ||
        f.name.find("mail delivery") != std::string::npos)
        return true;
    if (!f.letter.header("x-failed-recipients").empty()) return true;
    bool const subject =
        any_of(f.subject, {"undeliver", "delivery status notification", "delivery failure",
                           "mail delivery failed", "returned mail", "недоставлен", "не доставлено",
                           "failure notice", "ошибка доставки", "не удалось доставить"});
    bool const machine = any_of(f.fresh, {"this is the mail system", "permanent error", "550 5.",
                                          "user unknown", "mailbox unavailable", "не доставлено",
                                          "could not be delivered", "не удалось доставить"});
    return subject && (machine || f.from.find("daemon") != std::string::npos);
}

bool is_out_of_office(Facts const& f) {
    std::string const automatic = header(f, "auto-submitted");
    bool const by_header =
        automatic.starts_with("auto-replied") || !f.letter.header("x-autoreply").empty() ||
        !f.letter.header("x-autorespond").empty() || header(f, "precedence") == "auto_reply";
    if (by_header) return true;
    if (any_of(f.subject, {"автоответ", "автоматический ответ", "automatic reply", "auto-reply",
                           "autoreply", "out of office", "вне офиса", "автоуведомление",
                           "нет на рабочем месте", "отсутствую"}))
        return true;
    int const away = count_of(
        f.fresh, {"нахожусь в отпуске", "буду в отпуске", "отсутствую", "отсутствовать в офисе",
                  "out of office", "я в отпуске", "в командировке", "на больничном", "в отпуске с",
                  "меня нет в офисе", "не буду в офисе", "буду отсутствовать", "в отпуске до",
                  "в отпуске по"});
    int const instead =
        count_of(f.fresh, {"по срочным вопросам", "доступа к почте", "доступ к почте", "отвечу",
                           "вернусь", "обращайтесь", "обращаться", "замещает", "i will return",
                           "автоматическ", "по всем вопросам", "i am away"});
    return away > 0 && instead > 0 && f.fresh.size() < 1500;
}

// Words that only somebody says who wants goods from us.
bool wants_goods(Facts const& f) {
    return any_of(f.fresh, {"тираж",
                            "нанесени",
                            "посчитайте",
                            "просчитайте",
                            "рассчитайте",
                            "нам нужн",
                            "нужны ",
                            "нужно ",
                            "нужна ",
                            "интересует стоимость",
                            "сколько будет стоить",
                            "хотим заказать",
                            "хотели бы заказать",
                            "хочу заказать",
                            "прошу выслать кп",
                            "пришлите кп",
                            "требуется",
                            "просим предоставить",
                            "прошу рассчитать",
                            "сколько стоит"});
}

bool is_spam(Facts const& f) {
    if (header(f, "x-spam-flag").starts_with("yes") || header(f, "x-spam") == "yes" ||
        header(f, "x-spam-status").starts_with("yes"))
        return true;
    std::string const all = f.subject + "\n" + f.fresh;
    int score = 2 * count_of(all, {"отписаться",
                                   "unsubscribe",
                                   "отказаться от рассылки",
                                   "вы получили это письмо",
                                   "казино",
                                   "casino",
                                   "viagra",
                                   "продвижение сайт",
                                   "продвижению сайт",
                                   "seo-",
                                   "seo ",
                                   "база компаний",
                                   "базы компаний",
                                   "базу компаний",
                                   "баз данных компаний",
                                   "лидогенерац",
                                   "криптовалют",
                                   "bitcoin",
                                   "заработок в интернет",
                                   "вы выиграли",
                                   "наследств"});
    score += count_of(all, {"предлагаем услуг",
                            "предлагаем вам",
                            "предлагаем сотрудничество",
                            "наша компания",
                            "мы предлагаем",
                            "выгодн",
                            "только до",
                            "скидк",
                            "акция",
                            "распродаж",
                            "бесплатн",
                            "вебинар",
                            "увелич",
                            "продаж",
                            "кредит",
                            "гарантируем",
                            "аутсорс",
                            "посетителей",
                            "рассылк",
                            "уникальное предложение",
                            "спецпредложение",
                            "новинк",
                            "прайс-лист во",
                            "наш каталог",
                            "1000+",
                            "наши услуги",
                            "клиентов из",
                            "грузоперевоз",
                            "бухгалтерские услуги",
                            "займ",
                            "лизинг",
                            "оформите заявку",
                            "оставьте заявку",
                            "переходите по ссылке",
                            "click here",
                            "limited offer",
                            "внедрение crm",
                            "налоговую оптимизацию",
                            "обналич"});
    bool const bulk = !f.letter.header("list-unsubscribe").empty() ||
                      header(f, "precedence") == "bulk" || header(f, "precedence") == "list";
    if (bulk) score += 2;
    if (wants_goods(f)) score -= 3;
    if (f.marks.reply || f.parts.quoted) score -= 2;
    return score >= 3;
}

bool is_closing_documents(Facts const& f) {
    std::string const all = f.subject + "\n" + f.fresh;
    if (any_of(all, {"закрывающие документ",
                     "закрывающих документ",
                     "закрывающим документ",
                     "акт сверки",
                     "акта сверки",
                     "акты сверки",
                     "подписанный акт",
                     "подписанные акты",
                     "подписанный упд",
                     "подписанные упд",
                     "торг-12",
                     "счет-фактур",
                     "счета-фактур",
                     "оригиналы документов",
                     "оригиналов документов",
                     "подписанные документы",
                     "документы подписаны",
                     "скан упд",
                     "сканы упд",
                     "экземпляр упд",
                     "бухгалтерские документы",
                     "оригинал упд",
                     "оригиналы упд",
                     "передаточный документ",
                     "передаточного документа"}))
        return true;
    for (std::size_t at = all.find("упд"); at != std::string::npos; at = all.find("упд", at + 6)) {
        bool const left = at == 0 || static_cast<unsigned char>(all[at - 1]) < 0x80;
        bool const right = at + 6 >= all.size() || static_cast<unsigned char>(all[at + 6]) < 0x80;
        if (left && right) return true;
    }
    return false;
}

bool is_complaint(Facts const& f) {
    std::string const all = f.subject + "\n" + f.fresh;
    if (any_of(all, {"рекламаци", "претензи", "бракован", "вернуть деньги", "верните деньги",
                     "возврат денег", "возврата денег", "возврат средств", "устранить недостатки",
                     "крайне недовольн", "очень недовольн", "заменить бракован", "замены брак"}))
        return true;
    int const fault = count_of(
        all, {" брак",   "дефект",    "не соответству", "стерл",      "стирает",   "отклеил",
              "отвалил", "перепутал", "недовез",        "не хватает", "недостач",  "разбит",
              "не те ",  "криво",     "облез",          "смыл",       "сломан",    "царапин",
              "пятна",   "не работа", "расползл",       "порван",     "ошибк",     "не тот ",
              "не того", "слезл",     "отслаива",       "осыпа",      "треснут",   "недопостав",
              "потек",   "грязн",     "меньше, чем",    "полинял",    "села после"});
    int const received =
        count_of(all, {"получили", "пришл", "привезли", "доставили", "в полученн", "из партии",
                       "тираж пришел", "в тираже", "вскрыли", "при приемке", "распаковали",
                       "после первой стирки", "в коробк", "обнаружили", "оказал", "приехал",
                       "после мойки", "половина"});
    int const demand = count_of(all, {"переделать", "переделайте", "замените", "заменить", "замену",
                                      "разберитесь", "что делать", "как решим", "как будем решать",
                                      "компенсац", "допечатать", "недовольн", "довезите"});
    return fault > 0 && (received > 0 || demand > 0) && fault + received + demand >= 2;
}

bool is_supplier_invoice(Facts const& f) {
    std::string const all = f.subject + "\n" + f.fresh;
    if (any_of(all, {"выставьте", "выставляйте", "выставить нам", "выставите", "выпишите",
                     "жду счет", "ждем счет", "просим выставить", "прошу выставить",
                     "пришлите счет", "оплатили счет", "счет оплачен", "счет оплатили", "ваш счет",
                     "по вашему счету", "вышлите счет"}))
        return false;
    bool const sends = any_of(
        all, {"во вложении счет",  "счет во вложении", "направляем счет",   "направляю счет",
              "высылаем счет",     "высылаю счет",     "выставили счет",    "выставлен счет",
              "отправляю счет",    "отправляем счет",  "прилагаем счет",    "счет на оплату",
              "вам выставлен",     "ваш заказ",        "прикрепляю счет",   "во вложении счёт",
              "счет в приложении", "приложен счет",    "счет действителен", "просим оплатить",
              "прошу оплатить",    "к оплате"});
    bool const names =
        any_of(all, {"счет №", "счет n", "счет на", "счет по", "счет от", "счета №"}) ||
        f.subject.find("счет") != std::string::npos || all.find(" счет") != std::string::npos;
    bool attached = false;
    for (auto const& name : f.letter.attachments)
        attached = attached || any_of(lowered(name), {"счет", "schet", "invoice"});
    return (sends && names) || (attached && names);
}

bool is_order(Facts const& f) {
    std::string const all = f.subject + "\n" + f.fresh;
    if (any_of(all, {"подтверждаем заказ",
                     "подтверждаю заказ",
                     "заказ подтвержда",
                     "запускайте",
                     "запускаем в",
                     "запускать в",
                     "запустите в",
                     "выставьте счет",
                     "выставляйте счет",
                     "выставьте, пожалуйста, счет",
                     "выставите счет",
                     "выставите, пожалуйста, счет",
                     "просим выставить счет",
                     "прошу выставить счет",
                     "можно выставлять",
                     "выставляйте",
                     "выпишите счет",
                     "пришлите счет",
                     "вышлите счет",
                     "ждем счет",
                     "жду счет",
                     "счет на оплату, пожалуйста",
                     "готовы оплатить",
                     "берем вариант",
                     "утверждаем вариант",
                     "оформляем заказ",
                     "оформляйте заказ",
                     "согласовали, ",
                     "все согласовано",
                     "всё согласовано",
                     "размещаем заказ",
                     "размещайте заказ",
                     "делаем заказ",
                     "подтверждаем тираж",
                     "подтверждаю тираж",
                     "принимайте заказ",
                     "пускайте в работу",
                     "можно в работу",
                     "берите в работу",
                     "отдавайте в печать",
                     "можно в печать",
                     "останавливаемся на",
                     "остановились на",
                     "нас все устраивает",
                     "цена устраивает",
                     "цены устраивают",
                     "условия устраивают",
                     "утвердили вариант",
                     "готовы заказать",
                     "подтверждаю, ",
                     "подтверждаем, ",
                     "макет утвержда",
                     "макет согласован"}))
        return true;
    return f.subject.find("подтверждение заказа") != std::string::npos;
}

}  // namespace

bool asks_for_goods(LetterKind kind) {
    return kind == LetterKind::new_enquiry || kind == LetterKind::thread_reply ||
           kind == LetterKind::order_confirmation;
}

LetterKind letter_kind(LetterText const& letter, LetterParts const& parts) {
    Facts facts{letter,
                parts,
                lowered(letter.subject),
                {},
                lowered(letter.from_address),
                lowered(letter.from_name),
                subject_marks(letter.subject)};
    constexpr std::size_t telling = 16 * 1024;  // what a letter is stands near its beginning
    for (auto const& piece : parts.fresh) {
        if (facts.fresh.size() > telling) break;
        std::size_t const bytes = std::min(piece.end - piece.begin, telling);
        facts.fresh +=
            lowered(collapsed(std::string_view(letter.text).substr(piece.begin, bytes))) + "\n";
    }
    if (is_bounce(facts)) return LetterKind::bounce;
    if (is_out_of_office(facts)) return LetterKind::out_of_office;
    if (is_spam(facts)) return LetterKind::spam;
    bool const answers =
        !parts.forwarded && !facts.marks.forward &&
        (facts.marks.reply || parts.quoted || !letter.header("in-reply-to").empty() ||
         !letter.header("references").empty());
    if (is_complaint(facts)) return LetterKind::complaint;
    if (is_closing_documents(facts) && !wants_goods(facts)) return LetterKind::closing_documents;
    if (is_supplier_invoice(facts)) return LetterKind::supplier_invoice;
    if (is_order(facts)) return LetterKind::order_confirmation;
    return answers ? LetterKind::thread_reply : LetterKind::new_enquiry;
}

}  // namespace inbox
