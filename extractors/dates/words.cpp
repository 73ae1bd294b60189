#include "extractors/dates/words.hpp"

namespace dateline {
namespace {

/// A pattern that allows for the dot of an abbreviation can take the end of the sentence with it.
TokenRange without_stop(const DateWords& w, TokenRange span) {
    if (span.size() > 1 && w.reading.folded(span.last - 1) == "." && !w.capture(DatePart::half) && !w.capture(DatePart::era)) --span.last;
    return span;
}

std::int32_t full_year(std::int32_t year, bool short_form) {
    return !short_form || year > 99 ? year : year < 50 ? 2000 + year : 1900 + year;
}

}  // namespace

void add(const DateWords& w, MadeDates& out, DateMeaning meaning, TimexType type) {
    out.push_back({without_stop(w, w.span()), std::move(meaning), type, std::nullopt, w.match.row, false});
}

bool in_one_piece(const DateWords& w, TokenRange span) {
    for (std::uint32_t t = span.first + 1; t < span.last; ++t)
        if (w.reading.token(t).space_before()) return false;
    return true;
}

bool read_fields(const DateWords& w, DateMeaning& m) {
    if (const auto at = w.first(DatePart::month)) {
        if (const auto* month = w.words.month(w.reading, *at)) {
            if (month->caution && w.plainly_a_word(*at)) return false;
            m.month = month->number;
        } else if (const auto number = w.digits(*at); number && *number >= 1 && *number <= 12) {
            m.month = static_cast<std::uint8_t>(*number);
        } else {
            return false;
        }
    }
    if (const auto at = w.first(DatePart::weekday)) {
        const auto* weekday = w.words.weekday(w.reading, *at);
        if (weekday->caution && w.plainly_a_word(*at)) return false;
        m.weekday = weekday->number;
    }
    if (w.capture(DatePart::day)) {
        const auto day = w.integer(DatePart::day);
        if (!day || *day < 1 || *day > 31) return false;
        m.day = static_cast<std::uint8_t>(*day);
        const auto month = w.first(DatePart::month);
        m.day_before_month = month && *w.first(DatePart::day) < *month;
    }
    if (const auto at = w.first(DatePart::year)) {
        const auto year = w.integer(DatePart::year);
        if (!year) return false;
        const bool two_digits = w.reading.token(*at).is_digits() && w.reading.token(*at).bytes <= 2;
        m.year = full_year(*year, two_digits);
        m.short_year = two_digits;
    }
    return true;
}

bool exists(const DateMeaning& m) {
    if (m.month == 0 || m.day == 0) return true;
    using namespace std::chrono;
    return year_month_day{year{m.year.value_or(2000)}, month{m.month}, day{m.day}}.ok();
}

}  // namespace dateline
