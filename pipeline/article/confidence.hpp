#pragma once

#include <vector>

#include "pipeline/article/page_class.hpp"
#include "schemas/clipping.hpp"

namespace dateline {

struct Estimate {
    int confidence = 0;  ///< per mille: about the share of the text that is right
    std::vector<Reason> reasons;
};

/// How far the text that was taken from a page may be trusted, judged by the page alone.
Estimate confidence_of(const PageFacts& page, const BodyClues& clues);

}  // namespace dateline
