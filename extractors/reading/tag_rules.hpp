#pragma once

#include <algorithm>
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

    /// Sets what the rules ask of a word: `facts` has its classes, `word` is its id when the lexicon has it. All but its ending.
    void judge(WordId word, WordFacts& facts) const;
    /// Adds what they ask of its ending.
    void judge_ending(std::string_view folded, WordFacts& facts) const;

    /// Applies the rules to sentences of an article, one after another.
    class Run;

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
        std::vector<Condition> when;  ///< what the tables of its block do not tell; that which holds least often first
    };
    /// By what is met, the rules of a block that it allows.
    struct Block {
        std::array<RuleSet, tag_count * tag_count> before{},
            after{};                                     ///< by pair(): the tag before and the own; the own and the one behind
        std::array<RuleSet, tag_count> by_class{};       ///< a class that the word can be
        std::array<RuleSet, WordTests::most> by_test{};  ///< a test that names the word
        RuleSet any_class, any_word;                     ///< rules that do not ask
    };

    static constexpr std::size_t pair(std::size_t tag, std::size_t next) { return tag * tag_count + next; }
    Condition parse(const LanguageRules& rules, std::string_view text, const std::string& where);
    std::uint8_t word_test(const LanguageRules& rules, std::string_view text, const std::string& where);
    void add(Rule rule);

    std::vector<WordTest> tests_;
    std::vector<std::pair<WordId, WordTests>> named_words_;  ///< sorted: tests that name the word
    std::array<WordTests, tag_count> tests_of_class_{};      ///< tests that a word meets which can be that
    std::vector<std::uint8_t> ending_tests_;                 ///< by last byte
    std::array<std::uint8_t, 257> ending_tests_from_{};      ///< by last byte: the first of ending_tests_
    std::vector<Rule> rules_;
    std::vector<Block> blocks_;
};

/// The rules at work in one article; what it needs for a sentence is kept for the next.
class TagRules::Run {
public:
    /// `applied` (for `dateline rules`) gets the row of tagging.tsv of every change, if not null. All must outlive it.
    Run(const TagRules& rules, std::span<Token> tokens, std::vector<std::uint32_t>* applied)
        : rules_(rules), tokens_(tokens), applied_(applied) {}

    /// Begins a sentence: gives the place for what is known of each of its words. When that is filled in and the tokens have their first
    /// tags comes apply().
    std::span<const WordFacts*> begin(TokenRange sentence) {
        sentence_ = sentence;
        facts_.resize(std::max<std::size_t>(facts_.size(), sentence.size()));
        return facts_;
    }
    void apply();

private:
    void apply(std::size_t block);
    void note(const Block& rules, std::size_t block, std::uint32_t t, std::size_t before, std::size_t behind);
    void change(std::size_t block, Tag to, std::uint64_t changed);
    bool holds(const Block& block, std::size_t rule, const std::vector<Condition>& when, std::uint32_t place) const;
    bool holds(const Condition& c, std::uint32_t t) const;

    /// Of a token of the sentence; 0, for none, beside it.
    std::size_t tag_number(std::uint32_t t) const { return sentence_.contains(t) ? tokens_[t].tag : 0; }

    const TagRules& rules_;
    std::span<Token> tokens_;
    std::vector<std::uint32_t>* applied_;
    TokenRange sentence_;
    std::vector<const WordFacts*> facts_;                // of the sentence's tokens
    TokenRange piece_;                                   // long sentences are taken in pieces: a place is a bit
    std::uint64_t stale_ = 0;                            // places of the piece whose tags have changed, or their neighbours'
    RuleSet active_{};                                   // rules with a place
    RuleSet wanted_{};                                   // rules whose turn is still to come
    std::array<std::uint64_t, RuleSet::size> places_{};  // by rule of the block: tokens of the piece that allow it; all 0 between blocks
};

}  // namespace dateline
