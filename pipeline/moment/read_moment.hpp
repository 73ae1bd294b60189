#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "schemas/moment.hpp"

namespace dateline {

struct MomentOptions {
    bool day_first = false;  ///< how "3/4/2013" is read where both could be the month; with full stops the day always comes first
    bool partial = false;    ///< also "2013-03" and "2013": the first day of that month or year
};

/// A moment and the bytes of the text that say so.
struct FoundMoment {
    Moment moment;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The moment that `text` states, in any of the forms that feeds and pages use: ISO 8601 with its variants, RFC 822 and asctime with named
/// or numeric zones, seconds since 1970, "March 22, 2013 8:30 am EST", "22.03.2013, 08:30 Uhr", and month names of some 20 languages.
/// Nothing when it states none, or one that does not exist ("30 February 2013"). White space around it and words before it are skipped.
std::optional<Moment> read_moment(std::string_view text, const MomentOptions& options = {});

/// As `read_moment`, with the place. For running text: seconds since 1970 and bare digits are not taken for dates there.
std::optional<FoundMoment> find_moment(std::string_view text, const MomentOptions& options = {});

}  // namespace dateline
