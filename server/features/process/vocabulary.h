// The closed sets that process/department.toml may name, each with its words for people: what a
// condition asks for, which act brings a fact about, which parts of the product a node may open.
// docs/features/process.md prints them as tables. To add one, add its enumerator in process.h, its
// words here and its check where facts of a deal are known (features/deals).
#pragma once
#include "features/process/process.h"

#include <string_view>
#include <vector>

namespace process {

// What is missing when the condition does not hold, as an instruction.
base::Words missing(EntryCondition condition, std::optional<int> min_percent);

// The act that a fact comes from: where the page goes when a card is dropped on its stage.
struct FactAct {
    DealFact fact;
    std::string_view act;  // "send_quote"
    base::Words words;  // «Отправьте КП: сделка перейдёт сюда сама»
    bool built;         // false: for now only «сделано вне программы»
};
FactAct const& act_of(DealFact fact);

// A part of the product that a node opens. `link` is the page's route; "{stage}" stands for the key
// of the stage with that node. Which parts are built the live map knows (features/map).
struct Part {
    std::string_view key;
    std::string_view link;
};
std::vector<Part> const& parts();
Part const* find_part(std::string_view key);

// What a need's checklist may ask for (1.1.2.1), deadlines that the process sets, what the program
// can put into a letter.
std::vector<std::string_view> const& need_keys();
std::vector<std::string_view> const& deadline_keys();
std::vector<std::string_view> const& letter_fields();

// Roles that may stand in the file; "owner" only where a task or a notice is addressed.
std::vector<std::string_view> const& role_keys();
inline constexpr std::string_view owner_role = "owner";

}  // namespace process
