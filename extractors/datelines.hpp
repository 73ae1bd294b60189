#pragma once

#include <optional>

#include "extractors/draft.hpp"
#include "extractors/names/words.hpp"

namespace dateline {

/// The shape of a dateline at the start of an article: "BAKU, Azerbaijan, April 22.", "LONDON (Reuters) -", "WASHINGTON, March 3 (AP) --".
struct DatelineShape {
    TokenRange all;
    TokenRange place;
    TokenRange region;  ///< "Azerbaijan"; empty: none
    TokenRange date;    ///< empty: none
    TokenRange agency;  ///< empty: none
};

/// The dateline of the text, read from its first paragraphs.
std::optional<DatelineShape> dateline_shape(const NameWords& words);

/// The names and the date of the draft that stand in a dateline; nothing when its place is no name.
std::optional<Draft::DatelineDraft> dateline_of(const DatelineShape& shape, const Draft& draft);

}  // namespace dateline
