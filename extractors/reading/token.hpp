#pragma once

#include <cstdint>

namespace dateline {

/// A word's number: below Lexicon::size() the lexicon's, from there on the article's own.
using WordId = std::uint32_t;
inline constexpr WordId no_word = 0xFFFFFFFF;

enum class TokenKind : std::uint8_t { word, digits, mark };

/// How a word is written. Marks and digits have their own.
enum class Shape : std::uint8_t { lower, capital, upper, mixed, digits, mark };

/// The smallest piece rules see: a maximal run of letters, or of digits, or one mark (a run of the same mark is one token). Clitics ('s,
/// n't) are tokens of their own; an apostrophe inside a name (O'Brien) is part of it.
struct Token {
    std::uint64_t families = 0;   ///< bit f: an entry of word file f starts here
    std::uint32_t byte = 0;       ///< first byte in its zone's text
    std::uint32_t bytes = 0;      ///< number of bytes
    std::uint32_t character = 0;  ///< first character in its zone's text
    WordId word = no_word;        ///< of the folded text
    std::uint32_t hit = 0;        ///< its list of lexicon hits: the lexicon's, or with own_hits the reading's
    TokenKind kind = TokenKind::mark;
    Shape shape = Shape::mark;
    std::uint8_t flags = 0;
    std::uint8_t tag = 0;  ///< word class; set by tagging

    static constexpr std::uint32_t own_hits = 0x80000000;
    static constexpr std::uint8_t space_before_flag = 1, line_start_flag = 2, paragraph_start_flag = 4;
    bool space_before() const { return flags & space_before_flag; }
    bool line_start() const { return flags & line_start_flag; }
    bool paragraph_start() const { return flags & paragraph_start_flag; }
    bool is_word() const { return kind == TokenKind::word; }
    bool is_digits() const { return kind == TokenKind::digits; }
    bool capitalized() const { return shape == Shape::capital || shape == Shape::upper || shape == Shape::mixed; }
};
static_assert(sizeof(Token) == 32);

/// Tokens `first` to `last` (exclusive) of a reading.
struct TokenRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    constexpr std::uint32_t size() const { return last - first; }
    constexpr bool empty() const { return first >= last; }
    constexpr bool contains(TokenRange other) const { return first <= other.first && other.last <= last; }
    constexpr bool contains(std::uint32_t token) const { return first <= token && token < last; }
    constexpr bool overlaps(TokenRange other) const { return first < other.last && other.first < last; }
    friend constexpr auto operator<=>(const TokenRange&, const TokenRange&) = default;
};

}  // namespace dateline
