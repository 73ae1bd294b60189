#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/reading/word_facts.hpp"
#include "extractors/reading/word_table.hpp"
#include "extractors/rules/lexicon.hpp"

namespace dateline {

class Tagger;

/// The words of one article: ids of the rules' lexicon, and from there on those of words that it does not have, in the order they came.
class ArticleWords {
public:
    /// Both outlive this; `tagger` null: no facts. `bytes`: of the article, about.
    ArticleWords(const Lexicon& lexicon, const Tagger* tagger, std::size_t bytes);

    /// The id of a folded word, made if new.
    WordId id(std::string_view folded) { return folded.size() <= longest_whole_key ? id(whole_key(folded)) : long_id(folded); }
    /// Requires: a key that is whole.
    WordId id(WordKey key) {
        const auto any = [](WordId) { return true; };
        WordId found = lexicon_.table().find(key, any);
        if (found == no_word) found = own_table_.find(key, any);
        return found != no_word ? found : add(KeyText(key), key);
    }

    std::string_view word(WordId id) const {
        if (id < own_from_) return lexicon_.word(id);
        const auto [begin, length] = own_words_[id - own_from_];
        return {own_text_.data() + begin, length};
    }
    const Lexicon& lexicon() const { return lexicon_; }
    /// Requires: a tagger.
    const WordFacts& facts(WordId id) const { return id < own_from_ ? known_facts_[id] : own_facts_[id - own_from_]; }

private:
    WordId long_id(std::string_view folded);
    WordId add(std::string_view folded, WordKey key);

    const Lexicon& lexicon_;
    const Tagger* tagger_;
    const WordFacts* known_facts_ = nullptr;  // by word id
    WordId own_from_;
    std::string own_text_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> own_words_;  // begin, length in own_text_
    std::vector<WordFacts> own_facts_;
    WordTable own_table_;
};

}  // namespace dateline
