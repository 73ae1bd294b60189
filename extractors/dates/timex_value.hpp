#pragma once

#include <optional>
#include <string>

#include "extractors/dates/meaning.hpp"

namespace dateline {

/// TIMEX3 of a length of time: "P3D", "PT2H30M", "PXY", "PT2.5H".
std::string timex_length(const DateMeaning& meaning);

/// The part after the day: "T15:30", "T06:40Z", "T09:00-05:00", "TAF", or nothing. `day` decides whether the clock is put forward.
std::string timex_time(const DateMeaning& meaning, std::optional<std::chrono::sys_days> day);

/// The zone that the text names, "Z" or "-05:00", or nothing.
std::string timex_zone(const DateMeaning& meaning, std::optional<std::chrono::sys_days> day);

/// What is known of a date whose year or day nothing tells: "XXXX-04-22", "XXXX-WXX-5", "XXXX-Q3".
std::string timex_unresolved(const DateMeaning& meaning);

}  // namespace dateline
