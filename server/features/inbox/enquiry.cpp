#include "features/inbox/enquiry.h"

#include <algorithm>

namespace inbox {

bool is_state(std::string_view text) {
    return is_open(text) || text == state::became_deal || text == state::attached ||
           text == state::not_enquiry;
}

bool is_open(std::string_view state) {
    return state == state::fresh || state == state::in_work;
}

std::vector<EnquiryStep> const& enquiry_steps() {
    using enum EnquiryVerb;
    static std::vector<EnquiryStep> const steps{
        {state::fresh, take, state::in_work},
        {state::in_work, take, state::in_work},
        {state::fresh, hand_over, state::fresh},
        {state::in_work, hand_over, state::in_work},
        {state::fresh, make_deal, state::became_deal},
        {state::in_work, make_deal, state::became_deal},
        {state::fresh, attach, state::attached},
        {state::in_work, attach, state::attached},
        {state::fresh, dismiss, state::not_enquiry},
        {state::in_work, dismiss, state::not_enquiry},
        {state::not_enquiry, reopen, state::fresh},
        {state::fresh, answer, state::in_work},
        {state::in_work, answer, state::in_work},
        {state::became_deal, answer, state::became_deal},
        {state::attached, answer, state::attached},
    };
    return steps;
}

std::optional<std::string_view> after(std::string_view from, EnquiryVerb verb) {
    for (auto const& step : enquiry_steps())
        if (step.from == from && step.verb == verb) return step.to;
    return std::nullopt;
}

std::vector<EnquiryVerb> allowed(std::string_view from) {
    std::vector<EnquiryVerb> out;
    for (auto const& step : enquiry_steps())
        if (step.from == from) out.push_back(step.verb);
    return out;
}

base::Instant first_answer_due(calendar::WorkingTime const& time, base::Instant arrived_at,
                               process::WorkingSpan span) {
    switch (span.unit) {
        case process::SpanUnit::working_minutes:
            return calendar::add_working_minutes(time, arrived_at, span.amount);
        case process::SpanUnit::working_hours:
            return calendar::add_working_minutes(time, arrived_at, std::int64_t{span.amount} * 60);
        case process::SpanUnit::working_days:
            return calendar::end_of_working_day(time, arrived_at, span.amount);
    }
    return arrived_at;
}

bool is_late(Enquiry const& enquiry, base::Instant now) {
    return is_open(enquiry.state) && enquiry.answer_due_at && !enquiry.answered_at &&
           *enquiry.answer_due_at < now;
}

}  // namespace inbox
