#pragma once

#include <span>
#include <vector>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// What goes on for longer is no sentence but a list, a table or an attack: it is cut behind a comma or the like, so that no stage that
/// looks at whole sentences becomes slow. Cut ones have at least `shortest_cut` tokens.
inline constexpr std::uint32_t longest_sentence = 500, shortest_cut = 250;

/// Appends the sentences of one paragraph to `out`: ends are marks (. ! ? and runs of dots) with the closing quotes and brackets behind
/// them, where the next token does not go on in lower case and the mark does not belong to an abbreviation (abbreviations.tsv), an initial
/// or a list number. `marks`: those of the paragraph.
void find_sentences(const Reading& reading, TokenRange paragraph, std::span<const std::uint32_t> marks, std::vector<TokenRange>& out);

}  // namespace dateline
