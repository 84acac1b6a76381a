// A parsed HTML document, bounded: a hostile letter can make the parser want memory or time
// without end, or nest so deep that freeing it by recursion would break the stack. Private to
// platform/mail.
#pragma once
#include <functional>
#include <gumbo.h>
#include <string>
#include <string_view>

namespace mail {

class HtmlTree {
  public:
    explicit HtmlTree(std::string_view html);
    ~HtmlTree();
    HtmlTree(HtmlTree const&) = delete;
    HtmlTree& operator=(HtmlTree const&) = delete;

    bool is_hostile() const { return root_ == nullptr; }

    // Walks without recursion. `enter` says whether to go into the element; `leave` is called for
    // the elements entered.
    struct Visitor {
        std::function<bool(GumboElement const&)> enter;
        std::function<void(GumboElement const&)> leave;
        std::function<void(std::string_view)> text;
    };
    void walk(Visitor const& visitor) const;

  private:
    struct Memory;
    static void* allocate(void* memory, std::size_t size);
    static void release(void* memory, void* block);

    std::string source_;
    Memory* memory_;
    GumboNode const* root_ = nullptr;
};

// The name in lower case, also of tags that the parser does not know.
std::string tag_name(GumboElement const& element);

}  // namespace mail
