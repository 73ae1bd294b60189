#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rules/rulebook.hpp"

namespace dateline {

/// A number written as one word.
struct JoinedNumber {
    int value = 0;
    bool ordinal = false;
};

/// Reads numbers that a language writes as one word ("dreihundertfünfundsiebzig", "zwanzigtausendste") from the parts that
/// joined_numbers.tsv lists. Each row names in `makes` what its part does:
///     unit, teen, ten   one to nine, ten to nineteen, the tens
///     hundred           what stands before it times a hundred; alone one hundred
///     thousand          likewise; only once, and all that follows is less
///     and               joins a unit to the ten behind it, or what is below a hundred to what stands before
///     ordinal           an ending that makes an ordinal of what stands before it
/// The value of a word never depends on which of two readings comes first: parts of a language that could be read in two ways are listed
/// whole in number_words.tsv.
class JoinedNumbers {
public:
    /// Throws Error (bad_config) on a row that makes nothing known or has a bad value.
    explicit JoinedNumbers(const LanguageRules& rules);

    bool empty() const { return parts_.empty(); }
    /// The number that the whole word is, made of two parts or more; nothing where it is none.
    std::optional<JoinedNumber> read(std::string_view folded) const;

private:
    enum class Makes : std::uint8_t { unit, teen, ten, hundred, thousand, and_, ordinal };
    struct Part {
        std::string text;
        Makes makes;
        int value;
    };
    struct State;
    std::optional<JoinedNumber> read(std::string_view rest, const State& state) const;
    static std::optional<State> with(const Part& part, const State& state);

    std::vector<Part> parts_;
};

}  // namespace dateline
