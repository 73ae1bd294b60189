#pragma once

#include <optional>
#include <string>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// The noun that a number counts, by the shape of words alone: the last plural of the run of words behind the number.
class CountedNouns {
public:
    explicit CountedNouns(const LanguageRules& rules);

    struct Noun {
        std::uint32_t token = 0;  ///< the head
        std::string lemma;        ///< singular, folded
    };

    /// The head of the noun group that begins at `first`, before `end`. `one`: a singular is wanted ("one solution").
    std::optional<Noun> behind(const Reading& reading, std::uint32_t first, std::uint32_t end, bool one) const;

    /// The singular of a plural, or nothing when the word has no plural's form.
    std::optional<std::string> singular(const Reading& reading, std::uint32_t token) const;

    /// Whether a word is one that no noun group goes over: function words, verbs of news.
    bool stops(const Reading& reading, std::uint32_t token) const;

    /// Whether a word is a verb here and the lexicon knows it as nothing else.
    static bool verb_only(const Reading& reading, std::uint32_t token);

    /// What the ending of a word tells of it.
    enum class Ending : std::uint8_t { none, participle, gerund, adverb };
    Ending ending(std::string_view folded) const;

    /// Nouns have capitals here, so that a capital makes no name.
    bool capital() const { return capital_; }

private:
    struct Suffix {
        std::string suffix, put;
    };

    std::uint16_t functions_, stops_, singulars_, openers_, joiners_, modifiers_;
    bool capital_ = false;  ///< the head of singulars.tsv says "# nouns: capital": nouns are what has a capital, as in German
    std::vector<Suffix> suffixes_;
    std::vector<std::pair<std::string, Ending>> endings_;
};

}  // namespace dateline
