#include "features/inbox/enquiry_decision.h"

#include <algorithm>

namespace inbox {
namespace {

Decided ignored(DismissedAs as, base::Words reason) {
    return {Decision::ignore, std::move(reason), as};
}

Decided asks(base::Words reason) {
    return {Decision::ask_person, std::move(reason), std::nullopt};
}

std::optional<Decided> of_a_machine(ArrivalFacts const& facts) {
    if (facts.spam_folder)
        return ignored(DismissedAs::spam,
                       {"Лежит в папке «Спам» почтового ящика.", "It lies in the Spam folder."});
    if (facts.from_us)
        return ignored(DismissedAs::automatic,
                       {"Отправлено из нашего же ящика.", "Sent from a mailbox of ours."});
    if (facts.kind == LetterKind::bounce || facts.machine == "bounce")
        return ignored(DismissedAs::automatic, {"Уведомление почтовой системы о доставке.",
                                                "A notice of the mail system."});
    if (facts.kind == LetterKind::out_of_office || facts.machine == "auto-reply")
        return ignored(DismissedAs::automatic, {"Автоответ.", "An automatic answer."});
    if (facts.kind == LetterKind::spam && facts.machine == "list")
        return ignored(DismissedAs::spam, {"Рекламная рассылка.", "An advertising mailing."});
    return std::nullopt;
}

std::optional<Decided> of_a_thread(ArrivalFacts const& facts) {
    if (facts.thread_deal)
        return Decided{Decision::attach_to_deal,
                       {"Продолжает переписку сделки.", "Goes on with the letters of a deal."},
                       std::nullopt};
    if (facts.thread_state.empty()) return std::nullopt;
    if (facts.thread_state == state::not_enquiry && facts.thread_dismissed_as == "spam")
        return ignored(DismissedAs::spam, {"Переписку уже признали спамом.",
                                           "These letters were called spam before."});
    return Decided{Decision::attach_to_thread,
                   {"Продолжает переписку обращения.", "Goes on with the letters of an enquiry."},
                   std::nullopt};
}

}  // namespace

Decided decide(ArrivalFacts const& facts) {
    if (auto const machine = of_a_machine(facts)) return *machine;
    if (auto const thread = of_a_thread(facts)) return *thread;
    switch (facts.kind) {
        case LetterKind::spam:
            return asks({"Похоже на рекламу. Проверьте.", "Looks like advertising. Please check."});
        case LetterKind::supplier_invoice:
            return asks({"Похоже на счёт поставщика, а не на обращение клиента.",
                         "Looks like a supplier's invoice, not like a client's enquiry."});
        case LetterKind::closing_documents:
            return asks({"Речь о закрывающих документах.", "It is about closing documents."});
        case LetterKind::complaint:
            return asks({"Похоже на рекламацию: ответьте в первую очередь.",
                         "Looks like a complaint: answer it first."});
        default:
            break;
    }
    if (facts.known_contact && facts.open_deals > 0 && facts.kind != LetterKind::new_enquiry)
        return asks({"Пишет известный клиент с открытой сделкой: прикрепить к ней или новая?",
                     "A known client with an open deal writes: attach to it, or a new one?"});
    if (facts.machine == "list")
        return asks({"Похоже на рассылку. Проверьте.", "Looks like a mailing. Please check."});
    if (facts.understood == Understood::not_at_all)
        return asks({"Не удалось понять, что нужно. Прочитайте письмо.",
                     "It is not clear what is wanted. Please read the letter."});
    return {Decision::open_enquiry,
            facts.known_contact ? base::Words{"Пишет известный клиент.", "A known client writes."}
                                : base::Words{"Новый отправитель.", "A new sender."},
            std::nullopt};
}

std::int64_t hand_out(std::vector<Candidate> candidates, std::int64_t clients_owner,
                      std::int64_t last_person, HandingRule rule) {
    if (clients_owner != 0) return clients_owner;
    if (candidates.empty()) return 0;
    std::sort(candidates.begin(), candidates.end(),
              [](Candidate const& a, Candidate const& b) { return a.person_id < b.person_id; });
    auto const least = std::min_element(
        candidates.begin(), candidates.end(),
        [](Candidate const& a, Candidate const& b) { return a.open_enquiries < b.open_enquiries; });
    if (rule == HandingRule::by_load) return least->person_id;
    // Whose turn it is may be passed over while he has a pile in front of him.
    constexpr std::int64_t pile = 10;
    auto const start = std::find_if(candidates.begin(), candidates.end(),
                                    [&](auto const& one) { return one.person_id > last_person; });
    std::rotate(candidates.begin(), start, candidates.end());
    std::int64_t const fewest =
        std::min_element(candidates.begin(), candidates.end(), [](auto const& a, auto const& b) {
            return a.open_enquiries < b.open_enquiries;
        })->open_enquiries;
    for (auto const& one : candidates)
        if (one.open_enquiries < fewest + pile) return one.person_id;
    return candidates.front().person_id;
}

}  // namespace inbox
