#include "features/process/process_file.h"

#include "features/process/factory_process.h"
#include "features/process/process_check.h"
#include "features/process/toml_table.h"
#include "features/process/vocabulary.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace process {
namespace {

using Must = Table::Must;

constexpr std::size_t largest_file = 1'000'000;  // bytes

class Reading {
  public:
    explicit Reading(toml::table const& root) : root_(root, 1, mistakes_) {}

    ReadProcess run() {
        static_cast<void>(root_.integer("format", 1, 1, Must::be_there));
        out_.name = root_.words("name");
        read_limits();
        for (auto& table : root_.tables("stage")) read_stage(table);
        for (auto& table : root_.tables("removed_stage")) read_removed(table);
        for (auto& table : root_.tables("lost_reason")) read_lost_reason(table);
        for (auto& table : root_.tables("objection")) read_objection(table);
        for (auto& table : root_.tables("task")) read_task(table);
        for (auto& table : root_.tables("request")) read_request(table);
        for (auto& table : root_.tables("need")) read_need(table);
        for (auto& table : root_.tables("letter")) read_letter(table);
        for (auto& table : root_.tables("node")) read_node(table);
        root_.finish();
        check_references(out_, lines_, mistakes_);
        std::ranges::stable_sort(mistakes_, {}, &ProcessMistake::line);
        return {std::move(out_), std::move(mistakes_)};
    }

  private:
    // A key of its own within its kind; remembers where it stands.
    std::string own_key(Table& table, std::string const& kind, std::string_view name = "key") {
        std::string const key = table.key(name);
        remember(table, kind, key);
        return key;
    }

    void remember(Table& table, std::string const& kind, std::string const& key) {
        if (key.empty()) return;
        auto const [at, fresh] = lines_.emplace(kind + ":" + key, table.line());
        if (fresh) return;
        table.mistake(
            table.line(),
            {quoted(key) + " уже есть на строке " + std::to_string(at->second) + ".",
             quoted(key) + " stands already on line " + std::to_string(at->second) + "."});
    }

    void read_limits() {
        auto table = root_.table("limits", Must::be_there);
        if (!table) return;
        if (auto const span = table->span("first_answer", Must::be_there))
            out_.limits.first_answer = *span;
        if (auto const span = table->span("quote_deadline", Must::be_there))
            out_.limits.quote_deadline = *span;
        table->finish();
    }

    void read_stage(Table& table) {
        DealStage stage;
        stage.key = own_key(table, "stage");
        stage.node = table.text("node");
        stage.words = table.words("words");
        stage.rule = table.words("rule");
        if (auto const kind = table.choice<StageKind>("kind")) stage.kind = *kind;
        auto entries = Table::enumerator_names<DealFact>();
        entries.push_back("by_hand");
        if (auto const entry = table.one_of("entry", entries); entry != "by_hand") {
            DealFact fact{};
            if (boost::describe::enum_from_string(entry.c_str(), fact)) stage.entry = fact;
        }
        read_conditions(table, stage);
        stage.limit = table.span("limit", Must::or_not);
        for (auto& action : table.tables("on_entry")) read_action(action, stage);
        table.finish();
        out_.stages.push_back(std::move(stage));
    }

    // "has_contact" or { name = "paid_share", min_percent = 50 }
    void read_conditions(Table& table, DealStage& stage) {
        auto const* items = table.array("conditions");
        if (!items) return;
        for (auto const& item : *items) {
            StageCondition condition;
            auto const names = Table::enumerator_names<EntryCondition>();
            std::string name;
            if (item.is_table()) {
                Table inner(*item.as_table(), line_of(item), mistakes_);
                name = inner.one_of("name", names);
                if (name == "paid_share")
                    condition.min_percent = inner.integer("min_percent", 1, 100, Must::be_there);
                inner.finish();
            } else if (auto const text = item.value<std::string>(); item.is_string() && text) {
                name = *text;
            }
            bool const known = boost::describe::enum_from_string(name.c_str(), condition.condition);
            if (!known && !item.is_table())
                table.mistake(
                    line_of(item),
                    {"Неизвестное условие " + quoted(name) + "; бывает: " + listed(names) + ".",
                     "The condition " + quoted(name) +
                         " is not known; expected one of: " + listed(names) + "."});
            if (!known) continue;
            if (condition.condition == EntryCondition::paid_share && !item.is_table())
                table.mistake(line_of(item),
                              {"Нужна доля: { name = \"paid_share\", min_percent = 50 }.",
                               "A share is needed: { name = \"paid_share\", min_percent = 50 }."});
            condition.words = missing(condition.condition, condition.min_percent);
            stage.conditions.push_back(std::move(condition));
        }
    }

    void read_action(Table& table, DealStage& stage) {
        StageAction action;
        auto const verb = table.choice<EntryAction>("action");
        auto roles = role_keys();
        roles.push_back(owner_role);
        if (!verb) return;  // what else is expected depends on it
        action.action = *verb;
        switch (*verb) {
            case EntryAction::create_task:
                action.what = table.text("task");
                action.role = table.one_of("role", roles);
                read_due(table, action);
                break;
            case EntryAction::close_tasks:
                action.what = table.text("task");
                break;
            case EntryAction::set_deadline:
                action.what = table.one_of("deadline", deadline_keys());
                break;
            case EntryAction::request:
                action.what = table.text("request");
                read_due(table, action);
                break;
            case EntryAction::draft_letter:
                action.what = table.text("letter");
                break;
            case EntryAction::notify:
                action.role = table.one_of("role", roles);
                break;
        }
        action.each_time = table.flag("each_time");
        action.key = boost::describe::enum_to_string(*verb, "");
        action.key += ":" + (action.what.empty() ? action.role : action.what);
        lines_.emplace("action:" + stage.key + ":" + action.key, table.line());
        if (std::ranges::find(stage.on_entry, action.key, &StageAction::key) !=
            stage.on_entry.end())
            table.mistake(table.line(), {"Это действие уже есть у этапа: " + action.key + ".",
                                         "The stage has this action already: " + action.key + "."});
        table.finish();
        stage.on_entry.push_back(std::move(action));
    }

    // after = { working_days = 1 } or until = "quote"
    void read_due(Table& table, StageAction& action) {
        action.until = table.one_of("until", deadline_keys(), Must::or_not);
        action.after = table.span("after", Must::or_not);
        if (table.has("until") == table.has("after"))
            table.mistake(table.line(), {"Нужен срок: after или until, что-то одно.",
                                         "A due time is needed: either after or until."});
    }

    void read_removed(Table& table) {
        RemovedStage removed{own_key(table, "removed_stage"), table.text("replaced_by")};
        lines_.emplace("replaced_by:" + removed.key, table.line_of("replaced_by"));
        table.finish();
        out_.removed_stages.push_back(std::move(removed));
    }

    void read_lost_reason(Table& table) {
        LostReason reason{own_key(table, "lost_reason"), table.words("words")};
        table.finish();
        out_.lost_reasons.push_back(std::move(reason));
    }

    void read_objection(Table& table) {
        ObjectionKind kind{own_key(table, "objection"), table.words("words"), {}};
        for (auto& answer : table.tables("answer")) {
            kind.answers.push_back({kind.key + ":" + std::to_string(kind.answers.size() + 1),
                                    answer.words("words"), answer.words("text")});
            answer.finish();
        }
        table.finish();
        out_.objections.push_back(std::move(kind));
    }

    void read_task(Table& table) {
        TaskKind kind{own_key(table, "task"), table.text("node"), table.words("words"),
                      table.flag("call")};
        table.finish();
        out_.tasks.push_back(std::move(kind));
    }

    void read_request(Table& table) {
        RequestKind kind{own_key(table, "request"), table.text("node"),
                         table.one_of("role", role_keys()), table.words("words")};
        table.finish();
        out_.requests.push_back(std::move(kind));
    }

    void read_need(Table& table) {
        NeedQuestion question;
        question.key = table.one_of("key", need_keys());
        remember(table, "need", question.key);
        question.words = table.words("words");
        question.question = table.words("question");
        question.required = table.flag("required");
        table.finish();
        out_.needs.push_back(std::move(question));
    }

    void read_letter(Table& table) {
        LetterTemplate letter{own_key(table, "letter"), table.text("node"), table.words("words"),
                              table.words("subject"), table.words("text")};
        table.finish();
        out_.letters.push_back(std::move(letter));
    }

    void read_node(Table& table) {
        MapNode node;
        node.number = table.text("number");
        remember(table, "node", node.number);
        node.words = table.words("words");
        node.rule = table.words("rule", Must::or_not);
        node.roles = table.list_of("roles", role_keys());
        if (table.has("opens")) {
            std::vector<std::string_view> keys;
            for (auto const& part : parts()) keys.push_back(part.key);
            node.opens = table.one_of("opens", keys);
        } else {
            static_cast<void>(table.text("opens", Must::or_not));
        }
        table.finish();
        out_.nodes.push_back(std::move(node));
    }

    Department out_;
    Mistakes mistakes_;
    Lines lines_;
    Table root_;
};

}  // namespace

ReadProcess read_process(std::string_view text) {
    if (text.size() > largest_file)
        return {{}, {{1, {"Файл больше мегабайта.", "The file is larger than a megabyte."}}}};
    try {
        auto const root = toml::parse(text);
        return Reading(root).run();
    } catch (toml::parse_error const& error) {
        std::string const what(error.description());
        return {{},
                {{static_cast<int>(error.source().begin.line),
                  {"Это не TOML: " + what + ".", "This is not TOML: " + what + "."}}}};
    }
}

std::string mistakes_text(std::string_view file, std::vector<ProcessMistake> const& mistakes,
                          base::Language language) {
    std::string out;
    for (auto const& mistake : mistakes)
        out += std::string(file) + ":" + std::to_string(mistake.line) + ": " +
               mistake.words.in(language) + "\n";
    return out;
}

Department const& factory_department() {
    static Department const department = [] {
        auto read = read_process(factory_process_toml);
        if (!read.mistakes.empty())
            throw std::logic_error(
                mistakes_text("process/department.toml", read.mistakes, base::Language::en));
        return std::move(read.department);
    }();
    return department;
}

}  // namespace process
