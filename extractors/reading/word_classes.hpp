#pragma once

#include <array>
#include <string_view>

#include "extractors/reading/tags.hpp"
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
};

/// The class in the columns "lower" and "capital" of a row. Throws Error (bad_config) on an unknown tag.
WordClass word_class(const Table& table, std::size_t row);

/// Words with their classes, found by hash: a language's general lexicon, which lies ready in the image of the rules.
class WordClasses {
public:
    /// Adds a folded word; the first to bring a word keeps it.
    void add(std::string_view folded, const WordClass& classes);

    /// The classes of a folded word; false when it is not here.
    bool find(std::string_view folded, WordClass& out) const;
    std::size_t size() const { return records_.size(); }
    /// The same words, not owned. Requires: this outlives them.
    WordClasses view() const;

    /// Calls `visit` for every array, in the order they have in an image.
    template <typename Visitor>
    void arrays(Visitor& visit) {
        visit(slots_);
        visit(records_);
        visit(text_);
    }

private:
    struct Record {
        std::uint32_t begin = 0;
        std::uint16_t length = 0;
        std::array<Tag, 5> lower{}, capital{};
    };

    std::size_t slot_of(std::string_view folded) const;
    void grow();

    Array<std::uint32_t> slots_;  ///< record + 1; 0: free; size a power of two
    Array<Record> records_;
    Array<char> text_;
};

}  // namespace dateline
