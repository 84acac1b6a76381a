// What the search index says about companies and contacts (features/search/search.h), with the
// words of those merged into them, so that an old name still finds the client.
#pragma once
#include "features/search/search.h"
#include "platform/db/database.h"

#include <cstdint>
#include <vector>

namespace customers {

// Writes the document anew, or takes it away if the company was merged into another.
void index_company(db::Transaction& tx, std::int64_t id);
void index_contact(db::Transaction& tx, std::int64_t id);
// The contacts of a company show its name.
void index_people_of(db::Transaction& tx, std::int64_t company_id);

std::vector<search::Document> company_documents(db::Reader& reader, std::int64_t after, int limit);
std::vector<search::Document> contact_documents(db::Reader& reader, std::int64_t after, int limit);

}  // namespace customers
