#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace dateline {

/// What a page may ask of the parser. Real pages stay far below: of a thousand, the most were depth 51, 13 active formatting elements,
/// 50 attributes, 278 names. Without limits a page of a few hundred kilobytes keeps the parser busy for half a minute.
struct ParseLimits {
    std::size_t page_bytes = std::size_t{16} << 20;  ///< the rest is not parsed
    std::size_t open_elements = 512;                 ///< start tags beyond are skipped, their content is kept
    std::size_t formatting_elements = 64;            ///< the same
    std::size_t attributes = 1024;                   ///< of one element; more are left out
    std::size_t names = 5000;                        ///< different tag and attribute names; parsing stops there
    std::int64_t milliseconds = 1500;                ///< processor time; parsing stops there
};

/// Start tags that were not forwarded to the tree, so that their end tags are not either.
class SkippedTags {
public:
    void skip(std::uintptr_t tag) {
        ++open_[tag];
        ++count_;
    }
    /// Whether an end tag belongs to a skipped start tag.
    bool closes(std::uintptr_t tag) {
        if (count_ == 0) return false;
        const auto found = open_.find(tag);
        if (found == open_.end() || found->second == 0) return false;
        --found->second;
        --count_;
        return true;
    }

private:
    std::unordered_map<std::uintptr_t, std::size_t> open_;
    std::size_t count_ = 0;
};

}  // namespace dateline
