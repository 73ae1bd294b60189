#pragma once

#include <memory>

#include "extractors/names/vocabulary.hpp"
#include "extractors/stages.hpp"

namespace dateline {

/// Phase resolve: which names mean one thing. Writes Draft::clusters, and of each standing name its cluster and mention type.
std::unique_ptr<Stage> clusters_stage(std::shared_ptr<const NameVocabulary> vocabulary);

}  // namespace dateline
