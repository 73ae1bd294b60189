#pragma once

#include <memory>

#include "extractors/stages.hpp"

namespace dateline {

class PatternFiles;

/// Proposes the figures of an article: what figure_patterns.tsv finds, the noun that a number counts, hedges and bounds around them, units
/// that a later figure leaves out. Writes Draft::figures.
std::unique_ptr<Stage> figures_stage(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns);

}  // namespace dateline
