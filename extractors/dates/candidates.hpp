#pragma once

#include <optional>

#include "extractors/dates/meaning.hpp"
#include "extractors/dates/vocabulary.hpp"

namespace dateline {

int year_of(std::chrono::sys_days day);

/// What the fields of a meaning name in a year: its month, its third quarter, its Easter; without finer fields the year. Empty where the
/// year has no such day.
Stretch in_year(const DateMeaning& meaning, int year, const DateVocabulary& words);

/// The `n`th neighbour of what a meaning without year says, counted from a day: 0 lies in that day's own year (month, week).
Stretch neighbour(const DateMeaning& meaning, std::chrono::sys_days day, int n, const DateVocabulary& words);

/// A day moved by the lengths of a meaning, or nothing where a count is not known or too large.
std::optional<std::chrono::sys_days> moved_by(std::chrono::sys_days day, const DateMeaning& meaning, int sign);

}  // namespace dateline
