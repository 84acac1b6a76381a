#include "features/journal/nouns.h"

#include <algorithm>

namespace journal {
namespace {

std::vector<Noun>& registered() {
    static std::vector<Noun> all;
    return all;
}

[[noreturn]] void refuse_missing(std::string_view noun) {
    auto const* known = find_noun(noun);
    std::string const ru = known ? known->words.ru : std::string(noun);
    std::string const en = known ? known->words.en : std::string(noun);
    throw base::Refusal::not_found("not_found", {ru + ": не найдено или нет доступа.",
                                                 en + ": not found, or you may not see it."});
}

}  // namespace

void register_noun(Noun noun) {
    auto& all = registered();
    auto const same = std::ranges::find(all, noun.key, &Noun::key);
    if (same != all.end())
        *same = std::move(noun);
    else
        all.push_back(std::move(noun));
}

std::vector<Noun> const& nouns() {
    return registered();
}

Noun const* find_noun(std::string_view key) {
    auto const& all = registered();
    auto const found = std::ranges::find(all, key, &Noun::key);
    return found == all.end() ? nullptr : &*found;
}

bool may_see(db::Reader& reader, http::Actor const& actor, std::string_view noun, std::int64_t id) {
    auto const* known = find_noun(noun);
    return known && known->may_see && known->may_see(reader, actor, id);
}

bool may_change(db::Reader& reader, http::Actor const& actor, std::string_view noun,
                std::int64_t id) {
    auto const* known = find_noun(noun);
    return known && known->may_change && known->may_change(reader, actor, id);
}

void require_see(db::Reader& reader, http::Actor const& actor, std::string_view noun,
                 std::int64_t id) {
    if (!may_see(reader, actor, noun, id)) refuse_missing(noun);
}

void require_change(db::Reader& reader, http::Actor const& actor, std::string_view noun,
                    std::int64_t id) {
    require_see(reader, actor, noun, id);
    if (!may_change(reader, actor, noun, id))
        throw base::Refusal::forbidden("forbidden",
                                       {"У вас нет права менять это.", "You may not change this."});
}

}  // namespace journal
