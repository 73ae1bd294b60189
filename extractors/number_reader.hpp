#pragma once

#include <optional>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// Reads one number that begins at a token: digits with grouping and decimals, number words, both mixed ("3.7 billion", "a hundred",
/// "two-thirds", "20th", "tens of thousands"). Knows no words: they are in number_words.tsv.
class NumberReader {
public:
    explicit NumberReader(const LanguageRules& rules);

    /// The longest number that starts at `first`, not reaching `end`; its rule is the row of its first number word.
    std::optional<NumberDraft> read(const Reading& reading, std::uint32_t first, std::uint32_t end) const;

    /// Whether a token behind digits, without a blank between, is a part that a number can have ("5m", "20th").
    bool is_suffix(const Reading& reading, std::uint32_t token) const;

private:
    enum class Class : std::uint8_t {
        unit,
        teen,
        ten,
        hundred,
        magnitude,
        magnitude_letter,
        dozen,
        vague,
        and_,
        article,
        point,
        sign,
        half,
        fraction,
        fraction_sign,
        ordinal_unit,
        ordinal_teen,
        ordinal_ten,
        ordinal_hundred,
        ordinal_magnitude,
        ordinal_suffix,
        none
    };
    struct Word {
        Class cls = Class::none;
        Decimal value;
    };
    class Run;

    Word word(const Reading& reading, std::uint32_t token) const;

    std::uint16_t file_, currencies_;
    std::vector<Word> words_;  // by row
};

}  // namespace dateline
