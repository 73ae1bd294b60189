#pragma once

#include <array>
#include <map>
#include <string_view>

#include "extractors/reading/tags.hpp"
#include "extractors/reading/word_table.hpp"
#include "extractors/rules/image.hpp"

namespace dateline {

class Table;

/// The tags a word can have, most frequent first, as it stands in lower case and with a capital.
struct WordClass {
    std::array<Tag, 5> lower{};
    std::array<Tag, 5> capital{};
    bool known = false;  ///< in the lexicon; else told from the ending

    static TagSet set(const std::array<Tag, 5>& tags) {
        TagSet out = 0;
        for (const Tag tag : tags)
            if (tag != Tag::none) out |= set_of(tag);
        return out;
    }
    friend bool operator==(const WordClass&, const WordClass&) = default;
};

/// The class in the columns "lower" and "capital" of a row. Throws Error (bad_config) on an unknown tag.
WordClass word_class(const Table& table, std::size_t row);

/// Words with their classes, found by their keys: a language's general lexicon, which lies ready in the image of the rules. Few classes
/// differ, so each has a number.
class WordClasses {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    /// Adds a folded word; the first to bring a word keeps it.
    void add(std::string_view folded, const WordClass& classes);

    /// The number of the class of a folded word, or none. Requires: `key` is its key.
    std::uint32_t find(std::string_view folded, WordKey key) const {
        const std::uint32_t word = table_.find(key, [&](std::uint32_t w) { return this->word(w) == folded; });
        return word == no_word ? none : words_[word].class_number;
    }
    /// The classes of a folded word; false when it is not here.
    bool find(std::string_view folded, WordClass& out) const;
    std::size_t size() const { return words_.size(); }
    /// The class of a number; numbers are below classes().
    const WordClass& of(std::uint32_t number) const { return classes_[number]; }
    std::size_t classes() const { return classes_.size(); }
    /// The same words, not owned. Requires: this outlives them.
    WordClasses view() const;

    /// Calls `visit` for every array, in the order they have in an image.
    template <typename Visitor>
    void arrays(Visitor& visit) {
        table_.arrays(visit);
        visit(words_);
        visit(classes_);
        visit(text_);
    }

private:
    struct Word {
        std::uint32_t begin = 0;
        std::uint16_t length = 0;
        std::uint16_t class_number = 0;
    };

    std::string_view word(std::uint32_t w) const { return {text_.data() + words_[w].begin, words_[w].length}; }
    std::uint16_t number_of(const WordClass& classes);

    WordTable table_;
    Array<Word> words_;
    Array<WordClass> classes_;
    Array<char> text_;
    std::map<std::array<Tag, 10>, std::uint16_t> numbers_;  ///< while words are added
};

}  // namespace dateline
