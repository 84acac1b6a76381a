#include "platform/files/blob_store.h"

#include "platform/base/text.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <openssl/evp.h>

namespace files {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours orphan_age{24};

[[noreturn]] void fail(std::string const& what, std::string const& path) {
    throw std::runtime_error(what + " " + path + ": " + std::strerror(errno));
}

// An open file that is closed in the end.
class Descriptor {
  public:
    Descriptor(std::string const& path, int flags, mode_t mode = 0600)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (fd_ < 0) fail("cannot open", path);
    }
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

void write_all(int fd, std::string_view bytes, std::string const& path) {
    while (!bytes.empty()) {
        auto const written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::size_t read_some(int fd, char* into, std::size_t most, std::string const& path) {
    for (;;) {
        auto const got = ::read(fd, into, most);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("cannot read", path);
        return static_cast<std::size_t>(got);
    }
}

void flush(std::string const& path, int flags) {
    Descriptor const file(path, flags);
    if (::fsync(file.get()) != 0) fail("cannot flush", path);
}

class Hasher {
  public:
    Hasher() : context_(EVP_MD_CTX_new()) {
        if (!context_ || EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) != 1)
            throw std::runtime_error("SHA-256 is not available");
    }
    ~Hasher() { EVP_MD_CTX_free(context_); }
    Hasher(Hasher const&) = delete;
    Hasher& operator=(Hasher const&) = delete;

    void add(std::string_view bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
    std::string hex() {
        std::array<unsigned char, 32> digest{};
        EVP_DigestFinal_ex(context_, digest.data(), nullptr);
        std::string out;
        for (unsigned char const byte : digest) {
            out += "0123456789abcdef"[byte >> 4];
            out += "0123456789abcdef"[byte & 15];
        }
        return out;
    }

  private:
    EVP_MD_CTX* context_;
};

// Holds the folder's lock: shared while a blob is being kept, alone while one is being swept.
class FolderLock {
  public:
    FolderLock(std::string const& folder, int kind)
        : file_(folder + "/lock", O_RDWR | O_CREAT, 0600) {
        while (::flock(file_.get(), kind) != 0)
            if (errno != EINTR) fail("cannot lock", folder);
    }

  private:
    Descriptor file_;  // closing gives the lock back
};

std::string identity_of(std::string const& folder) {
    std::string const path = folder + "/identity";
    std::string const fresh = base::random_token();
    // The first process writes beside and links: nobody sees half a name.
    std::string const beside = path + "." + fresh;
    if (!fs::exists(path)) {
        {
            Descriptor const file(beside, O_WRONLY | O_CREAT | O_EXCL);
            write_all(file.get(), fresh, beside);
            if (::fsync(file.get()) != 0) fail("cannot flush", beside);
        }
        bool const linked = ::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST;
        if (!linked && ::rename(beside.c_str(), path.c_str()) != 0) fail("cannot write", path);
        ::unlink(beside.c_str());
        flush(folder, O_RDONLY | O_DIRECTORY);
    }
    Descriptor const file(path, O_RDONLY);
    std::string text(64, '\0');
    text.resize(read_some(file.get(), text.data(), text.size(), path));
    if (text.empty()) throw std::runtime_error(path + " is empty");
    return text;
}

bool older_than_a_day(std::string const& path, base::Instant now) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return false;
    base::Instant const changed{about.st_mtim.tv_sec * 1000 + about.st_mtim.tv_nsec / 1'000'000};
    return changed + orphan_age < now;
}

}  // namespace

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

BlobStore::BlobStore(std::string folder) : folder_(std::move(folder)) {
    std::error_code error;
    fs::create_directories(folder_ + "/unfinished", error);
    if (error)
        throw std::runtime_error("cannot make the folder of files " + folder_ + ": " +
                                 error.message());
    fs::permissions(folder_, fs::perms::owner_all, error);  // a shared folder may refuse
    identity_ = identity_of(folder_);
}

std::string BlobStore::path(std::string_view hash) const {
    if (!is_hash(hash)) throw std::logic_error("what should be a blob's hash is none");
    return folder_ + "/" + std::string(hash.substr(0, 2)) + "/" + std::string(hash);
}

Blob BlobStore::keep(std::string const& unfinished, std::string hash, std::uint64_t bytes) const {
    std::string const place = path(hash);
    std::string const parent = folder_ + "/" + hash.substr(0, 2);
    FolderLock const lock(folder_, LOCK_SH);
    // Kept already? Then it becomes young again, so that no sweep takes it before the row commits.
    if (::utimensat(AT_FDCWD, place.c_str(), nullptr, 0) == 0) {
        ::unlink(unfinished.c_str());
        return {std::move(hash), bytes};
    }
    if (::mkdir(parent.c_str(), 0700) == 0)
        flush(folder_, O_RDONLY | O_DIRECTORY);
    else if (errno != EEXIST)
        fail("cannot make", parent);
    if (::rename(unfinished.c_str(), place.c_str()) != 0) fail("cannot keep", place);
    flush(parent, O_RDONLY | O_DIRECTORY);
    return {std::move(hash), bytes};
}

Blob BlobStore::put(std::string_view bytes) const {
    Sink sink(*this);
    sink.write(bytes);
    return sink.finish();
}

Blob BlobStore::put_file(std::string const& path) const {
    // First into our folder: from there on nobody else holds its name.
    std::string const own = folder_ + "/unfinished/" + base::random_token();
    Descriptor const file(path, O_RDONLY);
    bool const moved = ::rename(path.c_str(), own.c_str()) == 0;
    if (!moved && errno != EXDEV) fail("cannot take over", path);
    Hasher hasher;
    std::optional<Sink> copy;
    if (!moved) copy.emplace(*this);
    std::string chunk(256 * 1024, '\0');
    std::uint64_t bytes = 0;
    while (auto const got = read_some(file.get(), chunk.data(), chunk.size(), path)) {
        std::string_view const piece(chunk.data(), got);
        if (copy)
            copy->write(piece);
        else
            hasher.add(piece);
        bytes += got;
    }
    if (copy) return copy->finish();
    if (::fchmod(file.get(), 0600) != 0 || ::fsync(file.get()) != 0) fail("cannot flush", own);
    if (::utimensat(AT_FDCWD, own.c_str(), nullptr, 0) != 0) fail("cannot touch", own);
    return keep(own, hasher.hex(), bytes);
}

struct BlobStore::Sink::State {
    explicit State(BlobStore const& store)
        : store(store),
          path(store.folder_ + "/unfinished/" + base::random_token()),
          file(path, O_WRONLY | O_CREAT | O_EXCL) {}

    BlobStore const& store;
    std::string path;
    Descriptor file;
    Hasher hasher;
    std::uint64_t bytes = 0;
};

BlobStore::Sink::Sink(BlobStore const& store) : state_(std::make_unique<State>(store)) {}
BlobStore::Sink::Sink(Sink&&) noexcept = default;

BlobStore::Sink::~Sink() {
    if (state_) ::unlink(state_->path.c_str());
}

void BlobStore::Sink::write(std::string_view bytes) {
    write_all(state_->file.get(), bytes, state_->path);
    state_->hasher.add(bytes);
    state_->bytes += bytes.size();
}

std::uint64_t BlobStore::Sink::bytes() const {
    return state_ ? state_->bytes : 0;
}

Blob BlobStore::Sink::finish() {
    if (!state_) throw std::logic_error("a sink was finished twice");
    if (::fsync(state_->file.get()) != 0) fail("cannot flush", state_->path);
    Blob blob = state_->store.keep(state_->path, state_->hasher.hex(), state_->bytes);
    state_.reset();
    return blob;
}

std::optional<std::uint64_t> BlobStore::size(std::string_view hash) const {
    struct stat about {};
    if (::stat(path(hash).c_str(), &about) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(about.st_size);
}

std::string BlobStore::read(std::string_view hash) const {
    return beginning(hash, std::string().max_size());
}

std::string BlobStore::beginning(std::string_view hash, std::size_t most_bytes) const {
    std::string const place = path(hash);
    Descriptor const file(place, O_RDONLY);
    struct stat about {};
    if (::fstat(file.get(), &about) != 0) fail("cannot read", place);
    std::string out(std::min(most_bytes, static_cast<std::size_t>(about.st_size)), '\0');
    std::size_t at = 0;
    while (at < out.size()) {
        auto const got = read_some(file.get(), out.data() + at, out.size() - at, place);
        if (got == 0) throw std::runtime_error(place + " is shorter than it says");
        at += got;
    }
    return out;
}

std::int64_t BlobStore::sweep(
    base::Instant now, std::function<bool(std::string const& hash)> const& is_referenced) const {
    std::int64_t removed = 0;
    std::error_code error;
    for (auto const& entry : fs::recursive_directory_iterator(folder_, error)) {
        if (!entry.is_regular_file(error)) continue;
        std::string const place = entry.path().string();
        std::string const name = entry.path().filename().string();
        bool const unfinished = entry.path().parent_path().filename() == "unfinished";
        if (!unfinished && !is_hash(name)) continue;
        if (!older_than_a_day(place, now)) continue;
        if (!unfinished && is_referenced(name)) continue;
        FolderLock const lock(folder_, LOCK_EX);
        // Looked at once more: a put() may have made it young while the rows were asked.
        if (older_than_a_day(place, now) && ::unlink(place.c_str()) == 0) ++removed;
    }
    if (error) throw std::runtime_error("cannot look through " + folder_ + ": " + error.message());
    return removed;
}

}  // namespace files
