#pragma once

#include <vector>

#include "extractors/rules/table.hpp"

namespace dateline {

/// Looks through a rule file of the user's for what would do nothing without a word. `known` are the built-in files of that name, of its
/// own language and of the first.
///
/// A cell of a closed column holds only what built-in rows hold there; the head of the built-in file names these columns ("# closed:
/// frames|kind"), and those that no row may leave empty ("# needed: code"). The names of a pattern (`n=`) are those that built-in rows with
/// the same `makes` have. Throws Error (bad_config) with file and line, and the names there are.
void check_user_rows(const Table& added, const std::vector<const Table*>& known);

}  // namespace dateline
