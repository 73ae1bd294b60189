#include "extractors/dates/productions.hpp"

#include <algorithm>

#include "extractors/dates/words.hpp"

namespace dateline {
namespace {

// In the order of DatePart.
constexpr std::string_view part_names[] = {"ahead",  "ahead_minutes", "code",   "count", "day",     "era",  "first", "half", "holiday",
                                           "hour",   "hundreds",      "minute", "mod",   "month",   "n",    "part",  "rel",  "season",
                                           "second", "sign",          "span",   "unit",  "weekday", "word", "year",  "zone"};

}  // namespace

DateProductions::DateProductions(const PatternSet& patterns, const DateVocabulary& vocabulary)
    : patterns_(patterns), vocabulary_(vocabulary), captures_(patterns, part_names) {
    std::vector<NamedProduction> all = calendar_productions();
    for (const NamedProduction& production : relative_productions()) all.push_back(production);
    std::vector<std::string_view> names;
    for (const NamedProduction& production : all) names.push_back(production.name);
    patterns.require_productions(names);
    for (std::uint32_t row = 0; row < patterns.table().size(); ++row) {
        const auto named = [&](const NamedProduction& production) { return production.name == patterns.makes(row); };
        by_row_.push_back(std::find_if(all.begin(), all.end(), named)->make);
    }
}

void DateProductions::make(const Reading& reading, const Draft& draft, TokenRange sentence, const Match& match,
                           std::vector<MadeDate>& out) const {
    DateWords words(reading, draft, patterns_, captures_, vocabulary_, sentence, match);
    by_row_[match.row](words, out);
}

}  // namespace dateline
