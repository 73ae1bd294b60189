#pragma once

#include <string>

#include "extractors/rules/rulebook.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// The language of an article as a BCP 47 tag: the stated one; else that of the rules whose function words (function_words.tsv) make up the
/// largest share of its words; where that share is under a tenth, a detector's word for it; undecided means "en".
std::string language_of(const Article& article, const Rules& rules);

}  // namespace dateline
