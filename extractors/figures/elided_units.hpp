#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractors/figures/making.hpp"

namespace dateline {

/// The unit that a figure leaves out: that of the whole it is a part of ("three of the five hostages"), or of the figure before it that it
/// is set beside ("27 ferries for the lakes and 14 for the coast", "to 5.4 percent from 5.1").
class ElidedUnits {
public:
    explicit ElidedUnits(const LanguageRules& rules);

    /// Fills the unit of figure `i` of a sentence, if it is bare. `kept`: all figures of the sentence in order; `earlier`: those before.
    void fill(const Reading& reading, TokenRange sentence, std::span<MadeFigure* const> kept, std::size_t i,
              const std::vector<FigureDraft>& earlier) const;

private:
    /// The word that ties a figure to what stands before it; joined: "and".
    enum class Link : std::uint8_t { none, joined, from, to, by, at, other };

    /// The link before a figure, hedges gone over.
    Link link_before(const Reading& reading, TokenRange sentence, std::uint32_t first) const;

    /// Whether a number is all there is behind its verb: "won 129."
    bool stands_alone(const Reading& reading, TokenRange sentence, TokenRange tokens) const;

    std::uint16_t joiners_, links_, hedges_, functions_;
    std::vector<Link> link_rows_;  // by row of figure_links
};

}  // namespace dateline
