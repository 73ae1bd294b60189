#pragma once

#include <memory>

#include "extractors/stages.hpp"

namespace dateline {

class PatternFiles;

/// Finds every number of an article and says which of them are parts of something that is no number: URLs, telephone numbers, ids, codes,
/// clock times, versions. Writes Draft::numbers and Draft::blocks.
/// First notes where all `patterns` may have anchors.
std::unique_ptr<Stage> numbers_stage(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns);

}  // namespace dateline
