#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Modality and polarity of figures and dates, from words before them in their clause (modality.tsv, negations.tsv), of dates that open
/// their clause from the verb group behind them, and from a question mark at the
/// end of their sentence. A clause is taken to begin after a semicolon, a colon, or a comma with a word of clause_breaks.tsv.
std::unique_ptr<Stage> modality_stage(const LanguageRules& rules);

}  // namespace dateline
