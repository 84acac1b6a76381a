#include "platform/base/secrets.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <sys/stat.h>

#include <gtest/gtest.h>

namespace {

class SecretsTest : public ::testing::Test {
  protected:
    SecretsTest() {
        std::string name = (std::filesystem::temp_directory_path() / "tirazh-XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~SecretsTest() override { std::filesystem::remove_all(folder); }
    std::string folder;
};

TEST_F(SecretsTest, ReadsAgainWhatItEncryptedAlsoAfterARestart) {
    std::string const path = folder + "/secret.key";
    std::string const encrypted = base::Secrets(path).encrypt("пароль почты");
    EXPECT_EQ(encrypted.find("пароль"), std::string::npos);
    EXPECT_EQ(base::Secrets(path).decrypt(encrypted), "пароль почты");
    EXPECT_NE(base::Secrets(path).encrypt("пароль почты"), encrypted);
    EXPECT_EQ(base::Secrets(path).decrypt(base::Secrets(path).encrypt("")), "");
    struct stat about {};
    ASSERT_EQ(::stat(path.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST_F(SecretsTest, RefusesAnotherKeyAndChangedText) {
    base::Secrets const ours(folder + "/a.key"), other(folder + "/b.key");
    std::string encrypted = ours.encrypt("x");
    EXPECT_THROW(other.decrypt(encrypted), std::runtime_error);
    encrypted[encrypted.size() - 5] = encrypted[encrypted.size() - 5] == 'A' ? 'B' : 'A';
    EXPECT_THROW(ours.decrypt(encrypted), std::runtime_error);
    EXPECT_THROW(ours.decrypt("x"), std::runtime_error);
    EXPECT_THROW(ours.decrypt(""), std::runtime_error);
}

TEST_F(SecretsTest, RefusesAKeyFileThatOthersMayReadOrThatIsNone) {
    base::Secrets const made(folder + "/secret.key");
    ::chmod((folder + "/secret.key").c_str(), 0644);
    EXPECT_THROW(base::Secrets(folder + "/secret.key"), std::runtime_error);
    std::ofstream(folder + "/short.key") << "short";
    EXPECT_THROW(base::Secrets(folder + "/short.key"), std::runtime_error);
    EXPECT_THROW(base::Secrets(folder + "/no/such/folder.key"), std::runtime_error);
}

TEST_F(SecretsTest, HashesShortCodesWithItsKey) {
    base::Secrets const one(folder + "/one.key"), other(folder + "/other.key");
    EXPECT_EQ(one.keyed_hash("123456"), one.keyed_hash("123456"));
    EXPECT_NE(one.keyed_hash("123456"), one.keyed_hash("123457"));
    EXPECT_NE(one.keyed_hash("123456"), other.keyed_hash("123456"));
    EXPECT_EQ(one.keyed_hash("123456").size(), 64u);
    EXPECT_TRUE(base::same_secret("abc", "abc"));
    EXPECT_FALSE(base::same_secret("abc", "abd"));
    EXPECT_FALSE(base::same_secret("abc", "ab"));
    EXPECT_TRUE(base::same_secret("", ""));
}

TEST(RandomDigits, AreDigitsAndNotAlwaysTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        auto const digits = base::random_digits(6);
        EXPECT_EQ(digits.size(), 6u);
        EXPECT_EQ(digits.find_first_not_of("0123456789"), digits.npos);
        seen.insert(digits);
    }
    EXPECT_GT(seen.size(), 40u);
}

}  // namespace
