#include "platform/print/template.h"

#include "platform/base/refusal.h"

#include <gtest/gtest.h>

namespace print {
namespace {

TEST(Template, FillsListsAndConditions) {
    View view;
    view.set("name", "Анна");
    view.set("lines",
             View(std::vector<View>{View().set("title", "Кружка"), View().set("title", "Ручка")}));
    view.set_text("note", "");
    Template const text(
        "{{name}}:{{#lines}} {{title}}{{/lines}}{{#note}} {{note}}{{/note}}{{^note}} —{{/note}}");
    EXPECT_EQ(text.render(view), "Анна: Кружка Ручка —");
}

TEST(Template, EscapesTextAndQuotedAttributes) {
    View view;
    view.set("x", "<script>\"'&`</script>");
    EXPECT_EQ(Template("<a title=\"{{x}}\">{{x}}</a>").render(view),
              "<a title=\"&lt;script&gt;&quot;&#39;&amp;&#96;&lt;/script&gt;\">"
              "&lt;script&gt;&quot;&#39;&amp;&#96;&lt;/script&gt;</a>");
}

TEST(Template, AValueIsNeverReadAsATemplate) {
    View view;
    view.set("x", "{{secret}}").set("secret", "42");
    EXPECT_EQ(Template("{{x}}").render(view), "{{secret}}");
}

TEST(Template, RefusesTagsThatWouldNotEscape) {
    for (char const* text :
         {"{{{x}}}", "a\n{{& x}}", "{{=<% %>=}}", "{{> other}}", "{{#a}}", "{{"}) {
        SCOPED_TRACE(text);
        try {
            Template const made(text);
            ADD_FAILURE() << "accepted";
        } catch (base::Refusal const& refusal) {
            EXPECT_EQ(refusal.code, "template_invalid");
        }
    }
}

}  // namespace
}  // namespace print
