#pragma once

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// The facts of what is left of a draft: ids, links, attribution chains, the contract's order.
Extraction make_facts(const Reading& reading, const Draft& draft);

}  // namespace dateline
