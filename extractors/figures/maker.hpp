#pragma once

#include <vector>

#include "extractors/figures/making.hpp"

namespace dateline {

/// The productions that the rows of figure_patterns.tsv name.
class FigureMaker {
public:
    /// Throws Error (bad_config) when a row names a production that there is not.
    FigureMaker(const FigureWords& words, const PatternSet& patterns);

    /// What the row of `match` makes of it, into `made` (overwritten); false when it declines.
    bool make(FigureArticle& article, TokenRange sentence, const Match& match, MadeFigure& made) const;

private:
    using Production = bool (FigureMaking::*)(MadeFigure&);

    const FigureWords& words_;
    const PatternSet& patterns_;
    std::vector<Production> productions_;           // by row
    std::vector<FigureMaking::Captures> captures_;  // by row
};

}  // namespace dateline
