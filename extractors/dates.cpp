#include "extractors/dates.hpp"

#include <algorithm>

#include "extractors/dates/phrases.hpp"
#include "extractors/dates/productions.hpp"
#include "extractors/dates/vocabulary.hpp"
#include "extractors/rules/pattern_files.hpp"

// Two steps. date_patterns.tsv finds what stands for itself ("last year", "3 p.m.", "two days"); of matches that overlap the longest stays.
// date_phrases.tsv then joins those dates to longer ones and ties the ends of ranges.

namespace dateline {
namespace {

class Dates : public Stage {
public:
    Dates(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns);

    std::string_view name() const override { return "dates"; }
    void run(const Reading& reading, Draft& draft) const override;

private:
    void find(const Reading& reading, Draft& draft, std::vector<DatePiece>& pieces) const;

    DateVocabulary vocabulary_;
    std::shared_ptr<const PatternFiles> files_;
    const PatternSet& patterns_;
    DateProductions productions_;
    DatePhrases phrases_;
};

Dates::Dates(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns)
    : vocabulary_(rules),
      files_(std::move(patterns)),
      patterns_(files_->date_patterns()),
      productions_(patterns_, vocabulary_),
      phrases_(files_->date_phrases(), files_->date_ranges(), vocabulary_) {}

void Dates::find(const Reading& reading, Draft& draft, std::vector<DatePiece>& pieces) const {
    struct Candidate {
        TokenRange tokens;  // of all its dates together
        std::uint32_t row;
        std::size_t begin, end;  // in made
    };
    std::vector<Match> matches;
    std::vector<MadeDate> made;
    std::vector<Candidate> candidates;
    std::vector<std::uint8_t> taken(reading.size());
    for (const TokenRange block : draft.blocks) std::fill(taken.begin() + block.first, taken.begin() + block.last, std::uint8_t{1});
    const std::uint32_t read_to = draft.cuts.empty() ? reading.size() : draft.cuts.front().tokens.first;  // by numbers
    for (const Sentence& sentence : reading.sentences()) {
        if (pieces.size() >= most_proposals || sentence.tokens.first >= read_to) {
            draft.cuts.push_back({CutDraft::Why::room, Kind::date, {sentence.tokens.first, reading.size()}});
            break;
        }
        matches.clear();
        made.clear();
        candidates.clear();
        if (!patterns_.scan(reading, draft.spans, sentence.tokens, matches))
            draft.cuts.push_back({CutDraft::Why::anchors, Kind::date, sentence.tokens});
        for (const Match& match : matches) {
            const std::size_t begin = made.size();
            productions_.make(reading, draft, sentence.tokens, match, made);
            if (made.size() > begin)
                candidates.push_back({{made[begin].tokens.first, made.back().tokens.last}, match.row, begin, made.size()});
        }
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            if (a.tokens.size() != b.tokens.size()) return a.tokens.size() > b.tokens.size();
            return a.row != b.row ? a.row < b.row : a.tokens.first < b.tokens.first;
        });
        for (const Candidate& c : candidates) {
            const auto first = taken.begin() + c.tokens.first, last = taken.begin() + c.tokens.last;
            if (std::any_of(first, last, [](std::uint8_t t) { return t != 0; })) continue;
            std::fill(first, last, std::uint8_t{1});
            for (std::size_t i = c.begin; i < c.end; ++i) {
                pieces.push_back({made[i], patterns_.file(), false, 0, std::nullopt});
                if (made[i].two_ended) pieces.back().range_end = static_cast<std::uint32_t>(pieces.size());
            }
        }
    }
}

void Dates::run(const Reading& reading, Draft& draft) const {
    std::vector<DatePiece> pieces;
    find(reading, draft, pieces);
    phrases_.join(reading, draft.spans, pieces);

    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < pieces.size(); ++i)
        if (!pieces[i].used) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return pieces[a].made.tokens < pieces[b].made.tokens; });
    std::vector<std::uint32_t> place(pieces.size(), 0xFFFFFFFF);
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    for (const std::uint32_t i : order) {
        const DatePiece& piece = pieces[i];
        DateDraft date;
        date.tokens = piece.made.tokens;
        date.rule_file = piece.file;
        date.rule_row = piece.made.row;
        date.evidence = evidence::inside | evidence::listed;
        date.meaning = piece.made.meaning;
        date.date.timex_type = piece.made.type;
        date.date.mod = piece.made.mod;
        if (piece.range_end) {
            std::uint32_t end = *piece.range_end;
            while (pieces[end].used) end = pieces[end].into;
            date.range_end = place[end];
        }
        draft.dates.push_back(std::move(date));
    }
    index_spans(draft, SpanKind::date);
}

}  // namespace

std::unique_ptr<Stage> dates_stage(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns) {
    return std::make_unique<Dates>(rules, std::move(patterns));
}

}  // namespace dateline
