// What people may do, by role. Every route names one of these; what rows a person sees is decided
// beside it, by each noun's visible_to(actor) (docs/features/accounts.md has both as tables).
#pragma once
#include "platform/http/call.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace accounts {

using http::Permission;

inline constexpr Permission people_manage{"people_manage"};      // people, teams, roles
inline constexpr Permission settings_manage{"settings_manage"};  // sellers, working hours, limits
inline constexpr Permission mailboxes_manage{"mailboxes_manage"};
inline constexpr Permission jobs_manage{"jobs_manage"};        // the list of failed work
inline constexpr Permission process_change{"process_change"};  // the process file
inline constexpr Permission reports_read{"reports_read"};
inline constexpr Permission inbox_read{"inbox_read"};
inline constexpr Permission inbox_change{"inbox_change"};
inline constexpr Permission customers_read{"customers_read"};
inline constexpr Permission customers_change{"customers_change"};
// Also the cards of colleagues' clients (after the hand-over the whole department serves them).
inline constexpr Permission customers_see_all{"customers_see_all"};
inline constexpr Permission tasks_change{"tasks_change"};
inline constexpr Permission deals_read{"deals_read"};
inline constexpr Permission deals_change{"deals_change"};
inline constexpr Permission deals_see_team{"deals_see_team"};  // also the team's deals
inline constexpr Permission deals_see_all{"deals_see_all"};
inline constexpr Permission costs_read{"costs_read"};  // cost and margin
inline constexpr Permission catalog_read{"catalog_read"};
inline constexpr Permission catalog_change{"catalog_change"};  // feeds
inline constexpr Permission quotes_read{"quotes_read"};
inline constexpr Permission quotes_change{"quotes_change"};
inline constexpr Permission quotes_below_margin{"quotes_below_margin"};  // send below the minimum
inline constexpr Permission api_tokens{"api_tokens"};                    // make tokens for programs

// Keys of the roles (department.md, "Roles").
inline constexpr std::string_view head = "head";  // head of sales («РОП»)
inline constexpr std::string_view sales_manager = "sales_manager";
inline constexpr std::string_view account_manager = "account_manager";
inline constexpr std::string_view assistant = "assistant";
inline constexpr std::string_view administrator = "administrator";

struct Role {
    std::string_view key;
    base::Words words;
    std::vector<Permission> permissions;
};
std::vector<Role> const& roles();

// The role's permissions by name; nothing for a role that does not exist.
std::set<std::string, std::less<>> permissions_of(std::string_view role);

}  // namespace accounts
