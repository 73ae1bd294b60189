#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/reading/tags.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/reading/word_facts.hpp"

namespace dateline {

class ArticleWords;
class LanguageRules;

/// The context rules of tagging.tsv in their order, in the manner of Brill (1992) and of Hepple (2000).
///
/// tagging.tsv: columns name, from, to, when, example. `when` holds conditions separated by blanks, all of which must hold:
///   -1:DT|JJ    the token there has one of these tags          -3..-1:MD   one of the tokens there has
///   -1=to|will  it is one of these words (folded)              0?VB        the lexicon lets it be that
///   0~ing       it ends so                                     +1^         it is capitalized
///   -1$         there is no token: the sentence's edge         !x          not x
///
/// A rule is tried only at the tokens whose word, tag and neighbours' tags allow it: the word's facts and two look-ups by a pair of tags
/// tell which. What a word must be is a bit of the word's facts.
class TagRules {
public:
    /// Throws Error (bad_config) with file and line on a faulty rule. Requires: the words of the rules are in the lexicon.
    explicit TagRules(const LanguageRules& rules);

    /// Sets what the rules ask of a word: `facts` has its classes, `word` is its id when the lexicon has it.
    void judge(std::string_view folded, WordId word, WordFacts& facts) const;

    /// Applies the rules to a sentence; its tokens have their first tags. `applied` (for `dateline rules`) gets the row of tagging.tsv of
    /// every change.
    void apply(TokenRange sentence, std::span<Token> tokens, const ArticleWords& words,
               std::vector<std::uint32_t>* applied = nullptr) const;

private:
    struct Condition {
        enum class Test : std::uint8_t { tag, word, capital, edge } test = Test::tag;
        bool negated = false;
        std::int8_t from = 0, to = 0;
        std::uint8_t word_test = 0;
        TagSet tags = 0;
    };
    /// What a word is asked, by the condition that asks it: one of these words, these classes, or this ending.
    struct WordTest {
        std::string text;  ///< as written: "=to|will", "?VB", "~ing"
        std::vector<WordId> words;
        TagSet classes = 0;
        std::string ending;
    };
    struct Rule {
        TagSet from = 0;
        Tag to = Tag::none;
        std::vector<Condition> when;  ///< that which holds least often first
    };
    /// By what is met, the rules of a block that it allows.
    struct Block {
        std::array<std::array<RuleSet, tag_count>, tag_count> before{},
            after{};                                     ///< the tag before and the own; the own and the one behind
        std::array<RuleSet, tag_count> by_class{};       ///< a class that the word can be
        std::array<RuleSet, WordTests::most> by_test{};  ///< a test that names the word
        RuleSet any_class, any_word;                     ///< rules that do not ask
    };
    class Run;

    Condition parse(const LanguageRules& rules, std::string_view text, const std::string& where);
    std::uint8_t word_test(const LanguageRules& rules, std::string_view text, const std::string& where);
    void add(Rule rule);

    std::vector<WordTest> tests_;
    std::vector<std::pair<WordId, WordTests>> named_words_;  ///< sorted: tests that name the word
    std::array<WordTests, tag_count> tests_of_class_{};      ///< tests that a word meets which can be that
    std::vector<std::uint8_t> ending_tests_;
    std::vector<Rule> rules_;
    std::vector<Block> blocks_;
};

}  // namespace dateline
