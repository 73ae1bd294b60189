#pragma once

#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// What a rule found: facts of one kind by their index in the draft, and what is wrong with them.
struct Finding {
    Kind kind = Kind::date;
    std::vector<std::uint32_t> facts;
    std::string message;
};

/// D01: a date that is not in the calendar ("February 30").
std::vector<Finding> impossible_dates(const Reading& reading, const Draft& draft);

/// D02: a date whose weekday is another ("Friday, March 20, 2013").
std::vector<Finding> wrong_weekdays(const Reading& reading, const Draft& draft);

}  // namespace dateline
