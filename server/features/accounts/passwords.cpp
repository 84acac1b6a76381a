#include "features/accounts/passwords.h"

#include "platform/base/refusal.h"
#include "platform/base/text.h"

#include <chrono>
#include <semaphore>
#include <stdexcept>

#include <sodium.h>

namespace accounts {
namespace {

std::counting_semaphore<2> places(2);

class Place {
  public:
    Place() {
        if (!places.try_acquire_for(std::chrono::seconds(5)))
            throw base::Refusal(base::RefusalKind::too_many, "busy",
                                {"Слишком много входов сразу. Повторите через несколько секунд.",
                                 "Too many people sign in at once. Try again in a few seconds."});
        if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    }
    ~Place() { places.release(); }
};

}  // namespace

std::string hash_password(std::string_view password) {
    Place const place;
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(
            hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("no memory to hash a password");
    return hash;
}

bool password_matches(std::string const& hash, std::string_view password) {
    if (hash.empty()) {
        waste_a_check(password);
        return false;
    }
    Place const place;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void waste_a_check(std::string_view password) {
    static std::string const some = hash_password(base::random_token());
    Place const place;
    [[maybe_unused]] int const result =
        crypto_pwhash_str_verify(some.c_str(), password.data(), password.size());
}

std::string fresh_password() {
    std::string const letters = base::random_token();
    std::string out;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i && i % 4 == 0) out += '-';
        out += letters[i];
    }
    return out;
}

}  // namespace accounts
