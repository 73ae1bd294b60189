#pragma once

#include "extractors/stages.hpp"

namespace dateline {

class PatternFiles;

/// Finds dates, lengths of time and sets, with what their words say; date resolution gives them values.
std::unique_ptr<Stage> dates_stage(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns);

}  // namespace dateline
