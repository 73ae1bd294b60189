#pragma once

#include <string_view>
#include <vector>

#include "extractors/dates/meaning.hpp"
#include "extractors/dates/vocabulary.hpp"
#include "extractors/draft.hpp"
#include "extractors/rules/capture_table.hpp"

namespace dateline {

/// One date that a pattern row made, before settled against the others.
struct MadeDate {
    TokenRange tokens;
    DateMeaning meaning;
    TimexType type = TimexType::DATE;
    std::optional<TimexMod> mod;
    std::uint32_t row = 0;
    bool two_ended = false;  ///< the first end of a range whose second follows it in the list
};

/// The names that date_patterns.tsv gives to parts of a match.
enum class DatePart : std::uint8_t {
    ahead,
    ahead_minutes,
    code,
    count,
    day,
    era,
    first,
    half,
    holiday,
    hour,
    hundreds,
    minute,
    mod,
    month,
    n,
    part,
    rel,
    season,
    second,
    sign,
    span,
    unit,
    weekday,
    word,
    year,
    zone,
};
using DateCaptures = CaptureTable<DatePart>;

/// The meanings of the wordings in date_patterns.tsv: one function for each name that `makes` can have.
class DateProductions {
public:
    /// Throws Error (bad_config) when a row makes something unknown. `patterns` and `vocabulary` must outlive it.
    DateProductions(const PatternSet& patterns, const DateVocabulary& vocabulary);

    /// Appends what a match means: nothing, one date, or the two ends of a range.
    void make(const Reading& reading, const Draft& draft, TokenRange sentence, const Match& match, std::vector<MadeDate>& out) const;

private:
    using Production = void (*)(class DateWords&, std::vector<MadeDate>&);
    const PatternSet& patterns_;
    const DateVocabulary& vocabulary_;
    DateCaptures captures_;
    std::vector<Production> by_row_;
};

}  // namespace dateline
