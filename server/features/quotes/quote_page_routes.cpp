// The client's page (1.2.4.2.1): who holds the link sees the quote. GET changes nothing, because
// mail scanners fetch every link; what the client does comes by POST. The page stands in a sandbox
// without an origin: a script that somebody smuggled into it would have no session, no storage and
// nowhere to send anything.
#include "features/files/attachment_routes.h"
#include "features/quotes/acceptance_code.h"
#include "features/quotes/quote_routes.h"
#include "features/quotes/quote_templates.h"
#include "platform/http/dispatch.h"

namespace quotes {
namespace {

using base::Refusal;

constexpr std::size_t longest_body = 16 * 1024;

struct LookBody {
    std::string kind;
    std::optional<std::string> line;
};
BOOST_DESCRIBE_STRUCT(LookBody, (), (kind, line))

struct AcceptBody {
    std::string name;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(AcceptBody, (), (name, code))

struct CodeBody {};
BOOST_DESCRIBE_STRUCT(CodeBody, (), ())

struct PageAnswer {
    std::string total;
    std::string sent_to;  // where the code went, masked
};
BOOST_DESCRIBE_STRUCT(PageAnswer, (), (total, sent_to))

// What is refused and yet kept: a wrong code is counted.
struct Outcome {
    PageAnswer answer;
    std::optional<Refusal> refusal = {};
};

http::Response guarded(http::Response response) {
    return std::move(response.with("x-robots-tag", "noindex, nofollow")
                         .with("referrer-policy", "no-referrer")
                         // The sandboxed page has no origin, so its own files come from "another".
                         .with("cross-origin-resource-policy", "cross-origin"));
}

http::Response html(int status, std::string text) {
    auto response =
        guarded(http::Response::of(status, "text/html; charset=utf-8", std::move(text)));
    return response.with("cache-control", "no-store")
        .with("content-security-policy",
              "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox "
              "allow-top-navigation-to-custom-protocols; default-src 'none'; img-src 'self' data:; "
              "style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
              "form-action 'none'; frame-ancestors 'none'");
}

std::string base_of(http::RawCall& call) {
    return "/q/" + call.text("token");
}

http::Response page(http::RawCall& call) {
    return call.database.read([&](db::Reader& reader) {
        OpenedLink const link = open_link(reader, call.text("token"), call.now);
        if (link.closed) {
            int const status = *link.closed == ClosedBecause::unknown ? 404 : 410;
            return html(status,
                        closed_html(reader, link.quote ? &*link.quote : nullptr, *link.closed));
        }
        return html(200, html_of(view_of(reader, *link.quote, *link.version, base_of(call),
                                         ShownAs::page)));
    });
}

http::Response style(http::RawCall& call) {
    std::string const text = call.database.read([&](db::Reader& reader) {
        OpenedLink const link = open_link(reader, call.text("token"), call.now);
        return shown_css(reader, link.closed ? std::nullopt : std::optional(link.version->id));
    });
    auto response = guarded(http::Response::of(200, "text/css; charset=utf-8", text));
    return response.with("cache-control", "private, max-age=300");
}

http::Response script(http::RawCall&) {
    auto response = guarded(
        http::Response::of(200, "text/javascript; charset=utf-8", std::string(factory_quote_js)));
    return response.with("cache-control", "private, max-age=300");
}

[[noreturn]] void refuse_missing() {
    throw Refusal::not_found("not_found", {"Такого файла нет.", "There is no such file."});
}

// A picture of the quote, the logo or the PDF: only what this very version shows.
template <class Which>
http::Response shown_file(http::RawCall& call, files::BlobStore const& store,
                          std::string const& name, Which which) {
    auto const found = call.database.read([&](db::Reader& reader) -> std::optional<ShownPicture> {
        OpenedLink const link = open_link(reader, call.text("token"), call.now);
        if (link.closed) return std::nullopt;
        return which(reader, link.version->id);
    });
    if (!found) refuse_missing();
    auto response =
        guarded(files::sent_file(store, call.request, found->hash, name, found->media_type, true));
    return response.with("cache-control", "private, max-age=300");
}

http::Response pdf(http::RawCall& call, files::BlobStore const& store) {
    struct Found {
        std::string hash;
        std::string name;
    };
    auto const found = call.database.read([&](db::Reader& reader) -> std::optional<Found> {
        OpenedLink const link = open_link(reader, call.text("token"), call.now);
        if (link.closed || !link.version->pdf_attachment_id) return std::nullopt;
        auto const hash = files::hash_of(reader, *link.version->pdf_attachment_id);
        return Found{*hash, link.quote->number + ".pdf"};
    });
    if (!found) refuse_missing();
    return guarded(
        files::sent_file(store, call.request, found->hash, found->name, "application/pdf", true));
}

// What the client does. The answer may be read by the page, which has no origin.
template <class Body, class Work>
std::function<http::Response(http::RawCall&)> act(Work work) {
    return [work](http::RawCall& call) {
        http::Response response;
        try {
            if (call.request.body.size() > longest_body)
                throw Refusal(base::RefusalKind::too_large, "too_large",
                              {"Слишком длинно.", "This is too long."});
            auto const body = json::from_json<Body>(call.request.body);
            Outcome const outcome = call.database.write([&](db::Transaction& tx) -> Outcome {
                OpenedLink const link = open_link(tx, call.text("token"), call.now);
                if (link.closed)
                    throw Refusal::conflict("link_closed",
                                            {"Предложение больше не действует. Обновите страницу.",
                                             "The quote is no longer valid. Reload the page."});
                return work(tx, call, link, body);
            });
            if (outcome.refusal) throw *outcome.refusal;
            response = http::Response::json(json::to_json(outcome.answer));
        } catch (Refusal const& refusal) {
            response = http::problem(refusal, base::Language::ru, call.request.id);
        }
        return guarded(std::move(response)).with("access-control-allow-origin", "*");
    };
}

Outcome on_look(db::Transaction& tx, http::RawCall& call, OpenedLink const& link,
                LookBody const& body) {
    look(tx, call.now, link, body.kind, body.line.value_or(""));
    return {};
}

Outcome on_pick(db::Transaction& tx, http::RawCall& call, OpenedLink const& link,
                ClientPick const& body) {
    return {{.total = total_text(pick(tx, call.now, link, body))}};
}

Outcome on_remark(db::Transaction& tx, http::RawCall& call, OpenedLink const& link,
                  ClientRemark const& body) {
    remark(tx, call.now, link, body);
    return {};
}

}  // namespace

void mount_client_page(http::Router& router, files::BlobStore const& store,
                       base::Secrets const& secrets) {
    router.outside("GET", "/q/{token}", "The client's page of a quote (1.2.4.2.1)", &page);
    router.outside("GET", "/q/{token}/quote.css", "Its style, in the client's colour", &style);
    router.outside("GET", "/q/{token}/quote.js", "Its script", &script);
    router.outside("GET", "/q/{token}/quote.pdf", "The quote as PDF",
                   [&store](http::RawCall& call) { return pdf(call, store); });
    router.outside("GET", "/q/{token}/logo", "The client's logo", [&store](http::RawCall& call) {
        return shown_file(call, store, "logo", &shown_logo);
    });
    router.outside("GET", "/q/{token}/picture/{key}", "The picture of a line",
                   [&store](http::RawCall& call) {
                       auto const which = [&](db::Reader& reader, std::int64_t version_id) {
                           return shown_picture(reader, version_id, call.text("key"));
                       };
                       return shown_file(call, store, "picture", which);
                   });
    router.outside("POST", "/q/{token}/views", "A person looks at the quote (1.3.1.2)",
                   act<LookBody>(&on_look));
    router.outside("POST", "/q/{token}/choices", "The client picks a run of a line",
                   act<ClientPick>(&on_pick));
    router.outside("POST", "/q/{token}/remarks", "The client comments or asks",
                   act<ClientRemark>(&on_remark));
    router.outside("POST", "/q/{token}/codes", "A code for saying yes, by e-mail (1.3.1.2)",
                   act<CodeBody>([&secrets](db::Transaction& tx, http::RawCall& call,
                                            OpenedLink const& link, CodeBody const&) -> Outcome {
                       return {{.sent_to = send_code(tx, call.now, link, secrets)}};
                   }));
    router.outside("POST", "/q/{token}/acceptance", "The client says yes",
                   act<AcceptBody>([&secrets](db::Transaction& tx, http::RawCall& call,
                                              OpenedLink const& link, AcceptBody const& body) {
                       return Outcome{
                           {},
                           accept_with_code(tx, call.now, link, body.name, body.code.value_or(""),
                                            call.request.remote_address, secrets)};
                   }));
}

}  // namespace quotes
