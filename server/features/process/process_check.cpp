#include "features/process/process_check.h"

#include "features/process/vocabulary.h"

#include <algorithm>

namespace process {
namespace {

class Check {
  public:
    Check(Department const& department, Lines const& lines, std::vector<ProcessMistake>& mistakes)
        : department_(department), lines_(lines), mistakes_(mistakes) {}

    void run() {
        check_nodes();
        check_path();
        for (auto const& stage : department_.stages) check_stage(stage);
        check_removed();
        for (auto const& task : department_.tasks) known_node(task.node, line("task", task.key));
        for (auto const& request : department_.requests)
            known_node(request.node, line("request", request.key));
        for (auto const& letter : department_.letters) check_letter(letter);
        need_some(department_.lost_reasons.empty(), "lost_reason");
        need_some(department_.objections.empty(), "objection");
        need_some(department_.needs.empty(), "need");
        if (!department_.task("call") || !department_.task("other"))
            wrong(1, {"Нужны виды задач call и other.",
                      "The kinds of tasks call and other are needed."});
    }

  private:
    int line(std::string const& kind, std::string const& key) const {
        auto const found = lines_.find(kind + ":" + key);
        return found == lines_.end() ? 1 : found->second;
    }
    void wrong(int at, base::Words words) { mistakes_.push_back({at, std::move(words)}); }

    void need_some(bool none, std::string const& section) {
        if (none)
            wrong(1, {"Нужен хотя бы один раздел [[" + section + "]].",
                      "At least one section [[" + section + "]] is needed."});
    }

    void known_node(std::string const& number, int at) {
        if (number.empty() || department_.node(number)) return;
        wrong(at, {"Узла " + number + " нет на карте ([[node]]).",
                   "There is no node " + number + " on the map ([[node]])."});
    }

    static bool well_formed(std::string_view number) {
        if (number.empty() || number.size() > 20) return false;
        bool digit_before = false;
        for (char const c : number) {
            bool const digit = c >= '0' && c <= '9';
            if (!digit && (c != '.' || !digit_before)) return false;
            digit_before = digit;
        }
        return digit_before;
    }

    void check_nodes() {
        need_some(department_.nodes.empty(), "node");
        for (auto const& node : department_.nodes) {
            int const at = line("node", node.number);
            if (node.number.empty()) continue;
            if (!well_formed(node.number)) {
                wrong(at, {"«" + node.number + "»: номер узла пишется как 1.2.4.",
                           "«" + node.number + "»: a node's number is written like 1.2.4."});
                continue;
            }
            auto const dot = node.number.rfind('.');
            if (dot == std::string::npos) {
                if (node.roles.empty())
                    wrong(at, {"У узла " + node.number + " верхнего уровня нет roles.",
                               "The top node " + node.number + " has no roles."});
            } else if (auto const above = node.number.substr(0, dot); !department_.node(above)) {
                wrong(at, {"Над узлом " + node.number + " нет узла " + above + ".",
                           "There is no node " + above + " above the node " + node.number + "."});
            }
            if (node.opens == "stage" &&
                std::ranges::find(department_.stages, node.number, &DealStage::node) ==
                    department_.stages.end())
                wrong(at, {"Узел " + node.number + " открывает этап, но такого этапа нет.",
                           "The node " + node.number + " opens a stage, but no stage has it."});
        }
    }

    // One way in, on the left and by hand; one stage for losses, at least one for success.
    void check_path() {
        auto const& stages = department_.stages;
        if (stages.empty()) {
            need_some(true, "stage");
            return;
        }
        auto const& first = stages.front();
        if (first.kind != StageKind::open || first.entry)
            wrong(line("stage", first.key),
                  {"Первый этап должен быть kind = \"open\" и entry = \"by_hand\".",
                   "The first stage has to be kind = \"open\" and entry = \"by_hand\"."});
        if (std::ranges::count(stages, StageKind::lost, &DealStage::kind) != 1)
            wrong(line("stage", first.key), {"Нужен ровно один этап kind = \"lost\" (слив).",
                                             "Exactly one stage of kind = \"lost\" is needed."});
        if (std::ranges::count(stages, StageKind::won, &DealStage::kind) == 0)
            wrong(line("stage", first.key),
                  {"Нужен этап kind = \"won\" (успех).", "A stage of kind = \"won\" is needed."});
        for (auto stage = stages.begin(); stage != stages.end(); ++stage)
            for (auto before = stages.begin(); before != stage; ++before)
                if (stage->entry && stage->entry == before->entry)
                    wrong(line("stage", stage->key),
                          {"Тот же факт уже открывает этап " + before->key + ".",
                           "The same fact opens the stage " + before->key + " already."});
    }

    void check_stage(DealStage const& stage) {
        int const at = line("stage", stage.key);
        known_node(stage.node, at);
        if (stage.kind == StageKind::lost) check_lost(stage, at);
        if (stage.kind != StageKind::open && stage.limit)
            wrong(at, {"У завершающего этапа не бывает limit.",
                       "A stage that ends the deal has no limit."});
        for (auto const& action : stage.on_entry) check_action(stage, action);
    }

    void check_lost(DealStage const& stage, int at) {
        bool const asks = std::ranges::any_of(stage.conditions, [](auto const& condition) {
            return condition.condition == EntryCondition::has_lost_reason;
        });
        if (!asks || stage.entry)
            wrong(at, {"Слив входит рукой и требует причину: entry = \"by_hand\", conditions = "
                       "[\"has_lost_reason\"].",
                       "A loss is entered by hand and needs a reason: entry = \"by_hand\", "
                       "conditions = [\"has_lost_reason\"]."});
    }

    void check_action(DealStage const& stage, StageAction const& action) {
        int const at = line("action", stage.key + ":" + action.key);
        auto const known = [&] {
            switch (action.action) {
                case EntryAction::create_task:
                case EntryAction::close_tasks:
                    return department_.task(action.what) != nullptr;
                case EntryAction::request:
                    return department_.request(action.what) != nullptr;
                case EntryAction::draft_letter:
                    return department_.letter(action.what) != nullptr;
                default:
                    return true;
            }
        }();
        if (!known && !action.what.empty())
            wrong(at, {"«" + action.what + "» в этом файле не описано.",
                       "«" + action.what + "» is not described in this file."});
    }

    void check_removed() {
        for (auto const& removed : department_.removed_stages) {
            if (department_.stage(removed.key))
                wrong(line("removed_stage", removed.key),
                      {"Этап " + removed.key + " есть в файле, он не убран.",
                       "The stage " + removed.key + " is in the file, it is not removed."});
            auto const* target = department_.stage(removed.replaced_by);
            if (!target || target->kind != StageKind::open)
                wrong(line("replaced_by", removed.key),
                      {"replaced_by: нужен открытый этап из этого файла, а «" +
                           removed.replaced_by + "» не такой.",
                       "replaced_by: expected an open stage of this file, «" + removed.replaced_by +
                           "» is none."});
        }
    }

    void check_letter(LetterTemplate const& letter) {
        int const at = line("letter", letter.key);
        known_node(letter.node, at);
        for (auto const* text :
             {&letter.subject.ru, &letter.subject.en, &letter.text.ru, &letter.text.en})
            check_fields(*text, at);
    }

    void check_fields(std::string const& text, int at) {
        auto const& known = letter_fields();
        for (auto open = text.find("{{"); open != std::string::npos;
             open = text.find("{{", open + 2)) {
            auto const close = text.find("}}", open);
            std::string const name = close == std::string::npos
                                         ? text.substr(open)
                                         : text.substr(open + 2, close - open - 2);
            if (std::ranges::find(known, name) != known.end()) continue;
            std::string list;
            for (auto const field : known) list += (list.empty() ? "" : ", ") + std::string(field);
            wrong(at, {"В письме нельзя подставить {{" + name + "}}; можно: " + list + ".",
                       "A letter cannot contain {{" + name + "}}; expected: " + list + "."});
        }
    }

    Department const& department_;
    Lines const& lines_;
    std::vector<ProcessMistake>& mistakes_;
};

}  // namespace

void check_references(Department const& department, Lines const& lines,
                      std::vector<ProcessMistake>& mistakes) {
    Check(department, lines, mistakes).run();
}

}  // namespace process
