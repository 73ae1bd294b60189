#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace dateline {

/// How coarse a time is. In order of length.
enum class Grain : std::uint8_t {
    none,
    second,
    minute,
    hour,
    night,
    day,
    weekend,
    week,
    month,
    season,
    quarter,
    half,
    year,
    decade,
    century,
    millennium
};

std::string_view name(Grain grain);
/// The grain of that name ("day"), or none.
Grain grain_named(std::string_view name);

enum class Season : std::uint8_t { winter, spring, summer, autumn };

/// A stretch of the calendar that has a TIMEX3 value of its own: a day, an ISO week, a quarter, a decade. Years are astronomical (0 is 1
/// BC).
struct Stretch {
    Grain grain = Grain::none;
    std::chrono::sys_days begin{};
    std::chrono::sys_days end{};  ///< exclusive

    bool empty() const { return grain == Grain::none; }
    std::chrono::year_month_day first() const { return begin; }
    int year() const { return static_cast<int>(first().year()); }
    unsigned month() const { return static_cast<unsigned>(first().month()); }

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// The period of `grain` that holds a day. Nights are days; a season begins in December, March, June, September; hours and less are days.
Stretch period_of(std::chrono::sys_days day, Grain grain);
/// The period `count` further on (negative: back) of the same grain.
Stretch shifted(const Stretch& period, std::int64_t count);
/// A day moved by months, to the month's last day where the day does not exist.
std::chrono::sys_days plus_months(std::chrono::sys_days day, std::int64_t months);

Stretch day_period(int year, unsigned month, unsigned day);
Stretch month_period(int year, unsigned month);
Stretch quarter_period(int year, unsigned quarter);
Stretch half_period(int year, unsigned half);
/// The season that begins in `year`: winter 2024 is December 2024 to February 2025.
Stretch season_period(int year, Season season);
Stretch year_period(int year);
/// Years 10 * decade to 10 * decade + 9.
Stretch decade_period(int decade);
/// Years 100 * century to 100 * century + 99 ("the 20th century" is century 19).
Stretch century_period(int century);

/// TIMEX3: "2025-04-22", "2013-W12", "2013-W12-WE", "2013-04", "2013-SU", "2013-Q2", "2013-H1", "2013", "199", "19", "BC0044".
std::string timex_of(const Stretch& period);
/// ISO 8601 of a day.
std::string iso(std::chrono::sys_days day);

/// Easter Sunday of the Gregorian calendar.
std::chrono::sys_days easter(int year);
/// The nth (1 is the first, -1 the last) `weekday` (1 is Monday) of a month.
std::chrono::sys_days nth_weekday(int year, unsigned month, unsigned weekday, int nth);
/// 1 is Monday, 7 is Sunday.
unsigned weekday_of(std::chrono::sys_days day);

/// The day of a holiday rule in a year ("day 12-25", "easter -2", "weekday 11 4 4 1"), or nothing for a rule that is not one.
std::optional<std::chrono::sys_days> holiday(std::string_view rule, int year);

}  // namespace dateline
