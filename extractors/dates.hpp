#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Finds dates, lengths of time and sets, with what their words say; date resolution gives them values.
std::unique_ptr<Stage> dates_stage(const LanguageRules& rules);

}  // namespace dateline
