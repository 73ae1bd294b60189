#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/token.hpp"

namespace dateline {

/// The table of clitics of a language, folded: "'s" stands after any word; "n't" takes the n of the word with it.
struct Clitics {
    std::vector<std::string> suffixes;  ///< from the apostrophe on: "'s", "'re"
    std::vector<std::string> eating;    ///< forms that begin before the apostrophe: "n't"
};

/// Appends the tokens of `text` to `out`, in one pass over the bytes. Word ids and lexicon hits are not set yet. Requires: valid UTF-8.
void tokenize(std::string_view text, const Clitics& clitics, std::vector<Token>& out);

}  // namespace dateline
