#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Gives the dates that stand their values: against the reference time, the dates told of before, and the tense of their clauses.
std::unique_ptr<Stage> date_resolution_stage(const LanguageRules& rules);

}  // namespace dateline
