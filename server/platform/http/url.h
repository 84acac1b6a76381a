// The target of a request: "/api/deals?text=%D0%B0" as a decoded path and parameters.
#pragma once
#include "platform/http/message.h"

#include <string>
#include <string_view>

namespace http {

struct Target {
    std::string path;
    Fields query;
};
Target split_target(std::string_view target);

std::string percent_decoded(std::string_view text, bool plus_is_space);
std::string percent_encoded(std::string_view text);  // everything but unreserved characters

}  // namespace http
