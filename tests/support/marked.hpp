#pragma once

#include <string>
#include <vector>

#include "extractors/extract.hpp"
#include "extractors/marked_text.hpp"

namespace dateline::testing {

/// The extractor with the built-in rules, made once.
const Extractor& extractor();

/// `without_marks`, where the marks must pair.
using Marked = MarkedText;
Marked unmarked(const std::string& marked);

/// One text with its wanted spans marked, and `summary(fact)` of each in order. No marks and no summaries: nothing may be found.
struct Case {
    std::string marked;
    std::vector<std::string> wanted;
};

/// Extracts each text and requires that the facts of `kind` have just these spans and summaries. On failure prints the text as found.
void check(Kind kind, const std::vector<Case>& cases, const std::string& reference_time = {}, const std::string& language = "en");

/// An article of plain text.
Article article_of(std::string text, const std::string& reference_time = {}, const std::string& language = "en");

}  // namespace dateline::testing
