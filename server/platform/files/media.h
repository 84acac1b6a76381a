// What bytes really are, told by how they begin and never by what their sender says. Only a few
// kinds matter to us: pictures that a browser may show, PDF, and everything else. SVG is a document
// with scripts and counts as everything else.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace files {

// "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"; empty if none of them.
std::string_view recognised_type(std::string_view beginning);

struct ImageSize {
    int width = 0;
    int height = 0;
};

// Of the four kinds of picture; nothing when it is none or its header is broken. For JPEG up to
// 256 KiB of the beginning may be needed.
std::optional<ImageSize> image_size(std::string_view beginning);

// May be shown inside a page of ours: one of the four kinds of picture.
bool is_picture(std::string_view media_type);

// The type under which bytes are sent out: the recognised one, or plain text, or, for all that a
// browser could run, application/octet-stream. `claimed` is the sender's word.
std::string safe_type(std::string_view claimed, std::string_view beginning);

}  // namespace files
