#pragma once

#include <vector>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// The sentences of one paragraph: ends are marks (. ! ? and runs of dots) with the closing quotes and brackets behind them, where the next
/// token does not go on in lower case and the mark does not belong to an abbreviation (abbreviations.tsv), an initial or a list number.
std::vector<TokenRange> sentences(const Reading& reading, TokenRange paragraph);

}  // namespace dateline
