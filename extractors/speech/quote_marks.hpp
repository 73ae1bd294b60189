#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// Text between two quotation marks that belong together, over as many paragraphs as it runs.
struct MarkedStretch {
    std::uint32_t open = 0;               ///< token of the opening mark
    std::optional<std::uint32_t> close;   ///< token of the closing mark; nothing when it is missing
    std::optional<std::uint32_t> parent;  ///< index of the stretch around it
    std::uint32_t first_part = 0, part_count = 0;
    bool single = false;   ///< single marks
    bool balanced = true;  ///< false where a mark is missing: not closed, closed by the outer one, not reopened
};

/// The stretches of the body, in order of their opening marks; a stretch stands before those inside it.
struct MarkedStretches {
    std::vector<MarkedStretch> list;
    std::vector<TokenRange> all_parts;  ///< of one stretch after the other

    std::uint32_t size() const { return static_cast<std::uint32_t>(list.size()); }
    const MarkedStretch& operator[](std::uint32_t s) const { return list[s]; }
    /// The content, a part for each paragraph, without marks.
    std::span<const TokenRange> parts(std::uint32_t s) const {
        return std::span(all_parts).subspan(list[s].first_part, list[s].part_count);
    }
};

/// Pairs the quotation marks of the body.
///
/// One pass with a stack: a mark opens or closes by its shape and what stands beside it. A double mark that closes also ends what was
/// opened inside and not closed. An open quotation goes on over a paragraph's end when the next paragraph begins with an opening mark, or
/// when a closing mark comes before any other opening one; else it ends with its paragraph. Apostrophes, inches and elisions ('90s) are no
/// marks.
MarkedStretches marked_stretches(const Reading& reading);

}  // namespace dateline
