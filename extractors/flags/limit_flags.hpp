#pragma once

#include "extractors/flags/date_flags.hpp"

namespace dateline {

/// L01: facts beside which others are missing, for there was more than is looked at: in a sentence with too many places for patterns,
/// inside a quote with others nested too deep, behind the last for which a section has room.
std::vector<Finding> cut_facts(const Reading& reading, const Draft& draft);

/// L02: an article in a language that has no rules.
Flag no_rules_flag(const std::string& language, const std::vector<std::string>& languages);

}  // namespace dateline
