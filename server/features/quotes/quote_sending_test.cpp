#include "features/quotes/quote_sending.h"

#include "features/journal/journal.h"
#include "features/letters/letter_actions.h"
#include "features/quotes/testing.h"

#include <array>
#include <cstdio>
#include <fstream>

namespace quotes {
namespace {

class QuoteSending : public testing::QuoteDepartment {
  protected:
    std::string stage() {
        return in_read([&](db::Reader& reader) { return deals::brief(reader, deal_id).stage; });
    }
    std::string text_of_pdf(std::string const& bytes) {
        std::string const path = folder().path() + "/quote.pdf";
        std::ofstream(path, std::ios::binary) << bytes;
        std::string out;
        FILE* const pipe = popen(("pdftotext -layout " + path + " -").c_str(), "r");
        std::array<char, 4096> chunk;
        while (auto const got = fread(chunk.data(), 1, chunk.size(), pipe))
            out.append(chunk.data(), got);
        pclose(pipe);
        return out;
    }
};

TEST_P(QuoteSending, FreezesPrintsQueuesAndMovesTheDeal) {
    auto const id = ready_quote();
    auto const sending_id = send_now(id);
    EXPECT_EQ(shown(id).state, "sending");
    EXPECT_FALSE(shown(id).editable);
    EXPECT_EQ(stage(), "new_lead");
    run_job(sending_id, true);
    auto const row = sending(sending_id);
    EXPECT_EQ(row.state, "queued") << row.problem;
    EXPECT_EQ(row.address, "olga@client.example.ru");

    auto const letter = in_read(
        [&](db::Reader& reader) { return letters::store::find(reader, *row.letter_id).value(); });
    EXPECT_EQ(letter.subject, "КП-2026-0001: Кружка керамическая");
    EXPECT_NE(letter.body_text.find("https://crm.example.ru" + link_of(sending_id)),
              std::string::npos)
        << letter.body_text;
    EXPECT_EQ(letter.body_text.find("{{"), std::string::npos) << letter.body_text;
    auto const files =
        in_read([&](db::Reader& reader) { return files::of(reader, "letter", *row.letter_id); });
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].name, "КП-2026-0001.pdf");

    auto const hash =
        in_read([&](db::Reader& reader) { return files::hash_of(reader, files[0].id).value(); });
    std::string const text = text_of_pdf(store.read(hash));
    for (char const* expected :
         {"Уважаемая Ольга Сергеевна!", "директор по маркетингу", "Кружка керамическая",
          "деколь, 2 цвета, на боку", "24 декабря 2026", "Анна"})
        EXPECT_NE(text.find(expected), text.npos) << expected << "\n" << text;

    in_write([&](db::Transaction& tx) {
        letter_was_sent(tx, {.letter_id = *row.letter_id, .now = now});
    });
    EXPECT_EQ(shown(id).state, "sent");
    EXPECT_EQ(shown(id).sent_version, 1);
    EXPECT_EQ(stage(), "quote_sent");
    EXPECT_TRUE(in_read([&](db::Reader& reader) {  // the control call of the next working day
        return tasks::next_step(reader, "deal", deal_id).has_value();
    }));
}

TEST_P(QuoteSending, EditingAfterwardsMakesTheNextVersion) {
    auto const id = ready_quote();
    deliver(id);
    QuoteDraft draft = shown(id).draft;
    auto const key = draft.lines[0].key;
    draft.lines[0].title = "Кружка фарфоровая";
    save(id, draft);
    auto const card = shown(id);
    EXPECT_EQ(card.shown_version, 2);
    EXPECT_TRUE(card.editable);
    EXPECT_EQ(card.draft.lines[0].key, key);
    EXPECT_EQ(shown(id, anna, 1).draft.lines[0].title, "Кружка керамическая");
    EXPECT_FALSE(shown(id, anna, 1).editable);
    EXPECT_EQ(card.versions.size(), 2u);
}

TEST_P(QuoteSending, RefusesWhatIsNotReady) {
    auto const id = new_quote();  // without prices
    auto const send_as = [&](http::Actor const& who, QuoteSendingForm form) {
        form.version = shown(id).version;
        return refusal([&](db::Transaction& tx) { send(tx, who, now, id, form, parts); });
    };
    EXPECT_EQ(send_as(anna, {}), "no_price");
    QuoteDraft draft = shown(id).draft;
    for (QuoteLine& line : draft.lines)
        for (QuoteOption& option : line.options) {
            option.unit_cost_micro = secret_cost_micro;
            option.rule_basis_points = 1000;  // below the company's 15 %
        }
    save(id, draft);
    // what it costs is not known yet, so neither is the margin, for the head as for anybody
    for (auto const* who : {&anna, &galina}) EXPECT_EQ(send_as(*who, {}), "imprint_without_price");
    draft = shown(id).draft;
    for (QuoteLine& line : draft.lines)
        for (QuoteOption& option : line.options)
            for (QuoteImprint& imprint : option.imprints)
                imprint.per_piece_micro = secret_imprint_micro;
    save(id, draft);
    EXPECT_EQ(send_as(anna, {}), "below_margin");
    EXPECT_EQ(send_as(vera, {}), "not_found");
    EXPECT_EQ(send_as(galina, {.address = "no address"}), "no_address");
    EXPECT_EQ(refusal([&](db::Transaction& tx) { send(tx, galina, now, id, {}, parts); }),
              "quote_changed");
    EXPECT_EQ(send_as(galina, {}), "");
}

TEST_P(QuoteSending, WithoutChromiumItFailsInWordsAndGoesWithoutThePdf) {
    auto const id = ready_quote();
    auto const sending_id = send_now(id);
    print::PdfPrinter none({.chromium = {.program = folder().path() + "/none"}});
    print_and_queue(database(), clock, store, none, parts, {sending_id, true},
                    {.id = 1, .kind = "quote.print", .attempt = 1, .last_attempt = false});
    EXPECT_EQ(sending(sending_id).state, "failed");
    EXPECT_NE(sending(sending_id).problem.find("Chromium"), std::string::npos);
    EXPECT_EQ(shown(id).state, "draft");
    in_write([&](db::Transaction& tx) { retry(tx, anna, now, id, sending_id, false); });
    run_job(sending_id, false);
    EXPECT_EQ(sending(sending_id).state, "queued");
    EXPECT_EQ(shown(id).state, "sending");
}

TEST_P(QuoteSending, AJobThatRunsTwiceQueuesOneLetter) {
    auto const id = ready_quote();
    auto const sending_id = send_now(id);
    run_job(sending_id, false);
    auto const letter = sending(sending_id).letter_id;
    run_job(sending_id, false);
    EXPECT_EQ(sending(sending_id).letter_id, letter);
}

TEST_P(QuoteSending, ALetterThatIsNotDeliveredLeavesTheDealWhereItWas) {
    auto const id = ready_quote();
    auto const sending_id = send_now(id);
    run_job(sending_id, false);
    in_write([&](db::Transaction& tx) {
        letter_was_not_delivered(tx, {.letter_id = *sending(sending_id).letter_id, .now = now});
    });
    EXPECT_EQ(sending(sending_id).state, "failed");
    EXPECT_EQ(shown(id).state, "draft");
    EXPECT_EQ(stage(), "new_lead");
}

TEST_P(QuoteSending, ACancelledLetterGoesOutAgainOnlyWhenAsked) {
    auto const id = ready_quote();
    auto const sending_id = send_now(id);
    run_job(sending_id, false);
    letters::not_delivered.forget_all();
    letters::not_delivered.then("quotes", &letter_was_not_delivered);
    in_write([&](db::Transaction& tx) {
        letters::cancel(tx, anna, now, *sending(sending_id).letter_id);
    });
    letters::not_delivered.forget_all();
    EXPECT_EQ(sending(sending_id).state, "cancelled");
    EXPECT_EQ(shown(id).state, "draft");
    in_write([&](db::Transaction& tx) { retry(tx, anna, now, id, sending_id, false); });
    run_job(sending_id, false);
    EXPECT_EQ(sending(sending_id).state, "queued");
}

TEST_P(QuoteSending, SentByOtherMeansIsAFactToo) {
    auto const id = ready_quote();
    in_write([&](db::Transaction& tx) {
        send_outside(
            tx, anna, now, id,
            {.version = shown(id).version, .on = base::Date{2026, 11, 24}, .note = "в мессенджере"},
            parts);
    });
    EXPECT_EQ(shown(id).state, "sent");
    EXPECT_EQ(stage(), "quote_sent");
    auto const tomorrow = base::Date{2026, 11, 26};
    EXPECT_EQ(refusal([&](db::Transaction& tx) {
                  send_outside(tx, anna, now, id, {.version = shown(id).version, .on = tomorrow},
                               parts);
              }),
              "date_in_future");
}

TEST_P(QuoteSending, TheTokenStandsNowhereInTheDatabase) {
    auto const id = ready_quote();
    auto const token = link_of(send_now(id)).substr(3);
    EXPECT_EQ(token.size(), 26u);
    in_read([&](db::Reader& reader) {
        for (auto const& text :
             reader.all<std::string>("SELECT token_hash || ' ' || token_sealed FROM public_links"))
            EXPECT_EQ(text.find(token), text.npos);
    });
}

BOTH_DATABASES(QuoteSending);

}  // namespace
}  // namespace quotes
