#include "features/process/process_actions.h"

#include "features/journal/journal.h"
#include "features/process/factory_process.h"
#include "features/process/process_file.h"
#include "platform/base/text.h"
#include "platform/live/live.h"

namespace process {
namespace {

constexpr std::size_t longest_note = 500;

struct ProcessChanged {
    std::int64_t version = 0;
    std::optional<std::int64_t> before;
};
BOOST_DESCRIBE_STRUCT(ProcessChanged, (), (version, before))

Department checked(std::string const& text) {
    auto read = read_process(text);
    if (read.mistakes.empty()) return std::move(read.department);
    auto refusal = base::Refusal::invalid(
        "process_invalid",
        {"В файле есть ошибки. Исправьте их и загрузите снова:\n" +
             mistakes_text("department.toml", read.mistakes, base::Language::ru),
         "The file has mistakes. Correct them and load it again:\n" +
             mistakes_text("department.toml", read.mistakes, base::Language::en)},
        "text");
    refusal.details = json::to_json(read.mistakes);
    throw refusal;
}

void bring_into_force(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                      std::int64_t id, Department const& after) {
    auto const before = current(tx);
    store::make_active(tx, id);
    changing(tx, {*before, after, id, actor, now});
    journal::record(tx, actor, now,
                    {.noun = "process",
                     .id = id,
                     .verb = "activated",
                     .details = json::to_json(ProcessChanged{id, before.version}),
                     .undo = journal::Undo::compensated,
                     .process_version = id});
    live::publish(tx, {"process", 0, "changed", id}, now);
}

}  // namespace

std::int64_t add_version(db::Transaction& tx, http::Actor const& actor, base::Instant now,
                         std::string const& text, std::string const& note) {
    auto const clean = base::clean(text);
    static_cast<void>(checked(clean));
    auto const id = store::insert_version(
        tx, clean, actor.id, base::shortened(base::trimmed(base::clean(note)), longest_note), now);
    journal::record(tx, actor, now, {.noun = "process", .id = id, .verb = "loaded"});
    return id;
}

void activate(db::Transaction& tx, http::Actor const& actor, base::Instant now, std::int64_t id,
              std::int64_t seen) {
    auto const version = store::find_version(tx, id);
    if (!version)
        throw base::Refusal::not_found("not_found",
                                       {"Такой версии процесса нет.", "There is no such version."});
    auto const active = store::active_version(tx);
    if ((active ? active->id : 0) != seen) {
        auto refusal = base::Refusal::conflict(
            "process_changed",
            {"Процесс уже сменил " + (active ? active->author_name : "") +
                 ". Обновите страницу и посмотрите на его версию.",
             "The process has been changed meanwhile. Reload and look at that version."});
        if (active) refusal.details = json::to_json(*active);
        throw refusal;
    }
    if (version->active) return;
    bring_into_force(tx, actor, now, id, checked(store::text_of(tx, id)));
}

void follow_factory(db::Transaction& tx, base::Instant now) {
    auto const active = store::active_version(tx);
    std::string const text(factory_process_toml);
    if (active && (active->author_id || active->hash == base::sha256_hex(text))) return;
    try {
        tx.savepoint([&] {
            auto const id = store::insert_version(tx, text, std::nullopt, "", now);
            bring_into_force(tx, journal::program(), now, id, factory_department());
        });
    } catch (base::Refusal const&) {
        // Deals stand on a stage that the newer copy does not have: the old one stays in force.
    }
}

}  // namespace process
