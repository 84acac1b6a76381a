#include "features/process/vocabulary.h"

#include "features/accounts/permissions.h"

#include <algorithm>
#include <stdexcept>

namespace process {
namespace {

std::vector<FactAct> const& acts() {
    static std::vector<FactAct> const all{
        {DealFact::quote_sent,
         "send_quote",
         {"Отправьте КП: сделка перейдёт на этот этап сама.",
          "Send the quote: the deal comes to this stage by itself."},
         true},
        {DealFact::quote_accepted,
         "accept_quote",
         {"Отметьте согласие клиента в КП: сделка перейдёт на этот этап сама.",
          "Record the client's yes in the quote: the deal comes to this stage by itself."},
         true},
        {DealFact::invoice_issued,
         "issue_invoice",
         {"Попросите Ассистента выставить счёт: сделка перейдёт на этот этап сама.",
          "Ask the assistant to issue the invoice: the deal comes to this stage by itself."},
         false},
        {DealFact::paid,
         "record_payment",
         {"Этап откроется, когда придёт оплата по счёту.",
          "The stage opens when the invoice is paid."},
         false},
        {DealFact::artwork_approved,
         "approve_artwork",
         {"Этап откроется, когда клиент согласует макет.",
          "The stage opens when the client approves the artwork."},
         false},
        {DealFact::order_placed,
         "place_order",
         {"Заведите проект и закажите товар: сделка перейдёт на этот этап сама.",
          "Open the project and order the goods: the deal comes to this stage by itself."},
         false},
        {DealFact::handed_over,
         "hand_over",
         {"Передайте клиента аккаунт-менеджеру: этап откроется, когда он примет.",
          "Hand the client over: the stage opens when the account manager accepts."},
         false},
        {DealFact::goods_received,
         "receive_goods",
         {"Этап откроется, когда товар примут на склад.",
          "The stage opens when the goods are received at the warehouse."},
         false},
        {DealFact::goods_handed_over,
         "hand_over_goods",
         {"Этап откроется, когда товар передадут клиенту.",
          "The stage opens when the goods are handed to the client."},
         false},
        {DealFact::papers_complete,
         "complete_papers",
         {"Этап откроется, когда документы вернутся подписанными.",
          "The stage opens when the papers are back signed."},
         false},
    };
    return all;
}

}  // namespace

base::Words missing(EntryCondition condition, std::optional<int> min_percent) {
    switch (condition) {
        case EntryCondition::has_contact:
            return {"Добавьте контакт клиента.", "Add the client's contact."};
        case EntryCondition::has_channel:
            return {"Укажите, откуда пришло обращение.", "Say where the enquiry came from."};
        case EntryCondition::has_company:
            return {"Добавьте компанию клиента.", "Add the client's company."};
        case EntryCondition::has_need:
            return {"Запишите продукт и тираж.", "Write down the product and the run."};
        case EntryCondition::has_deadline:
            return {"Запишите дату в руках.", "Write down the date in hands."};
        case EntryCondition::has_lost_reason:
            return {"Выберите причину слива.", "Choose the reason of the loss."};
        case EntryCondition::quote_sent:
            return {"Сначала отправьте КП.", "Send the quote first."};
        case EntryCondition::quote_accepted:
            return {"Нужно согласие клиента с КП.", "The client has to accept the quote first."};
        case EntryCondition::invoice_issued:
            return {"Сначала нужен выставленный счёт.", "The invoice has to be issued first."};
        case EntryCondition::paid_share: {
            auto const share = std::to_string(min_percent.value_or(100));
            return {"Нужна оплата не меньше " + share + " %.",
                    "At least " + share + " % has to be paid."};
        }
        case EntryCondition::artwork_approved:
            return {"Клиент должен согласовать макет.", "The client has to approve the artwork."};
        case EntryCondition::order_placed:
            return {"Сначала нужно заказать товар.", "The goods have to be ordered first."};
        case EntryCondition::handed_over:
            return {"Клиент ещё не передан аккаунт-менеджеру.",
                    "The client is not handed over to the account manager yet."};
        case EntryCondition::goods_received:
            return {"Товар ещё не принят на склад.", "The goods have not been received yet."};
        case EntryCondition::goods_handed_over:
            return {"Товар ещё не передан клиенту.",
                    "The goods have not been handed to the client yet."};
        case EntryCondition::papers_complete:
            return {"Документы ещё не вернулись подписанными.",
                    "The papers are not back signed yet."};
    }
    throw std::logic_error("a condition without words");
}

FactAct const& act_of(DealFact fact) {
    auto const found = std::ranges::find(acts(), fact, &FactAct::fact);
    if (found == acts().end()) throw std::logic_error("a fact without an act");
    return *found;
}

std::vector<Part> const& parts() {
    static std::vector<Part> const all{
        // 1. Sales managers
        {"inbox", "/inbox"},
        {"calls", "/inbox?channel=call"},
        {"letters", "/inbox?channel=mail"},
        {"needs", "/inbox?state=in_work"},
        {"chats", "/inbox?channel=chat"},
        {"deals", "/deals"},
        {"new_deals", "/deals?view=list&lacks=anything"},
        {"companies", "/companies"},
        {"people", "/people"},
        {"quote_deadlines", "/deals?view=list&quote=waiting"},
        {"calls_to_make", "/day?call=true"},
        {"board", "/deals?view=board"},
        {"stage", "/deals?view=list&stage={stage}"},
        {"quotes", "/quotes"},
        {"invoice_requests", "/desk?kind=issue_invoice"},
        {"artwork", "/artwork"},
        {"hand_overs", "/hand-overs"},
        {"reactivation", "/reactivation"},
        {"occasions", "/reactivation?list=occasions"},
        {"greetings", "/reactivation?list=greetings"},
        {"discounts", "/settings/discounts"},
        {"postal_greetings", "/reactivation?list=post"},
        {"gifts", "/reactivation?list=gifts"},
        {"selections", "/catalog/selections"},
        {"catalog", "/catalog"},
        {"control_calls", "/day?kind=control_call"},
        {"outside_goods", "/catalog/outside"},
        {"supplier_requests", "/contractors/requests"},
        {"contractors", "/contractors"},
        {"found_suppliers", "/contractors?found=true"},
        {"search_requests", "/desk?kind=find_supplier"},
        // 2. Account manager
        {"projects", "/projects"},
        {"production_plan", "/projects?view=plan"},
        {"arrivals", "/arrivals"},
        {"deliveries", "/deliveries"},
        {"delivery_invoices", "/deliveries?list=invoices"},
        {"courier_desk", "/deliveries?list=today"},
        {"client_notices", "/projects?list=notices"},
        {"purchase_orders", "/purchases"},
        {"supplier_invoices", "/purchases?list=invoices"},
        {"slips", "/projects?list=slips"},
        {"claims", "/claims"},
        {"supplier_claims", "/claims?side=supplier"},
        // 3. Assistant
        {"assistant_desk", "/desk"},
        {"invoices", "/invoices"},
        {"accounting_contacts", "/exchange/contacts"},
        {"supplier_invoice_files", "/papers?list=supplier_invoices"},
        {"returned_papers", "/papers?list=returned"},
        {"papers_to_return", "/papers?list=to_return"},
        {"payment_requests", "/payments?list=requests"},
        {"dossiers", "/projects?list=dossiers"},
    };
    return all;
}

Part const* find_part(std::string_view key) {
    auto const found = std::ranges::find(parts(), key, &Part::key);
    return found == parts().end() ? nullptr : &*found;
}

std::vector<std::string_view> const& need_keys() {
    static std::vector<std::string_view> const all{
        "product",  "run",          "imprint", "imprint_place",
        "deadline", "budget",       "company", "delivery_place",
        "phone",    "contact_name", "inn"};
    return all;
}

std::vector<std::string_view> const& deadline_keys() {
    static std::vector<std::string_view> const all{"quote"};
    return all;
}

std::vector<std::string_view> const& letter_fields() {
    static std::vector<std::string_view> const all{
        "greeting",      "client_name",      "position",         "company",    "manager_name",
        "manager_phone", "questions",        "product",          "quote_link", "quote_number",
        "deadline",      "new_manager_name", "new_manager_phone"};
    return all;
}

std::vector<std::string_view> const& role_keys() {
    static std::vector<std::string_view> const all = [] {
        std::vector<std::string_view> keys;
        for (auto const& role : accounts::roles()) keys.push_back(role.key);
        return keys;
    }();
    return all;
}

}  // namespace process
