#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// What UTF-8 reading meets in some bytes.
struct Utf8Count {
    std::size_t longer = 0;   ///< valid characters of more than one byte
    std::size_t invalid = 0;  ///< invalid sequences, each of which becomes one U+FFFD
};
Utf8Count count_utf8(std::string_view bytes);

/// The number of bytes at `at` that are replaced together: the longest start of a valid sequence, or one byte (Unicode 15, section 3.9,
/// "substitution of maximal subparts", as the WHATWG decoder does). Requires: the sequence at `at` is invalid.
std::size_t invalid_length(std::string_view bytes, std::size_t at);

}  // namespace dateline
