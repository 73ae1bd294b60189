#pragma once

#include <string>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// Sentence by sentence what the reading knows of it (explain_sentence.hpp), then what every stage proposed there, in order of the text:
/// "+" for what became a fact, "-" for what did not; kind, span, summary; what it lost to; the rule with file and line, and the evidence.
std::string explained(const Reading& reading, const Draft& draft);

/// One line that says what a fact is: "percent 20.7", "USD 3700000000", "company 375", "2025-04-22", "PERSON Ilham Aliyev",
/// "direct Azer Garayev". Tests, logs and --explain use it.
std::string summary(const Fact& fact);

}  // namespace dateline
