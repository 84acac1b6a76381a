// The nouns of the product ("deal", "company", "letter" …): what each is called and who may see one
// of them. The noun's own feature knows (its visible_to predicate); timeline, files, tasks, search
// and live events ask here, so that there is one answer. Filled once at start by app/nouns.cpp.
#pragma once
#include "platform/base/words.h"
#include "platform/http/call.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct Noun {
    std::string key;    // "deal"
    base::Words words;  // {"Сделка", "Deal"}
    std::function<bool(db::Reader&, http::Actor const&, std::int64_t id)> may_see;
    std::function<bool(db::Reader&, http::Actor const&, std::int64_t id)> may_change;
    std::function<std::string(db::Reader&, std::int64_t id)> title;  // for links to it
};

void register_noun(Noun noun);  // at start; a second one of a key replaces the first
std::vector<Noun> const& nouns();
Noun const* find_noun(std::string_view key);

// False for an unknown noun, a missing thing and one that the actor may not see.
bool may_see(db::Reader& reader, http::Actor const& actor, std::string_view noun, std::int64_t id);
bool may_change(db::Reader& reader, http::Actor const& actor, std::string_view noun,
                std::int64_t id);

// Refusal not_found, the same for what is not there and what may not be known to be there.
void require_see(db::Reader& reader, http::Actor const& actor, std::string_view noun,
                 std::int64_t id);
void require_change(db::Reader& reader, http::Actor const& actor, std::string_view noun,
                    std::int64_t id);

}  // namespace journal
