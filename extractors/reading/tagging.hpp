#pragma once

#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extractors/reading/tag_rules.hpp"
#include "extractors/reading/tags.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/reading/word_classes.hpp"
#include "extractors/reading/word_facts.hpp"

namespace dateline {

class LanguageRules;
class Reading;

/// Gives each token of a sentence its word class: the word's first class in the lexicon by its shape, suffix and shape for unknown words
/// (tag_suffixes.tsv), then the context rules of tagging.tsv.
class Tagger {
public:
    /// Throws Error (bad_config) with file and line on a faulty rule.
    explicit Tagger(const LanguageRules& rules);
    /// What write() wrote of the tagger of these rules.
    Tagger(const LanguageRules& rules, ImageReader& image);

    void write(ImageWriter& image) const { image(facts_); }

    /// `applied` (for `dateline rules`) gets the row of tagging.tsv of every change that a context rule made.
    void tag(const Reading& reading, TokenRange sentence, std::span<Token> tokens, std::vector<std::uint32_t>* applied = nullptr) const;

    /// Of the words of the rules' lexicon, by id.
    const Array<WordFacts>& facts() const { return facts_; }
    /// Of any other word, folded.
    WordFacts facts(std::string_view folded) const { return facts(folded, other_classes(folded), no_word); }

private:
    struct Suffix {
        std::string text;
        std::array<Tag, 5> tags{};
    };

    /// Makes all but facts_.
    void prepare();
    WordFacts facts(std::string_view folded, const WordClass& classes, WordId word) const;
    /// The classes of a word that tag_words.tsv does not have: those of the user's lexicon, of the general lexicon, or those that its
    /// ending suggests.
    WordClass other_classes(std::string_view folded) const;

    const LanguageRules& language_;
    std::vector<Suffix> suffixes_;                  // by their last byte, there the longest first
    std::array<std::uint16_t, 257> suffix_from_{};  // by last byte: the first of suffixes_
    TagRules rules_;
    Array<WordFacts> facts_;              // by word id
    std::array<Tag, 256> mark_tags_{};    // by the first byte of a mark
    std::array<bool, 256> quotations_{};  // by the first byte of a mark: a sentence may open behind it
};

}  // namespace dateline
