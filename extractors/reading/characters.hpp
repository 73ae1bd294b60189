#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// What a code point is to the tokenizer.
enum class CharClass : std::uint8_t {
    other,  ///< a mark: punctuation, symbols, currency signs, brackets
    letter,
    digit,       ///< decimal digits of any script
    space,       ///< blanks, also no-break ones
    newline,     ///< LF, CR, NEL, line and paragraph separators
    combining,   ///< accents and other marks that belong to the letter before
    ignorable,   ///< soft hyphen, joiners, zero-width blanks: part of a word, dropped from its folded form
    apostrophe,  ///< ' and the closing single quotation mark
    quote,       ///< other quotation marks
};

CharClass char_class(char32_t c);

/// The classes of the 128 ASCII characters, for loops that meet little else.
extern const std::array<CharClass, 128> ascii_class;

bool is_upper(char32_t c);
bool is_lower(char32_t c);

/// Folds one word to the form rules are written in: case folded, accents composed, soft hyphens and joiners dropped, all apostrophes ',
/// all dashes -, all double quotation marks ". `out` is overwritten. Requires: valid UTF-8.
void fold(std::string_view word, std::string& out);

}  // namespace dateline
