// Secrets that must be read again: passwords of mailboxes, keys of remote APIs. They are kept
// encrypted (XSalsa20-Poly1305, a fresh nonce each) with a key that stands in a file outside the
// database and its backup: who has only a copy of the database reads none of them. People's own
// passwords are not here: they are hashed, nobody reads them again.
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace base {

class Secrets {
  public:
    // Reads the key; makes a new one (mode 0600) if the file is not there. Throws
    // std::runtime_error if it cannot be read, has the wrong size or others may read it.
    explicit Secrets(std::string key_file);

    std::string encrypt(std::string_view secret) const;  // printable text, for a TEXT column

    // For what is compared and never read again but too short for a plain hash: a code of six
    // digits. Who has only a copy of the database cannot try all of them.
    std::string keyed_hash(std::string_view text) const;

    // Throws std::runtime_error naming the key file if it was encrypted with another key.
    std::string decrypt(std::string_view encrypted) const;

  private:
    std::string key_file_;
    std::array<unsigned char, 32> key_;
};

// Compared in the same time wherever they differ.
bool same_secret(std::string_view one, std::string_view other);

// Digits that nobody guesses; zeroes may stand first.
std::string random_digits(int count);

}  // namespace base
