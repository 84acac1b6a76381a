// tirazh parse: what the program understands of a file from outside, for whoever asks why.
#include "app/commands.h"
#include "features/catalog/yml_feed.h"
#include "platform/json/json.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace app {

// One line of JSON an offer, so that a large file goes through; problems to standard error.
int parse_yml(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path);
    catalog::YmlReader reader(
        [](catalog::FeedOffer&& offer) { std::puts(json::to_json(offer).c_str()); },
        [](catalog::FeedProblem&& problem) {
            std::fprintf(stderr, "line %lld: %s: %s\n", static_cast<long long>(problem.line),
                         problem.item.c_str(), problem.reason.en.c_str());
        });
    std::string piece(64 * 1024, '\0');
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        reader.feed(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
    }
    reader.finish();
    std::fprintf(stderr, "%s: %lld good offers, %lld broken%s\n", reader.header().shop.c_str(),
                 static_cast<long long>(reader.offers_read()),
                 static_cast<long long>(reader.offers_broken()),
                 reader.reached_end() ? "" : "; the file is cut off or broken");
    return reader.is_yml() && reader.reached_end() && reader.offers_broken() == 0 ? 0 : 1;
}

}  // namespace app
