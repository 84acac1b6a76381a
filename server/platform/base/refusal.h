// How the server says "no". An action throws a Refusal when what was asked is not allowed, not
// there, not valid or met a newer version; its transaction rolls back and the caller gets 4xx with
// a text that says what to do. A broken promise of our own code is any other exception: logged,
// rolled back, answered with 500. Refusals are caught in three places only: HTTP dispatch, job
// worker, main.
#pragma once
#include "platform/base/words.h"

#include <exception>
#include <string>
#include <utility>

namespace base {

enum class RefusalKind {
    invalid,          // 422: a value is wrong; `field` names it ("lines[2].quantity")
    unauthenticated,  // 401
    forbidden,        // 403
    not_found,        // 404; also for what the person may not know to exist
    conflict,         // 409: somebody changed it meanwhile, or its state does not allow the act
    too_large,        // 413
    too_many,         // 429
    unavailable,      // 503: a remote machine or a part of ours is not there now
};

class Refusal : public std::exception {
  public:
    // `code` is stable and for programs ("deal_changed"); `message` is for people.
    Refusal(RefusalKind kind, std::string code, Words message, std::string field = {})
        : kind(kind), code(std::move(code)), message(std::move(message)), field(std::move(field)) {}

    char const* what() const noexcept override { return message.en.c_str(); }

    RefusalKind kind;
    std::string code;
    Words message;
    std::string field;    // path of the offending value in what was sent; empty if none
    std::string details;  // JSON text of what else the page needs (both values of a conflict)

    static Refusal invalid(std::string code, Words message, std::string field) {
        return {RefusalKind::invalid, std::move(code), std::move(message), std::move(field)};
    }
    static Refusal not_found(std::string code, Words message) {
        return {RefusalKind::not_found, std::move(code), std::move(message)};
    }
    static Refusal forbidden(std::string code, Words message) {
        return {RefusalKind::forbidden, std::move(code), std::move(message)};
    }
    static Refusal conflict(std::string code, Words message, std::string field = {}) {
        return {RefusalKind::conflict, std::move(code), std::move(message), std::move(field)};
    }
};

}  // namespace base
