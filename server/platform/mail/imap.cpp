#include "platform/mail/imap.h"

#include "platform/base/text.h"
#include "platform/mail/connection.h"
#include "platform/mail/header_text.h"
#include "platform/mail/imap_reply.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace mail {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::uint64_t largest_literal = 10'000'000;  // of those kept in memory
constexpr std::chrono::minutes longest_idle{28};       // servers hang up after 30

[[noreturn]] void senseless(std::string const& what) {
    throw Failure(FailureKind::protocol, {"Почтовый сервер ответил непонятно: " + what,
                                          "The mail server's answer makes no sense: " + what});
}

template <class T>
std::optional<T> number(std::string_view text) {
    T value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// " 5-Nov-2026 17:27:25 +0300"
std::optional<base::Instant> parse_date(std::string_view text) {
    if (text.size() != 26) return std::nullopt;
    auto const day = number<int>(text.substr(text[0] == ' ' ? 1 : 0, text[0] == ' ' ? 1 : 2));
    auto const month = std::find(months.begin(), months.end(), text.substr(3, 3));
    auto const year = number<int>(text.substr(7, 4));
    if (!day || !year || month == months.end()) return std::nullopt;
    auto const two = [](int value) {
        return std::string(value < 10 ? "0" : "") + std::to_string(value);
    };
    return base::parse_instant(
        std::to_string(*year) + "-" + two(static_cast<int>(month - months.begin()) + 1) + "-" +
        two(*day) + "T" + std::string(text.substr(12, 8)) + std::string(text.substr(21, 3)) + ":" +
        std::string(text.substr(24, 2)));
}

std::string imap_date(base::Instant instant) {
    auto const text = base::to_text(instant);  // 2026-11-23T17:27:25.123Z
    auto const month = number<std::size_t>(std::string_view(text).substr(5, 2)).value_or(1);
    return text.substr(8, 2) + "-" + std::string(months[month - 1]) + "-" + text.substr(0, 4) +
           " " + text.substr(11, 8) + " +0000";
}

// The value behind a name in a FETCH answer's list: (UID 5 RFC822.SIZE 100 …).
ImapValue const* value_of(ImapValue const& list, std::string_view name) {
    for (std::size_t i = 0; i + 1 < list.items.size(); i += 2)
        if (list.items[i].is_atom(name)) return &list.items[i + 1];
    return nullptr;
}

LetterInfo letter_info(ImapValue const& list) {
    LetterInfo out;
    if (auto const* uid = value_of(list, "UID"))
        out.uid = number<std::uint32_t>(uid->text).value_or(0);
    if (auto const* size = value_of(list, "RFC822.SIZE"))
        out.size = number<std::uint64_t>(size->text).value_or(0);
    if (auto const* date = value_of(list, "INTERNALDATE")) out.date = parse_date(date->text);
    if (auto const* flags = value_of(list, "FLAGS"))
        for (auto const& flag : flags->items) out.flags.push_back(flag.text);
    return out;
}

}  // namespace

struct Imap::State {
    State(Server const& server, std::stop_token stop)
        : server(server), connection(server, std::move(stop)) {}

    struct Reply {
        std::string line;  // with \x01 where a literal stood
        std::vector<std::string> literals;

        std::vector<ImapValue> values() const { return parse_imap_values(line, literals); }
    };
    using Sink = std::function<void(std::string_view)>;

    // One answer of the server. The literal of BODY[] goes to the sink, others are kept.
    Reply read_reply(Sink const* body) {
        Reply out;
        for (;;) {
            std::string line = connection.read_line();
            std::optional<std::uint64_t> size;
            auto const open = line.rfind('{');
            if (line.ends_with('}') && open != line.npos)
                size = number<std::uint64_t>(
                    std::string_view(line).substr(open + 1, line.size() - open - 2));
            if (!size) {
                out.line += line;
                return out;
            }
            out.line += line.substr(0, open);
            bool const is_body = body && upper(out.line).ends_with("BODY[] ");
            out.line += '\x01';
            out.literals.emplace_back();
            if (is_body) {
                connection.read(*size, *body);
            } else {
                if (*size > largest_literal) senseless("a literal of " + std::to_string(*size));
                connection.read(*size, [&](std::string_view part) { out.literals.back() += part; });
            }
        }
    }

    std::string begin(std::string_view command) {
        std::string tag = "t" + std::to_string(++tags);
        connection.write(tag + " " + std::string(command) + "\r\n");
        return tag;
    }

    // Reads until the answer to `tag`; what comes before it goes to `each`. Throws if it is no OK.
    std::string finish(std::string const& tag, std::function<void(Reply const&)> const& each = {},
                       Sink const* body = nullptr) {
        for (;;) {
            Reply const reply = read_reply(body);
            if (!reply.line.starts_with(tag + " ")) {
                notice(reply.line);
                if (each) each(reply);
                continue;
            }
            std::string const answer = reply.line.substr(tag.size() + 1);
            if (upper(answer.substr(0, 2)) == "OK") return answer;
            auto const words =
                base::clean(answer.substr(std::min(answer.size(), answer.find(' '))));
            throw Failure(FailureKind::refused,
                          {"Почтовый сервер отказал:" + words, "The mail server refused:" + words});
        }
    }
    std::string command(std::string_view text, std::function<void(Reply const&)> const& each = {},
                        Sink const* body = nullptr) {
        return finish(begin(text), each, body);
    }

    // "* 5 EXISTS" and the like say that the open folder has changed; BYE ends the conversation.
    void notice(std::string const& line) {
        auto const text = upper(line);
        if (text.ends_with(" EXISTS") || text.ends_with(" EXPUNGE") ||
            text.find(" FETCH (") != text.npos)
            changed = true;
        if (text.starts_with("* BYE") && !signing_out)
            throw Failure(
                FailureKind::unreachable,
                {"Почтовый сервер закрыл соединение: " + base::clean(line.substr(5)),
                 "The mail server closed the connection: " + base::clean(line.substr(5))});
    }

    void learn(std::string_view line) {
        auto text = upper(line);
        auto const at = text.find("CAPABILITY ");
        if (at == text.npos) return;
        capabilities.clear();
        text = text.substr(at + 11);
        text = text.substr(0, text.find(']'));
        for (std::size_t begin = 0; begin < text.size();) {
            auto const end = std::min(text.find(' ', begin), text.size());
            if (end > begin) capabilities.insert(text.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    void ask_capabilities() {
        command("CAPABILITY", [&](Reply const& reply) { learn(reply.line); });
    }

    void greet() {
        auto const greeting = read_reply(nullptr).line;
        if (!upper(greeting).starts_with("* OK") && !upper(greeting).starts_with("* PREAUTH"))
            throw Failure(FailureKind::refused,
                          {"Почтовый сервер не принимает: " + greeting,
                           "The mail server does not let us in: " + greeting});
        learn(greeting);
        if (capabilities.empty()) ask_capabilities();
        if (server.security == Security::starttls) {
            if (!capabilities.contains("STARTTLS"))
                throw Failure(FailureKind::refused,
                              {"Сервер не умеет STARTTLS, пароль не отправлен",
                               "The server has no STARTTLS, the password was not sent"});
            command("STARTTLS");
            connection.start_tls();
            ask_capabilities();  // what was said in the clear counts no more
        }
    }

    void sign_in() {
        capabilities.erase("");
        std::string answer;
        try {
            if (capabilities.contains("AUTH=PLAIN"))
                answer = authenticate();
            else
                answer = log_in();
        } catch (Failure const& failure) {
            if (failure.kind != FailureKind::refused) throw;
            throw Failure(FailureKind::login,
                          {"Почтовый сервер не принял имя или пароль. " + failure.words.ru,
                           "The mail server refused the name or password. " + failure.words.en});
        }
        learn(answer);
        if (answer.find("CAPABILITY") == answer.npos) ask_capabilities();
    }

    std::string authenticate() {
        auto const secret =
            base64(std::string(1, '\0') + server.user + std::string(1, '\0') + server.password);
        if (capabilities.contains("SASL-IR")) return command("AUTHENTICATE PLAIN " + secret);
        auto const tag = begin("AUTHENTICATE PLAIN");
        go_ahead(tag);
        connection.write(secret + "\r\n");
        return finish(tag);
    }

    std::string log_in() {
        if (capabilities.contains("LOGINDISABLED"))
            throw Failure(FailureKind::refused, {"вход без шифрования запрещён сервером",
                                                 "the server forbids to sign in unencrypted"});
        if (is_quotable(server.user) && is_quotable(server.password))
            return command("LOGIN " + quoted(server.user) + " " + quoted(server.password));
        auto const tag = begin("LOGIN {" + std::to_string(server.user.size()) + "}");
        go_ahead(tag);
        connection.write(server.user + " {" + std::to_string(server.password.size()) + "}\r\n");
        go_ahead(tag);
        connection.write(server.password + "\r\n");
        return finish(tag);
    }

    // Waits for "+"; a refusal instead of it is thrown by finish().
    void go_ahead(std::string const& tag) {
        for (;;) {
            Reply const reply = read_reply(nullptr);
            if (reply.line.starts_with("+")) return;
            if (!reply.line.starts_with(tag + " ")) {
                notice(reply.line);
                continue;
            }
            auto const words = base::clean(reply.line.substr(tag.size()));
            throw Failure(FailureKind::refused,
                          {"Почтовый сервер отказал:" + words, "The mail server refused:" + words});
        }
    }

    static std::string mailbox(std::string const& folder) {
        return quoted(to_modified_utf7(folder));
    }

    FolderState select(std::string const& verb, std::string const& folder) {
        FolderState out;
        command(verb + " " + mailbox(folder), [&](Reply const& reply) {
            auto const text = upper(reply.line);
            auto const after = [&](std::string_view name) -> std::optional<std::uint32_t> {
                auto const at = text.find(name);
                if (at == text.npos) return std::nullopt;
                auto const rest = std::string_view(text).substr(at + name.size());
                return number<std::uint32_t>(rest.substr(0, rest.find(']')));
            };
            if (auto const v = after("[UIDVALIDITY ")) out.uid_validity = *v;
            if (auto const v = after("[UIDNEXT ")) out.uid_next = *v;
            if (text.ends_with(" EXISTS"))
                out.messages =
                    number<std::uint32_t>(std::string_view(text).substr(2, text.size() - 9))
                        .value_or(0);
        });
        if (out.uid_validity == 0) senseless("no UIDVALIDITY");
        changed = false;
        return out;
    }

    std::vector<std::uint32_t> search(std::string const& terms) {
        std::vector<std::uint32_t> out;
        command("UID SEARCH " + terms, [&](Reply const& reply) {
            auto const values = reply.values();
            if (values.size() < 2 || !values[1].is_atom("SEARCH")) return;
            for (std::size_t i = 2; i < values.size(); ++i)
                if (auto const uid = number<std::uint32_t>(values[i].text)) out.push_back(*uid);
        });
        std::sort(out.begin(), out.end());
        return out;
    }

    Server server;
    Connection connection;
    std::set<std::string, std::less<>> capabilities;
    int tags = 0;
    bool changed = false;
    bool signing_out = false;
};

Imap::Imap(Server const& server, std::stop_token stop)
    : impl_(std::make_unique<State>(server, std::move(stop))) {
    impl_->greet();
    impl_->sign_in();
}

Imap::~Imap() = default;

bool Imap::has(std::string_view capability) const {
    return impl_->capabilities.contains(capability);
}

std::vector<Folder> Imap::folders() {
    std::vector<Folder> out;
    bool const tells_use = has("SPECIAL-USE") && has("LIST-EXTENDED");
    std::string const command =
        tells_use ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)" : "LIST \"\" \"*\"";
    impl_->command(command, [&](State::Reply const& reply) {
        auto const values = reply.values();  // * LIST (\HasNoChildren \Sent) "/" "Sent"
        if (values.size() < 5 || !values[1].is_atom("LIST")) return;
        Folder folder;
        folder.name = from_modified_utf7(values[4].text);
        if (upper(folder.name) == "INBOX") folder.use = FolderUse::inbox;
        static constexpr std::pair<std::string_view, FolderUse> uses[] = {
            {"\\SENT", FolderUse::sent},       {"\\JUNK", FolderUse::junk},
            {"\\DRAFTS", FolderUse::drafts},   {"\\TRASH", FolderUse::trash},
            {"\\ARCHIVE", FolderUse::archive}, {"\\ALL", FolderUse::all}};
        for (auto const& flag : values[2].items) {
            if (flag.is_atom("\\NOSELECT") || flag.is_atom("\\NONEXISTENT"))
                folder.can_be_opened = false;
            for (auto const& [name, use] : uses)
                if (flag.is_atom(name)) folder.use = use;
        }
        out.push_back(std::move(folder));
    });
    return out;
}

FolderState Imap::status(std::string const& folder) {
    FolderState out;
    impl_->command("STATUS " + State::mailbox(folder) + " (MESSAGES UIDNEXT UIDVALIDITY)",
                   [&](State::Reply const& reply) {
                       auto const values = reply.values();
                       if (values.size() < 4 || !values[1].is_atom("STATUS")) return;
                       auto const take = [&](char const* name, std::uint32_t& into) {
                           if (auto const* value = value_of(values.back(), name))
                               into = number<std::uint32_t>(value->text).value_or(0);
                       };
                       take("MESSAGES", out.messages);
                       take("UIDNEXT", out.uid_next);
                       take("UIDVALIDITY", out.uid_validity);
                   });
    if (out.uid_validity == 0) senseless("no UIDVALIDITY");
    return out;
}

FolderState Imap::open(std::string const& folder, bool read_only) {
    return impl_->select(read_only ? "EXAMINE" : "SELECT", folder);
}

void Imap::create(std::string const& folder) {
    impl_->command("CREATE " + State::mailbox(folder));
}

std::vector<std::uint32_t> Imap::uids_from(std::uint32_t first) {
    impl_->changed = false;
    auto uids = impl_->search("UID " + std::to_string(std::max(first, 1u)) + ":*");
    // "n:*" also means the last letter when n is beyond it.
    std::erase_if(uids, [&](std::uint32_t uid) { return uid < first; });
    return uids;
}

std::vector<std::uint32_t> Imap::uids_since(base::Instant day) {
    return impl_->search("SINCE " + imap_date(day).substr(0, 11));
}

std::vector<std::uint32_t> Imap::uids_with_message_id(std::string const& message_id) {
    if (!is_quotable(message_id)) return {};
    return impl_->search("HEADER Message-ID " + quoted(message_id));
}

std::optional<LetterInfo> Imap::fetch(std::uint32_t uid,
                                      std::function<void(std::string_view)> const& piece) {
    std::optional<LetterInfo> out;
    bool has_body = false;
    std::function<void(std::string_view)> const sink = [&](std::string_view part) {
        has_body = true;
        piece(part);
    };
    impl_->command(
        "UID FETCH " + std::to_string(uid) + " (UID RFC822.SIZE INTERNALDATE FLAGS BODY.PEEK[])",
        [&](State::Reply const& reply) {
            auto const values = reply.values();
            if (values.size() < 4 || !values[2].is_atom("FETCH")) return;
            auto const* const body = value_of(values[3], "BODY[]");
            auto info = letter_info(values[3]);
            if (!body || info.uid != uid) return;  // a report of changed flags
            if (!has_body) piece(body->text);      // a short one may come as "…" or NIL
            out = std::move(info);
        },
        &sink);
    return out;
}

std::vector<LetterInfo> Imap::infos(std::vector<std::uint32_t> const& uids) {
    std::vector<LetterInfo> out;
    for (std::size_t at = 0; at < uids.size(); at += 200) {
        std::string list;
        for (std::size_t i = at; i < std::min(at + 200, uids.size()); ++i)
            list += (list.empty() ? "" : ",") + std::to_string(uids[i]);
        impl_->command("UID FETCH " + list + " (UID RFC822.SIZE INTERNALDATE FLAGS)",
                       [&](State::Reply const& reply) {
                           auto const values = reply.values();
                           if (values.size() < 4 || !values[2].is_atom("FETCH")) return;
                           auto info = letter_info(values[3]);
                           if (info.uid) out.push_back(std::move(info));
                       });
    }
    return out;
}

void Imap::mark_seen(std::uint32_t uid) {
    impl_->command("UID STORE " + std::to_string(uid) + " +FLAGS.SILENT (\\Seen)");
}

std::optional<std::uint32_t> Imap::append(std::string const& folder,
                                          std::vector<std::string> const& flags, base::Instant date,
                                          std::string_view bytes) {
    std::string list;
    for (auto const& flag : flags) list += (list.empty() ? "" : " ") + flag;
    auto const tag =
        impl_->begin("APPEND " + State::mailbox(folder) + " (" + list + ") " +
                     quoted(imap_date(date)) + " {" + std::to_string(bytes.size()) + "}");
    impl_->go_ahead(tag);
    impl_->connection.write(bytes);
    impl_->connection.write("\r\n");
    auto const answer = upper(impl_->finish(tag));  // OK [APPENDUID validity uid] …
    auto const at = answer.find("[APPENDUID ");
    if (at == answer.npos) return std::nullopt;
    auto const end = answer.find(']', at);
    auto const space = answer.rfind(' ', end);
    if (end == answer.npos || space == answer.npos) return std::nullopt;
    return number<std::uint32_t>(std::string_view(answer).substr(space + 1, end - space - 1));
}

bool Imap::idle(std::chrono::milliseconds limit) {
    auto& state = *impl_;
    limit = std::min<std::chrono::milliseconds>(limit, longest_idle);
    if (state.changed) return true;
    if (!has("IDLE")) {
        if (state.connection.wait(limit)) return true;
        keep_alive();
        return state.changed;
    }
    auto const tag = state.begin("IDLE");
    state.go_ahead(tag);
    auto const until = Clock::now() + limit;
    while (!state.changed) {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0 || !state.connection.wait(left)) break;
        state.notice(state.read_reply(nullptr).line);
    }
    state.connection.write("DONE\r\n");
    state.finish(tag);
    return state.changed;
}

void Imap::keep_alive() {
    impl_->command("NOOP");
}

void Imap::wake() {
    impl_->connection.wake();
}

}  // namespace mail
