#pragma once

#include <string>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// What every stage proposed, one line a proposal in order of the text: kind, span, summary, rule with file and line, evidence, and for
/// those that settle rejected, what they lost to.
std::string explained(const Reading& reading, const Draft& draft);

/// One line that says what a fact is: "percent 20.7", "USD 3700000000", "company 375", "2025-04-22", "PERSON Ilham Aliyev",
/// "direct Azer Garayev". Tests, logs and --explain use it.
std::string summary(const Fact& fact);

}  // namespace dateline
