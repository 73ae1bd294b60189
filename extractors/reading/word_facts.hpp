#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "extractors/reading/tags.hpp"
#include "extractors/reading/word_classes.hpp"

namespace dateline {

/// Which of the tests on words in tagging.tsv a word meets: a bit each.
class WordTests {
public:
    static constexpr std::size_t most = 128;

    void set(std::size_t test) { bits_[test / 64] |= std::uint64_t{1} << (test % 64); }
    bool has(std::size_t test) const { return (bits_[test / 64] >> (test % 64)) & 1; }
    WordTests& operator|=(const WordTests& other) {
        for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
        return *this;
    }

private:
    std::array<std::uint64_t, most / 64> bits_{};
};

/// Some of 128 context rules that follow each other.
struct RuleSet {
    std::uint64_t low = 0, high = 0;

    static constexpr std::size_t size = 128;
    static constexpr RuleSet all() { return {~std::uint64_t{0}, ~std::uint64_t{0}}; }
    static constexpr RuleSet of(std::size_t rule) {
        return rule < 64 ? RuleSet{std::uint64_t{1} << rule, 0} : RuleSet{0, std::uint64_t{1} << (rule - 64)};
    }
    /// Those behind `rule`.
    static constexpr RuleSet behind(std::size_t rule) {
        if (rule < 64) return {~((std::uint64_t{2} << rule) - 1), ~std::uint64_t{0}};
        return {0, ~((std::uint64_t{2} << (rule - 64)) - 1)};
    }
    constexpr RuleSet operator&(RuleSet other) const { return {low & other.low, high & other.high}; }
    constexpr RuleSet operator|(RuleSet other) const { return {low | other.low, high | other.high}; }
    constexpr bool empty() const { return (low | high) == 0; }
    constexpr bool has(std::size_t rule) const { return ((rule < 64 ? low : high) >> (rule % 64) & 1) != 0; }
    constexpr std::size_t first() const { return static_cast<std::size_t>(low != 0 ? std::countr_zero(low) : 64 + std::countr_zero(high)); }
    constexpr void drop_first() {
        if (low != 0)
            low &= low - 1;
        else
            high &= high - 1;
    }
};
inline constexpr std::size_t most_rule_blocks = 2;

/// What is known of a word before it is seen in its place: worked out once for each word of the rules, and once in an article for each
/// other.
struct WordFacts {
    WordTests tests;
    std::array<RuleSet, most_rule_blocks> may;  ///< context rules that it does not rule out by itself
    WordClass classes;
    Tag lower = Tag::none, capital = Tag::none,
        opening = Tag::none;               ///< its first tag: in lower case, with a capital, where a sentence opens
    std::array<std::uint8_t, 2> unused{};  ///< images have no padding
};

}  // namespace dateline
