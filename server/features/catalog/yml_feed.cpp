#include "features/catalog/yml_feed.h"

#include "features/catalog/feed_values.h"
#include "features/catalog/yml_offer.h"

#include <algorithm>

#include <expat.h>
#include <unicode/ucnv.h>

namespace catalog {

namespace {

constexpr std::size_t longest_field = 200'000;  // bytes; a description is far below
constexpr int most_restarts = 1000;             // after that the file is no YML but rubbish
constexpr int deepest = 64;

// Stands for the DTD that feeds name and nobody has: the HTML entities met in descriptions.
constexpr std::string_view html_entities =
    "<!ENTITY nbsp '&#160;'><!ENTITY laquo '&#171;'><!ENTITY raquo '&#187;'>"
    "<!ENTITY mdash '&#8212;'><!ENTITY ndash '&#8211;'><!ENTITY minus '&#8722;'>"
    "<!ENTITY hellip '&#8230;'><!ENTITY bull '&#8226;'><!ENTITY middot '&#183;'>"
    "<!ENTITY times '&#215;'><!ENTITY deg '&#176;'><!ENTITY plusmn '&#177;'>"
    "<!ENTITY sup2 '&#178;'><!ENTITY sup3 '&#179;'><!ENTITY copy '&#169;'>"
    "<!ENTITY reg '&#174;'><!ENTITY trade '&#8482;'><!ENTITY euro '&#8364;'>"
    "<!ENTITY ldquo '&#8220;'><!ENTITY rdquo '&#8221;'><!ENTITY bdquo '&#8222;'>"
    "<!ENTITY lsquo '&#8216;'><!ENTITY rsquo '&#8217;'><!ENTITY thinsp '&#8201;'>"
    "<!ENTITY ensp '&#8194;'><!ENTITY emsp '&#8195;'><!ENTITY shy '&#173;'>"
    "<!ENTITY frac12 '&#189;'><!ENTITY le '&#8804;'><!ENTITY ge '&#8805;'>";

// Single-byte encodings (windows-1251, koi8-r) by ICU's tables.
int unknown_encoding(void*, XML_Char const* name, XML_Encoding* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(name, &status);
    if (U_FAILURE(status)) return XML_STATUS_ERROR;
    bool const single = ucnv_getMaxCharSize(converter) == 1;
    for (int byte = 0; single && byte < 256; ++byte) {
        char const input = static_cast<char>(byte);
        UChar output[4];
        status = U_ZERO_ERROR;
        int const length = ucnv_toUChars(converter, output, 4, &input, 1, &status);
        encoding->map[byte] = U_SUCCESS(status) && length == 1 ? output[0] : -1;
    }
    ucnv_close(converter);
    encoding->data = nullptr;
    encoding->convert = nullptr;
    encoding->release = nullptr;
    return single ? XML_STATUS_OK : XML_STATUS_ERROR;
}

std::string attribute(XML_Char const** attributes, std::string_view name) {
    for (auto at = attributes; *at; at += 2)
        if (name == at[0]) return tidy(at[1], 500);
    return {};
}

}  // namespace

struct YmlReader::State {
    std::function<void(FeedOffer&&)> on_offer;
    std::function<void(FeedProblem&&)> on_problem;

    XML_Parser parser = nullptr;
    std::string encoding;       // of the XML declaration
    bool own_entities = false;  // while our own DTD is read
    int restarts = 0;
    bool skipping = false;  // looking for the next <offer after broken XML
    bool done = false;
    bool reached_end = false;
    std::string tail;                  // the end of the last piece while skipping
    std::int64_t newlines_before = 0;  // in all pieces before this one
    std::int64_t line_base = 0;        // newlines before the running parser's first byte
    std::int64_t parser_bytes = 0;     // given to the running parser before this piece

    std::vector<std::string> path;
    std::string text;
    FeedHeader header;
    bool yml = false;
    std::int64_t good = 0;
    std::int64_t broken = 0;

    // Of the element that is open now.
    std::string category_id, category_parent;
    YmlOffer reading;
    bool in_offer = false;

    ~State() {
        if (parser) XML_ParserFree(parser);
    }

    void start(bool again) {
        if (parser) XML_ParserFree(parser);
        parser = XML_ParserCreate(encoding.empty() ? nullptr : encoding.c_str());
        path.clear();
        in_offer = false;
        XML_SetUserData(parser, this);
        XML_SetElementHandler(
            parser,
            [](void* self, XML_Char const* name, XML_Char const** attributes) {
                static_cast<State*>(self)->open(name, attributes);
            },
            [](void* self, XML_Char const*) { static_cast<State*>(self)->close(); });
        XML_SetCharacterDataHandler(parser, [](void* self, XML_Char const* part, int length) {
            auto& target = static_cast<State*>(self)->text;
            if (target.size() < longest_field)
                target.append(part, static_cast<std::size_t>(length));
        });
        XML_SetXmlDeclHandler(parser, [](void* self, XML_Char const*, XML_Char const* name, int) {
            if (name) static_cast<State*>(self)->encoding = name;
        });
        XML_SetUnknownEncodingHandler(parser, unknown_encoding, nullptr);
        XML_SetEntityDeclHandler(
            parser, [](void* self, XML_Char const*, int, XML_Char const*, int, XML_Char const*,
                       XML_Char const*, XML_Char const*, XML_Char const*) {
                auto& impl = *static_cast<State*>(self);
                if (!impl.own_entities) XML_StopParser(impl.parser, XML_FALSE);
            });
        XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_ALWAYS);
        XML_UseForeignDTD(parser, XML_TRUE);
        XML_SetExternalEntityRefHandler(parser, external_entity);
        if (again) {
            static constexpr std::string_view prologue = "<yml_catalog><shop><offers>";
            XML_Parse(parser, prologue.data(), static_cast<int>(prologue.size()), 0);
            parser_bytes = static_cast<std::int64_t>(prologue.size());
        } else {
            parser_bytes = 0;
        }
    }

    static int external_entity(XML_Parser parser, XML_Char const* context, XML_Char const*,
                               XML_Char const*, XML_Char const*) {
        auto& impl = *static_cast<State*>(XML_GetUserData(parser));
        if (context) return XML_STATUS_ERROR;  // an entity of the file that names another file
        XML_Parser dtd = XML_ExternalEntityParserCreate(parser, nullptr, nullptr);
        if (!dtd) return XML_STATUS_ERROR;
        impl.own_entities = true;
        XML_Parse(dtd, html_entities.data(), static_cast<int>(html_entities.size()), 1);
        impl.own_entities = false;
        XML_ParserFree(dtd);
        return XML_STATUS_OK;
    }

    std::int64_t line() const {
        return line_base + static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser));
    }

    void problem(std::int64_t at, std::string item, base::Words reason) {
        on_problem({at, std::move(item), std::move(reason)});
    }

    // catalog / shop / offers / offer / field
    bool at(std::size_t depth, std::string_view name) const {
        return path.size() == depth && path.back() == name;
    }

    void open(std::string_view name, XML_Char const** attributes) {
        if (path.size() >= deepest) {
            XML_StopParser(parser, XML_FALSE);
            return;
        }
        path.emplace_back(name);
        if (path.size() <= 5) text.clear();
        if (at(1, "yml_catalog")) {
            yml = true;
            if (header.made_at.empty()) header.made_at = attribute(attributes, "date");
        } else if (at(4, "category")) {
            category_id = attribute(attributes, "id");
            category_parent = attribute(attributes, "parentId");
        } else if (at(4, "currency")) {
            auto const rate = price_micro(attribute(attributes, "rate"));
            if (rate && *rate > 0) reading.rates[attribute(attributes, "id")] = *rate;
        } else if (at(4, "offer")) {
            reading.begin();
            in_offer = true;
            reading.offer.line = line();
            reading.offer.id = attribute(attributes, "id");
            reading.offer.group_id = attribute(attributes, "group_id");
            reading.offer.available = attribute(attributes, "available") != "false";
        } else if (in_offer && at(5, "param")) {
            reading.parameter = {attribute(attributes, "name"), "", attribute(attributes, "unit")};
        } else if (in_offer && path.size() == 6 && name == "outlet") {
            if (auto const stock = whole_number(attribute(attributes, "instock")))
                reading.offer.stock =
                    reading.offer.stock.value_or(0) + std::max<std::int64_t>(0, *stock);
        }
    }

    void close() {
        if (path.size() == 3 && path[1] == "shop") {
            if (path.back() == "name") header.shop = tidy(text, 300);
            if (path.back() == "company") header.company = tidy(text, 300);
        } else if (at(4, "category") && !category_id.empty()) {
            reading.categories[category_id] = {tidy(text, 300), category_parent};
        } else if (in_offer && path.size() == 5) {
            reading.field(path.back(), text);
        } else if (at(4, "offer") && in_offer) {
            in_offer = false;
            finish_offer();
        }
        if (path.size() <= 5) text.clear();
        path.pop_back();
    }

    void finish_offer() {
        if (auto reason = reading.finish()) {
            ++broken;
            problem(reading.offer.line, reading.offer.id, std::move(*reason));
            return;
        }
        ++good;
        on_offer(std::move(reading.offer));
    }

    void parse(std::string_view bytes) {
        while (!bytes.empty() && !done) {
            if (skipping && !resume(bytes)) return;
            auto const status = XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), 0);
            if (status == XML_STATUS_OK) {
                parser_bytes += static_cast<std::int64_t>(bytes.size());
                return;
            }
            std::size_t const used = report_broken_xml(bytes.size());
            bytes.remove_prefix(used);
        }
    }

    // Returns how many bytes of the piece lie before the place to look on from.
    std::size_t report_broken_xml(std::size_t size) {
        auto const code = XML_GetErrorCode(parser);
        std::string const what = XML_ErrorString(code);
        bool const forbidden = code == XML_ERROR_ABORTED;
        problem(line(), in_offer ? reading.offer.id : "",
                forbidden
                    ? base::Words{"Файл объявляет свои сущности или вложен слишком глубоко; "
                                  "такой файл не читается.",
                                  "The file declares entities or is nested too deep; it is "
                                  "not read."}
                    : base::Words{"Ошибка в XML: " + what + ".", "Broken XML: " + what + "."});
        if (in_offer) ++broken;
        in_offer = false;
        // An entity bomb is no slip of the pen: nothing more of this file is wanted.
        if (forbidden || ++restarts > most_restarts) done = true;
        skipping = true;
        std::int64_t const place = XML_GetCurrentByteIndex(parser) - parser_bytes + 1;
        tail.clear();
        return static_cast<std::size_t>(
            std::clamp<std::int64_t>(place, 1, static_cast<std::int64_t>(size)));
    }

    std::string_view whole_piece;  // for counting lines

    // Looks for the next offer in what is left of the piece; starts a new parser there.
    bool resume(std::string_view& bytes) {
        static constexpr std::string_view mark = "<offer ";
        std::string const joined = tail + std::string(bytes);
        auto const found = joined.find(mark);
        if (found == std::string::npos) {
            tail = joined.substr(joined.size() - std::min(joined.size(), mark.size() - 1));
            bytes = {};
            return false;
        }
        std::string_view const before = whole_piece.substr(0, whole_piece.size() - bytes.size());
        line_base =
            newlines_before + std::count(before.begin(), before.end(), '\n') +
            std::count(joined.begin() + static_cast<long>(tail.size()),
                       joined.begin() + static_cast<long>(std::max(found, tail.size())), '\n');
        skipping = false;
        start(true);
        if (found < tail.size()) {  // the mark began in the piece before
            std::string const head = tail.substr(found);
            tail.clear();
            XML_Parse(parser, head.data(), static_cast<int>(head.size()), 0);
            parser_bytes += static_cast<std::int64_t>(head.size());
        } else {
            bytes.remove_prefix(found - tail.size());
            tail.clear();
        }
        return true;
    }
};

YmlReader::YmlReader(std::function<void(FeedOffer&&)> on_offer,
                     std::function<void(FeedProblem&&)> on_problem)
    : impl_(std::make_unique<State>()) {
    impl_->on_offer = std::move(on_offer);
    impl_->on_problem = std::move(on_problem);
    impl_->start(false);
}

YmlReader::~YmlReader() = default;

void YmlReader::feed(std::string_view bytes) {
    constexpr std::size_t piece = 1 << 20;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        impl_->whole_piece = bytes.substr(0, piece);
        impl_->parse(impl_->whole_piece);
        impl_->newlines_before +=
            std::count(impl_->whole_piece.begin(), impl_->whole_piece.end(), '\n');
    }
}

void YmlReader::finish() {
    if (impl_->done || impl_->skipping) return;
    impl_->reached_end = XML_Parse(impl_->parser, "", 0, 1) == XML_STATUS_OK;
    if (!impl_->reached_end) impl_->report_broken_xml(1);
    impl_->done = true;
}

FeedHeader const& YmlReader::header() const {
    return impl_->header;
}
std::int64_t YmlReader::offers_read() const {
    return impl_->good;
}
std::int64_t YmlReader::offers_broken() const {
    return impl_->broken;
}
bool YmlReader::is_yml() const {
    return impl_->yml;
}
bool YmlReader::reached_end() const {
    return impl_->reached_end;
}

}  // namespace catalog
