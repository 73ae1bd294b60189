#pragma once

#include <memory>

#include "extractors/names/vocabulary.hpp"
#include "extractors/stages.hpp"

namespace dateline {

/// Phase recognise: names with their types and roles. Candidates are runs of capitals; what is in them, beside them and elsewhere in the
/// article speaks for a type; all mentions with the same words get one type. Headlines are read last, with what the text has settled.
std::unique_ptr<Stage> names_stage(std::shared_ptr<const NameVocabulary> vocabulary);

}  // namespace dateline
