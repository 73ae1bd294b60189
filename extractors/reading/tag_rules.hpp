#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/tags.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/reading/word_classes.hpp"

namespace dateline {

class LanguageRules;

/// Which of the tests on words in tagging.tsv a word meets: a bit each.
inline constexpr std::size_t most_word_tests = 128;
using WordTests = std::array<std::uint64_t, most_word_tests / 64>;

/// The context rules of tagging.tsv in their order, in the manner of Brill (1992) and of Hepple (2000).
///
/// tagging.tsv: columns name, from, to, when, example. `when` holds conditions separated by blanks, all of which must hold:
///   -1:DT|JJ    the token there has one of these tags          -3..-1:MD   one of the tokens there has
///   -1=to|will  it is one of these words (folded)              0?VB        the lexicon lets it be that
///   0~ing       it ends so                                     +1^         it is capitalized
///   -1$         there is no token: the sentence's edge         !x          not x
///
/// Up to 64 tokens are looked at together: for each tag, and for each test on words, one bit for each token where it holds. A condition is
/// then a few shifts for all tokens at once, and a rule whose tags or words do not occur is not looked at.
class TagRules {
public:
    /// Throws Error (bad_config) with file and line on a faulty rule. Requires: the words of the rules are in the lexicon.
    explicit TagRules(const LanguageRules& rules);

    /// The tests that a word meets by its ending and classes; `word` is its id when the lexicon has it.
    WordTests tests(std::string_view folded, const WordClass& classes, WordId word) const;

    /// Applies all rules to the tokens `core` of a sentence: tags are read and changed in `tokens`. `tests` tells those of a token.
    template <typename TestsOf>
    void apply(TokenRange sentence, std::span<Token> tokens, const TestsOf& tests) const {
        // Long sentences are taken in pieces; conditions look at most 15 tokens far, so what lies beyond a window changes nothing.
        for (std::uint32_t begin = sentence.first; begin < sentence.last; begin += window_core) {
            const TokenRange core{begin, std::min(sentence.last, begin + window_core)};
            Window window(sentence, core);
            for (std::uint32_t t = window.around.first; t < window.around.last; ++t) window.add(t, tokens[t], tests(tokens[t]));
            apply(window, tokens);
        }
    }

private:
    static constexpr std::uint32_t window_side = 15, window_core = 34;  // 15 + 34 + 15 tokens are 64
    static constexpr std::size_t block_size = 64;

    struct Window {
        Window(TokenRange of_sentence, TokenRange core);

        std::uint64_t bit(std::uint32_t t) const { return std::uint64_t{1} << (t - around.first); }
        void add(std::uint32_t t, const Token& token, const WordTests& meets) {
            const std::uint64_t place = bit(t);
            tags[token.tag] |= place;
            present |= TagSet{1} << token.tag;
            if (token.capitalized()) capitals |= place;
            for (std::size_t part = 0; part < meets.size(); ++part) {
                met[part] |= meets[part];
                for (std::uint64_t left = meets[part]; left != 0; left &= left - 1)
                    tested[part * 64 + static_cast<unsigned>(std::countr_zero(left))] |= place;
            }
        }
        /// Where a tag of the set stands.
        std::uint64_t places(TagSet set) const {
            std::uint64_t out = 0;
            for (TagSet left = set & present; left != 0; left &= left - 1) out |= tags[static_cast<unsigned>(std::countr_zero(left))];
            return out;
        }

        TokenRange sentence, around;
        std::uint64_t inside = 0;  ///< the tokens of the core
        TagSet present = 0;
        std::uint64_t capitals = 0;
        WordTests met{};  ///< tests that some word meets
        std::array<std::uint64_t, tag_count> tags{};
        std::array<std::uint64_t, most_word_tests> tested{};
    };
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
        Tag to = Tag::none;
        std::vector<Condition> when;  ///< that which holds least often first; the tags it starts from are one of them
    };
    /// 64 rules and what each of them cannot do without, so that those which cannot apply are not tried.
    struct Block {
        std::array<std::uint64_t, tag_count> from{};          ///< by tag: rules that change it
        std::array<std::uint64_t, tag_count> near{};          ///< by tag: rules that need this one or another in a certain place
        std::array<std::uint64_t, most_word_tests> tested{};  ///< by test: rules that need a word which meets it
        std::uint64_t near_any = 0, untested = 0;             ///< rules without such a need
    };

    Condition parse(const LanguageRules& rules, std::string_view text, const std::string& where);
    std::uint8_t word_test(const LanguageRules& rules, std::string_view text, const std::string& where);
    void add(Rule rule);
    std::uint64_t places(const Condition& condition, const Window& window) const;
    std::uint64_t active(const Block& block, const Window& window) const;
    void apply(Window& window, std::span<Token> tokens) const;

    std::vector<WordTest> tests_;
    std::vector<std::pair<WordId, WordTests>> words_;  ///< sorted: tests that name the word
    std::vector<Rule> rules_;
    std::vector<Block> blocks_;
};

}  // namespace dateline
