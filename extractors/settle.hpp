#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Decides overlaps of figures, dates and names, in one place: what touches a block goes; of two that overlap the longer stays, of two with
/// the same span the one with more evidence, then the date, the figure, the name. Exceptions: overlaps.tsv. Quotes hold facts and stay.
std::unique_ptr<Stage> settle_stage(const LanguageRules& rules);

}  // namespace dateline
