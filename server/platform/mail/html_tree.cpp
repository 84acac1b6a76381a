#include "platform/mail/html_tree.h"

#include <csetjmp>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace mail {
namespace {

constexpr std::size_t most_source = 2'000'000;
constexpr std::size_t most_memory = 256'000'000;
constexpr double most_seconds = 2;  // of this thread's own work

double seconds_worked() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

// Every block the parser asks for, so that all of them can be given back at once.
struct HtmlTree::Memory {
    struct Block {
        Block* before;
        Block* after;
        std::size_t size;
        std::size_t unused;  // keeps what follows aligned to 16 bytes
    };
    Block first{&first, &first, 0, 0};
    std::size_t used = 0;
    std::size_t asked = 0;
    double const began = seconds_worked();
    std::jmp_buf out_of_budget;
};

void* HtmlTree::allocate(void* user, std::size_t size) {
    auto& memory = *static_cast<Memory*>(user);
    bool const is_late =
        ++memory.asked % 256 == 0 && seconds_worked() - memory.began > most_seconds;
    auto* const block =
        is_late || memory.used + size > most_memory
            ? nullptr
            : static_cast<Memory::Block*>(std::malloc(sizeof(Memory::Block) + size));
    if (!block) std::longjmp(memory.out_of_budget, 1);  // through C frames only
    memory.used += size;
    block->size = size;
    block->before = &memory.first;
    block->after = memory.first.after;
    block->after->before = block;
    memory.first.after = block;
    return block + 1;
}

void HtmlTree::release(void* user, void* pointer) {
    if (!pointer) return;
    auto& memory = *static_cast<Memory*>(user);
    auto* const block = static_cast<Memory::Block*>(pointer) - 1;
    memory.used -= block->size;
    block->before->after = block->after;
    block->after->before = block->before;
    std::free(block);
}

HtmlTree::HtmlTree(std::string_view html)
    : source_(html.substr(0, most_source)), memory_(new Memory) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &HtmlTree::allocate;
    options.deallocator = &HtmlTree::release;
    options.userdata = memory_;
    options.max_errors = 0;
    if (setjmp(memory_->out_of_budget) == 0)
        root_ = gumbo_parse_with_options(&options, source_.data(), source_.size())->root;
}

HtmlTree::~HtmlTree() {
    while (memory_->first.after != &memory_->first) release(memory_, memory_->first.after + 1);
    delete memory_;
}

void HtmlTree::walk(Visitor const& visitor) const {
    if (!root_) return;
    struct Step {
        GumboNode const* node;
        bool leaving;
    };
    std::vector<Step> steps{{root_, false}};
    while (!steps.empty()) {
        auto const [node, leaving] = steps.back();
        steps.pop_back();
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
            node->type == GUMBO_NODE_CDATA) {
            visitor.text(node->v.text.text);
        } else if (node->type == GUMBO_NODE_ELEMENT) {
            auto const& element = node->v.element;
            if (leaving) {
                visitor.leave(element);
            } else if (visitor.enter(element)) {
                steps.push_back({node, true});
                for (unsigned i = element.children.length; i-- > 0;)
                    steps.push_back({static_cast<GumboNode*>(element.children.data[i]), false});
            }
        }
    }
}

std::string tag_name(GumboElement const& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece name = element.original_tag;
    gumbo_tag_from_original_text(&name);
    std::string out(name.data ? std::string_view(name.data, name.length) : std::string_view());
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

}  // namespace mail
