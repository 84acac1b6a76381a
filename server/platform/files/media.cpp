#include "platform/files/media.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace files {
namespace {

using namespace std::string_view_literals;

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
int big_endian(std::string_view bytes, std::size_t at, int count) {
    unsigned value = 0;
    for (int i = 0; i < count; ++i)
        value = value << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
    return static_cast<int>(value & 0x7fffffff);
}
int little_endian(std::string_view bytes, std::size_t at, int count) {
    unsigned value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = value << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
    return static_cast<int>(value & 0x7fffffff);
}

std::optional<ImageSize> positive(ImageSize size) {
    if (size.width <= 0 || size.height <= 0) return std::nullopt;
    return size;
}

// A JPEG is a row of segments; the size stands in the frame header, after any amount of others.
std::optional<ImageSize> jpeg_size(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 9 < bytes.size()) {
        if (byte_at(bytes, at) != 0xff) return std::nullopt;
        unsigned const marker = byte_at(bytes, at + 1);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        bool const alone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        if (alone) {
            at += 2;
            continue;
        }
        bool const frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) return positive({big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)});
        int const length = big_endian(bytes, at + 2, 2);
        if (length < 2) return std::nullopt;
        at += 2 + static_cast<std::size_t>(length);
    }
    return std::nullopt;
}

std::optional<ImageSize> webp_size(std::string_view bytes) {
    if (bytes.size() < 30) return std::nullopt;
    auto const kind = bytes.substr(12, 4);
    if (kind == "VP8 ")
        return positive(
            {little_endian(bytes, 26, 2) & 0x3fff, little_endian(bytes, 28, 2) & 0x3fff});
    if (kind == "VP8L") {
        int const bits = little_endian(bytes, 21, 4);
        return ImageSize{(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
    }
    if (kind == "VP8X")
        return ImageSize{little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
    return std::nullopt;
}

}  // namespace

std::string_view recognised_type(std::string_view beginning) {
    if (beginning.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (beginning.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (beginning.starts_with("GIF87a") || beginning.starts_with("GIF89a")) return "image/gif";
    if (beginning.size() >= 12 && beginning.starts_with("RIFF") && beginning.substr(8, 4) == "WEBP")
        return "image/webp";
    // Some programs write a little before it; readers look through the first kilobyte.
    if (beginning.substr(0, 1024).find("%PDF-") != std::string_view::npos) return "application/pdf";
    return {};
}

std::optional<ImageSize> image_size(std::string_view beginning) {
    auto const type = recognised_type(beginning);
    if (type == "image/png" && beginning.size() >= 24 && beginning.substr(12, 4) == "IHDR")
        return positive({big_endian(beginning, 16, 4), big_endian(beginning, 20, 4)});
    if (type == "image/gif" && beginning.size() >= 10)
        return positive({little_endian(beginning, 6, 2), little_endian(beginning, 8, 2)});
    if (type == "image/jpeg") return jpeg_size(beginning);
    if (type == "image/webp") return webp_size(beginning);
    return std::nullopt;
}

bool is_picture(std::string_view media_type) {
    return media_type == "image/png" || media_type == "image/jpeg" || media_type == "image/gif" ||
           media_type == "image/webp";
}

std::string safe_type(std::string_view claimed, std::string_view beginning) {
    if (auto const found = recognised_type(beginning); !found.empty()) return std::string(found);
    claimed = claimed.substr(0, claimed.find(';'));
    // Programs of the office know themselves by these names; no browser runs them.
    static constexpr std::array harmless{
        "application/msword"sv,
        "application/vnd.ms-excel"sv,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"sv,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"sv,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"sv,
        "application/zip"sv,
        "audio/mpeg"sv,
        "message/rfc822"sv,
        "text/csv"sv,
        "text/plain"sv,
    };
    if (std::ranges::find(harmless, claimed) != harmless.end()) return std::string(claimed);
    return "application/octet-stream";
}

}  // namespace files
