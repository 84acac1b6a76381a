// /api/process: how the department works now, and its versions.
#pragma once
#include "features/process/process_file.h"
#include "features/process/process_store.h"
#include "platform/http/router.h"

#include <optional>
#include <string>
#include <vector>

namespace process {

// The act that a fact comes from, for a card dropped on a stage that the fact opens.
struct StageAct {
    DealFact fact = DealFact::quote_sent;
    std::string act;  // "send_quote"
    base::Words words;
    bool built = false;  // false: only «сделано вне программы»
};
BOOST_DESCRIBE_STRUCT(StageAct, (), (fact, act, words, built))

struct ProcessView {
    std::optional<std::int64_t> version;
    Department department;
    std::vector<StageAct> acts;
};
BOOST_DESCRIBE_STRUCT(ProcessView, (), (version, department, acts))

struct ProcessText {
    std::optional<std::int64_t> version;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ProcessText, (), (version, text))

struct ProcessCheck {
    std::vector<ProcessMistake> mistakes;  // none: the text may be loaded
};
BOOST_DESCRIBE_STRUCT(ProcessCheck, (), (mistakes))

struct TextToCheck {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextToCheck, (), (text))

struct NewProcessVersion {
    std::string text;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(NewProcessVersion, (), (text, note))

struct ProcessActivation {
    std::int64_t seen = 0;  // the version in force that the person saw; 0 if none was stored
};
BOOST_DESCRIBE_STRUCT(ProcessActivation, (), (seen))

struct VersionsQuery {
    std::optional<std::int64_t> before;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(VersionsQuery, (), (before, limit))

struct ProcessVersionPage {
    std::vector<ProcessVersion> items;  // newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ProcessVersionPage, (), (items, next))

void mount(http::Router& router);

}  // namespace process
