#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Gives every standing proposal its confidence: that of its strongest evidence (confidence.tsv), times a factor for each doubtful step
/// (a flag on a figure, a speaker that stays unresolved, a date with other readings).
std::unique_ptr<Stage> confidence_stage(const LanguageRules& rules);

}  // namespace dateline
