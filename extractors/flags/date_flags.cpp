#include "extractors/flags/date_flags.hpp"

namespace dateline {
namespace {

/// The weekday as the article itself would name it is not known to code; dates of the calendar are.
std::string said(const Reading& reading, const DateDraft& date) {
    return std::string(reading.text(date.tokens));
}

}  // namespace

std::vector<Finding> impossible_dates(const Reading& reading, const Draft& draft) {
    std::vector<Finding> out;
    for (std::uint32_t i = 0; i < draft.dates.size(); ++i) {
        const DateDraft& date = draft.dates[i];
        if (date.standing() && date.meaning.form == DateMeaning::Form::impossible)
            out.push_back({Kind::date, {i}, "\"" + said(reading, date) + "\": there is no such day"});
    }
    return out;
}

std::vector<Finding> wrong_weekdays(const Reading& reading, const Draft& draft) {
    constexpr std::string_view names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    std::vector<Finding> out;
    for (std::uint32_t i = 0; i < draft.dates.size(); ++i) {
        const DateDraft& date = draft.dates[i];
        const DateMeaning& m = date.meaning;
        // Only where the text says the year: without it the year is our guess.
        if (!date.standing() || m.form != DateMeaning::Form::calendar || m.weekday == 0 || m.day == 0 || m.month == 0 || !m.year) continue;
        // Older dates may be of another calendar.
        if (*m.year < 1900) continue;
        const unsigned real = weekday_of(day_period(*m.year, m.month, m.day).begin);
        if (real != m.weekday)
            out.push_back(
                {Kind::date,
                 {i},
                 "\"" + said(reading, date) + "\": " + date.date.value.value_or("that day") + " is a " + std::string(names[real - 1])});
    }
    return out;
}

}  // namespace dateline
