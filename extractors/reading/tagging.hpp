#pragma once

#include <span>
#include <string>
#include <vector>

#include "extractors/reading/tags.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/reading/word_classes.hpp"

namespace dateline {

class LanguageRules;
class Reading;

/// Gives each token of a sentence its word class: the word's first class in the lexicon by its shape, suffix and shape for unknown words
/// (tag_suffixes.tsv), then the context rules of tagging.tsv in their order, in the manner of Brill (1992) and of Hepple (2000).
///
/// tagging.tsv: columns name, from, to, when, example. `when` holds conditions separated by blanks, all of which must hold:
///   -1:DT|JJ    the token there has one of these tags          -3..-1:MD   one of the tokens there has
///   -1=to|will  it is one of these words (folded)              0?VB        the lexicon lets it be that
///   0~ing       it ends so                                     +1^         it is capitalized
///   -1$         there is no token: the sentence's edge         !x          not x
class Tagger {
public:
    /// Throws Error (bad_config) with file and line on a faulty rule.
    explicit Tagger(const LanguageRules& rules);

    void tag(const Reading& reading, TokenRange sentence, std::span<Token> tokens) const;

    /// The classes of a word: tag_words.tsv first, then the lexicon, then those that its ending suggests.
    WordClass classes(std::string_view folded) const;

private:
    struct Condition {
        enum class Test : std::uint8_t { tag, word, can_be, suffix, capital, edge } test = Test::tag;
        bool negated = false;
        int from = 0, to = 0;
        TagSet tags = 0;
        std::vector<WordId> words;
        std::string suffix;
    };
    struct Rule {
        TagSet from = 0;
        Tag to = Tag::none;
        std::vector<Condition> when;
    };
    struct Suffix {
        std::string text;
        std::array<Tag, 5> tags{};
    };

    /// Up to 64 tokens of a sentence: for each tag a bit for each place where it stands, so that a rule's conditions on tags are a few
    /// shifts for all places at once.
    class Window;

    Tag first_tag(const Reading& reading, std::uint32_t token, bool opens) const;
    bool holds(const Condition& condition, const Reading& reading, TokenRange sentence, std::span<const Token> tokens,
               std::uint32_t token) const;
    void apply_rules(const Reading& reading, TokenRange sentence, TokenRange core, std::span<Token> tokens) const;
    Condition parse(const LanguageRules& rules, std::string_view text, const std::string& where) const;

    WordClasses lexicon_;
    std::vector<std::pair<std::string, WordClass>> words_;  // tag_words.tsv, sorted
    std::vector<Suffix> suffixes_;                          // longest first
    std::vector<Rule> rules_;
};

}  // namespace dateline
