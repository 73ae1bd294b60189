#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// A calendar day with, where known, a time of day and a zone: what feeds, pages and `reference_time` give.
struct Moment {
    std::chrono::year_month_day day{};
    std::optional<std::chrono::seconds> time;        ///< since midnight; nothing when only the day is known
    std::optional<std::chrono::minutes> utc_offset;  ///< nothing when the zone is not known ("local")

    /// "2013-03-22", "2016-11-07T00:00:00", or with an offset as RFC 3339 has it. Nothing for anything else or a day that does not exist.
    static std::optional<Moment> parse(std::string_view iso);

    /// The instant `seconds` after 1970-01-01T00:00Z, in UTC.
    static Moment at(std::int64_t seconds);

    /// As `parse` reads it: "2013-03-22", "2013-03-22T08:30:00", "2013-03-22T08:30:00+04:00", "...Z".
    std::string iso() const;

    /// Seconds since 1970-01-01T00:00Z; an unknown zone counts as UTC, an unknown time as midnight.
    std::chrono::sys_seconds utc() const;

    friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace dateline
