// The readers of the single parts of a need; read_need() calls them in this order, each marks the
// words it took, so that the day of a deadline or a price is not taken for a run.
#pragma once
#include "features/inbox/contact_points.h"
#include "features/inbox/quoted_text.h"
#include "features/inbox/word_forms.h"

#include <optional>
#include <vector>

namespace inbox {

struct Taken {
    explicit Taken(std::size_t count) : marks(count, 0) {}
    bool has(std::size_t at) const { return at < marks.size() && marks[at] != 0; }
    void take(std::size_t first, std::size_t last) {
        for (std::size_t i = first; i <= last && i < marks.size(); ++i) marks[i] = 1;
    }
    std::vector<char> marks;
};

// ---- deadline (1.1.2.1)

struct FoundDeadline {
    std::optional<base::Date> date;
    std::size_t first = 0;  // words
    std::size_t last = 0;
    int confidence = 0;
    bool past = false;
    bool several = false;
};
// Takes the words of every date, also of those that are no deadline.
std::optional<FoundDeadline> find_deadline(Words const& words, base::Date letter_date,
                                           Taken& taken);

// The words that name goods or ask for an answer decide what a date is for.
bool is_goods_word(Word const& word);

// «к Новому году», «ко дню строителя»: the named day on or after `from`.
struct NamedDay {
    base::Date date;
    std::size_t last = 0;
};
std::optional<NamedDay> named_day_at(Words const& words, std::size_t at, base::Date from);

// ---- budget

struct FoundBudget {
    ReadBudget budget;
    std::size_t first = 0;
    std::size_t last = 0;
    int confidence = 0;
};
// Takes the words of every sum of money.
std::optional<FoundBudget> find_budget(Words const& words, Taken& taken);

// ---- product

struct Mention {
    std::string lemma;  // empty if the noun is not known
    std::size_t head = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    int sentence = 0;
    bool past = false;  // «в прошлый раз заказывали …»
    int confidence = 0;
};
std::vector<Mention> find_products(Words const& words, Taken& taken);
// A noun beside «300 шт» that is not in the list of goods.
std::optional<Mention> product_beside(Words const& words, std::size_t first, std::size_t last,
                                      Taken const& taken);

// ---- run

struct FoundRun {
    std::vector<std::int64_t> values;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // words of each value
    std::size_t first = 0;
    std::size_t last = 0;
    bool unit = false;      // «шт», «экз» …
    bool named = false;     // «тираж», «в количестве»
    bool each = false;      // «по 100 шт»
    bool total = false;     // «всего», «итого»
    bool labelled = false;  // «Москва — 100», «50 белых»: a part of a run
    bool people = false;    // «на 50 человек»
    bool sizes = false;     // the sum over sizes
};
std::vector<FoundRun> find_runs(Words const& words, std::vector<Mention> const& mentions,
                                Taken& taken);

// ---- imprint and colour

struct FoundText {
    std::string value;
    std::size_t first = 0;
    std::size_t last = 0;
};
struct FoundColors {
    int count = 0;
    std::size_t first = 0;
    std::size_t last = 0;
};
bool is_imprint_word(Word const& word);  // «логотип», «нанесение», «печать» …
std::vector<FoundText> find_imprint_methods(Words const& words, Taken const& taken);
std::vector<FoundColors> find_imprint_colors(Words const& words, Taken& taken);
std::vector<FoundText> find_imprint_places(Words const& words);
std::vector<FoundText> find_goods_colors(Words const& words);
std::vector<FoundText> find_materials(Words const& words);

// ---- items

// Puts goods, runs and imprints together and writes need.items with its spans.
void read_items(LetterText const& letter, Words const& words,
                std::vector<FoundColors> const& colors, Taken& taken, ReadNeed& need);

// ---- delivery

std::optional<FoundText> find_delivery_place(Words const& words, std::string_view text,
                                             Taken& taken);

// ---- sender

// Fills need.sender with its spans from the signature, the new text and the headers.
void read_sender(LetterText const& letter, LetterParts const& parts,
                 std::vector<FoundPoint> const& points, ReadNeed& need);

// Adds the place a value was read from.
void add_span(ReadNeed& need, LetterText const& letter, std::string field, ReadFrom source,
              std::size_t begin, std::size_t end, int confidence);
// The same for words [first, last]; and those words as they are written.
void add_span(ReadNeed& need, LetterText const& letter, Words const& words, std::string field,
              std::size_t first, std::size_t last, int confidence);
std::string words_text(LetterText const& letter, Words const& words, std::size_t first,
                       std::size_t last);

}  // namespace inbox
