#pragma once

#include <array>
#include <span>
#include <string_view>

#include "extractors/reading/tags.hpp"

namespace dateline {

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

/// The general lexicon of a language: an image that is used as it stands, without loading.
class WordClasses {
public:
    WordClasses() = default;
    /// Throws Error (bad_config) when `image` is not one. Requires: `image` outlives this.
    explicit WordClasses(std::string_view image);

    /// The classes of a folded word; false when it is not in the lexicon.
    bool find(std::string_view folded, WordClass& out) const;
    std::size_t size() const { return entries_; }

private:
    const char* slots_ = nullptr;
    const char* records_ = nullptr;
    const char* text_ = nullptr;
    std::uint32_t slot_count_ = 0, entries_ = 0;
};

/// The image of a language that is built into the program; empty when it has none.
std::string_view built_in_lexicon(std::string_view language);

}  // namespace dateline
