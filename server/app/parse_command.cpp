// tirazh parse: what the program understands of a file from outside, for whoever asks why.
#include "app/commands.h"
#include "features/catalog/yml_feed.h"
#include "features/inbox/letter_file.h"
#include "platform/base/time.h"
#include "platform/json/json.h"

#include <cstdio>
#include <fstream>
#include <iterator>
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

// What is read in a letter: status 0 understood, 1 in part, 2 not.
int parse_letter(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "tirazh: %s cannot be read\n", path.c_str());
        return 2;
    }
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    auto const today = base::Zone("Europe/Moscow").date(base::SystemClock().now());
    auto const need = inbox::read_need(inbox::letter_of_bytes(bytes, today));
    std::printf("%s\n", json::to_json(need).c_str());
    switch (inbox::understood(need)) {
        case inbox::Understood::wholly:
            return 0;
        case inbox::Understood::in_part:
            return 1;
        case inbox::Understood::not_at_all:
            return 2;
    }
    return 2;
}

}  // namespace app
