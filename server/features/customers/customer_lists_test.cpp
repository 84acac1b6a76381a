#include "features/customers/customer_lists.h"

#include "features/customers/company_actions.h"
#include "features/customers/contact_actions.h"
#include "features/customers/customer_cards.h"
#include "features/customers/group_actions.h"
#include "features/customers/quick_add.h"
#include "features/customers/testing.h"
#include "features/journal/journal.h"
#include "features/search/search.h"
#include "platform/json/difference.h"

#include <algorithm>
#include <set>

namespace customers {
namespace {

class CustomerListsTest : public testing::Department {
  protected:
    std::int64_t company(std::string const& name, http::Actor const& owner) {
        return in_write([&](db::Transaction& tx) {
            return create_company(tx, owner, now, CompanyFields{name, "", "", "", ""}, owner.id,
                                  "");
        });
    }
    CreatedCustomer add(http::Actor const& who, NewCustomer const& customer) {
        return in_write([&](db::Transaction& tx) { return add_customer(tx, who, now, customer); });
    }
    std::string refused(http::Actor const& who, NewCustomer const& customer) {
        return refusal([&](db::Transaction& tx) { add_customer(tx, who, now, customer); });
    }
    CreatedCustomer romashka() {
        return add(anna, {.company = CompanyFields{"ООО «Ромашка»", "", "7707083893", "773601001",
                                                   "romashka.ru"},
                          .contact = PersonFields{"Смирнова",
                                                  "Анна",
                                                  "Петровна",
                                                  "Директор",
                                                  {"8 916 123-45-67"},
                                                  {"anna@romashka.ru"}}});
    }
    CompanyPage companies(http::Actor const& who, CompanyFilter const& filter) {
        return in_read([&](db::Reader& reader) { return list_companies(reader, who, filter); });
    }
    ContactPage contacts(http::Actor const& who, ContactFilter const& filter) {
        return in_read([&](db::Reader& reader) { return list_contacts(reader, who, filter); });
    }
    std::string card_refusal(http::Actor const& who, std::int64_t id, std::string* text) {
        try {
            in_read([&](db::Reader& reader) { company_card(reader, who, id); });
        } catch (base::Refusal const& refusal) {
            *text = refusal.message.ru;
            return refusal.code;
        }
        return "";
    }
    static std::vector<std::string> titles(CompanyPage const& page) {
        std::vector<std::string> out;
        for (auto const& row : page.items) out.push_back(row.title);
        return out;
    }
    using Titles = std::vector<std::string>;
};

TEST_P(CustomerListsTest, OneRequestMakesACompanyAndItsContact) {
    auto const made = romashka();
    in_read([&](db::Reader& reader) {
        auto const card = company_card(reader, anna, *made.company_id);
        EXPECT_EQ(card.title, "ООО «Ромашка»");
        EXPECT_EQ(card.owner_name, "Анна");
        EXPECT_TRUE(card.may_change);
        ASSERT_EQ(card.people.size(), 1u);
        EXPECT_EQ(card.people[0].title, "Смирнова Анна Петровна");
        EXPECT_EQ(card.people[0].position, "Директор");
        EXPECT_EQ(card.people[0].phone, "+7 916 123-45-67");
        EXPECT_EQ(card.people[0].email, "anna@romashka.ru");
        auto const person = contact_card(reader, anna, *made.contact_id);
        EXPECT_EQ(person.greeting, "Уважаемая Анна Петровна");
        ASSERT_EQ(person.companies.size(), 1u);
        EXPECT_EQ(person.companies[0].title, "ООО «Ромашка»");
        EXPECT_TRUE(person.companies[0].is_main);
    });
    // A second person of the known company.
    auto const second = add(boris, {.company_id = made.company_id,
                                    .contact = PersonFields{"", "Пётр", "", "Закупки", {}, {}}});
    EXPECT_EQ(second.company_id, made.company_id);
    in_read([&](db::Reader& reader) {
        EXPECT_EQ(company_card(reader, anna, *made.company_id).people.size(), 2u);
    });
}

TEST_P(CustomerListsTest, AKnownInnIsRefusedUnlessConfirmed) {
    auto const made = romashka();
    NewCustomer again{.company = CompanyFields{"Ромашка-2", "", "7707083893", "", ""}};
    EXPECT_EQ(refused(vera, again), "duplicate_inn");
    again.company->kpp = "773601001";
    EXPECT_EQ(refused(vera, again), "duplicate_inn");
    again.company->kpp = "780101001";  // a branch
    EXPECT_EQ(refused(vera, again), "");
    again.company->kpp = "";
    again.anyway = true;
    EXPECT_EQ(refused(vera, again), "");
    EXPECT_EQ(refused(anna, {}), "customer_empty");
    EXPECT_EQ(refused(anna, {.company = CompanyFields{"А", "", "", "", ""},
                             .company_id = made.company_id}),
              "new_or_known");
    EXPECT_EQ(refused(vera, {.company_id = made.company_id,
                             .contact = PersonFields{"", "Пётр", "", "", {}, {}}}),
              "belongs_to_other");
    // Nothing of a refused pair stays.
    EXPECT_EQ(refused(anna, {.company = CompanyFields{"Лютик", "", "", "", ""},
                             .contact = PersonFields{"", "", "", "", {"1"}, {}}}),
              "point_wrong");
    EXPECT_TRUE(companies(anna, {.text = "лютик"}).items.empty());
}

TEST_P(CustomerListsTest, EverybodySeesNamesAndOnlyOwnDetails) {
    romashka();
    auto const own = companies(boris, {}).items;
    ASSERT_EQ(own.size(), 1u);
    EXPECT_FALSE(own[0].hidden);
    EXPECT_EQ(own[0].inn, "7707083893");
    EXPECT_EQ(own[0].contact_title, "Смирнова Анна Петровна");
    EXPECT_EQ(own[0].phone, "+7 916 123-45-67");
    auto const others = companies(vera, {}).items;
    ASSERT_EQ(others.size(), 1u);
    EXPECT_TRUE(others[0].hidden);
    EXPECT_EQ(others[0].title, "ООО «Ромашка»");
    EXPECT_EQ(others[0].owner_name, "Анна");
    EXPECT_EQ(others[0].inn + others[0].phone + others[0].email + others[0].contact_title +
                  others[0].site,
              "");
    auto const person = contacts(vera, {}).items;
    ASSERT_EQ(person.size(), 1u);
    EXPECT_TRUE(person[0].hidden);
    EXPECT_EQ(person[0].title, "Смирнова Анна Петровна");
    EXPECT_EQ(person[0].phone + person[0].email + person[0].company_title + person[0].position, "");
    // By a phone or an ИНН nobody finds a colleague's client; by the name he does.
    EXPECT_TRUE(companies(vera, {.text = "7707083893"}).items.empty());
    EXPECT_TRUE(contacts(vera, {.text = "9161234567"}).items.empty());
    EXPECT_EQ(companies(vera, {.text = "ромашка"}).items.size(), 1u);
    EXPECT_EQ(companies(anna, {.text = "7707083893"}).items.size(), 1u);
}

TEST_P(CustomerListsTest, AColleaguesCardNamesItsOwner) {
    auto const made = romashka();
    std::string text;
    EXPECT_EQ(card_refusal(vera, *made.company_id, &text), "belongs_to_other");
    EXPECT_NE(text.find("Анна"), std::string::npos);
    EXPECT_EQ(card_refusal(vera, 999, &text), "not_found");
    EXPECT_EQ(card_refusal(dmitry, *made.company_id, &text), "");
    in_read([&](db::Reader& reader) {
        EXPECT_FALSE(company_card(reader, dmitry, *made.company_id).may_change);
    });
}

TEST_P(CustomerListsTest, PagesGoOnInBothOrdersWithoutGaps) {
    for (auto const* name : {"Ёлка", "Апельсин", "Яблоко", "ООО «Банан»", "Груша"})
        company(name, anna);
    auto const all_pages = [&](CustomerOrder order) {
        Titles out;
        CompanyFilter filter{.order = order, .limit = 2};
        for (int guard = 0; guard < 5; ++guard) {
            auto const page = companies(anna, filter);
            for (auto const& title : titles(page)) out.push_back(title);
            if (!page.next) break;
            filter.cursor = page.next;
        }
        return out;
    };
    EXPECT_EQ(all_pages(CustomerOrder::name),
              (Titles{"Апельсин", "ООО «Банан»", "Груша", "Ёлка", "Яблоко"}));
    EXPECT_EQ(all_pages(CustomerOrder::changed),
              (Titles{"Груша", "ООО «Банан»", "Яблоко", "Апельсин", "Ёлка"}));
    EXPECT_THROW(companies(anna, {.cursor = "x"}), base::Refusal);
    EXPECT_THROW(companies(anna, {.cursor = "1-x"}), base::Refusal);
}

TEST_P(CustomerListsTest, FiltersNarrowTheList) {
    company("Моя", anna);
    company("Коллеги", boris);
    company("Чужая", vera);
    in_write([&](db::Transaction& tx) {
        create_company(tx, anna, now, CompanyFields{"Ничья", "", "", "", ""}, 0, "");
    });
    EXPECT_EQ(titles(companies(anna, {.scope = CustomerScope::mine})), (Titles{"Моя"}));
    EXPECT_EQ(titles(companies(anna, {.scope = CustomerScope::team})), (Titles{"Коллеги", "Моя"}));
    EXPECT_EQ(companies(anna, {.scope = CustomerScope::all}).items.size(), 4u);
    EXPECT_EQ(titles(companies(anna, {.owner_id = 0})), (Titles{"Ничья"}));
    EXPECT_EQ(titles(companies(anna, {.owner_id = 3})), (Titles{"Чужая"}));
    EXPECT_TRUE(companies(galina, {.scope = CustomerScope::team}).items.empty());  // of no team
}

TEST_P(CustomerListsTest, ContactsOfACompanyIncludeThoseOfItsMergedParts) {
    auto const made = romashka();
    auto const duplicate = add(anna, {.company = CompanyFields{"Romashka", "", "", "", ""},
                                      .contact = PersonFields{"", "Пётр", "", "", {}, {}}});
    in_write([&](db::Transaction& tx) {
        merge_companies(tx, anna, now, *duplicate.company_id, *made.company_id);
    });
    EXPECT_EQ(contacts(anna, {.company_id = made.company_id}).items.size(), 2u);
    EXPECT_EQ(companies(anna, {}).items.size(), 1u);
    in_read([&](db::Reader& reader) {
        auto const card = company_card(reader, anna, *made.company_id);
        EXPECT_EQ(card.people.size(), 2u);
        ASSERT_EQ(card.merged.size(), 1u);
        EXPECT_EQ(card.merged[0].title, "Romashka");
        auto const part = company_card(reader, anna, *duplicate.company_id);
        ASSERT_TRUE(part.merged_into);
        EXPECT_EQ(part.merged_into->id, *made.company_id);
        auto const person = contact_card(reader, anna, *duplicate.contact_id);
        ASSERT_EQ(person.companies.size(), 1u);
        EXPECT_EQ(person.companies[0].company_id, *made.company_id);
    });
}

TEST_P(CustomerListsTest, TheSpreadsheetHoldsOnlyWhatMayBeSeenAndNoFormulas) {
    company("=HYPERLINK(\"http://evil\")", anna);
    company("Чужая", vera);
    romashka();
    auto const text = in_read(
        [&](db::Reader& reader) { return base::to_csv(companies_sheet(reader, anna, {})); });
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFКомпания;ИНН;"));
    EXPECT_NE(text.find("ООО «Ромашка»;7707083893;;romashka.ru;;Смирнова Анна Петровна;"
                        "'+7 916 123-45-67;anna@romashka.ru;Анна\r\n"),
              std::string::npos);
    EXPECT_NE(text.find("'=HYPERLINK"), std::string::npos);
    EXPECT_EQ(text.find("Чужая"), std::string::npos);
    auto const people =
        in_read([&](db::Reader& reader) { return base::to_csv(contacts_sheet(reader, vera, {})); });
    EXPECT_EQ(std::ranges::count(people, '\n'), 1);  // the head only
}

TEST_P(CustomerListsTest, GroupsJoinCompaniesOfOneHolding) {
    auto const group = in_write(
        [&](db::Transaction& tx) { return create_group(tx, anna, now, {"Холдинг «Сад»"}); });
    EXPECT_EQ(refusal([&](db::Transaction& tx) { create_group(tx, anna, now, {"холдинг «сад»"}); }),
              "group_known");
    auto const one = company("Ромашка", anna), two = company("Василёк", anna);
    for (auto const id : {one, two})
        in_write([&](db::Transaction& tx) {
            CompanyEdit edit;
            auto const card = company_card(tx, anna, id);
            static_cast<CompanyForm&>(edit) = card;
            edit.version = card.version;
            edit.group_id = group.id;
            change_company(tx, anna, now, id, edit);
        });
    EXPECT_EQ(companies(anna, {.group_id = group.id}).items.size(), 2u);
    EXPECT_EQ(companies(anna, {.text = "холдинг сад"}).items[0].group_name, "Холдинг «Сад»");
    in_read([&](db::Reader& reader) {
        auto const card = company_card(reader, anna, one);
        EXPECT_EQ(card.group_name, "Холдинг «Сад»");
        ASSERT_EQ(card.group_companies.size(), 1u);
        EXPECT_EQ(card.group_companies[0].title, "Василёк");
    });
    in_write([&](db::Transaction& tx) { change_group(tx, anna, now, group.id, {"Огород", 1}); });
    EXPECT_EQ(companies(anna, {.text = "огород"}).items.size(), 2u);
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  change_group(tx, anna, now, group.id, {"Поле", 1});
              }),
              "customer_changed");
    auto const event = in_read([](db::Reader& reader) {
        return reader.one<std::int64_t>(
            "SELECT max(id) FROM events WHERE noun = 'company_group' AND verb = 'changed'");
    });
    in_write([&](db::Transaction& tx) { journal::undo(tx, anna, now, event); });
    EXPECT_EQ(companies(anna, {.text = "холдинг"}).items.size(), 2u);
    EXPECT_TRUE(search::check(database()).empty());
}

BOTH_DATABASES(CustomerListsTest);

}  // namespace
}  // namespace customers
