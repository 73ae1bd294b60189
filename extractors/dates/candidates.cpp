#include "extractors/dates/candidates.hpp"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Stretch nth(const DateMeaning& m, int year) {
    const Stretch month = month_period(year, m.month);
    if (m.nth_unit == Grain::day) {
        if (m.nth == 255) return period_of(month.end - days{1}, Grain::day);
        const Stretch day = period_of(month.begin + days{m.nth - 1}, Grain::day);
        return day.begin < month.end ? day : Stretch{};
    }
    // The first week is the one with the month's first Thursday, as in ISO 8601.
    if (m.nth == 255) return period_of(nth_weekday(year, m.month, m.nth_unit == Grain::week ? 4 : 6, -1), m.nth_unit);
    if (m.nth > 5) return {};
    return shifted(period_of(nth_weekday(year, m.month, m.nth_unit == Grain::week ? 4 : 6, 1), m.nth_unit), m.nth - 1);
}

}  // namespace

int year_of(sys_days day) {
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

Stretch in_year(const DateMeaning& m, int year, const DateVocabulary& words) {
    if (m.holiday_row != DateMeaning::no_row) {
        const auto day = holiday(words.holiday_rule(m.holiday_row), year);
        return day ? period_of(*day, Grain::day) : Stretch{};
    }
    if (m.nth != 0) return nth(m, year);
    if (m.month != 0 && m.day != 0) {
        const std::chrono::year_month_day day{std::chrono::year{year}, std::chrono::month{m.month}, std::chrono::day{m.day}};
        return day.ok() ? day_period(year, m.month, m.day) : Stretch{};
    }
    if (m.month != 0) return month_period(year, m.month);
    if (m.quarter != 0) return quarter_period(year, m.quarter);
    if (m.half != 0) return half_period(year, m.half);
    if (m.season) return season_period(year, *m.season);
    return year_period(year);
}

Stretch neighbour(const DateMeaning& m, sys_days day, int n, const DateVocabulary& words) {
    const int year = year_of(day) + n;
    if (m.month != 0 || m.quarter != 0 || m.half != 0 || m.season || m.holiday_row != DateMeaning::no_row) return in_year(m, year, words);
    if (m.weekend || (m.weekday != 0 && m.day == 0)) {
        const sys_days monday = period_of(day, Grain::week).begin + days{7 * n};
        return m.weekend ? period_of(monday, Grain::weekend) : period_of(monday + days{m.weekday - 1}, Grain::day);
    }
    if (m.day != 0) {
        const Stretch month = shifted(period_of(day, Grain::month), n);
        const sys_days begin = month.begin + days{m.day - 1};
        if (m.weekday != 0 && weekday_of(begin) != m.weekday) return {};
        return begin < month.end ? period_of(begin, Grain::day) : Stretch{};
    }
    return {};
}

std::optional<std::chrono::sys_days> moved_by(sys_days day, const DateMeaning& m, int sign) {
    for (std::size_t i = 0; i < m.length_count; ++i) {
        const DateMeaning::Length& length = m.lengths[i];
        if (!length.count || *length.count > Decimal(20000)) return std::nullopt;
        const double count = length.count->approximate() * sign;
        const auto by_months = [&](double months) {
            return plus_months(day, static_cast<std::int64_t>(months < 0 ? months - 0.5 : months + 0.5));
        };
        const auto by_days = [&](double number) { return day + days{static_cast<int>(number < 0 ? number - 0.5 : number + 0.5)}; };
        switch (length.unit) {
            case Grain::second:
            case Grain::minute:
            case Grain::hour:
                break;
            case Grain::night:
            case Grain::day:
                day = by_days(count);
                break;
            case Grain::weekend:
            case Grain::week:
                day = by_days(count * 7);
                break;
            case Grain::month:
                day = by_months(count);
                break;
            case Grain::season:
            case Grain::quarter:
                day = by_months(count * 3);
                break;
            case Grain::half:
                day = by_months(count * 6);
                break;
            case Grain::decade:
                day = by_months(count * 120);
                break;
            case Grain::century:
                day = by_months(count * 1200);
                break;
            case Grain::millennium:
                day = by_months(count * 12000);
                break;
            default:
                day = by_months(count * 12);
                break;
        }
    }
    return day;
}

}  // namespace dateline
