#include "extractors/dates/timex_value.hpp"

#include <cstdlib>

namespace dateline {
namespace {

/// Two digits of a number below 100.
std::string two(int number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string count_text(const std::optional<Decimal>& count, int times) {
    if (!count) return "X";
    const auto product = count->times(Decimal(times));
    return product ? product->text() : "X";
}

/// Daylight saving as North America and Europe have had it since 2007: from March to the end of October is close enough to tell which
/// offset "ET" means but in the weeks of change.
bool clock_forward(std::chrono::sys_days day) {
    const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
    return day >= nth_weekday(year, 3, 7, 2) && day < nth_weekday(year, 11, 7, 1);
}

}  // namespace

std::string timex_length(const DateMeaning& meaning) {
    std::string date, time;
    for (std::size_t i = 0; i < meaning.length_count; ++i) {
        const DateMeaning::Length& length = meaning.lengths[i];
        switch (length.unit) {
            case Grain::second:
                time += count_text(length.count, 1) + "S";
                break;
            case Grain::minute:
                time += count_text(length.count, 1) + "M";
                break;
            case Grain::hour:
                time += count_text(length.count, 1) + "H";
                break;
            case Grain::night:
            case Grain::day:
                date += count_text(length.count, 1) + "D";
                break;
            case Grain::weekend:
                date += count_text(length.count, 1) + "WE";
                break;
            case Grain::week:
                date += count_text(length.count, 1) + "W";
                break;
            case Grain::month:
                date += count_text(length.count, 1) + "M";
                break;
            case Grain::season:
            case Grain::quarter:
                date += length.count ? count_text(length.count, 3) + "M" : "XQ";
                break;
            case Grain::half:
                date += count_text(length.count, 6) + "M";
                break;
            case Grain::decade:
                date += length.count ? count_text(length.count, 10) + "Y" : "XDE";
                break;
            case Grain::century:
                date += length.count ? count_text(length.count, 100) + "Y" : "XCE";
                break;
            case Grain::millennium:
                date += length.count ? count_text(length.count, 1000) + "Y" : "XML";
                break;
            default:
                date += count_text(length.count, 1) + "Y";
                break;
        }
    }
    return "P" + date + (time.empty() ? "" : "T" + time);
}

std::string timex_zone(const DateMeaning& meaning, std::optional<std::chrono::sys_days> day) {
    if (!meaning.zone) return {};
    int minutes = *meaning.zone;
    if (meaning.summer_zone && day && clock_forward(*day)) minutes = *meaning.summer_zone;
    if (minutes == 0) return "Z";
    return (minutes < 0 ? "-" : "+") + two(std::abs(minutes) / 60) + ":" + two(std::abs(minutes) % 60);
}

std::string timex_time(const DateMeaning& meaning, std::optional<std::chrono::sys_days> day) {
    if (!meaning.has_clock()) return meaning.has_part() ? "T" + std::string(meaning.part.data(), 2) : std::string();
    std::string text = "T" + two(meaning.hour) + ":" + two(meaning.minute < 0 ? 0 : meaning.minute);
    if (meaning.second >= 0) text += ":" + two(meaning.second);
    return text + timex_zone(meaning, day);
}

std::string timex_unresolved(const DateMeaning& m) {
    constexpr const char* seasons[] = {"WI", "SP", "SU", "FA"};
    std::string date;
    if (m.weekend) return "XXXX-WXX-WE";
    if (m.weekday != 0 && m.day == 0)
        date = "XXXX-WXX-" + std::to_string(m.weekday);
    else if (m.month != 0 && m.day != 0)
        date = "XXXX-" + two(m.month) + "-" + two(m.day);
    else if (m.month != 0)
        date = "XXXX-" + two(m.month);
    else if (m.day != 0)
        date = "XXXX-XX-" + two(m.day);
    else if (m.quarter != 0)
        date = "XXXX-Q" + std::to_string(m.quarter);
    else if (m.half != 0)
        date = "XXXX-H" + std::to_string(m.half);
    else if (m.season)
        date = std::string("XXXX-") + seasons[static_cast<std::size_t>(*m.season)];
    else if (m.unit == Grain::month)
        date = "XXXX-XX";
    else if (m.unit == Grain::week)
        date = "XXXX-WXX";
    else if (m.unit == Grain::weekend)
        date = "XXXX-WXX-WE";
    else if (m.unit == Grain::quarter)
        date = "XXXX-QX";
    else if (m.unit == Grain::season)
        date = "XXXX-XX";
    else if (m.unit == Grain::decade)
        date = "XXX";
    else if (m.unit == Grain::century)
        date = "XX";
    else if (m.unit >= Grain::year)
        date = "XXXX";
    else
        date = "XXXX-XX-XX";
    return date + timex_time(m, std::nullopt);
}

}  // namespace dateline
