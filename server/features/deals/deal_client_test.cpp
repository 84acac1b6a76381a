// A deal and its client: who takes part sees the client, a merged client keeps his deals, a new
// name of the company finds them.
#include "features/customers/company_actions.h"
#include "features/customers/customer_cards.h"
#include "features/deals/deal_testing.h"
#include "features/journal/nouns.h"
#include "features/search/search.h"

namespace deals {
namespace {

class DealClient : public testing::Department {
  protected:
    DealClient() {
        customers::company_renamed.forget_all();
        customers::company_renamed.then("found by the new name", &follow_company);
        stranger = person("Юрий Дальний", accounts::sales_manager, 0);
    }
    ~DealClient() override { customers::company_renamed.forget_all(); }

    bool sees(http::Actor const& actor, std::string_view noun, std::int64_t id) {
        return read([&](db::Reader& reader) { return journal::may_see(reader, actor, noun, id); });
    }
    std::size_t deals_of(std::int64_t company_id) {
        return read([&](db::Reader& reader) {
            return list(reader, head, now, {.company_id = company_id}).items.size();
        });
    }

    http::Actor stranger;
};

TEST_P(DealClient, WhoTakesPartInADealSeesItsClient) {
    auto const id = open_as(anna);
    EXPECT_FALSE(sees(stranger, "company", company));
    EXPECT_FALSE(sees(stranger, "contact", contact));
    write([&](db::Transaction& tx) { store::add_participant(tx, id, stranger.id, "helper"); });
    EXPECT_TRUE(sees(stranger, "company", company));
    EXPECT_TRUE(sees(stranger, "contact", contact));
    read([&](db::Reader& reader) {
        EXPECT_FALSE(journal::may_change(reader, stranger, "company", company));
        EXPECT_FALSE(customers::company_card(reader, stranger, company).may_change);
    });
    write([&](db::Transaction& tx) { store::remove_participant(tx, id, stranger.id); });
    EXPECT_FALSE(sees(stranger, "company", company));
}

TEST_P(DealClient, AMergedClientKeepsHisDealsAndHisPeopleTheirSight) {
    auto const other = write([&](db::Transaction& tx) {
        return customers::create_company(tx, anna, now, {.name = "Romashka"}, anna.id, "");
    });
    auto deal = wanted();
    deal.company_id = other;
    auto const id = open_as(anna, deal);
    open_as(anna);
    write([&](db::Transaction& tx) { store::add_participant(tx, id, stranger.id, "helper"); });
    EXPECT_EQ(deals_of(company), 1u);
    write([&](db::Transaction& tx) { customers::merge_companies(tx, anna, now, other, company); });
    EXPECT_EQ(deals_of(company), 2u);
    EXPECT_EQ(deals_of(other), 1u);
    EXPECT_TRUE(sees(stranger, "company", company));
    undo_as(anna, last_event("merged"));
    EXPECT_EQ(deals_of(company), 1u);
    EXPECT_FALSE(sees(stranger, "company", company));
}

TEST_P(DealClient, ADealIsFoundByTheNewNameOfItsCompany) {
    auto const id = open_as(anna);
    write([&](db::Transaction& tx) {
        auto const card = customers::company_card(tx, anna, company);
        customers::CompanyEdit edit;
        static_cast<customers::CompanyForm&>(edit) = card;
        edit.version = card.version;
        edit.name = "Василёк";
        customers::change_company(tx, anna, now, company, edit);
    });
    read([&](db::Reader& reader) {
        EXPECT_EQ(search::find_ids(reader, "deal", "василек", 10), std::vector<std::int64_t>{id});
    });
    EXPECT_TRUE(search::check(database()).empty());
}

BOTH_DATABASES(DealClient);

}  // namespace
}  // namespace deals
