#pragma once

#include <string_view>
#include <vector>

#include "extractors/stages.hpp"

namespace dateline {

/// A step that a fact rests on and that may be wrong.
enum class Doubt : std::uint8_t { assumed_currency, elided_unit, ambiguous_date, unresolved_speaker, unbalanced_quote };
inline constexpr std::size_t doubt_count = 5;

/// The name of a doubt in confidence.tsv.
std::string_view name_of(Doubt doubt);

std::vector<Doubt> doubts(const FigureDraft& figure);
std::vector<Doubt> doubts(const DateDraft& date);
std::vector<Doubt> doubts(const NameDraft& name);
std::vector<Doubt> doubts(const QuoteDraft& quote);

/// What a rule makes: its production, or its file where the rows name none.
std::string_view production_of(const LanguageRules& rules, std::uint16_t file, std::uint32_t row);

/// Gives every proposal its confidence, per mille: how often its rule was right on that evidence by the counts of confidence.tsv, times a
/// factor for each doubt. Where rule and evidence were seen under 20 times, the mean of its production fills up what is missing, in its
/// place that of its kind; a word leans on the other words of its file before that. So a rule that nobody counted yet has its production's
/// mean.
std::unique_ptr<Stage> confidence_stage(const LanguageRules& rules);

}  // namespace dateline
