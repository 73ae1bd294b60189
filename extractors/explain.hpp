#pragma once

#include <string>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// Sentence by sentence what the reading knows of it (explain_sentence.hpp), then what every stage proposed there, in order of the text:
/// "+" for what became a fact, "-" for what did not; kind, span, summary; what it lost to; the rule with file and line, and the evidence.
/// "over" names rows that matched the same words and made nothing. Between them "~" is what a rule saw and came to nothing (declined by its
/// production, a speech verb without a speaker, capitals that nothing calls a name), "#" what is blocked (explain_idle.hpp).
std::string explained(const Reading& reading, const Draft& draft);

/// One line that says what a fact is: "percent 20.7", "USD 3700000000", "company 375", "2025-04-22", "PERSON Ilham Aliyev",
/// "direct Azer Garayev". Tests, logs and --explain use it.
std::string summary(const Fact& fact);

}  // namespace dateline
