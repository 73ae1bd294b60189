#pragma once

#include <vector>

#include "extractors/dates/productions.hpp"

namespace dateline {

/// The dates of an article while dates are put together: each with the file of its row, and whether it went into a longer one.
struct DatePiece {
    MadeDate made;
    std::uint16_t file = 0;
    bool used = false;
    std::uint32_t into = 0;                  ///< of a used one: the piece it went into
    std::optional<std::uint32_t> range_end;  ///< index of the piece that is the other end
};

/// What date_phrases.tsv makes of dates found before: "early" + "2011", "3 p.m." + "on Friday", "two days" + "ago"; and how date_ranges.tsv
/// ties them: "October" to "March".
class DatePhrases {
public:
    /// Throws Error (bad_config) when a row makes something unknown. All must outlive it.
    DatePhrases(const PatternSet& patterns, const PatternSet& ranges, const DateVocabulary& vocabulary);

    /// Joins pieces until nothing more can be joined (three rounds at most), then ties ranges. Uses and leaves the dates of `spans`.
    void join(const Reading& reading, SpanIndex& spans, std::vector<DatePiece>& pieces) const;

private:
    /// The names that both files give to parts of a match, and what their rows make.
    enum class Part : std::uint8_t { first, mod, second, span, word, x };
    enum class Makes : std::uint8_t { add, bounded, join, modified, shift, until, range, share };

    bool apply(const Reading& reading, const SpanIndex& spans, const Match& match, std::vector<DatePiece>& pieces) const;
    // What the rows make; `made` comes in with the meaning of the first date.
    const DateVocabulary::Modifier* modifier_of(const Reading& reading, const Match& match) const;
    bool join_dates(const MadeDate& other, MadeDate& made) const;
    bool add_length(const DateMeaning& other, DateMeaning& m) const;
    bool shift(const Reading& reading, const Match& match, MadeDate& made) const;
    bool bound(const Reading& reading, const Match& match, MadeDate& made) const;
    bool until(const Reading& reading, const Match& match, const MadeDate* end, MadeDate& made) const;
    void tie(const SpanIndex& spans, const Match& match, std::vector<DatePiece>& pieces) const;

    const PatternSet& patterns_;
    const PatternSet& ranges_;
    const DateVocabulary& vocabulary_;
    CaptureTable<Part> captures_, range_captures_;
    std::vector<Makes> makes_, ranges_make_;  // by row
};

}  // namespace dateline
