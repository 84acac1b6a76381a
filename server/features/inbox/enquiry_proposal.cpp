#include "features/inbox/enquiry_proposal.h"

#include <algorithm>

namespace inbox {
namespace {

template <class T>
void keep(std::optional<T> const& before, std::optional<T>& now) {
    if (!now) now = before;
}

}  // namespace

customers::PersonFields person_of(ReadNeed const& need) {
    auto const& sender = need.sender;
    return {sender.surname.value_or(""),
            sender.name.value_or(""),
            sender.patronymic.value_or(""),
            sender.position.value_or(""),
            sender.phones,
            sender.emails};
}

customers::CompanyFields company_of(ReadNeed const& need) {
    auto const& sender = need.sender;
    customers::CompanyFields company;
    company.name = sender.company.value_or("");
    company.legal_form = sender.legal_form.value_or("");
    bool const wrong = std::find(need.warnings.begin(), need.warnings.end(),
                                 ReadWarning::inn_wrong) != need.warnings.end();
    if (!wrong) company.inn = sender.inn.value_or("");
    company.site = sender.site.value_or("");
    return company;
}

deals::Need deal_need_of(ReadNeed const& need) {
    deals::Need out;
    for (auto const& item : need.items) {
        deals::NeedItem line;
        line.product = item.product;
        line.product_head = item.product_head.value_or("");
        line.runs = item.runs;
        line.colour = item.color.value_or("");
        line.material = item.material.value_or("");
        if (item.imprint_method || item.imprint_colors || item.imprint_place)
            line.imprints.push_back({item.imprint_method.value_or(""), item.imprint_colors,
                                     item.imprint_place.value_or(""), ""});
        out.items.push_back(std::move(line));
    }
    if (need.deadline) {
        out.in_hands_on = need.deadline->date;
        out.deadline_words = need.deadline->words;
    }
    if (need.budget) {
        out.budget_kopecks = need.budget->amount * 100;
        out.budget_per = need.budget->per == BudgetScope::piece ? deals::BudgetPer::piece
                                                                : deals::BudgetPer::total;
    }
    out.delivery_place = need.delivery_place.value_or("");
    return out;
}

EnquiryProposal renewed(EnquiryProposal const& before, EnquiryProposal after) {
    ReadNeed& now = after.need;
    if (now.items.empty()) {
        // Nothing about goods in it: the need stays as it was read, with its words.
        EnquiryProposal out = before;
        keep(now.deadline, out.need.deadline);
        keep(now.delivery_place, out.need.delivery_place);
        for (auto const& phone : now.sender.phones) {
            auto& phones = out.need.sender.phones;
            if (std::find(phones.begin(), phones.end(), phone) == phones.end())
                phones.push_back(phone);
        }
        return out;
    }
    keep(before.need.deadline, now.deadline);
    keep(before.need.budget, now.budget);
    keep(before.need.delivery_place, now.delivery_place);
    auto const& was = before.need.sender;
    keep(was.surname, now.sender.surname);
    keep(was.name, now.sender.name);
    keep(was.patronymic, now.sender.patronymic);
    keep(was.position, now.sender.position);
    keep(was.company, now.sender.company);
    keep(was.legal_form, now.sender.legal_form);
    keep(was.inn, now.sender.inn);
    keep(was.site, now.sender.site);
    if (now.sender.phones.empty()) now.sender.phones = was.phones;
    std::erase_if(now.missing, [&](MissingPart part) {
        return std::find(before.need.missing.begin(), before.need.missing.end(), part) ==
               before.need.missing.end();
    });
    return after;
}

}  // namespace inbox
