#pragma once

#include <string>
#include <vector>

#include "extractors/extract.hpp"

namespace dateline {

/// What running the examples of rule files showed.
struct ExampleReport {
    std::size_t rows = 0;             ///< rows that were run
    std::vector<std::string> faults;  ///< "en/units.tsv:41: ...", with the example and what was found in it
};

/// Runs every row of a rule file on its own example and counter-example, so that a shadowed or dead row is seen.
///
/// Pattern files, and tables whose `example` has marks: the row itself must be the rule of a fact with exactly the span marked in
/// `example`, and of no fact in `not`. A file whose head says "# tested: absent" keeps figures away: its row must match, nothing may be
/// found at the marks of `example`, something must be in `not`. "# tested: no" is for rows that make no facts of their own: they must match
/// in `example` and nowhere in `not`. Word files: where the head has a template "# example: The firm earned 12 {}." (or "# example CLASS:
/// ...") and says "# tested: figure", it is run for every form of every row; a figure must take in the form. A column `code` is then what
/// its unit must be.
ExampleReport run_examples(const Extractor& extractor, const LanguageRules& language, std::uint16_t file);

}  // namespace dateline
