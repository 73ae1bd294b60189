#include "extractors/figures.hpp"

#include <algorithm>

#include "extractors/figures/bounds.hpp"
#include "extractors/figures/elided_units.hpp"
#include "extractors/figures/maker.hpp"
#include "extractors/rules/pattern_files.hpp"

// Each sentence is scanned once with all rows. What productions make is ordered: longer beats shorter, then the earlier row; nothing
// overlaps. Then bounds are read from the words around, and units that a figure leaves out are taken from the nearest figure before it that
// fits.

namespace dateline {
namespace {

class Figures : public Stage {
public:
    Figures(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns)
        : files_(std::move(patterns)),
          patterns_(files_->figure_patterns()),
          words_(rules),
          maker_(words_, patterns_),
          bounds_(rules),
          units_(rules) {
        for (std::uint32_t row = 0; row < patterns_.table().size(); ++row) {
            const std::string_view pattern = patterns_.table().cell(row, "pattern");
            const auto has = [&](std::string_view element) { return pattern.find(element) != std::string_view::npos; };
            if (!has("{number") && !has("{multipliers")) everywhere_ = true;
        }
    }

    std::string_view name() const override { return "figures"; }

    void run(const Reading& reading, Draft& draft) const override {
        FigureArticle article{reading, draft, {words_.currencies, reading}, std::vector<std::uint8_t>(reading.size())};
        for (const DateDraft& date : draft.dates)
            if (date.standing())
                std::fill(article.dated.begin() + date.tokens.first, article.dated.begin() + date.tokens.last, std::uint8_t{1});
        Sentences work;
        std::size_t number = 0;
        for (const Sentence& sentence : reading.sentences()) {
            const std::size_t first = number;
            while (number < draft.numbers.size() && draft.numbers[number].tokens.first < sentence.tokens.last) ++number;
            if (number == first && !everywhere_ && !has_multiplier(reading, sentence.tokens)) continue;
            if (work.figures.size() >= most_proposals) {
                work.cuts.push_back({CutDraft::Why::room, Kind::figure, {sentence.tokens.first, reading.size()}});
                break;
            }
            find(article, sentence.tokens, work);
        }
        draft.figures = std::move(work.figures);
        draft.cuts.insert(draft.cuts.end(), work.cuts.begin(), work.cuts.end());
        index_spans(draft, SpanKind::figure);
    }

private:
    /// What is used again for every sentence, and the figures found.
    struct Sentences {
        std::vector<Match> matches;
        std::vector<MadeFigure> made;
        std::vector<MadeFigure*> order, kept;
        std::vector<FigureDraft> figures;
        std::vector<CutDraft> cuts;
    };

    bool has_multiplier(const Reading& reading, TokenRange sentence) const {
        const std::uint64_t family = family_bit(words_.multipliers);
        for (std::uint32_t t = sentence.first; t < sentence.last; ++t)
            if (reading.token(t).families & family) return true;
        return false;
    }

    void find(FigureArticle& article, TokenRange sentence, Sentences& work) const {
        work.matches.clear();
        const bool whole = patterns_.scan(article.reading, article.draft.spans, sentence, work.matches);
        if (!whole) work.cuts.push_back({CutDraft::Why::anchors, Kind::figure, sentence});
        if (work.matches.empty()) return;
        if (work.made.size() < work.matches.size()) work.made.resize(work.matches.size());
        work.order.clear();
        std::size_t next = 0;
        for (const Match& m : work.matches)
            if (maker_.make(article, sentence, m, work.made[next])) work.order.push_back(&work.made[next++]);
        settle(work);
        for (std::size_t i = 0; i < work.kept.size(); ++i) units_.fill(article.reading, sentence, work.kept, i, work.figures);
        for (std::size_t i = 0; i < work.kept.size(); ++i) {
            MadeFigure& one = *work.kept[i];
            bounds_.set(article.reading, sentence, one.figure, one.step);
            // A conversion in brackets is as exact as its original.
            const std::uint32_t first = one.figure.tokens.first;
            if (i > 0 && one.figure.figure.modifier == Modifier::exact && first > 0 && work.figures.back().tokens.last == first - 1 &&
                article.reading.is(first - 1, "("))
                FigureBounds::bound(one.figure, one.step, work.figures.back().figure.modifier);
            if (!whole) one.figure.figure.flags.push_back("truncated");
            work.figures.push_back(std::move(one.figure));
        }
    }

    /// Keeps of what was made what overlaps nothing better, in order of the text.
    static void settle(Sentences& work) {
        std::sort(work.order.begin(), work.order.end(), [](const MadeFigure* a, const MadeFigure* b) {
            const TokenRange x = a->figure.tokens, y = b->figure.tokens;
            if (a->sure != b->sure) return a->sure;
            if (x.size() != y.size()) return x.size() > y.size();
            if (a->figure.rule_row != b->figure.rule_row) return a->figure.rule_row < b->figure.rule_row;
            return x.first != y.first ? x.first < y.first : a < b;
        });
        const auto by_place = [](const MadeFigure* a, TokenRange t) { return a->figure.tokens.last <= t.first; };
        work.kept.clear();
        for (MadeFigure* one : work.order) {
            const auto at = std::lower_bound(work.kept.begin(), work.kept.end(), one->figure.tokens, by_place);
            if (at == work.kept.end() || (*at)->figure.tokens.first >= one->figure.tokens.last) work.kept.insert(at, one);
        }
    }

    std::shared_ptr<const PatternFiles> files_;
    const PatternSet& patterns_;
    FigureWords words_;
    FigureMaker maker_;
    FigureBounds bounds_;
    ElidedUnits units_;
    bool everywhere_ = false;  // a row of the user's that neither number nor multiplier opens
};

}  // namespace

std::unique_ptr<Stage> figures_stage(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns) {
    return std::make_unique<Figures>(rules, std::move(patterns));
}

}  // namespace dateline
