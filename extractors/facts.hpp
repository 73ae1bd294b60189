#pragma once

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// The facts of what is left of a draft: ids, links, attribution chains, the contract's order. `clusters`: the number of those that earlier
/// sections of the article have.
Extraction make_facts(const Reading& reading, const Draft& draft, std::uint32_t clusters = 0);

}  // namespace dateline
