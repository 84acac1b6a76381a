// The items of a need (1.1.2.1): which run, imprint and colour belongs to which goods, and which
// mentions of goods are one item said twice.
#include "features/inbox/need_parts.h"
#include "features/inbox/product_names.h"

#include <algorithm>

namespace inbox {
namespace {

constexpr std::size_t most_items = 100;  // more is a price list, not a need
constexpr std::size_t most_runs = 20;    // of one item

// One item with the words its parts were read from.
struct Item {
    ReadItem value;
    Mention mention;
    int confidence = 0;
    std::vector<FoundRun> runs;
    std::optional<FoundText> method, place, color, material;
    std::optional<FoundColors> colors;
};

class Items {
  public:
    Items(LetterText const& letter, Words const& words, ReadNeed& need)
        : letter_(letter), words_(words), need_(need) {}

    void run(std::vector<FoundColors> const& colors, Taken& taken) {
        auto mentions = find_products(words_, taken);
        if (mentions.size() > most_items) mentions.resize(most_items);
        auto runs = find_runs(words_, mentions, taken);
        if (mentions.empty()) {
            for (auto const& run : runs) {
                if (mentions.size() == most_items) break;
                if (!run.unit && !run.named) continue;
                auto mention = product_beside(words_, run.first, run.last, taken);
                if (!mention) continue;
                bool const known =
                    std::any_of(mentions.begin(), mentions.end(),
                                [&](auto const& m) { return m.head == mention->head; });
                if (!known) mentions.push_back(std::move(*mention));
            }
            if (!mentions.empty()) need_.warnings.push_back(ReadWarning::product_not_in_words);
        }
        // The subject is short for what the text says.
        auto in_subject = [&](Mention const& mention) {
            return words_[mention.head].source == ReadFrom::subject;
        };
        if (!std::all_of(mentions.begin(), mentions.end(), in_subject))
            std::erase_if(mentions, [&](Mention const& mention) {
                return in_subject(mention) && !run_beside(mention, runs);
            });
        for (auto& mention : mentions) add_item(std::move(mention));
        attach_runs(runs);
        attach_imprints(colors, taken);
        merge_mentions();
        write_items();
    }

  private:
    bool run_beside(Mention const& mention, std::vector<FoundRun> const& runs) const {
        return std::any_of(runs.begin(), runs.end(), [&](FoundRun const& run) {
            return sentence(run.first) == mention.sentence;
        });
    }

    void add_item(Mention mention) {
        Item item;
        item.value.product = text_of(mention.first, mention.last);
        if (!mention.lemma.empty())
            item.value.product_head = mention.lemma;
        else
            item.value.product_head = guessed_noun(words_[mention.head].folded);
        item.confidence = mention.confidence;
        item.mention = std::move(mention);
        items_.push_back(std::move(item));
    }

    int sentence(std::size_t at) const { return words_[at].sentence; }

    // The item a thing at words [first, last] belongs to: right behind a number, else the last one
    // before it in the sentence, else the next one of the sentence, else the last one before.
    std::size_t item_for(std::size_t first, std::size_t last, bool before_noun) const {
        std::size_t best = items_.size();
        for (std::size_t i = 0; i < items_.size(); ++i) {
            Mention const& mention = items_[i].mention;
            if (before_noun && mention.first > last && mention.first <= last + 2 &&
                mention.sentence == sentence(first) && only_small_words(last + 1, mention.first))
                return i;
            if (mention.first <= last && mention.last >= first) return i;
        }
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (items_[i].mention.sentence == sentence(first) && items_[i].mention.last < first)
                best = i;
        if (best < items_.size()) return best;
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (items_[i].mention.sentence == sentence(first) && items_[i].mention.first > last)
                return i;
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (items_[i].mention.last < first) best = i;
        if (best < items_.size()) return best;
        return 0;
    }

    bool only_or_between(std::size_t second) const {
        std::size_t const from = items_[second - 1].mention.last + 1;
        std::size_t const to = items_[second].mention.first;
        return to == from + 1 && words_[from].is_any({"или", "либо"});
    }

    bool only_small_words(std::size_t from, std::size_t to) const {
        for (std::size_t i = from; i < to; ++i)
            if (!words_[i].is_any({"шт", ".", "штук", "наших", "таких", "единиц"}) &&
                !is_adjective(words_[i]))
                return false;
        return true;
    }

    bool has_item(int sentence) const {
        return std::any_of(items_.begin(), items_.end(),
                           [&](Item const& item) { return item.mention.sentence == sentence; });
    }

    void attach_runs(std::vector<FoundRun> const& runs) {
        if (items_.empty()) return;
        bool const pieces =
            std::any_of(runs.begin(), runs.end(), [](FoundRun const& run) { return !run.people; });
        for (auto const& run : runs) {
            if (run.people && pieces) continue;
            bool const own = has_item(sentence(run.first));
            if (run.each || (run.named && !own)) {
                bool any = false;
                for (auto& item : items_) {
                    bool const before = item.mention.first < run.first;
                    bool const here = !own || item.mention.sentence == sentence(run.first);
                    if (!item.runs.empty() || !before || !here) continue;
                    item.runs.push_back(run);
                    any = true;
                }
                if (any) continue;
            }
            std::size_t const at = item_for(run.first, run.last, true);
            items_[at].runs.push_back(run);
            // «платок или зонт, 60 шт»: alternatives have one run
            for (std::size_t i = at; i > 0 && items_[i - 1].runs.empty() && only_or_between(i); --i)
                items_[i - 1].runs.push_back(run);
        }
        for (auto& item : items_) item.value.runs = settled(item.runs);
    }

    // Parts are summed, variants are listed; «всего» is the sum itself.
    static std::vector<std::int64_t> settled(std::vector<FoundRun>& runs) {
        if (runs.empty()) return {};
        auto const total =
            std::find_if(runs.begin(), runs.end(), [](FoundRun const& run) { return run.total; });
        if (total != runs.end()) {
            FoundRun const kept = *total;
            runs = {kept};
            return kept.values;
        }
        if (runs.size() > 1) {  // the sum over sizes repeats what is said in one number
            bool const plain = std::any_of(runs.begin(), runs.end(),
                                           [](FoundRun const& run) { return !run.sizes; });
            if (plain) std::erase_if(runs, [](FoundRun const& run) { return run.sizes; });
        }
        bool const parts =
            runs.size() > 1 &&
            std::count_if(runs.begin(), runs.end(), [](FoundRun const& r) { return r.labelled; }) +
                    1 >=
                static_cast<std::ptrdiff_t>(runs.size()) &&
            std::all_of(runs.begin(), runs.end(),
                        [](FoundRun const& run) { return run.values.size() == 1; });
        if (parts) {
            std::int64_t sum = 0;
            for (auto const& run : runs) sum += run.values.front();
            return {sum};
        }
        std::vector<std::int64_t> out;
        for (auto const& run : runs)
            for (auto const value : run.values)
                if (out.size() < most_runs && std::find(out.begin(), out.end(), value) == out.end())
                    out.push_back(value);
        return out;
    }

    // What stands in a sentence without goods is meant for all of them.
    template <class Found, class Set>
    void attach(std::vector<Found> const& found, Set set) {
        for (auto const& one : found) {
            if (items_.empty()) return;
            if (has_item(sentence(one.first))) {
                set(items_[item_for(one.first, one.last, false)], one);
                continue;
            }
            int const here = sentence(one.first);
            for (auto& item : items_)
                if (item.mention.sentence < here) set(item, one);
            if (items_.front().mention.sentence > here) set(items_.front(), one);
        }
    }

    void attach_imprints(std::vector<FoundColors> const& colors, Taken const& taken) {
        attach(find_imprint_methods(words_, taken), [](Item& item, FoundText const& found) {
            if (!item.method) item.method = found;
        });
        attach(colors, [](Item& item, FoundColors const& found) {
            if (!item.colors) item.colors = found;
        });
        attach(find_imprint_places(words_), [](Item& item, FoundText const& found) {
            if (!item.place) item.place = found;
        });
        auto const goods_colors = find_goods_colors(words_);
        for (auto const& found : goods_colors) color(found);
        for (auto const& found : find_materials(words_))
            for (auto& item : items_)
                if (!item.material && found.first >= item.mention.first &&
                    found.last <= item.mention.last)
                    item.material = found;
    }

    // A colour inside the product's words, behind «цвет», or beside the run of its part.
    void color(FoundText const& found) {
        for (auto& item : items_)
            if (found.first >= item.mention.first && found.last <= item.mention.last) {
                if (!item.color) item.color = found;
                return;
            }
        auto near = [&](std::ptrdiff_t step) -> Word const& {
            return word_at(words_, static_cast<std::ptrdiff_t>(found.first) + step,
                           words_[found.first]);
        };
        bool said = word_at(words_, static_cast<std::ptrdiff_t>(found.last) + 1, words_[found.last])
                        .is_any({"цвета", "цвет", "цвете"});
        for (std::ptrdiff_t step = -1; step >= -4; --step)
            said = said || near(step).is_any({"цвет", "цвета", "цвете"});
        if (!said || items_.empty()) return;
        Item& item = items_[item_for(found.first, found.last, false)];
        if (!item.color) item.color = found;
    }

    // «Нужны кружки. Кружки белые, 300 шт.» is one item, said twice.
    void merge_mentions() {
        for (std::size_t i = 0; i < items_.size(); ++i)
            for (std::size_t j = i + 1; j < items_.size();) {
                if (!same_goods(items_[i], items_[j])) {
                    ++j;
                    continue;
                }
                merge(items_[i], items_[j]);
                items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(j));
            }
    }

    bool same_goods(Item const& a, Item const& b) const {
        if (a.value.product_head != b.value.product_head) return false;
        bool const both_runs = !a.value.runs.empty() && !b.value.runs.empty();
        if (both_runs && a.value.runs != b.value.runs) {
            bool const subject = words_[a.mention.head].source == ReadFrom::subject;
            return subject;
        }
        bool const both_colors = a.color && b.color && a.color->value != b.color->value;
        return !both_colors || !both_runs;
    }

    void merge(Item& a, Item& b) {
        bool const subject = words_[a.mention.head].source == ReadFrom::subject;
        bool const more = b.value.product.size() > a.value.product.size();
        if (subject || more) {
            bool const keep = subject && a.value.product.size() > b.value.product.size();
            if (!keep) {
                a.value.product = b.value.product;
                a.mention.first = b.mention.first;
                a.mention.last = b.mention.last;
                a.mention.head = b.mention.head;
            }
        }
        if (a.value.runs.empty() || (subject && !b.value.runs.empty())) {
            a.value.runs = b.value.runs;
            a.runs = b.runs;
        }
        if (!a.method) a.method = b.method;
        if (!a.colors) a.colors = b.colors;
        if (!a.place) a.place = b.place;
        if (!a.color) a.color = b.color;
        if (!a.material) a.material = b.material;
    }

    void write_items() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            Item& item = items_[i];
            std::string const at = "items[" + std::to_string(i) + "].";
            span(at + "product", item.mention.first, item.mention.last, item.confidence);
            int run_number = 0;
            for (auto const& run : item.runs)
                for (auto const& [first, last] : run.places)
                    span(at + "runs[" + std::to_string(run_number++) + "]", first, last,
                         run.unit || run.named ? 95 : 70);
            if (item.method) {
                item.value.imprint_method = item.method->value;
                span(at + "imprint_method", item.method->first, item.method->last, 90);
            }
            if (item.colors) {
                item.value.imprint_colors = item.colors->count;
                span(at + "imprint_colors", item.colors->first, item.colors->last, 85);
            }
            if (item.place) {
                item.value.imprint_place = text_of(item.place->first, item.place->last);
                span(at + "imprint_place", item.place->first, item.place->last, 80);
            }
            if (item.color) {
                item.value.color = item.color->value;
                span(at + "color", item.color->first, item.color->last, 85);
            }
            if (item.material) {
                item.value.material = item.material->value;
                span(at + "material", item.material->first, item.material->last, 80);
            }
            need_.items.push_back(std::move(item.value));
        }
    }

    void span(std::string field, std::size_t first, std::size_t last, int confidence) {
        add_span(need_, letter_, words_, std::move(field), first, last, confidence);
    }
    std::string text_of(std::size_t first, std::size_t last) const {
        return words_text(letter_, words_, first, last);
    }

    LetterText const& letter_;
    Words const& words_;
    ReadNeed& need_;
    std::vector<Item> items_;
};

}  // namespace

void read_items(LetterText const& letter, Words const& words,
                std::vector<FoundColors> const& colors, Taken& taken, ReadNeed& need) {
    Items(letter, words, need).run(colors, taken);
}

}  // namespace inbox
