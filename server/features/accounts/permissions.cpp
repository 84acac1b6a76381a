#include "features/accounts/permissions.h"

namespace accounts {

std::vector<Role> const& roles() {
    static std::vector<Role> const all{
        {head,
         {"Руководитель отдела продаж", "Head of sales"},
         {people_manage,  settings_manage,     mailboxes_manage,  jobs_manage,
          process_change, reports_read,        inbox_read,        inbox_change,
          customers_read, customers_change,    customers_see_all, tasks_change,
          deals_read,     deals_change,        deals_see_team,    deals_see_all,
          costs_read,     catalog_read,        catalog_change,    quotes_read,
          quotes_change,  quotes_below_margin, api_tokens}},
        {sales_manager,
         {"Менеджер по продажам", "Sales manager"},
         {inbox_read, inbox_change, customers_read, customers_change, tasks_change, deals_read,
          deals_change, costs_read, catalog_read, quotes_read, quotes_change, api_tokens}},
        {account_manager,
         {"Аккаунт-менеджер", "Account manager"},
         {inbox_read, customers_read, customers_change, customers_see_all, tasks_change, deals_read,
          deals_change, costs_read, catalog_read, quotes_read, api_tokens}},
        {assistant,
         {"Ассистент", "Assistant"},
         {customers_read, customers_change, customers_see_all, tasks_change, deals_read,
          catalog_read, quotes_read, api_tokens}},
        {administrator,
         {"Администратор", "Administrator"},
         {people_manage, settings_manage, mailboxes_manage, jobs_manage, process_change,
          catalog_read, catalog_change, api_tokens}},
    };
    return all;
}

std::set<std::string, std::less<>> permissions_of(std::string_view role) {
    std::set<std::string, std::less<>> names;
    for (auto const& candidate : roles())
        if (candidate.key == role)
            for (auto const permission : candidate.permissions) names.emplace(permission.name);
    return names;
}

}  // namespace accounts
