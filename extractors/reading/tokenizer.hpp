#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/sections.hpp"
#include "extractors/reading/token.hpp"
#include "schemas/offset.hpp"

namespace dateline {

class ArticleWords;
class Lexicon;

/// The table of clitics of a language, folded: "'s" stands after any word; "n't" takes the n of the word with it.
struct Clitics {
    std::vector<std::string> suffixes;  ///< from the apostrophe on: "'s", "'re"
    std::vector<std::string> eating;    ///< forms that begin before the apostrophe: "n't"
};

/// Appends the tokens of `text` to `out`, in one pass over the bytes. Requires: valid UTF-8.
/// With `words`, tokens get the ids of their folded words there; with a lexicon those that it has; else none.
void tokenize(std::string_view text, const Clitics& clitics, std::vector<Token>& out);
void tokenize(std::string_view text, const Clitics& clitics, const Lexicon& lexicon, std::vector<Token>& out);
/// What is noted of tokens on the way, so that nobody has to go over all of them for it.
struct TokenPlaces {
    std::vector<std::uint32_t> marks;
    std::vector<std::uint32_t> line_starts;
    std::vector<std::uint32_t> may_be_longer;  ///< where entries of several words may start
};
/// Of a stretch of `text` that begins with character `first`: offsets are those of the whole text. Tokens get the lexicon's entries of one
/// word; `places` gets those of the tokens.
void tokenize(std::string_view text, Section section, CharOffset first, const Clitics& clitics, ArticleWords& words,
              std::vector<Token>& out, TokenPlaces& places);

}  // namespace dateline
