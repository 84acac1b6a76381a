// Bytes kept by the hash of their content in one folder: letters as they came, attachments,
// pictures, printed documents. A blob is complete or not there: it is written beside, flushed to
// the disk and renamed before put() returns, so a row that names it may be committed afterwards.
// Equal bytes are kept once. With PostgreSQL all processes share the folder; identity() tells
// whether it is the same one. What no row names is swept a day later (docs/data-model.md, Files).
//
// A hash is 64 lower-case hexadecimal digits of SHA-256. It never leaves the server: a URL names
// the attachment.
#pragma once
#include "platform/base/time.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace files {

struct Blob {
    std::string hash;
    std::uint64_t bytes = 0;
};

bool is_hash(std::string_view text);

class BlobStore {
  public:
    // Makes the folder if it is missing. Throws std::runtime_error when it cannot be used.
    explicit BlobStore(std::string folder);

    // Any of these throws std::runtime_error when the disk is full or broken. Thread-safe.
    Blob put(std::string_view bytes) const;
    // Takes the file away by renaming it, or copies it from another disk and leaves it there.
    Blob put_file(std::string const& path) const;

    // Bytes that come in pieces: write(), write(), finish(). Dropped without finish() it leaves
    // nothing behind.
    class Sink {
      public:
        explicit Sink(BlobStore const& store);
        ~Sink();
        Sink(Sink&&) noexcept;
        void write(std::string_view bytes);
        std::uint64_t bytes() const;  // so far
        Blob finish();

      private:
        struct State;
        std::unique_ptr<State> state_;
    };
    Sink sink() const { return Sink(*this); }

    // Of a hash that is not there: nothing, or std::runtime_error from read(). What is no hash is
    // a mistake of ours: std::logic_error.
    std::optional<std::uint64_t> size(std::string_view hash) const;
    std::string read(std::string_view hash) const;
    std::string beginning(std::string_view hash, std::size_t most_bytes) const;
    std::string path(std::string_view hash) const;  // for sending and child processes; never write

    // A random name of this folder, made with it: how processes see that they share one.
    std::string const& identity() const { return identity_; }
    std::string const& folder() const { return folder_; }

    // Removes blobs older than a day that no row names, and unfinished files as old. A put() of
    // the same bytes meanwhile keeps the blob. Returns how many were removed.
    std::int64_t sweep(base::Instant now,
                       std::function<bool(std::string const& hash)> const& is_referenced) const;

  private:
    Blob keep(std::string const& unfinished, std::string hash, std::uint64_t bytes) const;

    std::string folder_;
    std::string identity_;
};

}  // namespace files
