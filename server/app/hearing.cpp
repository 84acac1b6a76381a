#include "app/hearing.h"

#include "features/journal/nouns.h"

namespace app {

bool may_hear(db::Reader& reader, http::Actor const& actor, live::Event const& event) {
    if (event.noun.starts_with("person:"))
        return event.noun == "person:" + std::to_string(actor.id);
    if (event.id == 0) return actor.id != 0;
    return journal::may_see(reader, actor, event.noun, event.id);
}

}  // namespace app
