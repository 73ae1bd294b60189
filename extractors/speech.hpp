#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// Recognises quotes: marked words with the verb and speaker beside them, reported clauses ("said that"), "according to" phrases, and
/// hearsay. Whom a pronoun or description stands for is left to speakers (resolve).
std::unique_ptr<Stage> speech_stage(const LanguageRules& rules);

}  // namespace dateline
