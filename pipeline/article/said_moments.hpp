#pragma once

#include <string_view>
#include <vector>

#include "pipeline/html/document.hpp"
#include "pipeline/moment/read_moment.hpp"

namespace dateline {

/// A moment that a line states, and whether the line calls it an update: "Updated May 15 | Published May 14".
struct SaidMoment {
    FoundMoment found;
    bool update = false;
    bool named = false;  ///< words before it say what it is the moment of
};

/// All moments of a short text, in order.
std::vector<SaidMoment> moments_in(std::string_view text, const MomentOptions& options);

/// Whether an element that holds a date is named as an update's, or the words before it say so.
bool states_update(HtmlNode element);

}  // namespace dateline
