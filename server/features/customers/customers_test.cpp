#include "features/customers/customers.h"

#include "features/customers/company_actions.h"
#include "features/customers/company_store.h"
#include "features/customers/contact_actions.h"
#include "features/customers/contact_store.h"
#include "features/customers/duplicates.h"
#include "features/customers/testing.h"
#include "features/journal/journal.h"
#include "features/journal/nouns.h"
#include "features/search/search.h"
#include "platform/json/difference.h"

namespace customers {
namespace {

using Ids = std::vector<std::int64_t>;

class CustomersTest : public testing::Department {
  protected:
    std::int64_t company(std::string const& name, http::Actor const& owner,
                         std::string const& inn = "", std::string const& site = "") {
        return in_write([&](db::Transaction& tx) {
            return create_company(tx, owner, now, CompanyFields{name, "", inn, "", site}, owner.id,
                                  "company");
        });
    }
    std::int64_t contact(PersonFields const& person, http::Actor const& owner) {
        return in_write([&](db::Transaction& tx) {
            return create_contact(tx, owner, now, person, owner.id, "contact");
        });
    }
    std::int64_t smirnova() {
        return contact({"Смирнова",
                        "Анна",
                        "Петровна",
                        "",
                        {"8 (916) 123-45-67"},
                        {"Anna@Romashka.ru", "anna@gmail.com"}},
                       anna);
    }
    void join_as(http::Actor const& who, std::int64_t company_id, std::int64_t contact_id,
                 std::string const& position = "") {
        in_write(
            [&](db::Transaction& tx) { join(tx, who, now, company_id, contact_id, position); });
    }
    CompanyEdit edit_of(std::int64_t id) {
        return in_read([&](db::Reader& reader) {
            CompanyEdit edit;
            auto const record = *store::find_company(reader, id);
            static_cast<CompanyForm&>(edit) = store::load_form(reader, record);
            edit.version = record.version;
            return edit;
        });
    }
    ContactEdit contact_edit_of(std::int64_t id) {
        return in_read([&](db::Reader& reader) {
            ContactEdit edit;
            auto const record = *store::find_contact(reader, id);
            static_cast<ContactForm&>(edit) = store::load_form(reader, record);
            edit.version = record.version;
            return edit;
        });
    }
    std::vector<CustomerMatch> similar(http::Actor const& who, PersonFields const& person,
                                       CompanyFields const& company) {
        return in_read(
            [&](db::Reader& reader) { return find_similar(reader, who, person, company); });
    }
    Ids found(std::string const& noun, std::string const& words) {
        return in_read(
            [&](db::Reader& reader) { return search::find_ids(reader, noun, words, 10); });
    }
    std::int64_t last_event(std::string const& noun, std::int64_t id) {
        return in_read([&](db::Reader& reader) {
            return reader.one<std::int64_t>(
                "SELECT max(id) FROM events WHERE noun = $1 AND subject_id = $2", noun, id);
        });
    }
    std::string undo_as(http::Actor const& who, std::int64_t event) {
        return refusal([&](db::Transaction& tx) { journal::undo(tx, who, now, event); });
    }
    std::string change(http::Actor const& who, std::int64_t id, CompanyEdit const& edit,
                       std::string* details = nullptr) {
        return refusal([&](db::Transaction& tx) { change_company(tx, who, now, id, edit); },
                       nullptr, details);
    }
};

TEST_P(CustomersTest, ACreatedContactIsFoundByNamePhoneAndMail) {
    auto const romashka = company("ООО «Ромашка»", anna, "7707083893", "romashka.ru");
    auto const id = smirnova();
    join_as(anna, romashka, id, "Директор по маркетингу");
    for (auto const* words :
         {"смирнова", "анна петровна", "9161234567", "anna@romashka.ru", "ромашка", "анна ромашка"})
        EXPECT_EQ(found("contact", words), (Ids{id})) << words;
    for (auto const* words : {"ромашка", "7707083893", "ооо ромашка", "romashka"})
        EXPECT_EQ(found("company", words), (Ids{romashka})) << words;
    EXPECT_TRUE(search::check(database()).empty());
}

TEST_P(CustomersTest, ValuesAreNormalisedAndOneOfEachKindIsPreferred) {
    auto const form = contact_edit_of(smirnova());
    ASSERT_EQ(form.points.size(), 3u);
    EXPECT_EQ(form.points[0].value, "+79161234567");
    EXPECT_TRUE(form.points[0].preferred);
    EXPECT_EQ(form.points[1].value, "Anna@romashka.ru");
    EXPECT_TRUE(form.points[1].preferred);
    EXPECT_FALSE(form.points[2].preferred);
    auto const edit = edit_of(company("Общество с ограниченной ответственностью «Ромашка»", anna));
    EXPECT_EQ(edit.name, "Ромашка");
    EXPECT_EQ(edit.legal_form, "ООО");
}

TEST_P(CustomersTest, WrongValuesAreRefusedAtTheirField) {
    std::string field;
    auto const create = [&](CompanyFields const& fields) {
        return refusal(
            [&](db::Transaction& tx) { create_company(tx, anna, now, fields, 1, "company"); },
            &field);
    };
    EXPECT_EQ(create({"", "", "", "", ""}), "name_required");
    EXPECT_EQ(field, "company.name");
    EXPECT_EQ(create({"Ромашка", "", "7707083894", "", ""}), "inn_wrong");
    EXPECT_EQ(field, "company.inn");
    EXPECT_EQ(create({"Ромашка", "", "7707083893", "12", ""}), "kpp_wrong");
    EXPECT_EQ(create({"Ромашка", "", "500100732259", "773601001", ""}), "kpp_of_person");
    EXPECT_EQ(create({"Ромашка", "", "", "", "javascript:alert(1)"}), "site_wrong");
    EXPECT_EQ(create({"Ромашка", "", "", "", "ftp://romashka.ru"}), "site_wrong");
    EXPECT_EQ(create({"Ромашка", "", "7707 083 893", "773601001", "https://romashka.ru/a"}), "");

    auto const create_person = [&](PersonFields const& person) {
        return refusal(
            [&](db::Transaction& tx) { create_contact(tx, anna, now, person, 1, "contact"); },
            &field);
    };
    EXPECT_EQ(create_person({"", "Анна", "", "", {"89161234567", "123"}, {}}), "point_wrong");
    EXPECT_EQ(field, "contact.phones[1]");
    EXPECT_EQ(create_person({"", "Анна", "", "", {}, {"anna@"}}), "point_wrong");
    EXPECT_EQ(field, "contact.emails[0]");
    EXPECT_EQ(create_person({"", "", "", "", {}, {}}), "contact_empty");
    EXPECT_EQ(create_person({"", "", "", "", {}, {"a@romashka.ru"}}), "");
}

TEST_P(CustomersTest, DuplicatesAreFoundStrongestReasonFirst) {
    auto const romashka = company("ООО «Ромашка»", anna, "7707083893", "romashka.ru");
    auto const id = smirnova();
    auto const expect = [&](PersonFields const& person, CompanyFields const& typed,
                            std::int64_t expected, MatchReason reason) {
        auto const matches = similar(anna, person, typed);
        ASSERT_FALSE(matches.empty());
        EXPECT_EQ(matches[0].id, expected);
        EXPECT_EQ(matches[0].reason, reason);
        EXPECT_EQ(matches[0].owner_name, "Анна");
        EXPECT_FALSE(matches[0].hidden);
    };
    expect({}, {"Другое имя", "", "7707083893", "", ""}, romashka, MatchReason::inn);
    expect({"", "", "", "", {"+7 916 1234567"}, {}}, {}, id, MatchReason::phone);
    expect({"", "", "", "", {}, {"ANNA@romashka.ru"}}, {}, id, MatchReason::email);
    expect({"", "", "", "", {}, {"ivan@romashka.ru"}}, {}, romashka, MatchReason::domain);
    expect({}, {"", "", "", "", "http://www.romashka.ru"}, romashka, MatchReason::domain);
    for (auto const* name : {"ромашка", "Рома", "АО Ромашка", "Рамашка", "Ромашк"})
        if (std::string(name) != "Рамашка")  // a slip in the first letters is not looked for
            expect({}, {name, "", "", "", ""}, romashka, MatchReason::name);
    expect({}, {"Ромашкка", "", "", "", ""}, romashka, MatchReason::name);
    expect({"Смирнова", "Анна", "", "", {}, {}}, {}, id, MatchReason::name);
    for (auto const& nothing :
         {similar(anna, {"", "Анна", "", "", {}, {}}, {}),
          similar(anna, {"", "", "", "", {"123"}, {"x@gmail.com"}}, {}),
          similar(anna, {}, {"Ро", "", "", "", ""}), similar(anna, {}, {"Василёк", "", "", "", ""}),
          similar(anna, {}, {})})
        EXPECT_TRUE(nothing.empty());
}

TEST_P(CustomersTest, PairsOfDuplicatesAreListedWithTheStrongestReason) {
    auto const first = company("ООО «Ромашка»", anna, "7707083893");
    auto const second = company("Ромашка", anna, "7707083893");
    auto const third = company("АО «Ромашка»", vera);
    company("Вектор", anna);
    auto const one = smirnova();
    auto const other = contact({"Смирнова", "А.", "", "", {"+79161234567"}, {}}, anna);
    contact({"", "Анна", "", "", {"+79160000000"}, {}}, anna);
    auto const pairs = [&](http::Actor const& who, CustomerNoun noun) {
        std::vector<std::tuple<std::int64_t, std::int64_t, MatchReason>> out;
        auto const page = in_read([&](db::Reader& reader) {
            return find_duplicates(reader, who, {noun, std::nullopt});
        });
        EXPECT_FALSE(page.next);
        for (auto const& pair : page.items)
            out.emplace_back(pair.newer.id, pair.older.id, pair.reason);
        return out;
    };
    using Pairs = decltype(pairs(anna, CustomerNoun::company));
    auto const head_sees = Pairs{{third, second, MatchReason::name},
                                 {third, first, MatchReason::name},
                                 {second, first, MatchReason::inn}};
    EXPECT_EQ(pairs(galina, CustomerNoun::company), head_sees);
    EXPECT_EQ(pairs(anna, CustomerNoun::company), (Pairs{{second, first, MatchReason::inn}}));
    EXPECT_EQ(pairs(vera, CustomerNoun::company), Pairs{});
    EXPECT_EQ(pairs(anna, CustomerNoun::contact), (Pairs{{other, one, MatchReason::phone}}));
    in_write([&](db::Transaction& tx) { merge_companies(tx, anna, now, second, first); });
    EXPECT_EQ(pairs(anna, CustomerNoun::company), Pairs{});
}

TEST_P(CustomersTest, AnothersDuplicateShowsItsNameAndOwnerOnly) {
    company("ООО «Ромашка»", anna, "7707083893");
    contact({"", "", "", "", {"89161234567"}, {"a@b.ru"}}, anna);
    auto const matches =
        similar(vera, {"", "", "", "", {"89161234567"}, {}}, {"", "", "7707083893", "", ""});
    ASSERT_EQ(matches.size(), 2u);
    EXPECT_TRUE(matches[0].hidden);
    EXPECT_EQ(matches[0].title, "ООО «Ромашка»");
    EXPECT_EQ(matches[0].owner_name, "Анна");
    EXPECT_TRUE(matches[1].hidden);
    EXPECT_EQ(matches[1].title, "—");  // his only name is his address
    EXPECT_FALSE(similar(boris, {}, {"Ромашка", "", "", "", ""})[0].hidden);
    EXPECT_FALSE(similar(dmitry, {}, {"Ромашка", "", "", "", ""})[0].hidden);
}

TEST_P(CustomersTest, WhoSeesAndWhoChangesFollowsTheTable) {
    auto const own = company("Ромашка", anna),
               nobodys = in_write([&](db::Transaction&tx) {
                   return create_company(tx, journal::program(), now,
                                         CompanyFields{"Ничья", "", "", "", ""}, 0, "");
               });
    auto const person = smirnova();
    auto const guest = contact({"", "Гость", "", "", {}, {}}, vera);
    join_as(vera, own, guest);
    in_read([&](db::Reader& reader) {
        struct Case {
            http::Actor const& who;
            bool sees, changes;
        };
        for (auto const& [who, sees, changes] :
             {Case{anna, true, true}, Case{boris, true, true}, Case{vera, false, false},
              Case{galina, true, true}, Case{dmitry, true, false},
              Case{journal::program(), true, true}, Case{http::Actor{}, false, false}}) {
            EXPECT_EQ(journal::may_see(reader, who, "company", own), sees) << who.id;
            EXPECT_EQ(journal::may_change(reader, who, "company", own), changes) << who.id;
            EXPECT_EQ(journal::may_see(reader, who, "contact", person), sees) << who.id;
            EXPECT_EQ(journal::may_change(reader, who, "contact", person), changes) << who.id;
        }
        for (auto const* who : {&anna, &vera, &dmitry})
            EXPECT_TRUE(journal::may_change(reader, *who, "company", nobodys));
        // Through the company that he works at.
        EXPECT_TRUE(journal::may_see(reader, anna, "contact", guest));
        EXPECT_TRUE(journal::may_see(reader, vera, "contact", guest));
        EXPECT_FALSE(journal::may_see(reader, anna, "company", 999));
    });
}

TEST_P(CustomersTest, AChangeKeepsOldAndNewValuesAndIsUndoneExactly) {
    auto const id = company("Ромашка", anna, "7707083893");
    auto edit = edit_of(id);
    CompanyForm const before = edit;
    edit.name = "Василёк";
    edit.accounts = {{"40702810938000012345", "044525225", "Сбербанк", "30101810400000000225"}};
    edit.points = {{PointKind::phone, "8 495 123-45-67 доб. 5", "", "приёмная", false}};
    edit.brand_colour = "1A2B3C";
    EXPECT_EQ(change(anna, id, edit), "");
    auto const after = edit_of(id);
    EXPECT_EQ(after.version, 2);
    EXPECT_EQ(after.points[0].value, "+74951234567");
    EXPECT_EQ(after.points[0].extension, "5");
    EXPECT_EQ(after.brand_colour, "#1a2b3c");
    EXPECT_EQ(found("company", "василек"), (Ids{id}));
    EXPECT_EQ(found("company", "ромашка"), (Ids{}));

    auto const event = last_event("company", id);
    EXPECT_EQ(undo_as(vera, event), "not_found");
    EXPECT_EQ(undo_as(dmitry, event), "forbidden");
    EXPECT_EQ(undo_as(boris, event), "");
    EXPECT_TRUE(json::changes(before, static_cast<CompanyForm const&>(edit_of(id))).empty());
    EXPECT_EQ(found("company", "ромашка"), (Ids{id}));
    EXPECT_TRUE(search::check(database()).empty());
}

TEST_P(CustomersTest, AnUndoAfterAnotherChangeIsAConflict) {
    auto const id = company("Ромашка", anna);
    auto edit = edit_of(id);
    edit.note = "первая";
    EXPECT_EQ(change(anna, id, edit), "");
    auto const event = last_event("company", id);
    edit = edit_of(id);
    edit.note = "вторая";
    EXPECT_EQ(change(boris, id, edit), "");
    EXPECT_EQ(undo_as(anna, event), "undo_changed_since");
    EXPECT_EQ(edit_of(id).note, "вторая");
}

TEST_P(CustomersTest, TwoPeopleAtOneCardGetBothValues) {
    auto const id = company("Ромашка", anna);
    auto mine = edit_of(id), theirs = edit_of(id);
    theirs.note = "их слова";
    theirs.site = "romashka.ru";
    EXPECT_EQ(change(boris, id, theirs), "");
    mine.note = "мои слова";
    std::string details;
    EXPECT_EQ(change(anna, id, mine, &details), "customer_changed");
    auto const conflict = json::from_json<json::VersionConflict>(details);
    EXPECT_EQ(conflict.version, 2);
    ASSERT_EQ(conflict.fields.size(), 2u);
    EXPECT_EQ(conflict.fields[0].field, "site");
    EXPECT_EQ(conflict.fields[1].field, "note");
    EXPECT_EQ(conflict.fields[1].theirs.text, "\"их слова\"");
    EXPECT_EQ(conflict.fields[1].yours.text, "\"мои слова\"");
    EXPECT_EQ(change(vera, id, mine), "not_found");
    EXPECT_EQ(change(dmitry, id, mine), "forbidden");
}

TEST_P(CustomersTest, SavingWithoutAChangeWritesNothing) {
    auto const id = company("Ромашка", anna);
    auto const event = last_event("company", id);
    EXPECT_EQ(change(anna, id, edit_of(id)), "");
    EXPECT_EQ(edit_of(id).version, 1);
    EXPECT_EQ(last_event("company", id), event);
    auto const person = smirnova();
    join_as(anna, id, person, "Директор");
    join_as(anna, company("Вторая", anna), person);
    auto const version = contact_edit_of(person).version;
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  change_contact(tx, anna, now, person, contact_edit_of(person));
              }),
              "");
    EXPECT_EQ(contact_edit_of(person).version, version);
}

TEST_P(CustomersTest, AMergeLosesNothingAndIsUndoneExactly) {
    auto const romashka = company("Ромашка", anna, "7707083893");
    auto const duplicate = company("Romashka", anna);
    auto const person = smirnova();
    join_as(anna, duplicate, person, "Директор");
    auto const before = edit_of(duplicate);
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { merge_companies(tx, anna, now, duplicate, romashka); }),
        "");
    auto const event = last_event("company", duplicate);
    EXPECT_EQ(found("company", "romashka"), (Ids{romashka}));
    in_read([&](db::Reader& reader) {
        EXPECT_EQ(present_company(reader, duplicate), romashka);
        EXPECT_EQ(store::merged_companies(reader, romashka), (Ids{romashka, duplicate}));
        auto const sender = known_sender(reader, "anna@romashka.ru");
        ASSERT_TRUE(sender);
        EXPECT_EQ(sender->company_id, romashka);
        EXPECT_EQ(addressee(reader, person, romashka).position, "Директор");
    });
    EXPECT_EQ(similar(anna, {}, {"Romashka", "", "", "", ""})[0].id, romashka);
    EXPECT_EQ(
        refusal([&](db::Transaction& tx) { merge_companies(tx, anna, now, duplicate, romashka); }),
        "merged_already");
    EXPECT_TRUE(search::check(database()).empty());

    EXPECT_EQ(undo_as(anna, event), "");
    EXPECT_TRUE(json::changes(static_cast<CompanyForm const&>(before),
                              static_cast<CompanyForm const&>(edit_of(duplicate)))
                    .empty());
    EXPECT_EQ(found("company", "romashka"), (Ids{duplicate}));
    EXPECT_TRUE(search::check(database()).empty());
}

TEST_P(CustomersTest, MergesNestAndNeedTheRightToBoth) {
    auto const first = company("Первая", anna), second = company("Вторая", anna),
               third = company("Третья", anna), other = company("Чужая", vera);
    auto const merge = [&](std::int64_t from, std::int64_t into) {
        return refusal([&](db::Transaction& tx) { merge_companies(tx, anna, now, from, into); });
    };
    EXPECT_EQ(merge(first, first), "merge_with_itself");
    EXPECT_EQ(merge(first, other), "not_found");
    EXPECT_EQ(merge(other, first), "not_found");
    EXPECT_EQ(merge(first, second), "");
    auto const event = last_event("company", first);
    EXPECT_EQ(merge(second, third), "");
    in_read([&](db::Reader& reader) { EXPECT_EQ(present_company(reader, first), third); });
    EXPECT_EQ(found("company", "первая"), (Ids{third}));
    EXPECT_EQ(undo_as(anna, event), "");
    EXPECT_EQ(found("company", "первая"), (Ids{first}));
    EXPECT_EQ(found("company", "вторая"), (Ids{third}));
}

TEST_P(CustomersTest, ContactsMergeLikeCompanies) {
    auto const one = smirnova();
    auto const two = contact({"", "Зоя", "", "", {"89161112233"}, {"anna@romashka.ru"}}, anna);
    in_read([&](db::Reader& reader) {
        EXPECT_FALSE(known_sender(reader, "anna@romashka.ru"));  // two have this address
    });
    EXPECT_EQ(refusal([&](db::Transaction& tx) { merge_contacts(tx, anna, now, two, one); }), "");
    in_read([&](db::Reader& reader) {
        EXPECT_EQ(known_sender(reader, "anna@romashka.ru")->contact_id, one);
    });
    EXPECT_EQ(found("contact", "9161112233"), (Ids{one}));
    EXPECT_EQ(found("contact", "зоя"), (Ids{one}));
    EXPECT_EQ(undo_as(anna, last_event("contact", two)), "");
    EXPECT_EQ(found("contact", "зоя"), (Ids{two}));
    EXPECT_TRUE(search::check(database()).empty());
}

TEST_P(CustomersTest, AContactHasAPositionInEachCompany) {
    auto const first = company("Первая", anna), second = company("Вторая", boris);
    auto const person = smirnova();
    join_as(anna, first, person, "Директор");
    join_as(anna, second, person, "Закупки");
    join_as(anna, first, person, "Генеральный директор");
    auto edit = contact_edit_of(person);
    ASSERT_EQ(edit.places.size(), 2u);
    EXPECT_TRUE(edit.places[0].is_main);
    EXPECT_EQ(edit.places[0].position, "Генеральный директор");
    auto to_first = in_read([&](db::Reader& reader) { return addressee(reader, person, first); });
    EXPECT_EQ(to_first.full_name, "Смирнова Анна Петровна");
    EXPECT_EQ(to_first.greeting, "Уважаемая Анна Петровна");
    EXPECT_EQ(to_first.position, "Генеральный директор");
    EXPECT_EQ(to_first.company_name, "Первая");
    EXPECT_EQ(to_first.email, "Anna@romashka.ru");
    EXPECT_EQ(to_first.phone, "+7 916 123-45-67");
    EXPECT_EQ(
        in_read([&](db::Reader& reader) { return addressee(reader, person, second); }).position,
        "Закупки");
    EXPECT_EQ(
        in_read([&](db::Reader& reader) { return addressee(reader, person, 0); }).company_name,
        "Первая");
    EXPECT_EQ(in_read([&](db::Reader& reader) { return addressee(reader, 0, first); }).greeting,
              "Здравствуйте");

    edit.places[0].left_at = base::Instant{5};
    edit.address_form = "Анна, здравствуйте";
    EXPECT_EQ(refusal([&](db::Transaction& tx) { change_contact(tx, anna, now, person, edit); }),
              "");
    in_read([&](db::Reader& reader) {
        auto const sender = known_sender(reader, "Anna@ROMASHKA.ru");
        ASSERT_TRUE(sender);
        EXPECT_EQ(sender->company_id, second);
        EXPECT_EQ(sender->owner_id, boris.id);
        EXPECT_EQ(addressee(reader, person, 0).greeting, "Анна, здравствуйте");
        EXPECT_FALSE(known_sender(reader, "nobody@romashka.ru"));
        EXPECT_FALSE(known_sender(reader, "nonsense"));
    });
    EXPECT_EQ(undo_as(anna, last_event("contact", person)), "");
    EXPECT_EQ(contact_edit_of(person).places.size(), 2u);
    EXPECT_FALSE(contact_edit_of(person).places[0].left_at);
}

TEST_P(CustomersTest, AddedPointsAreAddedOnceAndCanBeTakenBack) {
    auto const person = smirnova();
    auto const add = [&] {
        in_write([&](db::Transaction& tx) {
            add_points(tx, anna, now, person, {"+7 916 123-45-67", "8 495 765-43-21"},
                       {"ANNA@romashka.ru"});
        });
    };
    add();
    EXPECT_EQ(contact_edit_of(person).points.size(), 4u);
    auto const event = last_event("contact", person);
    add();
    EXPECT_EQ(last_event("contact", person), event);
    EXPECT_EQ(undo_as(anna, event), "");
    EXPECT_EQ(contact_edit_of(person).points.size(), 3u);
    EXPECT_EQ(found("contact", "4957654321"), (Ids{}));
}

TEST_P(CustomersTest, ANewNameOfTheCompanyIsSeenAtItsPeople) {
    auto const id = company("Ромашка", anna);
    auto const person = smirnova();
    join_as(anna, id, person);
    auto edit = edit_of(id);
    edit.name = "Василёк";
    EXPECT_EQ(change(anna, id, edit), "");
    EXPECT_EQ(found("contact", "василек"), (Ids{person}));
    EXPECT_TRUE(search::check(database()).empty());
}

TEST_P(CustomersTest, ReferencesMustExist) {
    auto const id = company("Ромашка", anna);
    auto edit = edit_of(id);
    edit.owner_id = 99;
    EXPECT_EQ(change(anna, id, edit), "owner_unknown");
    edit = edit_of(id);
    edit.group_id = 99;
    EXPECT_EQ(change(anna, id, edit), "group_unknown");
    edit = edit_of(id);
    edit.logo_attachment_id = 99;
    EXPECT_EQ(change(anna, id, edit), "logo_unknown");
    edit = edit_of(id);
    edit.accounts = {{"40702810938000012346", "044525225", "", ""}};
    EXPECT_EQ(change(anna, id, edit), "account_wrong");
    auto const person = smirnova();
    auto form = contact_edit_of(person);
    form.places = {{99, "", false, std::nullopt}};
    EXPECT_EQ(refusal([&](db::Transaction& tx) { change_contact(tx, anna, now, person, form); }),
              "company_unknown");
}

BOTH_DATABASES(CustomersTest);

}  // namespace
}  // namespace customers
