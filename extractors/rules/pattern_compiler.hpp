#pragma once

#include <memory>

#include "extractors/rules/pattern_anchors.hpp"

namespace dateline {

/// The program of a row: its elements, steps and anchors. Throws Error (bad_config) with file and line on a bad pattern, and on a row
/// without an anchor.
std::unique_ptr<PatternProgram> compile_pattern(const LanguageRules& rules, PatternMeasures& measures, const Table& table,
                                                std::uint32_t row);

}  // namespace dateline
