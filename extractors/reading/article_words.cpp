#include "extractors/reading/article_words.hpp"

#include <algorithm>

#include "extractors/reading/tagging.hpp"

namespace dateline {
namespace {

/// Words of its own that an article of so many bytes is expected to have; the table grows when they are more.
std::size_t expected_words(std::size_t bytes) {
    return std::min<std::size_t>(bytes / 20, 4096);
}

}  // namespace

ArticleWords::ArticleWords(const Lexicon& lexicon, const Tagger* tagger, std::size_t bytes)
    : lexicon_(lexicon),
      tagger_(tagger),
      known_facts_(tagger == nullptr ? nullptr : tagger->facts().data()),
      own_from_(lexicon.size()),
      own_table_(expected_words(bytes)) {
    own_words_.reserve(expected_words(bytes));
    if (tagger != nullptr) own_facts_.reserve(expected_words(bytes));
}

WordId ArticleWords::long_id(std::string_view folded) {
    const WordKey key = word_key(folded);
    const auto same = [&](WordId id) { return word(id) == folded; };
    WordId found = lexicon_.table().find(key, same);
    if (found == no_word) found = own_table_.find(key, same);
    return found != no_word ? found : add(folded, key);
}

WordId ArticleWords::add(std::string_view folded, WordKey key) {
    const auto id = static_cast<WordId>(own_from_ + own_words_.size());
    own_words_.emplace_back(static_cast<std::uint32_t>(own_text_.size()), static_cast<std::uint32_t>(folded.size()));
    own_text_ += folded;
    own_table_.add(key, id);
    if (tagger_ != nullptr) own_facts_.push_back(tagger_->facts(folded, key));
    return id;
}

}  // namespace dateline
