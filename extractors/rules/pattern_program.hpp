#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "extractors/reading/tags.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/rules/span_index.hpp"
#include "extractors/rules/token_shape.hpp"

// The inside of a PatternSet: what pattern_parser makes of a row, pattern_compiler turns into a program and pattern_matcher runs.

namespace dateline {

/// Most tokens of a match, and most steps of a program.
inline constexpr std::uint32_t max_pattern_tokens = 40;
inline constexpr std::size_t max_pattern_code = 256;

enum class PatternTest : std::uint8_t { word, one_of, exact, file, span, shape, regex, mark, any, start, end, tag, noun_group, verb_group };

/// One element of a row: what a token, or an entry, span or group that starts there, must be.
struct PatternElement {
    PatternTest test = PatternTest::word;
    bool anchor = false;
    SpanKind span = SpanKind::number;
    std::int16_t type = -1;  ///< of a span; -1: any
    std::uint16_t file = 0;
    std::uint16_t cls = 0;  ///< class of a file's rows; 0: any
    WordId word = no_word;
    TagSet tags = 0;
    std::string text;  ///< exact spelling; of a file, a span or a tag its name in the pattern ("units:length")
    std::unique_ptr<TokenShape> shape;
    std::unique_ptr<re2::RE2> regex;  ///< where it is no simple shape
    std::vector<WordId> words;        ///< of a shape that is a list of words, and of one_of
    std::uint64_t word_bits = 0;      ///< of one_of: PatternLook::word_bit() of its words
};

enum class PatternOp : std::uint8_t { take, split, jump, open, close, deny, accept };

struct PatternStep {
    PatternOp op;
    std::uint16_t a = 0;  // element, target or capture
    std::uint16_t b = 0;  // second target (tried after a)
};

/// The syntax tree, only between parsing and code.
struct PatternNode {
    enum class Kind { element, sequence, alternatives, repeat, capture, deny } kind = Kind::sequence;
    std::uint16_t element = 0;
    std::uint16_t low = 0, high = 0;  // repeat
    std::uint16_t capture = 0;
    std::vector<PatternNode> children;
};

/// What can be seen of one token without running a program: bits for each part. A token's own look has one word and one kind; the look that
/// a row wants has a bit for everything that some element of it takes there. Where the two share no bit, the row cannot match.
struct PatternLook {
    std::uint64_t families = 0;
    std::uint64_t words = 0;  ///< bit w: a word whose id ends in w
    std::uint64_t rest = 0;   ///< of_tags(), of_kinds() and of_spans()

    static constexpr std::uint8_t edge = 8, anything = 15;
    static_assert(tag_count <= 40);
    static constexpr std::uint64_t of_tags(TagSet tags) { return tags; }
    /// By TokenKind; and the edge of the sentence.
    static constexpr std::uint64_t of_kinds(std::uint8_t kinds) { return std::uint64_t{kinds} << 40; }
    static constexpr std::uint64_t of_spans(SpanSet spans) { return std::uint64_t{spans} << 48; }

    static constexpr std::uint64_t word_bit(WordId word) { return std::uint64_t{1} << (word % 64); }
    static constexpr std::uint8_t kind_bit(TokenKind kind) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind)); }

    bool meets(const PatternLook& token) const { return ((words & token.words) | (families & token.families) | (rest & token.rest)) != 0; }
};

/// An element that a row is found by, with what must be around it.
struct PatternAnchor {
    std::uint32_t row = 0;
    std::uint16_t element = 0;
    std::uint16_t wanted = 0;                        ///< the class of a file's entry or, counted from 1, the type of a span; 0: any
    std::uint8_t least_before = 0, most_before = 0;  ///< tokens of the match before it
    bool only = false;           ///< the row's only anchor, in one step of its program, without repeats: what stands before it and what
                                 ///< stands behind it can be found apart
    std::uint16_t step = 0;      ///< that step
    PatternLook before, behind;  ///< of the tokens next to it
};

/// A row, compiled.
struct PatternProgram {
    std::vector<PatternElement> elements;
    std::vector<PatternStep> code;
    std::vector<std::string> captures;
    std::vector<PatternAnchor> anchors;
    PatternLook first;           ///< of the first token of a match
    bool crosses_marks = false;  ///< has {mark}
    bool loops = false;          ///< has a repeat: the ways that were tried must be remembered
};

}  // namespace dateline
