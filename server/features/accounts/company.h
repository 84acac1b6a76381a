// The company's settings: one row, seen by everybody who is signed in, changed by who may.
#pragma once
#include "platform/base/time.h"

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

namespace accounts {

struct CompanySettings {
    std::string name;                       // as people call it: «Сувенир Плюс»
    std::string zone = "Europe/Moscow";     // IANA name
    std::int64_t office_from_minute = 540;  // of the local day
    std::int64_t office_to_minute = 1080;
    bool managers_see_team = false;  // a sales manager sees the team's deals, not only own
    std::int64_t minimum_margin_basis_points = 1500;  // below it a quote warns; 1500 = 15 %
    bool acceptance_code = true;  // a client's yes to a quote asks for a code by e-mail (1.3.1.2)
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CompanySettings, (),
                      (name, zone, office_from_minute, office_to_minute, managers_see_team,
                       minimum_margin_basis_points, acceptance_code, version))

// Throws Refusal invalid; `field` is put before the member's name ("company.").
void check(CompanySettings const& settings, std::string const& field = "");

}  // namespace accounts
