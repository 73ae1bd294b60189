#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "extractors/dates/calendar.hpp"
#include "schemas/decimal.hpp"

namespace dateline {

/// What the words of a date say before it is resolved against the article: dates writes it, date resolution reads it.
///
///     "last June"                calendar: month 6, which = last
///     "June last year"           calendar: base now, unit year, shift -1; month 6
///     "two days later"           calendar: base text, unit day, shift 2
///     "Friday afternoon"         calendar: weekday 5, part "AF"
///     "the last three years"     length: 3 years, which = last
///     "recently"                 reference: past
struct DateMeaning {
    enum class Form : std::uint8_t {
        calendar,   ///< a stretch of the calendar: the fields, inside `base` moved by `shift` units where there is one
        reference,  ///< no more than past, present or future
        length,     ///< a duration, or every so often
        recurring,  ///< a set that repeats on what the fields say ("every Monday morning")
        impossible  ///< a date that does not exist
    };
    /// What relative words count from.
    enum class Base : std::uint8_t { none, now, text };
    /// Which of the many Fridays, Junes, summers.
    enum class Which : std::uint8_t { unsaid, last, here, next };

    Form form = Form::calendar;

    Base base = Base::none;
    Grain unit = Grain::none;
    std::int32_t shift = 0;
    bool deictic = false;      ///< "today": of the time of writing even in a history
    bool vague_shift = false;  ///< "some years later": no number
    Which which = Which::unsaid;

    std::optional<std::int32_t> year;  ///< astronomical: 44 BC is -43
    std::uint8_t month = 0;
    std::uint8_t day = 0;
    std::uint8_t second_reading_month = 0;  ///< of a numeric date that can be read either way
    std::uint8_t second_reading_day = 0;
    std::uint8_t weekday = 0;  ///< 1 is Monday
    std::uint8_t quarter = 0;
    std::uint8_t half = 0;
    std::uint8_t nth = 0;  ///< "the second week of May": with nth_unit
    Grain nth_unit = Grain::none;
    std::optional<Season> season;
    bool weekend = false;
    bool day_before_month = false;  ///< the order in which they are written
    bool fiscal = false;
    bool short_year = false;  ///< year written with two digits and no century
    std::optional<std::int32_t> decade, century;
    std::uint32_t holiday_row = no_row;

    std::array<char, 2> part{};  ///< TIMEX3 code of a part of the day, or zeros
    std::int8_t hour = -1, minute = -1, second = -1;
    bool half_day_known = false;       ///< a.m. or p.m. is said, or 24 hours are used
    std::optional<std::int16_t> zone;  ///< minutes from UTC
    std::optional<std::int16_t> summer_zone;

    /// Parts of a length: "3 hours 7 minutes". A count of nothing is not told ("for years").
    struct Length {
        std::optional<Decimal> count;
        Grain unit = Grain::none;
    };
    std::array<Length, 4> lengths{};
    std::uint8_t length_count = 0;
    bool until = false;  ///< a length that ends with what the fields say: "the year to March 31"
    enum class Reference : std::uint8_t { past, present, future } reference = Reference::present;

    static constexpr std::uint32_t no_row = 0xFFFFFFFF;

    bool has_part() const { return part[0] != 0; }
    bool has_clock() const { return hour >= 0; }
    bool has_time() const { return has_part() || has_clock(); }
    /// Whether a day or more is said (beside any time of day).
    bool has_calendar() const {
        return year || month || day || weekday || quarter || half || season || weekend || decade || century || base != Base::none ||
               holiday_row != no_row || nth;
    }
};

}  // namespace dateline
