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

struct Sentence;

/// Gives each token of a sentence its word class: the word's first class in the lexicon by its shape, suffix and shape for unknown words
/// (tag_suffixes.tsv), then the context rules of tagging.tsv.
class Tagger {
public:
    /// Throws Error (bad_config) with file and line on a faulty rule.
    explicit Tagger(const LanguageRules& rules);
    /// What write() wrote of the tagger of these rules.
    Tagger(const LanguageRules& rules, ImageReader& image);

    void write(ImageWriter& image) const {
        image(facts_);
        image(class_facts_);
    }

    /// `applied` (for `dateline rules`) gets the row of tagging.tsv of every change that a context rule made.
    void tag(const Reading& reading, std::span<const Sentence> sentences, std::span<Token> tokens,
             std::vector<std::uint32_t>* applied = nullptr) const;

    /// Of the words of the rules' lexicon, by id.
    const Array<WordFacts>& facts() const { return facts_; }
    /// Of any other word, folded. Requires: `key` is its key.
    WordFacts facts(std::string_view folded, WordKey key) const;

private:
    struct Suffix {
        std::string text;
        std::array<Tag, 5> tags{};
    };

    /// The first tags of a sentence; `facts` gets what is known of each of its words.
    void tag_words(const Reading& reading, TokenRange sentence, std::span<Token> tokens, std::span<const WordFacts*> facts) const;

    /// Makes all but facts_ and class_facts_.
    void prepare();
    /// Of a word with these classes, but for its ending.
    WordFacts facts(const WordClass& classes, WordId word) const;
    /// The row of tag_suffixes.tsv for a word, by the index in suffixes_; their number where none is.
    std::size_t suffix_of(std::string_view folded) const;
    /// The classes of suffixes_[suffix], or those of a word without.
    WordClass suffix_classes(std::size_t suffix) const;
    /// The classes of a word that tag_words.tsv does not have: those of the user's lexicon, of the general lexicon, or those that its
    /// ending suggests.
    WordClass other_classes(std::string_view folded) const;

    const LanguageRules& language_;
    std::vector<Suffix> suffixes_;                  // by their last byte, there the longest first
    std::array<std::uint16_t, 257> suffix_from_{};  // by last byte: the first of suffixes_
    TagRules rules_;
    Array<WordFacts> facts_;               // by word id
    Array<WordFacts> class_facts_;         // by class of the general lexicon; these and the next lack what endings tell
    std::vector<WordFacts> suffix_facts_;  // by suffix, and for words without
    std::array<Tag, 256> mark_tags_{};     // by the first byte of a mark
    std::array<bool, 256> quotations_{};   // by the first byte of a mark: a sentence may open behind it
};

}  // namespace dateline
