#include "platform/base/config.h"

#include "platform/base/testing.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

namespace {

class ConfigTest : public ::testing::Test {
  protected:
    ConfigTest() {
        std::string name = (std::filesystem::temp_directory_path() / "tirazh-XXXXXX").string();
        folder = mkdtemp(name.data());
        path = folder + "/tirazh.toml";
    }
    ~ConfigTest() override { std::filesystem::remove_all(folder); }

    base::Config read(std::string const& text) const {
        std::ofstream(path) << text;
        return base::read_config(path);
    }
    std::string refusal_of(std::string const& text) const {
        try {
            read(text);
        } catch (std::runtime_error const& error) {
            return std::string(error.what()).substr(path.size());
        }
        return "accepted";
    }
    std::string folder, path;
};

TEST_F(ConfigTest, ReadsWhatIsThereAndKeepsTheDefaults) {
    auto const config = read(
        "data = \"company\"\nlisten = \"[::1]:0\"\npublic_url = \"https://crm.example.ru/\"\n"
        "trusted_proxies = [\"127.0.0.1\", \"10.0.0.1\"]\njob_workers = 3\n");
    EXPECT_EQ(config.data, folder + "/company");
    EXPECT_EQ(config.database_file(), folder + "/company/tirazh.db");
    EXPECT_EQ(config.listen_address, "::1");
    EXPECT_EQ(config.listen_port, 0);
    EXPECT_EQ(config.public_url, "https://crm.example.ru");
    EXPECT_TRUE(config.public_https());
    EXPECT_EQ(config.trusted_proxies.size(), 2u);
    EXPECT_EQ(config.job_workers, 3);
    EXPECT_EQ(config.request_workers, 8);
    EXPECT_EQ(config.key_file(), folder + "/company/secret.key");
}

TEST_F(ConfigTest, AnErrorNamesFileLineAndWhatWasExpected) {
    EXPECT_EQ(refusal_of("data = \"x\"\njob_workers = 0\n"),
              ":2: 'job_workers' is a whole number from 1 to 64");
    EXPECT_TRUE(refusal_of("\n\npostgress = \"x\"").starts_with(":3: 'postgress' is no setting"));
    EXPECT_EQ(refusal_of("public_url = 5"), ":1: 'public_url' is a text in quotes");
    EXPECT_EQ(refusal_of("trusted_proxies = \"127.0.0.1\""),
              ":1: 'trusted_proxies' is a list of texts: [\"…\"]");
    EXPECT_EQ(refusal_of("listen = \"8080\""),
              ":1: '8080' is no address to listen on; write 127.0.0.1:8080");
    EXPECT_EQ(refusal_of("public_url = \"crm.example.ru\""),
              ": public_url begins with https:// or http://");
    EXPECT_TRUE(refusal_of("data = \"x\"\nlisten").starts_with(":2: "));
    EXPECT_THROW(base::read_config(folder + "/nothing.toml"), std::runtime_error);
}

TEST_F(ConfigTest, EverySettingIsExplainedInTheDocumentation) {
    std::string names = refusal_of("nothing = 1");
    names = names.substr(names.find("the settings are: ") + 18);
    std::ifstream file(base::testing::fixture_path("../../docs/operations.md"));
    std::string const documentation((std::istreambuf_iterator<char>(file)), {});
    std::istringstream list(names);
    int count = 0;
    for (std::string name; std::getline(list, name, ','); ++count) {
        if (name.starts_with(' ')) name.erase(0, 1);
        EXPECT_NE(documentation.find("| `" + name + "` |"), std::string::npos) << name;
    }
    EXPECT_GT(count, 10);
}

}  // namespace
