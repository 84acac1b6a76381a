#include "features/quotes/quote_actions.h"

#include "features/catalog/pictures.h"
#include "features/catalog/product_store.h"
#include "features/catalog/selections.h"
#include "features/journal/journal.h"
#include "features/journal/journal_routes.h"
#include "features/quotes/testing.h"
#include "features/search/search.h"
#include "platform/base/text.h"

namespace quotes {
namespace {

class QuoteActions : public testing::QuoteDepartment {
  protected:
    std::vector<std::string> timeline() {
        std::vector<std::string> verbs;
        in_read([&](db::Reader& reader) {
            for (auto const& entry :
                 journal::timeline(reader, anna, {.noun = "deal", .id = deal_id}).items)
                verbs.push_back(entry.verb);
        });
        return verbs;
    }
    std::int64_t how_often(std::string const& verb) {
        auto const verbs = timeline();
        return std::count(verbs.begin(), verbs.end(), verb);
    }
};

TEST_P(QuoteActions, ANewQuoteIsFilledFromTheNeed) {
    auto const quote = shown(new_quote());
    EXPECT_EQ(quote.number, "КП-2026-0001");
    EXPECT_EQ(quote.state, "draft");
    EXPECT_EQ(quote.vat_basis_points, 2200);
    EXPECT_EQ(quote.draft.greeting, "Уважаемая Ольга Сергеевна!");
    EXPECT_EQ(quote.draft.addressee_position, "директор по маркетингу");
    EXPECT_EQ(quote.draft.in_hands_on, (base::Date{2026, 12, 24}));
    EXPECT_EQ(quote.draft.valid_until, (base::Date{2026, 12, 9}));
    ASSERT_EQ(quote.draft.lines.size(), 2u);
    auto const& mug = quote.draft.lines[0];
    EXPECT_EQ(mug.title, "Кружка керамическая");
    ASSERT_EQ(mug.options.size(), 2u);
    EXPECT_EQ(mug.options[0].quantity, 100);
    EXPECT_EQ(mug.options[1].quantity, 300);
    EXPECT_EQ(mug.options[0].imprints[0].name, "деколь, 2 цвета, на боку");
    EXPECT_EQ(quote.problems.front().code, "no_price");
    EXPECT_EQ(how_often("quote_created"), 1);
    EXPECT_EQ(shown(new_quote()).number, "КП-2026-0002");
}

TEST_P(QuoteActions, TheAnswerHasPricesWithTheirWorking) {
    auto const quote = shown(ready_quote());
    EXPECT_TRUE(quote.problems.empty());
    auto const& price = quote.prices[0].options[0];
    EXPECT_GT(price.unit_price_kopecks, secret_cost_micro / 10'000);
    EXPECT_EQ(price.total_kopecks, price.unit_price_kopecks * 100);
    EXPECT_FALSE(price.steps.empty());
    EXPECT_EQ(price.steps[0].label, "Товар");
    EXPECT_FALSE(quote.sum.complete);  // the mug has two runs
    EXPECT_EQ(quote.prices[1].chosen_quantity, 500);
}

TEST_P(QuoteActions, AnotherRateOfVatFollowsTheDayInHands) {
    auto const id = ready_quote();
    QuoteDraft draft = shown(id).draft;
    draft.in_hands_on = base::Date{2025, 12, 30};
    save(id, draft);
    EXPECT_EQ(shown(id).vat_basis_points, 2000);
}

TEST_P(QuoteActions, TwoEditorsGetAConflictWithBothDrafts) {
    auto const id = new_quote();
    QuoteDraft mine = shown(id).draft, theirs = mine;
    theirs.introduction = "их слова";
    save(id, theirs);
    mine.introduction = "мои слова";
    std::string details;
    EXPECT_EQ(refusal([&](db::Transaction& tx) { save_draft(tx, anna, now, id, mine); }, nullptr,
                      &details),
              "quote_changed");
    EXPECT_NE(details.find("мои слова"), details.npos);
    EXPECT_NE(details.find("их слова"), details.npos);
    EXPECT_EQ(shown(id).draft.introduction, "их слова");
}

TEST_P(QuoteActions, AutosavesStandOnTheTimelineOnceUntilAPause) {
    auto const id = new_quote();
    auto const edit = [&](std::string const& words) {
        QuoteDraft draft = shown(id).draft;
        draft.introduction = words;
        save(id, draft);
    };
    for (char const* words : {"а", "аб", "абв"}) edit(words);
    EXPECT_EQ(how_often("draft_changed"), 0);  // it was just made
    now = now + std::chrono::minutes(11);
    for (char const* words : {"г", "гд"}) edit(words);
    EXPECT_EQ(how_often("draft_changed"), 1);
}

TEST_P(QuoteActions, ARemovedLineComesBack) {
    auto const id = ready_quote();
    QuoteDraft const before = shown(id).draft;
    auto const event = in_write([&](db::Transaction& tx) {
        return remove_line(tx, anna, now, id, before.version, before.lines[0].key);
    });
    ASSERT_EQ(shown(id).draft.lines.size(), 1u);
    in_write([&](db::Transaction& tx) { journal::undo(tx, anna, now, event); });
    EXPECT_EQ(json::to_json(shown(id).draft.lines), json::to_json(before.lines));
}

TEST_P(QuoteActions, OnlyWhoChangesTheDealChangesItsQuotes) {
    auto const id = ready_quote();
    QuoteDraft const draft = shown(id).draft;
    auto const save_as = [&](http::Actor const& who) {
        return refusal([&](db::Transaction& tx) { save_draft(tx, who, now, id, draft); });
    };
    EXPECT_EQ(save_as(vera), "not_found");
    EXPECT_THROW(shown(id, vera), base::Refusal);
    EXPECT_EQ(save_as(galina), "");
}

TEST_P(QuoteActions, WhoMayNotReadCostsGetsNone) {
    auto const id = ready_quote();
    http::Actor program = anna;  // an API token with fewer rights
    program.permissions.erase("costs_read");
    std::string const text = json::to_json(shown(id, program));
    for (std::string const& secret :
         {std::to_string(secret_cost_micro), std::to_string(secret_imprint_micro),
          std::to_string(shown(id).prices[0].options[0].margin_kopecks.value()),
          std::to_string(shown(id).sum.margin_kopecks.value())})
        EXPECT_EQ(text.find(secret), text.npos) << secret;
    QuoteDraft const draft = shown(id).draft;
    EXPECT_EQ(refusal([&](db::Transaction& tx) { save_draft(tx, program, now, id, draft); }),
              "costs_hidden");
}

TEST_P(QuoteActions, APictureOfSomebodyElsesDealIsRefused) {
    auto const id = ready_quote();
    std::string const png("\x89PNG\r\n\x1a\n", 8);
    auto const [foreign, own] = in_write([&](db::Transaction& tx) {
        deals::NewDeal other = deal();
        other.owner_id = vera.id;
        auto const attach = [&](std::int64_t deal) {
            return files::attach(tx, now,
                                 {.noun = "deal",
                                  .subject_id = deal,
                                  .blob = store.put(png),
                                  .name = "a.png",
                                  .media_type = "image/png"});
        };
        return std::pair(attach(deals::open(tx, galina, now, other)), attach(deal_id));
    });
    QuoteDraft draft = shown(id).draft;
    draft.lines[0].picture_attachment_id = foreign;
    EXPECT_EQ(refusal([&](db::Transaction& tx) { save_draft(tx, anna, now, id, draft); }),
              "picture_missing");
    draft.lines[0].picture_attachment_id = own;
    save(id, draft);
    EXPECT_EQ(shown(id).draft.lines[0].picture_attachment_id, own);
}

TEST_P(QuoteActions, IsFoundByItsNumberAndItsProducts) {
    auto const id = ready_quote();
    for (char const* words : {"КП-2026-0001", "кружки керамические"})
        EXPECT_EQ(in_read([&](db::Reader& reader) {
                      return search::find_ids(reader, "quote", words, 10);
                  }),
                  std::vector<std::int64_t>{id})
            << words;
    EXPECT_TRUE(search::check(database()).empty());
}

// 60 lines with three runs each: what an autosave costs, with prices and their working.
TEST_P(QuoteActions, SixtyLinesAreSavedAndAnsweredFast) {
    auto const id = ready_quote();
    QuoteDraft draft = shown(id).draft;
    QuoteLine line = draft.lines[0];
    line.options.push_back(line.options[0]);
    line.options.back().quantity = 1000;
    line.key.clear();
    draft.lines.assign(60, line);
    save(id, draft);
    auto fastest = std::chrono::milliseconds::max();
    for (int i = 0; i < 5; ++i) {
        draft = shown(id).draft;
        draft.lines[30].title = "Кружка " + std::to_string(i);
        auto const start = std::chrono::steady_clock::now();
        save(id, draft);
        std::string const answer = json::to_json(shown(id));
        fastest = std::min(fastest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                        std::chrono::steady_clock::now() - start));
        EXPECT_LT(answer.size(), 600'000u);
    }
    EXPECT_LT(fastest.count(), 400);  // of the unoptimised build
}

// A product of 1000 roubles retail with a dearer blue variant; we pay 25 % less.
struct Thermos {
    std::int64_t product = 0;
    std::int64_t variant = 0;
};
Thermos add_thermos(db::Transaction& tx) {
    auto const feed = tx.insert(
        "INSERT INTO feeds (name, kind, price_kind, dealer_discount_basis_points, created_at) "
        "VALUES ('Поставщик', 'yml', 'retail', 2500, 0) RETURNING id");
    std::string const picture = "https://supplier.example.ru/thermos.png";
    Thermos out;
    out.product = tx.insert(
        "INSERT INTO products (feed_id, supplier_key, article, name, material, url, "
        "picture_url, picture_key, changed_at) VALUES ($1, 'k', '123.45', 'Термос', 'сталь', "
        "'https://supplier.example.ru', $2, $3, 0) RETURNING id",
        feed, picture, base::sha256_hex(picture));
    auto const variant = [&](char const* key, char const* name, char const* colour,
                             std::int64_t price) {
        return tx.insert(
            "INSERT INTO product_variants (product_id, supplier_key, name, colour, price_micro) "
            "VALUES ($1, $2, $3, $4, $5) RETURNING id",
            out.product, key, name, colour, price);
    };
    variant("v", "Термос", "", 1'000'000'000);
    out.variant = variant("w", "Термос, синий", "синий", 1'200'000'000);
    catalog::store::recount_product(tx, out.product, base::Instant{1});
    return out;
}

TEST_P(QuoteActions, ProductsOfTheCatalogueBringTheirCostAndPicture) {
    auto const id = ready_quote();
    auto const thermos = in_write(add_thermos);
    auto const version = shown(id).version;
    in_write([&](db::Transaction& tx) {
        add_products(tx, anna, now, id,
                     {.version = version,
                      .products = {{thermos.product, {}}, {thermos.product, thermos.variant}}});
    });
    auto const lines = shown(id).draft.lines;
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[2].title, "Термос");
    EXPECT_EQ(lines[2].description, "Артикул 123.45, сталь");
    EXPECT_EQ(lines[2].options[0].unit_cost_micro, 750'000'000);
    EXPECT_EQ(lines[3].title, "Термос, синий");
    EXPECT_EQ(lines[3].options[0].unit_cost_micro, 900'000'000);
    ASSERT_EQ(lines[3].options.size(), 3u);  // the runs of the need
    EXPECT_EQ(lines[3].options[2].quantity, 500);
    EXPECT_FALSE(shown(id).prices[2].catalog_picture_id);
    in_write([&](db::Transaction& tx) {  // as the job does that fetches it
        std::string const png("\x89PNG\r\n\x1a\n", 8);
        catalog::keep_picture(tx, now, "https://supplier.example.ru/thermos.png", store.put(png),
                              png);
    });
    EXPECT_TRUE(shown(id).prices[2].catalog_picture_id);
    EXPECT_TRUE(shown(id).prices[3].catalog_picture_id);
    EXPECT_FALSE(shown(id).prices[0].catalog_picture_id);
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  add_products(tx, anna, now, id,
                               {.version = shown(id).version, .products = {{999, {}}}});
              }),
              "product_not_found");
}

TEST_P(QuoteActions, ASelectionBecomesAQuoteWithWhatIsNotFromTheCatalogueToo) {
    auto const thermos = in_write(add_thermos);
    auto const selection = in_write([&](db::Transaction& tx) {
        auto const made = catalog::create_selection(
            tx, anna, now, {.deal_id = deal_id, .product_ids = {thermos.product}});
        catalog::add_item(
            tx, anna, now, made,
            {.title = "Плед с вышивкой", .note = "100×150", .price_micro = 5'000'000});
        return made;
    });
    auto const id = in_write([&](db::Transaction& tx) {
        return create(tx, anna, now, {.deal_id = deal_id, .selection_id = selection});
    });
    auto const lines = shown(id).draft.lines;
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].options[0].unit_cost_micro, 750'000'000);
    EXPECT_EQ(lines[1].title, "Плед с вышивкой");
    EXPECT_EQ(lines[1].description, "100×150");
    EXPECT_EQ(lines[1].options[0].unit_cost_micro, 5'000'000);
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  create(tx, vera, now, {.deal_id = deal_id, .selection_id = selection});
              }),
              "not_found");

    // The same, and the need once more, at the end of a quote that has lines already.
    auto const other = ready_quote();
    auto const before = shown(other).draft.lines.size();
    in_write([&](db::Transaction& tx) {
        add_products(
            tx, anna, now, other,
            {.version = shown(other).version, .selection_id = selection, .from_need = true});
    });
    auto const longer = shown(other).draft.lines;
    ASSERT_EQ(longer.size(), before + 4);
    EXPECT_EQ(longer[before + 1].title, "Плед с вышивкой");
    EXPECT_EQ(longer[before + 2].title, longer[0].title);
}

TEST_P(QuoteActions, AThingThatTheNeedNamesGetsItsOwnRunsAndImprints) {
    auto const selection = in_write([&](db::Transaction& tx) {
        auto const made = catalog::create_selection(tx, anna, now, {.deal_id = deal_id});
        for (auto const* title :
             {"Ручка шариковая «Прайм»", "Керамическая кружка «Формат»", "Плед"})
            catalog::add_item(tx, anna, now, made, {.title = title, .price_micro = 5'000'000});
        return made;
    });
    auto const id = in_write([&](db::Transaction& tx) {
        return create(tx, anna, now, {.deal_id = deal_id, .selection_id = selection});
    });
    auto const lines = shown(id).draft.lines;
    ASSERT_EQ(lines.size(), 3u);
    ASSERT_EQ(lines[0].options.size(), 1u);
    EXPECT_EQ(lines[0].options[0].quantity, 500);
    ASSERT_EQ(lines[1].options.size(), 2u);
    EXPECT_EQ(lines[1].options[1].quantity, 300);
    EXPECT_EQ(lines[1].options[1].unit_cost_micro, 5'000'000);
    ASSERT_EQ(lines[1].options[1].imprints.size(), 1u);
    EXPECT_EQ(lines[1].options[1].imprints[0].method, "деколь");
    EXPECT_EQ(lines[2].options.size(), 3u);  // nobody asked for it: the runs of all
}

TEST_P(QuoteActions, ACopyForAnotherDealIsAddressedAnew) {
    auto const id = ready_quote();
    auto const other = in_write([&](db::Transaction& tx) {
        auto const contact = customers::create_contact(
            tx, anna, now, {.surname = "Иванов", .name = "Пётр", .patronymic = "Ильич"}, anna.id,
            "");
        return deals::open(tx, anna, now, {.title = "Другая", .contact_id = contact});
    });
    auto const copied =
        in_write([&](db::Transaction& tx) { return copy(tx, anna, now, id, other); });
    EXPECT_EQ(shown(copied).draft.greeting, "Уважаемый Пётр Ильич!");
    EXPECT_EQ(shown(copied).draft.inner_note, "");
    EXPECT_EQ(shown(copied).draft.lines.size(), 2u);
}

TEST_P(QuoteActions, ACopyBeginsAgain) {
    auto const id = ready_quote();
    auto const copied = in_write([&](db::Transaction& tx) { return copy(tx, anna, now, id, {}); });
    EXPECT_EQ(shown(copied).number, "КП-2026-0002");
    EXPECT_EQ(json::to_json(shown(copied).prices), json::to_json(shown(id).prices));
    EXPECT_EQ(in_read([&](db::Reader& reader) { return briefs_of_deal(reader, deal_id); }).size(),
              2u);
}

TEST_P(QuoteActions, StatesAreChangedAndTakenBack) {
    auto const id = ready_quote();
    auto const act = [&](QuoteVerb verb) {
        auto const version = shown(id).version;
        return refusal(
            [&](db::Transaction& tx) { change_state(tx, anna, now, id, version, verb); });
    };
    EXPECT_EQ(act(QuoteVerb::decline), "quote_state");
    EXPECT_EQ(act(QuoteVerb::discard), "");
    EXPECT_EQ(shown(id).state, "void");
    QuoteDraft const draft = shown(id).draft;
    EXPECT_EQ(refusal([&](db::Transaction& tx) { save_draft(tx, anna, now, id, draft); }),
              "quote_state");
    EXPECT_EQ(act(QuoteVerb::restore), "");
    EXPECT_EQ(shown(id).state, "draft");
}

TEST_P(QuoteActions, ObjectionsAreAnsweredByAgreedAnswersAndNewVersions) {
    auto const recorded = in_write([&](db::Transaction& tx) {
        return object(tx, anna, now, deal_id, {.kind = "price", .words = "Дорого"});
    });
    EXPECT_EQ(recorded.state, ObjectionState::open);
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  object(tx, anna, now, deal_id, {.kind = "weather", .words = "Дождь"});
              }),
              "objection_kind_unknown");
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  object(tx, vera, now, deal_id, {.kind = "price", .words = "Дорого"});
              }),
              "not_found");
    auto const answered = in_write([&](db::Transaction& tx) {
        return change(tx, anna, now, recorded.id,
                      {.version = recorded.version, .answer_key = "price:1"});
    });
    EXPECT_EQ(answered.state, ObjectionState::answered);
    EXPECT_FALSE(answered.answer.empty());
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  change(tx, anna, now, recorded.id,
                         {.version = recorded.version, .state = ObjectionState::won});
              }),
              "objection_changed");
    auto const id = ready_quote();
    send_now(id, {.answers_objections = {recorded.id}});
    auto const all = in_read([&](db::Reader& reader) { return objections_of(reader, deal_id); });
    EXPECT_TRUE(all[0].answered_by_version_id);
}

BOTH_DATABASES(QuoteActions);

}  // namespace
}  // namespace quotes
