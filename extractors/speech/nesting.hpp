#pragma once

#include "extractors/draft.hpp"

namespace dateline {

/// Puts the quotes in the order of the text, the longer first, and sets each one's parent: the shortest other quote with a part that holds
/// it. Of two with the same span the later goes, and so do quotes inside eight others: no writer nests so, and each of them repeats the
/// text of all that it holds.
void nest_quotes(Draft& draft);

}  // namespace dateline
