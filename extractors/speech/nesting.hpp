#pragma once

#include "extractors/draft.hpp"

namespace dateline {

/// Sets each quote's parent: the shortest other quote with a part that holds it. Of two with the same span the later goes, and so do quotes
/// inside eight others: no writer nests so, and each of them repeats the text of all that it holds.
void nest_quotes(Draft& draft);

}  // namespace dateline
