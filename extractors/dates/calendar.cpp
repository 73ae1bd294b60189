#include "extractors/dates/calendar.hpp"

#include <array>
#include <charconv>

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 16> grain_names = {"none",  "second", "minute",  "hour", "night", "day",    "weekend", "week",
                                                          "month", "season", "quarter", "half", "year",  "decade", "century", "millennium"};

// chrono's years end at 32767 on either side; periods far from there are all a text can mean.
constexpr int earliest_year = -20000, latest_year = 20000;

int clamped(std::int64_t year) {
    return static_cast<int>(std::min<std::int64_t>(std::max<std::int64_t>(year, earliest_year), latest_year));
}

sys_days date(std::int64_t year, unsigned month, unsigned day) {
    return sys_days{year_month_day{std::chrono::year{clamped(year)}, std::chrono::month{month}, std::chrono::day{day}}};
}

int floor_div(int a, int b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

Stretch years(Grain grain, std::int64_t first, int count) {
    return {grain, date(first, 1, 1), date(first + count, 1, 1)};
}

Stretch months(Grain grain, int year, unsigned month, int count) {
    const sys_days begin = date(year, month, 1);
    return {grain, begin, plus_months(begin, count)};
}

/// The digits of a number that is not negative, with zeros before them up to `width`.
std::string padded(std::int64_t number, int width) {
    std::array<char, 24> buffer;
    std::size_t at = buffer.size();
    for (int written = 0; number != 0 || written < width; ++written, number /= 10) buffer[--at] = static_cast<char>('0' + number % 10);
    return {buffer.data() + at, buffer.size() - at};
}

std::string year_text(int year) {
    return year > 0 ? padded(year, 4) : "BC" + padded(1 - year, 4);
}

/// The ISO 8601 week-numbering year and week of a day.
std::pair<int, unsigned> iso_week(sys_days day) {
    const sys_days thursday = day + days{4 - static_cast<int>(weekday_of(day))};
    const int year = static_cast<int>(year_month_day{thursday}.year());
    return {year, static_cast<unsigned>((thursday - date(year, 1, 1)).count() / 7 + 1)};
}

}  // namespace

std::string_view name(Grain grain) {
    return grain_names[static_cast<std::size_t>(grain)];
}

Grain grain_named(std::string_view name) {
    for (std::size_t i = 0; i < grain_names.size(); ++i)
        if (grain_names[i] == name) return static_cast<Grain>(i);
    return Grain::none;
}

unsigned weekday_of(sys_days day) {
    return std::chrono::weekday{day}.iso_encoding();
}

sys_days plus_months(sys_days day, std::int64_t months) {
    const year_month_day ymd{day};
    const std::int64_t index =
        static_cast<std::int64_t>(static_cast<int>(ymd.year())) * 12 + static_cast<unsigned>(ymd.month()) - 1 + months;
    const std::int64_t year = index >= 0 ? index / 12 : -((11 - index) / 12);
    const std::chrono::year_month month{std::chrono::year{clamped(year)}, std::chrono::month{static_cast<unsigned>(index - year * 12) + 1}};
    const std::chrono::day last = (month / std::chrono::last).day();
    return sys_days{month / std::min(ymd.day(), last)};
}

Stretch day_period(int year, unsigned month, unsigned day) {
    const sys_days begin = date(year, month, day);
    return {Grain::day, begin, begin + days{1}};
}
Stretch month_period(int year, unsigned month) {
    return months(Grain::month, year, month, 1);
}
Stretch quarter_period(int year, unsigned quarter) {
    return months(Grain::quarter, year, quarter * 3 - 2, 3);
}
Stretch half_period(int year, unsigned half) {
    return months(Grain::half, year, half * 6 - 5, 6);
}
Stretch season_period(int year, Season season) {
    constexpr unsigned first[] = {12, 3, 6, 9};
    return months(Grain::season, year, first[static_cast<std::size_t>(season)], 3);
}
Stretch year_period(int year) {
    return years(Grain::year, year, 1);
}
Stretch decade_period(int decade) {
    return years(Grain::decade, std::int64_t{decade} * 10, 10);
}
Stretch century_period(int century) {
    return years(Grain::century, std::int64_t{century} * 100, 100);
}

Stretch period_of(sys_days day, Grain grain) {
    const year_month_day ymd{day};
    const int year = static_cast<int>(ymd.year());
    const unsigned month = static_cast<unsigned>(ymd.month());
    switch (grain) {
        case Grain::weekend: {
            const sys_days saturday = day + days{6 - static_cast<int>(weekday_of(day))};
            return {grain, saturday, saturday + days{2}};
        }
        case Grain::week: {
            const sys_days monday = day - days{static_cast<int>(weekday_of(day)) - 1};
            return {grain, monday, monday + days{7}};
        }
        case Grain::month:
            return month_period(year, month);
        case Grain::season:
            return season_period(month < 3 ? year - 1 : year, static_cast<Season>(month % 12 / 3));
        case Grain::quarter:
            return quarter_period(year, (month + 2) / 3);
        case Grain::half:
            return half_period(year, month <= 6 ? 1 : 2);
        case Grain::year:
            return year_period(year);
        case Grain::decade:
            return decade_period(floor_div(year, 10));
        case Grain::century:
            return century_period(floor_div(year, 100));
        case Grain::millennium:
            return years(grain, std::int64_t{floor_div(year, 1000)} * 1000, 1000);
        default:
            return {Grain::day, day, day + days{1}};
    }
}

Stretch shifted(const Stretch& period, std::int64_t count) {
    const auto by_months = [&](std::int64_t months) { return period_of(plus_months(period.begin, months * count), period.grain); };
    switch (period.grain) {
        case Grain::none:
            return period;
        case Grain::weekend:
        case Grain::week:
            return period_of(period.begin + days{7 * static_cast<int>(count)}, period.grain);
        case Grain::month:
            return by_months(1);
        case Grain::season:
        case Grain::quarter:
            return by_months(3);
        case Grain::half:
            return by_months(6);
        case Grain::year:
            return by_months(12);
        case Grain::decade:
            return by_months(120);
        case Grain::century:
            return by_months(1200);
        case Grain::millennium:
            return by_months(12000);
        default:
            return period_of(period.begin + days{static_cast<int>(count)}, Grain::day);
    }
}

std::string timex_of(const Stretch& period) {
    const year_month_day first = period.first();
    const int year = period.year();
    const unsigned month = period.month();
    constexpr std::array<std::string_view, 4> seasons = {"WI", "SP", "SU", "FA"};
    switch (period.grain) {
        case Grain::none:
            return {};
        case Grain::weekend:
        case Grain::week: {
            const auto [week_year, week] = iso_week(period.begin);
            return year_text(week_year) + "-W" + padded(week, 2) + (period.grain == Grain::weekend ? "-WE" : "");
        }
        case Grain::month:
            return year_text(year) + "-" + padded(month, 2);
        case Grain::season:
            return year_text(year) + "-" + std::string(seasons[month % 12 / 3]);
        case Grain::quarter:
            return year_text(year) + "-Q" + padded((month + 2) / 3, 1);
        case Grain::half:
            return year_text(year) + "-H" + padded(month <= 6 ? 1 : 2, 1);
        case Grain::year:
            return year_text(year);
        case Grain::decade:
            return year > 0 ? padded(year / 10, 3) : "BC" + padded(-floor_div(year, 10) - 1, 3);
        case Grain::century:
            return year > 0 ? padded(year / 100, 2) : "BC" + padded(-floor_div(year, 100) - 1, 2);
        case Grain::millennium:
            return year > 0 ? padded(year / 1000, 1) : "BC" + padded(-floor_div(year, 1000) - 1, 1);
        default:
            return year_text(year) + "-" + padded(month, 2) + "-" + padded(static_cast<unsigned>(first.day()), 2);
    }
}

std::string iso(sys_days day) {
    const year_month_day ymd{day};
    const int year = static_cast<int>(ymd.year());
    std::string text = year < 0 ? "-" : "";
    text += padded(year < 0 ? -year : year, 4);
    for (const unsigned part : {static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())}) {
        text += '-';
        text += static_cast<char>('0' + part / 10);
        text += static_cast<char>('0' + part % 10);
    }
    return text;
}

sys_days easter(int year) {
    // The anonymous Gregorian computus.
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return date(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

sys_days nth_weekday(int year, unsigned month, unsigned weekday, int nth) {
    const std::chrono::year_month ym{std::chrono::year{clamped(year)}, std::chrono::month{month}};
    const std::chrono::weekday day{weekday % 7};
    if (nth < 0) return sys_days{ym / day[std::chrono::last]};
    return sys_days{ym / day[static_cast<unsigned>(nth)]};
}

std::optional<sys_days> holiday(std::string_view rule, int year) {
    std::array<int, 4> number{};
    std::size_t numbers = 0;
    const std::size_t space = rule.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view kind = rule.substr(0, space);
    for (const char* at = rule.data() + space + 1; at < rule.data() + rule.size() && numbers < number.size();) {
        const auto [end, error] = std::from_chars(at, rule.data() + rule.size(), number[numbers]);
        if (error != std::errc{}) return std::nullopt;
        ++numbers;
        at = end + 1;
    }
    if (kind == "easter" && numbers == 1) return year < 1 ? std::nullopt : std::optional(easter(year) + days{number[0]});
    if (kind == "day" && numbers == 2) {
        const year_month_day day{std::chrono::year{clamped(year)}, std::chrono::month{static_cast<unsigned>(number[0])},
                                 std::chrono::day{static_cast<unsigned>(number[1] < 0 ? -number[1] : number[1])}};
        return day.ok() ? std::optional(sys_days{day}) : std::nullopt;
    }
    if (kind == "weekday" && numbers >= 3 && number[0] >= 1 && number[0] <= 12)
        return nth_weekday(year, static_cast<unsigned>(number[0]), static_cast<unsigned>(number[1]), number[2]) + days{number[3]};
    return std::nullopt;
}

}  // namespace dateline
