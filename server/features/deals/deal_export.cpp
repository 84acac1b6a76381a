// The list as a spreadsheet: the same filter, the same rows that the person may see.
#include "features/accounts/permissions.h"
#include "features/deals/deal_routes.h"
#include "features/process/process_store.h"
#include "platform/http/export.h"

#include <cstdio>

namespace deals {
namespace {

constexpr std::size_t most_rows = 20'000;

std::string local_text(base::Zone const& zone, std::optional<base::Instant> at) {
    if (!at) return "";
    auto const local = zone.local(*at);
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%02d.%02d.%04d %02d:%02d", local.date.day,
                  local.date.month, local.date.year, local.minute_of_day / 60,
                  local.minute_of_day % 60);
    return buffer;
}

std::string date_text(std::optional<base::Date> date) {
    if (!date) return "";
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%02d.%02d.%04d", date->day, date->month, date->year);
    return buffer;
}

base::Spreadsheet sheet(db::Reader& reader, http::Actor const& actor, base::Instant now,
                        DealFilter filter) {
    bool const russian = actor.language == base::Language::ru;
    base::Spreadsheet out;
    out.title = russian ? "Сделки" : "Deals";
    out.header = russian ? std::vector<std::string>{"№",
                                                    "Сделка",
                                                    "Компания",
                                                    "Контакт",
                                                    "Этап",
                                                    "Ответственный",
                                                    "Сумма, ₽",
                                                    "Срок КП",
                                                    "КП отправлено",
                                                    "Дата в руках",
                                                    "Следующий шаг",
                                                    "Создана"}
                         : std::vector<std::string>{"No",          "Deal",           "Company",
                                                    "Contact",     "Stage",          "Owner",
                                                    "Amount, RUB", "Quote deadline", "Quote sent",
                                                    "In hands",    "Next step",      "Created"};
    auto const process = process::current(reader);
    auto const zone = calendar::working_time(reader).zone;
    filter.limit = 200;
    do {
        auto page = list(reader, actor, now, filter);
        for (auto const& deal : page.items) {
            auto const* stage = process->stage(deal.stage);
            out.rows.push_back(
                {deal.id, deal.title, deal.company_name, deal.contact_name,
                 stage ? stage->words.in(actor.language) : deal.stage, deal.owner_name,
                 base::Roubles{deal.amount_kopecks}, local_text(zone, deal.quote_due_at),
                 local_text(zone, deal.quote_sent_at), date_text(deal.in_hands_on),
                 local_text(zone, deal.next_step_at), local_text(zone, deal.created_at)});
        }
        filter.after = std::move(page.next);
    } while (filter.after && out.rows.size() < most_rows);
    return out;
}

http::Response download(http::RawCall& call) {
    auto query = call.request.query;
    auto const format = http::take_export_format(query);
    auto const filter = http::export_filter<DealFilter>(query);
    auto const table = call.database.read(
        [&](db::Reader& reader) { return sheet(reader, call.actor, call.now, filter); });
    return http::export_answer(table, format, "deals");
}

}  // namespace

void mount_export(http::Router& router) {
    router.raw("GET", "/api/deals/export", accounts::deals_read,
               "The list of deals as CSV or XLSX, by the list's filter", &download);
}

}  // namespace deals
