#pragma once

#include "extractors/flags/date_flags.hpp"

namespace dateline {

/// L01: facts of a sentence that has more places for patterns than are looked at: what stands behind them is missing.
std::vector<Finding> truncated_sentences(const Reading& reading, const Draft& draft);

/// L02: an article in a language that has no rules.
Flag no_rules_flag(const std::string& language, const std::vector<std::string>& languages);

}  // namespace dateline
