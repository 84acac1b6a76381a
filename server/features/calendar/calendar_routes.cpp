#include "features/calendar/calendar_routes.h"

#include "features/accounts/permissions.h"
#include "features/calendar/calendar_year.h"

namespace calendar {

void mount(http::Router& router) {
    router.get("/api/calendar/{id}", http::signed_in,
               "The production calendar of a year: days unlike the week's pattern",
               [](http::ReadCall& call) { return calendar_year(call.db, call.actor, call.id()); });
    router.put("/api/calendar/{id}", accounts::settings_manage,
               "Change a year of the calendar; deadlines already set stay",
               [](http::WriteCall& call, CalendarYearEdit const& edit) {
                   change_year(call.db, call.actor, call.now, call.id(), edit);
                   return calendar_year(call.db, call.actor, call.id());
               });
}

}  // namespace calendar
