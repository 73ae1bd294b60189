#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/html/alignment.hpp"

namespace dateline {

/// What became of the NUL characters of a piece of text when the tree took it.
enum class Nuls : std::uint8_t { kept, dropped, replaced };

/// Where the text of one text node came from: the pieces that the tree builder appended to it.
struct TextRecord {
    std::uint32_t length = 0;  ///< bytes of the node's text that are accounted for
    bool exact = true;         ///< false: some piece could not be traced, so nothing of this node may be cited
    std::vector<Stretch> stretches;

    /// Appends bytes `begin` to `end` of `decoded`, whose stretches are given.
    void append(std::string_view decoded, std::span<const Stretch> of_decoded, std::uint32_t begin, std::uint32_t end, Nuls nuls);

private:
    void put(const Stretch& stretch);
};

}  // namespace dateline
