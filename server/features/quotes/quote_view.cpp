#include "features/quotes/quote_view.h"

#include "features/accounts/company_store.h"
#include "features/accounts/people_store.h"
#include "features/accounts/sellers_store.h"
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/quotes/acceptance_code.h"
#include "features/quotes/quote_templates.h"
#include "platform/base/money.h"
#include "platform/files/media.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace quotes {
namespace {

constexpr char const* ink = "#1f2328";  // when the client has no colour

std::string pieces_text(std::int64_t quantity) {
    std::string digits = std::to_string(quantity);
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), "\u00a0");
    return digits + "\u00a0шт.";
}

std::string share_text(std::int64_t basis_points) {
    std::string text = std::to_string(basis_points / 100);
    if (basis_points % 100) text += "," + std::to_string(basis_points % 100 + 100).substr(1);
    return text + "\u00a0%";
}

std::string days_text(std::int64_t days) {
    std::int64_t const tens = days % 100, ones = days % 10;
    bool const teen = tens >= 11 && tens <= 14;
    return std::to_string(days) + (!teen && ones == 1                ? " рабочий день"
                                   : !teen && ones >= 2 && ones <= 4 ? " рабочих дня"
                                                                     : " рабочих дней");
}

std::string vat_text(VersionRow const& version) {
    if (version.vat_basis_points == 0) return "НДС не облагается.";
    return "Все цены с НДС " + share_text(version.vat_basis_points) + ".";
}

std::optional<ShownPicture> picture(db::Reader& reader, std::optional<std::int64_t> id) {
    if (!id) return std::nullopt;
    auto const file = files::find(reader, *id);
    if (!file || !files::is_picture(file->media_type)) return std::nullopt;
    return ShownPicture{*files::hash_of(reader, *id), file->media_type};
}

// Names of a run's imprints, each once.
std::vector<print::View> imprint_views(QuoteLine const& line) {
    std::vector<std::string> names;
    for (QuoteOption const& option : line.options)
        for (QuoteImprint const& imprint : option.imprints)
            if (std::ranges::find(names, imprint.name) == names.end())
                names.push_back(imprint.name);
    std::vector<print::View> out;
    for (std::string const& name : names) out.push_back(print::View().set("name", name));
    return out;
}

print::View option_view(OptionPrice const& price, std::int64_t quantity, bool chosen) {
    print::View view;
    view.set("quantity", std::to_string(quantity))
        .set("run", pieces_text(quantity))
        .set("unit", base::money_text(price.unit_price_kopecks))
        .set("total", base::money_text(price.total_kopecks))
        .set("chosen", chosen)
        .set_text("discount", price.discount_kopecks ? base::money_text(price.discount_kopecks)
                                                     : std::string());
    return view;
}

print::View line_view(QuoteLine const& line, std::vector<OptionPrice> const& prices,
                      ChoiceRow const* choice, bool pick) {
    bool const left_out = choice && choice->left_out;
    std::vector<print::View> options;
    for (std::size_t i = 0; i < prices.size(); ++i) {
        std::int64_t const quantity = line.options[i].quantity;
        bool const only = prices.size() == 1 && !left_out;
        bool const chosen = choice && choice->quantity ? choice->quantity == quantity : only;
        options.push_back(option_view(prices[i], quantity, chosen && !left_out));
    }
    auto imprints = imprint_views(line);
    print::View view;
    view.set("key", line.key)
        .set("title", line.title)
        .set_text("description", line.description)
        .set("has_imprints", !imprints.empty())
        .set("imprints", std::move(imprints))
        .set_text("lead_time",
                  line.lead_time_days ? days_text(*line.lead_time_days) : std::string())
        .set("options", std::move(options))
        .set("left_out", left_out)
        .set("pick", pick)
        .set("picture", false)
        .set("mark", false);
    return view;
}

print::View mark_view(LogoBox const& box) {
    return print::View()
        .set("left", std::to_string(box.left))
        .set("top", std::to_string(box.top))
        .set("width", std::to_string(box.width))
        .set("height", std::to_string(box.height));
}

void set_manager(print::View& view, db::Reader& reader, QuoteRow const& quote) {
    auto const seller = accounts::find_seller(reader, quote.seller_id);
    auto const settings = accounts::company_settings(reader);
    view.set("seller", seller && !seller->name.empty() ? seller->name : settings.name);
    std::int64_t const owner = deals::brief(reader, quote.deal_id).owner_id;
    auto const manager = accounts::find_person(reader, owner ? owner : quote.author_id);
    view.set_text("manager", manager ? manager->name : "");
    view.set_text("manager_position", manager ? manager->position : "");
    view.set_text("manager_phone", manager ? manager->phone : "");
    view.set_text("manager_email", manager ? manager->email : "");
    std::string digits;
    for (char const c : manager ? manager->phone : std::string())
        if (c == '+' || (c >= '0' && c <= '9')) digits += c;
    view.set_text("manager_phone_link", digits);
}

void set_addressee(print::View& view, db::Reader& reader, QuoteRow const& quote,
                   QuoteDraft const& draft) {
    auto const deal = deals::brief(reader, quote.deal_id);
    std::string name, company;
    if (draft.contact_id) {
        auto const addressee = customers::addressee(reader, *draft.contact_id, deal.company_id);
        name = addressee.full_name;
        company = addressee.company_name;
    }
    view.set_text("addressee", name)
        .set_text("company", company)
        .set_text("position", draft.addressee_position)
        .set("greeting", draft.greeting)
        .set_text("introduction", draft.introduction)
        .set_text("closing", draft.closing)
        .set_text("in_hands", draft.in_hands_on ? date_text(*draft.in_hands_on) : "")
        .set_text("valid_until", draft.valid_until ? date_text(*draft.valid_until) : "");
}

// On paper nothing can be picked.
std::string total_for(QuoteSum const& sum, ShownAs shown) {
    if (shown == ShownAs::page || sum.complete) return total_text(sum);
    return "Итог зависит от тиража, который вы выберете.";
}

std::string accepted_text(db::Reader& reader, QuoteRow const& quote, VersionRow const& version) {
    base::Zone const zone(accounts::company_settings(reader).zone);
    for (AcceptanceRow const& acceptance : acceptances_of(reader, quote.id))
        if (!acceptance.withdrawn_at && acceptance.version_id == version.id)
            return acceptance.name + ", " + date_text(zone.date(acceptance.at));
    return "";
}

}  // namespace

std::string date_text(base::Date date) {
    static constexpr std::array months{"января",   "февраля", "марта",  "апреля",
                                       "мая",      "июня",    "июля",   "августа",
                                       "сентября", "октября", "ноября", "декабря"};
    return std::to_string(date.day) + "\u00a0" + months[static_cast<std::size_t>(date.month - 1)] +
           "\u00a0" + std::to_string(date.year);
}

std::string total_text(QuoteSum const& sum) {
    if (sum.complete) return "Итого: " + base::money_text(sum.total_kopecks);
    if (sum.undecided_lines == 0) return "Ничего не выбрано.";
    std::string text = "Чтобы увидеть сумму, выберите тираж: осталось позиций — " +
                       std::to_string(sum.undecided_lines) + ".";
    if (sum.total_kopecks) text += " Выбрано на " + base::money_text(sum.total_kopecks) + ".";
    return text;
}

std::map<std::string, catalog::PictureOfProduct, std::less<>> catalog_pictures(
    db::Reader& reader, QuoteDraft const& draft) {
    std::vector<std::int64_t> products, variants;
    for (QuoteLine const& line : draft.lines) {
        if (line.picture_attachment_id || !line.product_id) continue;
        products.push_back(*line.product_id);
        if (line.variant_id) variants.push_back(*line.variant_id);
    }
    std::map<std::string, catalog::PictureOfProduct, std::less<>> out;
    if (products.empty()) return out;
    auto const kept = catalog::pictures_of(reader, products, variants);
    for (QuoteLine const& line : draft.lines) {
        if (line.picture_attachment_id || !line.product_id) continue;
        for (auto const& picture : kept) {
            bool const of_variant = line.variant_id && picture.variant_id == *line.variant_id;
            bool const of_product =
                picture.variant_id == 0 && picture.product_id == *line.product_id;
            if (of_variant || (of_product && !out.contains(line.key))) out[line.key] = picture;
        }
    }
    return out;
}

std::optional<ShownPicture> shown_picture(db::Reader& reader, std::int64_t version_id,
                                          std::string_view line_key) {
    auto line = find_line(reader, version_id, line_key);
    if (!line) return std::nullopt;
    if (line->picture_attachment_id) return picture(reader, line->picture_attachment_id);
    QuoteDraft draft;
    draft.lines.push_back(std::move(*line));
    auto const found = catalog_pictures(reader, draft);
    if (found.empty()) return std::nullopt;
    return ShownPicture{found.begin()->second.hash, found.begin()->second.media_type};
}

std::optional<ShownPicture> shown_logo(db::Reader& reader, std::int64_t version_id) {
    return picture(reader, look_of_version(reader, version_id).logo_attachment_id);
}

std::string shown_css(db::Reader& reader, std::optional<std::int64_t> version_id) {
    std::string const colour =
        version_id ? look_of_version(reader, *version_id).brand_colour : std::string();
    return css_of(colour.empty() ? ink : colour);
}

QuoteView view_of(db::Reader& reader, QuoteRow const& quote, VersionRow const& version,
                  std::string const& base, ShownAs shown) {
    QuoteView out;
    QuoteDraft const draft = load(reader, version.id);
    auto const prices = price_draft(draft, {version.vat_regime, version.vat_basis_points, 0});
    auto const choices = choices_of(reader, version.id);
    std::string const accepted = accepted_text(reader, quote, version);
    bool const open = shown == ShownAs::page && accepted.empty();
    out.brand_colour = draft.brand_colour.empty() ? ink : draft.brand_colour;
    out.logo = picture(reader, draft.logo_attachment_id);
    out.pdf_attachment_id = version.pdf_attachment_id;
    auto const of_catalog = catalog_pictures(reader, draft);
    std::vector<print::View> lines;
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        QuoteLine const& line = draft.lines[i];
        auto const choice = std::ranges::find(choices, line.key, &ChoiceRow::line_key);
        print::View view =
            line_view(line, prices[i], choice == choices.end() ? nullptr : &*choice, open);
        auto found = picture(reader, line.picture_attachment_id);
        auto const other = of_catalog.find(line.key);
        if (other != of_catalog.end())
            found = ShownPicture{other->second.hash, other->second.media_type};
        if (found) {
            out.pictures.emplace(line.key, *found);
            view.set("picture", true);
            if (line.logo_box && out.logo) view.set("mark", mark_view(*line.logo_box));
        }
        lines.push_back(std::move(view));
    }
    base::Zone const zone(accounts::company_settings(reader).zone);
    out.view.set("base", base)
        .set("interactive", shown == ShownAs::page)
        .set("open", open)
        .set("asks_code", open && code_address(reader, quote, version).has_value())
        .set("number", quote.number)
        .set("version", std::to_string(version.number))
        .set("later_version", version.number > 1)
        .set_text("sent_on", version.frozen_at ? date_text(zone.date(*version.frozen_at)) : "")
        .set("logo", out.logo.has_value())
        .set("lines", std::move(lines))
        .set("total", total_for(sum_of(line_sums(reader, version.id)), shown))
        .set("vat", vat_text(version))
        .set_text("accepted", accepted)
        .set("pdf", shown == ShownAs::page && version.pdf_attachment_id.has_value());
    set_addressee(out.view, reader, quote, draft);
    set_manager(out.view, reader, quote);
    return out;
}

std::string html_of(QuoteView const& view) {
    static print::Template const page(factory_quote_html);
    return page.render(view.view);
}

std::string css_of(std::string_view brand_colour) {
    static print::Template const style(factory_quote_css);
    return style.render(print::View().set("brand", brand_colour));
}

print::PdfDocument pdf_document(QuoteView const& view, files::BlobStore const& store) {
    print::PdfDocument document;
    document.html = html_of(view);
    document.resources["/quote.css"] = {"text/css; charset=utf-8", css_of(view.brand_colour)};
    if (view.logo)
        document.resources["/logo"] = {view.logo->media_type, store.read(view.logo->hash)};
    for (auto const& [key, picture] : view.pictures)
        document.resources["/picture/" + key] = {picture.media_type, store.read(picture.hash)};
    return document;
}

std::string closed_html(db::Reader& reader, QuoteRow const* quote, ClosedBecause why) {
    static print::Template const page(factory_quote_closed_html);
    print::View view;
    std::string title, words;
    switch (why) {
        case ClosedBecause::unknown:
            title = "Такой ссылки нет";
            words = "Проверьте, целиком ли скопирован адрес из письма.";
            break;
        case ClosedBecause::revoked:
            title = "Предложение отозвано";
            words = "Напишите или позвоните нам: подготовим новое.";
            break;
        case ClosedBecause::expired:
            title = "Срок предложения истёк";
            words =
                "Цены и наличие могли измениться. Напишите или позвоните нам: обновим "
                "предложение.";
            break;
        case ClosedBecause::replaced:
            title = "Есть новая версия предложения";
            words = "Мы отправили её отдельным письмом: ссылка стоит в последнем из них.";
            break;
    }
    view.set("title", title).set("words", words).set("seller", "");
    if (quote)
        set_manager(view, reader, *quote);
    else
        view.set("manager", false).set("manager_phone", false).set("manager_email", false);
    return page.render(view);
}

}  // namespace quotes
