#pragma once

#include <array>
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

/// What is known of a word before it is seen in its place: worked out once for each word of the rules, and once in an article for each
/// other.
struct WordFacts {
    WordTests tests;
    WordClass classes;
    Tag lower = Tag::none, capital = Tag::none,
        opening = Tag::none;               ///< its first tag: in lower case, with a capital, where a sentence opens
    std::array<std::uint8_t, 2> unused{};  ///< images have no padding
};

}  // namespace dateline
