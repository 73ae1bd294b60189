#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline {

/// A stretch of an article's text, in bytes, that is read at once.
struct Section {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool last = true;  ///< captions are read with the last one, the title with the first
};

/// A text of some ten thousand words is one section: all news is. A longer one is cut where it may be, best at an empty line, so that what
/// is held in memory and looked at together does not grow with the text; what one section tells is not known in the next. What has
/// no place to be cut, as a run of letters or digits, stays whole.
std::vector<Section> sections(std::string_view text);

inline constexpr std::size_t longest_section = 256 * 1024;

}  // namespace dateline
