// Checks shared by both databases before a value reaches them.
#pragma once
#include "platform/db/database.h"

#include <string_view>

namespace db {

// Text with NUL or broken UTF-8 is refused: PostgreSQL would cut or reject it, SQLite would keep
// what nobody can read. Outside text is cleaned (base::clean) before it comes here.
void check_text(std::string_view text);

}  // namespace db
