#pragma once

#include <cstdint>

namespace dateline {

/// What the words of a date say before it is resolved against the article: dates writes it, date resolution reads it.
struct DateMeaning {
    enum class Form : std::uint8_t { calendar };
    Form form = Form::calendar;
};

}  // namespace dateline
