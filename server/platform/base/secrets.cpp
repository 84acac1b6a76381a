#include "platform/base/secrets.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <sodium.h>

namespace base {
namespace {

constexpr std::string_view mark = "secretbox1:";

static_assert(crypto_secretbox_KEYBYTES == 32);

std::string why() {
    return std::strerror(errno);
}

// Written beside and linked into place, so that of two processes that start at once one wins and
// both use its key.
void make_key(std::string const& path) {
    std::array<unsigned char, crypto_secretbox_KEYBYTES> key;
    crypto_secretbox_keygen(key.data());
    std::string fresh = path + ".XXXXXX";
    int const file = mkstemp(fresh.data());  // mode 0600
    if (file < 0) throw std::runtime_error("cannot make the key file " + path + ": " + why());
    bool const written = ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size());
    bool const kept = written && fsync(file) == 0;
    ::close(file);
    bool const linked = kept && (::link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST);
    std::string const reason = why();
    ::unlink(fresh.c_str());
    if (!linked) throw std::runtime_error("cannot make the key file " + path + ": " + reason);
}

}  // namespace

Secrets::Secrets(std::string key_file) : key_file_(std::move(key_file)) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    if (::access(key_file_.c_str(), F_OK) != 0) make_key(key_file_);
    int const file = ::open(key_file_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::runtime_error("cannot read the key file " + key_file_ + ": " + why());
    std::array<unsigned char, 64> bytes{};
    auto const got = ::read(file, bytes.data(), bytes.size());
    struct stat about {};
    bool const open_to_others = fstat(file, &about) == 0 && (about.st_mode & 077) != 0;
    ::close(file);
    if (got != static_cast<ssize_t>(key_.size()))
        throw std::runtime_error(key_file_ + " is no key file of Tirazh: it has not 32 bytes");
    if (open_to_others)
        throw std::runtime_error("others may read the key file " + key_file_ +
                                 ": set its mode to 0600");
    std::memcpy(key_.data(), bytes.data(), key_.size());
}

std::string Secrets::encrypt(std::string_view secret) const {
    std::vector<unsigned char> box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES +
                                   secret.size());
    randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box.data() + crypto_secretbox_NONCEBYTES,
                          reinterpret_cast<unsigned char const*>(secret.data()), secret.size(),
                          box.data(), key_.data());
    std::string text(sodium_base64_encoded_len(box.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), box.data(), box.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // its final NUL
    return std::string(mark) + text;
}

std::string Secrets::keyed_hash(std::string_view text) const {
    unsigned char hash[32];
    crypto_generichash(hash, sizeof(hash), reinterpret_cast<unsigned char const*>(text.data()),
                       text.size(), key_.data(), key_.size());
    char hex[sizeof(hash) * 2 + 1];
    sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
    return hex;
}

std::string Secrets::decrypt(std::string_view encrypted) const {
    std::size_t size = 0;
    std::vector<unsigned char> box(encrypted.size());
    bool const readable = encrypted.starts_with(mark) &&
                          sodium_base642bin(box.data(), box.size(), encrypted.data() + mark.size(),
                                            encrypted.size() - mark.size(), nullptr, &size, nullptr,
                                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
                          size >= crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (!readable) throw std::runtime_error("a stored secret is damaged");
    std::string secret(size - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(secret.data()),
                                   box.data() + crypto_secretbox_NONCEBYTES,
                                   size - crypto_secretbox_NONCEBYTES, box.data(),
                                   key_.data()) != 0)
        throw std::runtime_error("a stored secret was encrypted with another key than that in " +
                                 key_file_);
    return secret;
}

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string random_digits(int count) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>('0' + randombytes_uniform(10));
    return out;
}

}  // namespace base
