#include "platform/files/media.h"

#include <gtest/gtest.h>

namespace files {
namespace {

using namespace std::string_literals;

std::string const png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x90\0\0\0\xc8\x08\x06\0\0\0"s;
std::string const gif = "GIF89a\x40\x01\xf0\0\x80\0\0"s;
std::string const jpeg =
    "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xff\xc2\0\x11\x08\x02\x58\x03\x20\3\0\0\0"s;
std::string const webp_lossy = "RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\1\x2a\x80\x02\xe0\x01"s;
std::string const webp_extended = "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x04\0\xcf\x02\0"s;

TEST(Media, IsToldByTheBytes) {
    EXPECT_EQ(recognised_type(png), "image/png");
    EXPECT_EQ(recognised_type(gif), "image/gif");
    EXPECT_EQ(recognised_type(jpeg), "image/jpeg");
    EXPECT_EQ(recognised_type(webp_lossy), "image/webp");
    EXPECT_EQ(recognised_type("\xef\xbb\xbf%PDF-1.7"), "application/pdf");
    for (char const* other :
         {"", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "RIFF", "\xff\xd8", "PK\3\4"})
        EXPECT_EQ(recognised_type(other), "") << other;
}

TEST(Media, ReadsTheSizeOfAPicture) {
    struct Case {
        std::string bytes;
        int width;
        int height;
    };
    for (auto const& [bytes, width, height] :
         {Case{png, 400, 200}, Case{gif, 320, 240}, Case{jpeg, 800, 600},
          Case{webp_lossy, 640, 480}, Case{webp_extended, 1280, 720}}) {
        auto const size = image_size(bytes);
        ASSERT_TRUE(size) << recognised_type(bytes);
        EXPECT_EQ(size->width, width);
        EXPECT_EQ(size->height, height);
    }
}

TEST(Media, ABrokenPictureHasNoSize) {
    for (std::string const& bytes : {png, gif, jpeg, webp_lossy, webp_extended})
        for (std::size_t length = 0; length < 10; ++length)
            EXPECT_FALSE(image_size(bytes.substr(0, length)));
    EXPECT_FALSE(image_size("\xff\xd8\xff\xe0\0\0JFIF, a segment without a length"s));
    EXPECT_FALSE(image_size("%PDF-1.7"));
}

TEST(Media, WhatABrowserCouldRunIsSentAsBytes) {
    for (char const* claimed : {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml",
                                "application/javascript", "image/png", "application/pdf", ""})
        EXPECT_EQ(safe_type(claimed, "<script>alert(1)</script>"), "application/octet-stream")
            << claimed;
    EXPECT_EQ(safe_type("text/html", png), "image/png");
    EXPECT_EQ(safe_type("text/plain; charset=koi8-r", "<b>"), "text/plain");
    EXPECT_EQ(safe_type("application/zip", "PK\3\4"), "application/zip");
}

}  // namespace
}  // namespace files
