#pragma once

#include <string>

#include "extractors/rules/pattern_program.hpp"
#include "extractors/rules/rulebook.hpp"

namespace dateline {

/// Reads the cell "pattern" of a row; its elements and the names of its captures go into `program`. Throws Error (bad_config) with file and
/// line on a bad pattern.
PatternNode parse_pattern(const LanguageRules& rules, const Table& table, std::uint32_t row, PatternProgram& program);

/// Throws Error (bad_config): what is wrong with the pattern of a row.
[[noreturn]] void fail_pattern(const Table& table, std::uint32_t row, const std::string& what);

}  // namespace dateline
