#include "platform/files/blob_store.h"

#include "platform/base/text.h"
#include "platform/db/testing.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

namespace files {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class BlobStoreTest : public ::testing::Test {
  protected:
    db::testing::TemporaryFolder folder;
    BlobStore store{folder.path() + "/files"};
    base::Instant const now = base::SystemClock().now();

    std::string file_with(std::string const& text) {
        std::string const path = folder.path() + "/given";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    std::size_t unfinished() const {
        return static_cast<std::size_t>(std::distance(
            fs::directory_iterator(store.folder() + "/unfinished"), fs::directory_iterator()));
    }
};

TEST_F(BlobStoreTest, GivesBackWhatWasPut) {
    std::string const bytes("не текст\0\xff\r\n", 20);
    Blob const blob = store.put(bytes);
    EXPECT_EQ(blob.hash, base::sha256_hex(bytes));
    EXPECT_EQ(blob.bytes, bytes.size());
    EXPECT_EQ(store.read(blob.hash), bytes);
    EXPECT_EQ(store.size(blob.hash), bytes.size());
    EXPECT_EQ(store.beginning(blob.hash, 5), bytes.substr(0, 5));
    EXPECT_EQ(store.beginning(blob.hash, 1000), bytes);
    EXPECT_EQ(BlobStore(store.folder()).read(blob.hash), bytes);  // after a restart
}

TEST_F(BlobStoreTest, KeepsNothingAndALotAsWell) {
    EXPECT_EQ(store.read(store.put("").hash), "");
    BlobStore::Sink sink = store.sink();
    std::string whole;
    for (int i = 0; i < 300; ++i) {
        std::string const piece(10'007, static_cast<char>('a' + i % 26));
        sink.write(piece);
        whole += piece;
    }
    EXPECT_EQ(sink.bytes(), whole.size());
    EXPECT_EQ(store.read(sink.finish().hash), whole);
    EXPECT_EQ(unfinished(), 0u);
}

TEST_F(BlobStoreTest, TakesATemporaryFile) {
    std::string const path = file_with("макет");
    Blob const blob = store.put_file(path);
    EXPECT_EQ(store.read(blob.hash), "макет");
    EXPECT_FALSE(fs::exists(path));
    EXPECT_EQ(store.put_file(file_with("макет")).hash, blob.hash);  // the same once more
    EXPECT_EQ(unfinished(), 0u);
}

TEST_F(BlobStoreTest, TakesAFileFromAnotherDisk) {
    ASSERT_TRUE(fs::is_directory("/dev/shm"));
    std::string const path = "/dev/shm/tirazh-test-" + base::random_token();
    std::ofstream(path) << "с другого диска";
    EXPECT_EQ(store.read(store.put_file(path).hash), "с другого диска");
    fs::remove(path);
    EXPECT_EQ(unfinished(), 0u);
}

TEST_F(BlobStoreTest, ADroppedSinkLeavesNothing) {
    {
        BlobStore::Sink sink = store.sink();
        sink.write("half");
        EXPECT_EQ(unfinished(), 1u);
    }
    EXPECT_EQ(unfinished(), 0u);
    EXPECT_FALSE(store.size(base::sha256_hex("half")));
}

TEST_F(BlobStoreTest, RefusesWhatIsNoHash) {
    for (char const* text : {"", "../../etc/passwd", "ABCDEF", "identity"})
        EXPECT_THROW(static_cast<void>(store.path(text)), std::logic_error) << text;
    std::string const unknown(64, '0');
    EXPECT_FALSE(store.size(unknown));
    EXPECT_THROW(static_cast<void>(store.read(unknown)), std::runtime_error);
}

TEST_F(BlobStoreTest, SweepsWhatNoRowNamesAfterADay) {
    std::string const wanted = store.put("wanted").hash, orphan = store.put("orphan").hash;
    BlobStore::Sink abandoned = store.sink();
    auto const is_referenced = [&](std::string const& hash) { return hash == wanted; };
    EXPECT_EQ(store.sweep(now + 23h, is_referenced), 0);
    EXPECT_EQ(store.sweep(now + 25h, is_referenced), 2);
    EXPECT_TRUE(store.size(wanted));
    EXPECT_FALSE(store.size(orphan));
    EXPECT_EQ(BlobStore(store.folder()).identity(), store.identity());
}

TEST_F(BlobStoreTest, WhatIsPutAgainDuringASweepStays) {
    std::string const hash = store.put("again").hash;
    fs::last_write_time(store.path(hash), fs::file_time_type::clock::now() - 48h);
    auto const put_meanwhile = [&](std::string const&) {
        store.put("again");  // its row is not committed yet
        return false;
    };
    EXPECT_EQ(store.sweep(now, put_meanwhile), 0);
    EXPECT_EQ(store.read(hash), "again");
}

TEST_F(BlobStoreTest, ManyAtOnceKeepOneBlob) {
    std::string const bytes(300'000, 'x');
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 10; ++round)
                if (store.read(store.put(bytes).hash) != bytes) ++wrong;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(unfinished(), 0u);
}

TEST_F(BlobStoreTest, ProcessesSeeWhetherTheyShareAFolder) {
    EXPECT_EQ(store.identity().size(), 26u);
    EXPECT_EQ(BlobStore(folder.path() + "/files").identity(), store.identity());
    EXPECT_NE(BlobStore(folder.path() + "/others").identity(), store.identity());
    EXPECT_THROW(BlobStore("/proc/nowhere"), std::runtime_error);
}

}  // namespace
}  // namespace files
