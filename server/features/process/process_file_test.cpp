#include "features/process/process_file.h"

#include "features/process/factory_process.h"
#include "features/process/vocabulary.h"
#include "platform/base/testing.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace process {
namespace {

// The smallest process that is right; the cases below break it in one place each.
constexpr std::string_view small = R"(format = 1
name.ru = "Отдел"
name.en = "Department"
[limits]
first_answer = { working_minutes = 30 }
quote_deadline = { working_hours = 8 }
[[stage]]
key = "new_lead"
node = "1"
words.ru = "Новый лид"
words.en = "New lead"
rule.ru = "Узнайте потребность"
rule.en = "Find out the need"
kind = "open"
entry = "by_hand"
conditions = ["has_contact", { name = "paid_share", min_percent = 50 }]
limit = { working_days = 1 }
[[stage.on_entry]]
action = "create_task"
task = "call"
role = "owner"
after = { working_days = 1 }
[[stage]]
key = "done"
node = "1"
words = { ru = "Успех", en = "Done" }
rule = { ru = "Всё готово", en = "All is ready" }
kind = "won"
entry = "papers_complete"
[[stage]]
key = "lost"
node = "1"
words = { ru = "Слив", en = "Lost" }
rule = { ru = "Нужна причина", en = "Say why" }
kind = "lost"
entry = "by_hand"
conditions = ["has_lost_reason"]
[[removed_stage]]
key = "old"
replaced_by = "new_lead"
[[lost_reason]]
key = "price"
words = { ru = "Дорого", en = "Too expensive" }
[[objection]]
key = "price"
words = { ru = "Цена", en = "Price" }
answer = [{ words = { ru = "Расчёт", en = "Working" }, text = { ru = "Вот он", en = "Here" } }]
[[task]]
key = "call"
node = "1"
words = { ru = "Позвонить", en = "Call" }
call = true
[[task]]
key = "other"
node = "1"
words = { ru = "Сделать", en = "Do" }
[[need]]
key = "product"
words = { ru = "Продукт", en = "Product" }
question = { ru = "Какой?", en = "Which?" }
[[letter]]
key = "hello"
node = "1"
words = { ru = "Привет", en = "Hello" }
subject = { ru = "Привет", en = "Hello" }
text = { ru = "{{greeting}}", en = "{{greeting}}" }
[[node]]
number = "1"
words = { ru = "Менеджеры", en = "Managers" }
roles = ["sales_manager"]
opens = "stage"
[[node]]
number = "1.1"
words = { ru = "Входящий трафик", en = "Incoming traffic" }
)";

int line_at(std::string_view text, std::size_t at) {
    return 1 +
           static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

TEST(ProcessFile, ReadsTheSmallestProcess) {
    auto const read = read_process(small);
    ASSERT_EQ(mistakes_text("small", read.mistakes, base::Language::en), "");
    auto const& department = read.department;
    ASSERT_EQ(department.stages.size(), 3U);
    auto const& stage = department.first_stage();
    EXPECT_EQ(stage.key, "new_lead");
    EXPECT_FALSE(stage.entry);
    ASSERT_EQ(stage.conditions.size(), 2U);
    EXPECT_EQ(stage.conditions[1].min_percent, 50);
    ASSERT_EQ(stage.on_entry.size(), 1U);
    EXPECT_EQ(stage.on_entry[0].key, "create_task:call");
    EXPECT_EQ(stage.on_entry[0].after->unit, SpanUnit::working_days);
    EXPECT_EQ(department.entered_by(DealFact::papers_complete)->key, "done");
    EXPECT_EQ(department.lost_stage().key, "lost");
    EXPECT_EQ(department.replacement("old"), "new_lead");
    EXPECT_EQ(department.replacement("new_lead"), "");
    EXPECT_EQ(department.place_of("done"), 1);
    EXPECT_EQ(department.place_of("nothing"), -1);
    EXPECT_EQ(department.objections[0].answers[0].key, "price:1");
    EXPECT_TRUE(department.task("call")->call);
}

// `find` is replaced; the mistake must stand on the line of `find` plus `lines_down` and contain
// `expected`.
struct BrokenCase {
    char const* what;
    char const* find;
    char const* replacement;
    int lines_down;
    char const* expected;
};

BrokenCase const broken_cases[] = {
    {"not TOML", "[limits]", "[limits", 0, "This is not TOML"},
    {"a format from the future", "format = 1", "format = 2", 0, "a whole number from 1 to 1"},
    {"an unknown section", "[[removed_stage]]", "[[remove_stage]]", 0,
     "«remove_stage» is not known"},
    {"an unknown key", "limit = {", "limits = {", 0, "«limits» is not known here; expected: "},
    {"a key written twice", "kind = \"open\"", "kind = \"open\"\nkind = \"won\"", 1, "not TOML"},
    {"a missing key", "node = \"1\"\nwords.ru", "words.ru", -2, "The key «node» is missing"},
    {"no English words", "words.en = \"New lead\"\n", "", -1, "one language: words.en"},
    {"no Russian words", "ru = \"Дорого\", ", "", 0, "one language: words.ru"},
    {"empty words", "\"Новый лид\"", "\"  \"", 0, "not empty"},
    {"words of a third language", "ru = \"Слив\"", "de = \"Aus\", ru = \"Слив\"", 0,
     "«de» is not known"},
    {"words as one text", "words = { ru = \"Слив\", en = \"Lost\" }", "words = \"Слив\"", 0,
     "two texts: words.ru and words.en"},
    {"a number where a text is expected", "key = \"new_lead\"", "key = 7", 0,
     "a text in quotation"},
    {"a key in Cyrillic", "key = \"new_lead\"", "key = \"лид\"", 0, "lower-case letters"},
    {"a stage twice", "key = \"done\"", "key = \"new_lead\"", -1, "stands already on line 7"},
    {"an unknown kind of stage", "kind = \"won\"", "kind = \"victory\"", 0,
     "expected one of: open, won, lost"},
    {"an unknown fact", "\"papers_complete\"", "\"papers\"", 0, "perhaps «papers_complete»"},
    {"an unknown condition", "\"has_contact\"", "\"has_contract\"", 0,
     "«has_contract» is not known"},
    {"an unknown condition in a table", "\"paid_share\"", "\"paid\"", 0, "«paid» is not known"},
    {"a share that is no per cent", "min_percent = 50", "min_percent = 120", 0, "from 1 to 100"},
    {"a share without per cent", "{ name = \"paid_share\", min_percent = 50 }", "\"paid_share\"", 0,
     "A share is needed"},
    {"conditions that are no list", "[\"has_lost_reason\"]", "\"has_lost_reason\"", 0,
     "a list in [ ]"},
    {"an unknown action", "\"create_task\"", "\"make_task\"", 0, "expected one of: create_task"},
    {"a task that is not described", "task = \"call\"", "task = \"dance\"", -2,
     "«dance» is not described"},
    {"an unknown role", "role = \"owner\"", "role = \"boss\"", 0, "«boss» is not known"},
    {"a task without a due time", "after = { working_days = 1 }\n", "", -4,
     "either after or until"},
    {"a task with two due times", "after = { working_days = 1 }",
     "after = { working_days = 1 }\nuntil = \"quote\"", -4, "either after or until"},
    {"calendar days", "after = { working_days = 1 }", "after = { days = 1 }", 0, "working time: {"},
    {"two units at once", "limit = { working_days = 1 }",
     "limit = { working_days = 1, working_hours = 2 }", 0, "working time: {"},
    {"no time at all", "{ working_hours = 8 }", "{ working_hours = 0 }", 0, "from 1 to 10000"},
    {"an action twice", "[[stage.on_entry]]",
     "[[stage.on_entry]]\naction = \"create_task\"\ntask = \"call\"\nrole = \"owner\"\n"
     "after = { working_days = 1 }\n[[stage.on_entry]]",
     5, "has this action already"},
    {"a stage at an unknown node", "node = \"1\"\nwords.ru", "node = \"9\"\nwords.ru", -2,
     "There is no node 9"},
    {"no way into the path", "entry = \"by_hand\"\nconditions = [\"has_contact\"",
     "entry = \"paid\"\nconditions = [\"has_contact\"", -8, "The first stage has to be"},
    {"no way to lose", "kind = \"lost\"\nentry = \"by_hand\"\nconditions = [\"has_lost_reason\"]",
     "kind = \"open\"\nentry = \"by_hand\"", -28, "Exactly one stage of kind"},
    {"no way to win", "kind = \"won\"", "kind = \"open\"", -21, "kind = \"won\" is needed"},
    {"a loss without a reason", "[\"has_lost_reason\"]", "[]", -7, "A loss is entered by hand"},
    {"two stages of one fact", "entry = \"by_hand\"\nconditions = [\"has_lost_reason\"]",
     "entry = \"papers_complete\"\nconditions = [\"has_lost_reason\"]", -6,
     "opens the stage done already"},
    {"a limit of success", "kind = \"won\"", "kind = \"won\"\nlimit = { working_days = 1 }", -5,
     "has no limit"},
    {"replaced by a stage that is not there", "replaced_by = \"new_lead\"",
     "replaced_by = \"newer\"", 0, "expected an open stage of this file, «newer» is none"},
    {"replaced by success", "replaced_by = \"new_lead\"", "replaced_by = \"done\"", 0,
     "«done» is none"},
    {"a removed stage that is there", "key = \"old\"", "key = \"done\"", -1, "is not removed"},
    {"a question that no need has", "key = \"product\"", "key = \"mood\"", 0,
     "«mood» is not known"},
    {"a field that letters do not have", "ru = \"{{greeting}}\"", "ru = \"{{password}}\"", -5,
     "A letter cannot contain {{password}}"},
    {"a field that is not closed", "ru = \"{{greeting}}\"", "ru = \"{{greeting\"", -5,
     "A letter cannot contain"},
    {"a node without the one above", "number = \"1.1\"", "number = \"1.2.1\"", -1,
     "There is no node 1.2 above the node 1.2.1"},
    {"a node's number with a space", "number = \"1.1\"", "number = \"1. 1\"", -1,
     "written like 1.2.4"},
    {"a node twice", "number = \"1.1\"", "number = \"1\"", -1, "stands already on line"},
    {"a top node of nobody", "roles = [\"sales_manager\"]\n", "", -3, "has no roles"},
    {"a role that is not there", "roles = [\"sales_manager\"]", "roles = [\"pirate\"]", 0,
     "one of: head, sales_manager"},
    {"an unknown part", "opens = \"stage\"", "opens = \"casino\"", 0, "«casino» is not known"},
    {"a stage's node without a stage", "words = { ru = \"Входящий",
     "opens = \"stage\"\nwords = { ru = \"Входящий", -2, "no stage has it"},
    {"no kind of task for a call", "key = \"call\"\nnode", "key = \"ring\"\nnode", -99,
     "call and other are needed"},
    {"a flag that is a text", "call = true", "call = \"yes\"", 0, "true or false"},
};

TEST(ProcessFile, NamesTheLineOfEveryMistake) {
    for (auto const& c : broken_cases) {
        std::string text(small);
        auto const at = text.find(c.find);
        ASSERT_NE(at, std::string::npos) << c.what;
        int const line = std::max(1, line_at(text, at) + c.lines_down);
        text.replace(at, std::string_view(c.find).size(), c.replacement);
        auto const read = read_process(text);
        bool found = false;
        for (auto const& mistake : read.mistakes) {
            found = found || (mistake.line == line &&
                              mistake.words.en.find(c.expected) != std::string::npos);
            EXPECT_FALSE(mistake.words.ru.empty()) << c.what;
        }
        EXPECT_TRUE(found) << c.what << ": expected line " << line << " '" << c.expected
                           << "', found:\n"
                           << mistakes_text("small", read.mistakes, base::Language::en);
    }
}

TEST(ProcessFile, TellsAllMistakesAtOnceInTheOrderOfLines) {
    std::string text(small);
    text.replace(text.find("[[node]]"), 8, "[[nodes]]");
    text.replace(text.find("\"has_contact\""), 13, "\"luck\"");
    auto const read = read_process(text);
    EXPECT_GE(read.mistakes.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(read.mistakes, {}, &ProcessMistake::line));
    EXPECT_NE(mistakes_text("мой.toml", read.mistakes, base::Language::ru)
                  .find("мой.toml:16: Неизвестное условие «luck»; бывает: has_contact, "),
              std::string::npos);
}

TEST(ProcessFile, SurvivesHostileText) {
    EXPECT_EQ(read_process("").mistakes.front().line, 1);
    EXPECT_FALSE(read_process(std::string(2'000'000, '#')).mistakes.empty());
    EXPECT_FALSE(read_process(std::string_view("a = \"\xff\xfe\"", 8)).mistakes.empty());
    EXPECT_FALSE(read_process("stage = [1, 2]\nnode = { a = 1 }\nlimits = []").mistakes.empty());
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "a = [";
    EXPECT_FALSE(read_process(deep).mistakes.empty());
}

TEST(FactoryProcess, IsWholeAndNamesEveryNodeOfTheMap) {
    auto const& department = factory_department();
    EXPECT_EQ(department.nodes.size(), 65U);
    EXPECT_EQ(department.node("1.2.4.1")->words.ru, "Новый лид");
    EXPECT_EQ(department.node("2.1.5")->words.ru,
              "Перевод заказа в статус \"Успешно реализовано\"");
    EXPECT_EQ(department.stages.size(), 8U);
    EXPECT_EQ(department.entered_by(DealFact::quote_sent)->node, "1.2.4.2");
    for (auto const& stage : department.stages) EXPECT_FALSE(stage.rule.ru.empty()) << stage.key;
    for (auto const& node : department.nodes)
        EXPECT_TRUE(node.opens.empty() || find_part(node.opens)) << node.number;
}

// 1.2.2, 1.2.3: what the department's own file must bring about by itself.
TEST(FactoryProcess, SetsTheQuoteDeadlineAndTheCallOfTheNextDay) {
    auto const& department = factory_department();
    auto const& first = department.first_stage();
    EXPECT_EQ(first.on_entry[0].key, "set_deadline:quote");
    auto const& sent = *department.entered_by(DealFact::quote_sent);
    auto const call =
        std::ranges::find(sent.on_entry, "create_task:control_call", &StageAction::key);
    ASSERT_NE(call, sent.on_entry.end());
    EXPECT_TRUE(call->each_time);
    EXPECT_EQ(call->after->unit, SpanUnit::working_days);
    EXPECT_EQ(call->after->amount, 1);
}

TEST(FactoryProcess, IsTheFileOfTheTree) {
    EXPECT_EQ(base::testing::fixture("../../process/department.toml"), factory_process_toml);
}

TEST(Vocabulary, HasWordsForAllItNames) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<EntryCondition>>([](auto e) {
        EXPECT_FALSE(missing(e.value, 50).ru.empty()) << e.name;
        EXPECT_FALSE(missing(e.value, 50).en.empty()) << e.name;
    });
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<DealFact>>([](auto e) {
        EXPECT_FALSE(act_of(e.value).words.ru.empty()) << e.name;
        EXPECT_FALSE(act_of(e.value).words.en.empty()) << e.name;
    });
}

}  // namespace
}  // namespace process
