#pragma once

#include <memory>

#include "extractors/stages.hpp"

namespace dateline {

/// Says of each standing figure what is measured, whose it is, how it changed, when, where, of which whole and per what. Writes the context
/// fields of Draft::figures; needs settled spans and resolved names and dates.
std::unique_ptr<Stage> figure_context_stage(const LanguageRules& rules);

}  // namespace dateline
