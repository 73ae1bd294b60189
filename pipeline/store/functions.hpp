#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <string_view>

namespace dateline {

/// `text` for comparing names: full case folding, accents dropped ("Əliyev" and "əliyev", "Beyoncé" and "beyonce" are equal).
std::string folded_name(std::string_view text);

/// Gives SQL the functions that the store's queries use:
///   folded_name(TEXT)        as above
///   decimal_cmp(A, B)   -1, 0 or 1 by exact decimal value; null where one is null or no number
void add_functions(SQLite::Database& db);

}  // namespace dateline
