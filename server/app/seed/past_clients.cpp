#include "app/seed/past.h"
#include "features/accounts/people_store.h"
#include "features/customers/company_actions.h"
#include "features/customers/contact_actions.h"
#include "features/inbox/enquiry_actions.h"
#include "features/inbox/enquiry_store.h"
#include "features/letters/letter_store.h"

#include <algorithm>

namespace app::seed {

// Half of the deals are of clients who have been here before.
void Past::meet(Played& deal) {
    deal.asked = asked(deal.dice, stage_.time.zone.date(deal.story.steps.front().at));
    if (!clients_.empty() && deal.dice.chance(55)) {
        deal.client_place = deal.dice.between(0, static_cast<std::int64_t>(clients_.size()) - 1);
        deal.client = clients_[static_cast<std::size_t>(deal.client_place)];
        deal.owner = &managers_[static_cast<std::size_t>(deal.client.owner)];
        return;
    }
    deal.company_number = companies_made_++;
    auto const name = full_name(deal.dice);
    deal.client.name = name.name + " " + name.surname;
    deal.client.first_name = name.name;
    deal.client.owner = deal.dice.between(0, static_cast<std::int64_t>(managers_.size()) - 1);
    deal.owner = &managers_[static_cast<std::size_t>(deal.client.owner)];
}

namespace {

// Only who has not got beyond the quote may do without a company.
bool is_private(Played const& deal) {
    auto const ending = deal.story.ending;
    return (ending == Ending::new_lead || ending == Ending::quote_sent ||
            ending == Ending::lost_early || ending == Ending::lost_after_quote) &&
           deal.story.number % 9 == 4;
}

std::string mail_name(std::string const& name) {
    std::string out = latin(name);
    std::ranges::replace(out, '-', '.');
    return out;
}

}  // namespace

void Past::make_client(db::Transaction& tx, Played& deal, base::Instant at) {
    auto& client = deal.client;
    auto const& owner = *deal.owner;
    std::string const job = position(deal.dice);
    customers::PersonFields person;
    auto const space = client.name.find(' ');
    person.name = client.name.substr(0, space);
    person.surname = client.name.substr(space + 1);
    person.position = job;
    person.phones = {phone(deal.dice)};
    person.emails = {client.email};
    client.contact_id = customers::create_contact(tx, owner, at, person, owner.id, "");
    if (!is_private(deal)) {
        auto form = company(deal.dice, deal.company_number);
        form.owner_id = owner.id;
        client.company_id = customers::create_company(tx, owner, at, form, "");
        customers::join(tx, owner, at, client.company_id, client.contact_id, job);
    }
    clients_.push_back(client);
}

void Past::letter_comes(db::Transaction& tx, Played& deal, base::Instant at) {
    mail::NewMessage message;
    message.message_id = "seed-" + std::to_string(++letters_made_) + "@mail.example";
    if (deal.story.ending == Ending::stray) {
        auto const stray = stray_letter(deal.dice, letters_made_);
        message.from = {stray.from_name, stray.from_address};
        message.subject = stray.subject;
        message.text = stray.text;
        message.is_automatic = stray.automatic;
        post_->comes(tx, at, message);
        return;
    }
    meet(deal);
    auto& client = deal.client;
    if (deal.client_place < 0) {
        Dice other = deal.dice;  // name and site go by the number
        auto const its = company(other, deal.company_number);
        client.email = mail_name(client.name) + "@" + its.site;
        client.signature =
            client.name + "\n" + (is_private(deal) ? "" : its.legal_name + "\n") + phone(deal.dice);
    }
    auto const words = enquiry_letter(deal.dice, deal.asked, client.signature);
    message.from = {client.name, client.email};
    message.subject = words.subject;
    message.text = words.text;
    deal.message_id = message.message_id;
    auto const letter = post_->comes(tx, at, message);
    deal.thread_id = letters::store::find(tx, letter)->thread_id.value();
    auto const enquiry = inbox::store::of_thread(tx, deal.thread_id);
    if (!enquiry) throw std::logic_error("a client's letter became no enquiry");
    deal.enquiry_id = enquiry->id;
    for (auto const& manager : managers_)
        if (manager.id == enquiry->owner_id) deal.owner = &manager;
    client.owner = deal.owner - managers_.data();
}

void Past::answer_letter(db::Transaction& tx, Played& deal, base::Instant at) {
    post_->goes(
        tx, at,
        inbox::answer(tx, *deal.owner, at, deal.enquiry_id,
                      {.text = answer_text(deal.dice, deal.client.first_name, deal.owner->name),
                       .subject = {},
                       .attachment_ids = {}}));
}

void Past::client_writes(db::Transaction& tx, Played& deal, base::Instant at) {
    if (deal.message_id.empty()) return;  // he came by telephone
    mail::NewMessage message;
    message.message_id = "seed-" + std::to_string(++letters_made_) + "@mail.example";
    message.in_reply_to = {deal.message_id};
    message.references = {deal.message_id};
    message.from = {deal.client.name, deal.client.email};
    message.subject = "Re: " + deal.asked.need.items.front().product;
    message.text = client_reply(deal.dice, deal.client.signature);
    post_->comes(tx, at, message);
    deal.message_id = message.message_id;
}

void Past::open_deal(db::Transaction& tx, Played& deal, base::Instant at) {
    auto const& actor = [&]() -> http::Actor const& {
        if (deal.owner == nullptr) meet(deal);
        return *deal.owner;
    }();
    if (deal.client_place < 0) {
        if (deal.client.email.empty()) {
            Dice other = deal.dice;
            deal.client.email =
                mail_name(deal.client.name) + "@" + company(other, deal.company_number).site;
            deal.client.signature = deal.client.name;
        }
        make_client(tx, deal, at);
    }
    bool const company_known = deal.client.company_id != 0;
    if (deal.story.origin == Origin::call) {
        deal.enquiry_id = inbox::write_down(tx, actor, at,
                                            {.channel = inbox::EnquiryChannel::call,
                                             .text = deal.asked.words + ".",
                                             .subject = "Звонок: " + deal.client.name,
                                             .sender_name = deal.client.name,
                                             .phone = {},
                                             .email = deal.client.email});
    }
    if (deal.enquiry_id != 0) {
        inbox::EnquiryDeal wanted;
        wanted.version = inbox::store::find(tx, deal.enquiry_id)->version;
        wanted.contact_id = deal.client.contact_id;
        if (company_known) wanted.company_id = deal.client.company_id;
        wanted.without_company = !company_known;
        wanted.need = deal.asked.need;
        deal.deal_id = inbox::make_deal(tx, actor, at, deal.enquiry_id, wanted).deal_id;
        return;
    }
    deal.deal_id = deals::open(tx, actor, at,
                               {.title = "",
                                .company_id = deal.client.company_id,
                                .contact_id = deal.client.contact_id,
                                .channel = deal.dice.chance(50) ? "call" : "other",
                                .need = deal.asked.need,
                                .estimate_kopecks = deal.dice.between(3, 60) * 1'000'000});
}

}  // namespace app::seed
