#include "extractors/figures.hpp"

#include <algorithm>

#include "extractors/figure_bounds.hpp"
#include "extractors/figure_maker.hpp"

// Each sentence is scanned once with all rows. What productions make is ordered: longer beats shorter, then the earlier row; nothing
// overlaps. Then bounds are read from the words around, and units that a figure leaves out are taken from the nearest figure before it that
// fits.

namespace dateline {
namespace {

class Figures : public Stage {
public:
    explicit Figures(const LanguageRules& rules)
        : patterns_(rules, "figure_patterns"),
          maker_(rules, patterns_),
          bounds_(rules),
          currencies_(rules),
          links_(rules.file("elision_words")) {}

    std::string_view name() const override { return "figures"; }

    void run(const Reading& reading, Draft& draft) const override {
        if (!draft.numbers.empty() || has_words(reading)) find(reading, draft);
        index_spans(draft, SpanKind::figure);
    }

private:
    static bool has_words(const Reading& reading) { return reading.size() > 0; }

    void find(const Reading& reading, Draft& draft) const {
        FigureMaker::Article article{reading, draft, currencies_.named(reading), std::vector<std::uint8_t>(reading.size())};
        for (const DateDraft& date : draft.dates)
            if (date.standing())
                std::fill(article.dated.begin() + date.tokens.first, article.dated.begin() + date.tokens.last, std::uint8_t{1});
        std::vector<Match> matches;
        std::vector<FigureMaker::Made> made, kept;
        std::vector<std::uint8_t> taken(reading.size());
        std::vector<FigureDraft> figures;
        for (const Sentence& sentence : reading.sentences()) {
            matches.clear();
            made.clear();
            kept.clear();
            patterns_.scan(reading, draft.spans, sentence.tokens, matches);
            for (const Match& m : matches)
                if (auto one = maker_.make(article, sentence.tokens, m)) made.push_back(std::move(*one));
            std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) {
                const TokenRange x = a.figure.tokens, y = b.figure.tokens;
                return x.size() != y.size()                     ? x.size() > y.size()
                       : a.figure.rule_row != b.figure.rule_row ? a.figure.rule_row < b.figure.rule_row
                                                                : x.first < y.first;
            });
            for (auto& one : made) {
                const TokenRange t = one.figure.tokens;
                if (std::any_of(taken.begin() + t.first, taken.begin() + t.last, [](std::uint8_t used) { return used != 0; })) continue;
                std::fill(taken.begin() + t.first, taken.begin() + t.last, std::uint8_t{1});
                kept.push_back(std::move(one));
            }
            std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.figure.tokens < b.figure.tokens; });
            for (std::size_t i = 0; i < kept.size(); ++i) fill_unit(reading, sentence.tokens, kept, i, figures);
            for (auto& one : kept) {
                bounds_.set(reading, sentence.tokens, one.figure, one.step);
                figures.push_back(std::move(one.figure));
            }
        }
        draft.figures = std::move(figures);
    }

    /// The unit of a bare number: that of the whole it is a part of ("three of the five hostages"), or of the figure before it that it is
    /// set beside ("435 homes by open sale and 187 by tender", "to 5.4 percent from 5.1").
    void fill_unit(const Reading& reading, TokenRange sentence, std::vector<FigureMaker::Made>& kept, std::size_t i,
                   const std::vector<FigureDraft>& earlier) const {
        FigureMaker::Made& one = kept[i];
        if (!one.bare) return;
        Figure& figure = one.figure.figure;
        const auto take = [&](const FigureDraft& from) {
            figure.unit = from.figure.unit;
            figure.figure_type = from.figure.figure_type;
            figure.flags.push_back("unit_elided");
            one.figure.evidence |= evidence::beside;
        };
        const std::uint32_t last = one.figure.tokens.last;
        const bool part = figure.figure_type == FigureType::count;  // a row with "of" made it
        if (one.whole_follows) {
            // Forward: the figure that the "of" phrase holds.
            for (std::size_t j = i + 1; j < kept.size() && kept[j].figure.tokens.first <= last + 4; ++j)
                if (has_unit(kept[j].figure)) {
                    take(kept[j].figure);
                    return;
                }
        }
        const FigureDraft* before = nullptr;
        for (std::size_t j = i; j-- > 0 && before == nullptr;)
            if (has_unit(kept[j].figure)) before = &kept[j].figure;
        if (part) {
            for (std::size_t j = i; j-- > 0;)
                if (kept[j].figure.figure.figure_type == FigureType::count && has_unit(kept[j].figure)) {
                    take(kept[j].figure);
                    return;
                }
            for (std::size_t j = earlier.size(); j-- > 0 && earlier.size() - j <= 6;)
                if (earlier[j].figure.figure_type == FigureType::count && has_unit(earlier[j])) {
                    take(earlier[j]);
                    return;
                }
            return;
        }
        if (before == nullptr) return;
        const std::uint32_t first = one.figure.tokens.first;
        if (first - before->tokens.last > 24) return;
        const bool linked = first > sentence.first && (reading.hit(first - 1, links_) != nullptr ||
                                                       (first > sentence.first + 1 && reading.hit(first - 2, links_) != nullptr));
        if (linked && before->figure.figure_type != FigureType::ordinal) take(*before);
    }

    static bool has_unit(const FigureDraft& f) { return !f.figure.unit.empty() && f.figure.figure_type != FigureType::ordinal; }

    PatternSet patterns_;
    FigureMaker maker_;
    FigureBounds bounds_;
    Currencies currencies_;
    std::uint16_t links_;
};

}  // namespace

std::unique_ptr<Stage> figures_stage(const LanguageRules& rules) {
    return std::make_unique<Figures>(rules);
}

}  // namespace dateline
