#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Resolves who speaks: the clusters of speakers and hearers, pronouns and descriptions through the resolver, and for quotes that nothing
/// beside them attributes the speaker who had the floor (a sibling inside the same quotation, or the paragraph before).
std::unique_ptr<Stage> speakers_stage(const LanguageRules& rules);

}  // namespace dateline
