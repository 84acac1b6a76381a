#include "features/accounts/company_store.h"

#include "platform/json/json.h"

namespace accounts {

CompanySettings settings_from(std::string const& text) {
    CompanySettings settings;
    json::Document const document(text);
    boost::mp11::mp_for_each<json::Members<CompanySettings>>([&](auto member) {
        if (auto const value = document.root().find(member.name))
            json::read(*value, member.name, settings.*member.pointer);
    });
    return settings;
}

std::optional<std::string> stored_settings(db::Reader& reader) {
    return reader.maybe<std::string>("SELECT settings FROM company_settings WHERE id = 1");
}

CompanySettings company_settings(db::Reader& reader) {
    CompanySettings settings;
    reader.each("SELECT settings, version FROM company_settings WHERE id = 1",
                [&](db::Row const& row) {
                    settings = settings_from(row.get<std::string>(0));
                    settings.version = row.get<std::int64_t>(1);
                    return false;
                });
    return settings;
}

bool save(db::Transaction& tx, CompanySettings const& settings) {
    auto const text = json::to_json(settings);
    if (settings.version == 0)
        return tx.run(
                   "INSERT INTO company_settings (id, settings, version) VALUES (1, $1, 1) "
                   "ON CONFLICT (id) DO NOTHING",
                   text) == 1;
    return tx.run(
               "UPDATE company_settings SET settings = $1, version = version + 1 "
               "WHERE id = 1 AND version = $2",
               text, settings.version) == 1;
}

}  // namespace accounts
