#include "platform/mail/html.h"

#include <gtest/gtest.h>

namespace mail {
namespace {

std::string safe(std::string_view html) {
    return sanitised(html, {}).html;
}

TEST(Html, KeepsWhatALetterLooksLike) {
    EXPECT_EQ(safe("<p style='color: red; font-weight:bold'>Цена <b>1&nbsp;250</b> ₽<br>за "
                   "шт.</p>"),
              "<p style=\"color:red;font-weight:bold\">Цена <b>1\xC2\xA0"
              "250</b> ₽<br>за шт.</p>");
    EXPECT_EQ(safe("<table border=1><tr><td colspan=2 bgcolor='#fff'>a</td></tr></table>"),
              "<table border=\"1\"><tbody><tr><td colspan=\"2\" bgcolor=\"#fff\">a</td></tr>"
              "</tbody></table>");
    EXPECT_EQ(safe("<a href='https://x.ru/?a=1&amp;b=2' onclick=x()>x</a>"),
              "<a href=\"https://x.ru/?a=1&amp;b=2\" target=\"_blank\" "
              "rel=\"noopener noreferrer nofollow\">x</a>");
    EXPECT_EQ(safe("1 < 2 &lt;script&gt; \"q\""), "1 &lt; 2 &lt;script&gt; &quot;q&quot;");
}

TEST(Html, LetsNothingHarmfulThrough) {
    for (auto const* html : {
             "<script>alert(1)</script>",
             "<ScRiPt src=//evil></sCrIpT>",
             "<img src=x onerror=alert(1)>",
             "<svg onload=alert(1)><script>alert(1)</script></svg>",
             "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
             "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
             "<object data=evil></object><embed src=evil>",
             "<form action=//evil><input name=password><button>go</button></form>",
             "<a href='javascript:alert(1)'>x</a>",
             "<a href='jav&#x09;ascript:alert(1)'>x</a>",
             "<a href=' &#1;javascript:alert(1)'>x</a>",
             "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
             "<a href='vbscript:x'>x</a>",
             "<p style=\"background:url(//evil/pixel)\">x</p>",
             "<p style=\"background-color:u\\72l(//evil)\">x</p>",
             "<p style=\"color:expression(alert(1))\">x</p>",
             "<p style='position:fixed;top:0;width:100%'>x</p>",
             "<p style=\"color:red;}</style><script>alert(1)</script>\">x</p>",
             "<style>@import '//evil'</style>",
             "<link rel=stylesheet href=//evil><meta http-equiv=refresh content='0;//evil'>",
             "<base href=//evil>",
             "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
             "<video src=//evil><audio src=//evil>",
             "<template><script>alert(1)</script></template>",
             "<p title='\"><script>alert(1)</script>'>x</p>",
             "<xmp><script>alert(1)</script></xmp>",
             "<td background=//evil>x</td>",
             "<!--><script>alert(1)</script>-->",
             "<textarea><img src=x onerror=alert(1)></textarea>",
             "<p id=location class=evil name=x>x</p>",
         }) {
        auto const out = safe(html);
        for (auto const* bad : {"<script", "onerror=a", "onload", "javascript", "vbscript",
                                "data:", "evil", "url(", "expression", "<form", "<input", "<iframe",
                                "<svg", "<style", "position", " id=", " class=", "u\\72l"})
            if (std::string_view(html).find("title='") == std::string_view::npos) {
                EXPECT_EQ(out.find(bad), std::string::npos) << html << " -> " << out;
            }
        EXPECT_EQ(out.find("<script"), std::string::npos) << out;
    }
    EXPECT_EQ(safe("<noscript><p title=\"</noscript><img src=x onerror=a>\"></noscript>"),
              "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=a&gt;\"></p>");
    EXPECT_EQ(safe("<p title='\"><script>'>x</p>"), "<p title=\"&quot;&gt;&lt;script&gt;\">x</p>");
}

TEST(Html, LeavesPicturesFromOtherMachinesOut) {
    auto const html =
        "<p>a<img src='https://spy.test/1.gif' width=1>"
        "<img src='cid:logo@x' alt=лого><img src='cid:other'>b</p>";
    HtmlOptions options;
    options.picture = [](std::string_view id) {
        return id == "logo@x" ? std::string("/api/files/7?a=1&b=2") : std::string();
    };
    auto const hidden = sanitised(html, options);
    EXPECT_TRUE(hidden.has_remote_pictures);
    EXPECT_EQ(hidden.html, "<p>a<img alt=\"лого\" src=\"/api/files/7?a=1&amp;b=2\">b</p>");
    options.remote_pictures = true;
    EXPECT_NE(sanitised(html, options).html.find("src=\"https://spy.test/1.gif\""),
              std::string::npos);
    EXPECT_FALSE(sanitised("<img src='data:image/png;base64,AAAA'>", options).has_remote_pictures);
    EXPECT_EQ(safe("<img src='data:image/png;base64,AAAA'>"),
              "<img src=\"data:image/png;base64,AAAA\">");
}

TEST(Html, BecomesPlainText) {
    EXPECT_EQ(plain_text("<div>Добрый день!</div><div><br></div><div>Нужно:</div>"
                         "<ul><li>кружки <b>300</b> шт.</li><li>ручки</li></ul>"
                         "<table><tr><td>Цена</td><td>100</td></tr><tr><td>Срок</td></tr></table>"),
              "Добрый день!\n\nНужно:\n- кружки 300 шт.\n- ручки\nЦена 100\nСрок");
    EXPECT_EQ(plain_text("<p>да</p><blockquote><p>вы писали</p><blockquote>ещё</blockquote>"
                         "</blockquote>после"),
              "да\n\n> вы писали\n>\n> > ещё\nпосле");
    EXPECT_EQ(plain_text("<head><title>t</title></head><pre>a  b\n  c</pre>x &amp; y"),
              "a  b\n  c\nx & y");
    EXPECT_EQ(plain_text(""), "");
}

TEST(Html, ComesToAnEndWithHostileMarkup) {
    auto const repeated = [](char const* what, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += what;
        return out;
    };
    for (auto const& hostile : {
             repeated("<div>", 200'000),
             repeated("<table><tr><td>", 60'000),
             repeated("<b><i><font>", 60'000),
             repeated("<a href=x><p>", 60'000),
             repeated("<", 500'000),
             repeated("<p title='", 100'000),
             repeated("&#x1;", 200'000),
             repeated("<svg><desc>", 60'000),
         }) {
        EXPECT_NO_THROW(sanitised(hostile, {}));
        EXPECT_NO_THROW(plain_text(hostile));
    }
    std::string formatting;  // each <p> would repeat all of them
    for (int i = 0; i < 5'000; ++i) formatting += "<font color=c" + std::to_string(i) + ">";
    formatting += repeated("<p>x", 20'000);
    EXPECT_NO_THROW(sanitised(formatting, {}));
}

}  // namespace
}  // namespace mail
