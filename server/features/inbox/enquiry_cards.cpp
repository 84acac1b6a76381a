#include "features/inbox/enquiry_cards.h"

#include "features/accounts/people_store.h"
#include "features/accounts/permissions.h"
#include "features/deals/deal_views.h"
#include "features/inbox/enquiry_actions.h"
#include "features/inbox/enquiry_store.h"
#include "features/inbox/reply_draft.h"
#include "features/journal/nouns.h"
#include "features/letters/letter_store.h"
#include "features/process/process_store.h"
#include "platform/base/text.h"

#include <algorithm>
#include <map>

namespace inbox {
namespace {

constexpr int most_found = 500;  // by words: the newest; who has more types another word

EnquiryRow row(calendar::WorkingTime const& time, Enquiry enquiry, base::Instant now) {
    EnquiryRow out;
    static_cast<Enquiry&>(out) = std::move(enquiry);
    out.late = is_late(out, now);
    if (is_open(out.state) && out.answer_due_at && !out.answered_at)
        out.answer_minutes_left = calendar::working_minutes_between(time, now, *out.answer_due_at);
    return out;
}

void set_scope(store::Filter& filter, http::Actor const& actor, EnquiryScope scope) {
    if (scope == EnquiryScope::mine) filter.owner_id = actor.id;
    if (scope == EnquiryScope::unassigned) filter.unassigned = true;
}

std::string text_of(db::Reader& reader, Enquiry const& enquiry, std::int64_t letter_id) {
    if (letter_id == 0) return store::text_of(reader, enquiry.id);
    auto const letter = letters::store::find(reader, letter_id);
    return letter ? letter->body_text : std::string();
}

std::vector<EnquiryDealOffer> offers(db::Reader& reader, http::Actor const& actor,
                                     base::Instant now, Enquiry const& enquiry) {
    std::vector<EnquiryDealOffer> out;
    if (!enquiry.contact_id || !actor.may(accounts::deals_read)) return out;
    deals::DealFilter filter;
    filter.contact_id = *enquiry.contact_id;
    filter.limit = 10;
    for (auto const& deal : deals::list(reader, actor, now, filter).items)
        out.push_back({deal.id, deal.title, deal.stage, deal.owner_name, deal.amount_kopecks});
    return out;
}

std::string seen_title(db::Reader& reader, http::Actor const& actor, char const* noun,
                       std::optional<std::int64_t> id) {
    if (!id) return {};
    auto const* known = journal::find_noun(noun);
    if (!known || !known->title || !journal::may_see(reader, actor, noun, *id)) return {};
    return known->title(reader, *id);
}

}  // namespace

std::vector<EnquiryHighlight> highlights_of(ReadNeed const& need, std::string_view text) {
    std::map<std::int64_t, std::int64_t> places;  // byte -> UTF-16 unit
    for (auto const& span : need.spans)
        if (span.source == ReadFrom::text) places[span.begin] = places[span.end] = 0;
    std::int64_t units = 0;
    auto next = places.begin();
    for (std::size_t at = 0; at <= text.size() && next != places.end(); ++at) {
        while (next != places.end() && next->first <= static_cast<std::int64_t>(at)) {
            next->second = units;
            ++next;
        }
        if (at == text.size()) break;
        auto const byte = static_cast<unsigned char>(text[at]);
        if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
    }
    for (; next != places.end(); ++next) next->second = units;
    std::vector<EnquiryHighlight> out;
    for (auto const& span : need.spans)
        if (span.source == ReadFrom::text && places[span.end] > places[span.begin])
            out.push_back({span.field, places[span.begin], places[span.end], span.confidence});
    return out;
}

EnquiryPage list(db::Reader& reader, http::Actor const& actor, base::Instant now,
                 EnquiryQuery const& query) {
    store::Filter filter;
    set_scope(filter, actor, query.scope.value_or(EnquiryScope::all));
    if (!query.state)
        filter.open = true;
    else if (*query.state != "any") {
        if (!is_state(*query.state))
            throw base::Refusal::invalid(
                "state_unknown",
                {"Такого состояния обращений нет.", "Enquiries have no such state."}, "state");
        filter.state = *query.state;
    }
    filter.channel = query.channel;
    if (query.late.value_or(false)) filter.late_at = now;
    filter.unread = query.unread.value_or(false);
    filter.mailbox_id = query.mailbox_id;
    filter.thread_id = query.thread_id;
    if (query.words && !base::trimmed(*query.words).empty())
        filter.ids = search::find_ids(reader, "enquiry", *query.words, most_found);
    if (query.after) filter.after = base::parse_cursor(*query.after, "after");
    filter.limit = std::clamp(query.limit.value_or(50), 1, 200) + 1;
    auto found = store::list(reader, filter, store::visible_to(actor));
    EnquiryPage page;
    if (found.size() == static_cast<std::size_t>(filter.limit)) {
        found.pop_back();
        page.next = base::to_text(base::Cursor{found.back().arrived_at.unix_ms, found.back().id});
    }
    auto const time = calendar::working_time(reader);
    for (auto& enquiry : found) page.items.push_back(row(time, std::move(enquiry), now));
    return page;
}

EnquiryCounts counts(db::Reader& reader, http::Actor const& actor, base::Instant now) {
    constexpr int most = 100;
    auto const visible = store::visible_to(actor);
    auto const count = [&](EnquiryScope scope, std::optional<base::Instant> late_at) {
        store::Filter filter;
        set_scope(filter, actor, scope);
        filter.open = true;
        filter.late_at = late_at;
        return store::count_up_to(reader, filter, visible, most);
    };
    return {count(EnquiryScope::mine, std::nullopt), count(EnquiryScope::unassigned, std::nullopt),
            count(EnquiryScope::all, now)};
}

EnquiryCard card(db::Reader& reader, http::Actor const& actor, base::Instant now, std::int64_t id) {
    EnquiryCard out;
    static_cast<EnquiryRow&>(out) =
        row(calendar::working_time(reader), require(reader, actor, id), now);
    auto const proposal = store::proposal_of(reader, id);
    out.text_letter_id = proposal ? proposal->letter_id : out.letter_id.value_or(0);
    out.text = text_of(reader, out, out.text_letter_id);
    if (out.text.size() > read_limit) out.text = base::shortened(out.text, read_limit / 2);
    if (proposal) {
        out.read = proposal->need;
        out.highlights = highlights_of(proposal->need, out.text);
        out.person = person_of(proposal->need);
        out.company = company_of(proposal->need);
        out.need = deal_need_of(proposal->need);
    }
    out.contact_title = seen_title(reader, actor, "contact", out.contact_id);
    out.company_title = seen_title(reader, actor, "company", out.company_id);
    if (is_open(out.state) && actor.may(accounts::customers_read))
        out.similar = customers::find_similar(reader, actor, out.person, out.company);
    out.open_deals = offers(reader, actor, now, out);
    if (actor.may(accounts::inbox_change)) out.allowed = allowed(out.state);
    return out;
}

EnquiryReply reply(db::Reader& reader, http::Actor const& actor, base::Instant now,
                   std::int64_t id) {
    auto const enquiry = require(reader, actor, id);
    auto const need = store::proposal_of(reader, id).value_or(EnquiryProposal{}).need;
    auto const department = process::current(reader);
    auto const time = calendar::working_time(reader);
    ReplyFacts facts;
    if (enquiry.contact_id && journal::may_see(reader, actor, "contact", *enquiry.contact_id))
        facts.greeting =
            customers::addressee(reader, *enquiry.contact_id, enquiry.company_id.value_or(0))
                .greeting;
    facts.manager_name = actor.name;
    if (auto const person = accounts::find_person(reader, actor.id))
        facts.manager_phone = person->phone;
    facts.quote_due_at = first_answer_due(time, now, department->limits.quote_deadline);
    auto const draft = reply_draft(*department, time, need, facts);
    EnquiryReply out;
    out.to_name = enquiry.sender_name;
    out.to_address = enquiry.sender_address;
    if (enquiry.letter_id) {
        auto const letter = letters::store::find(reader, *enquiry.letter_id);
        if (letter && !letter->reply_to.empty()) out.to_address = letter->reply_to;
    } else if (out.to_address.find('@') == std::string::npos) {
        out.to_address = need.sender.emails.empty() ? "" : need.sender.emails.front();
    }
    out.subject = enquiry.letter_id ? letters::answer_subject(enquiry.subject) : draft.subject;
    out.text = draft.text;
    out.questions = questions(*department, need.missing);
    return out;
}

}  // namespace inbox
