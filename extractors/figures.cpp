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
          links_(rules.file("elision_words")),
          roles_(rules.file("figure_links")),
          hedges_(rules.file("hedges")) {}

    std::string_view name() const override { return "figures"; }

    void run(const Reading& reading, Draft& draft) const override {
        if (!draft.numbers.empty() || has_words(reading)) find(reading, draft);
        index_spans(draft, SpanKind::figure);
    }

private:
    static bool has_words(const Reading& reading) { return reading.size() > 0; }

    void find(const Reading& reading, Draft& draft) const {
        FigureMaker::Article article{reading, draft, currencies_.named(reading), currencies_.of_coins(reading),
                                     std::vector<std::uint8_t>(reading.size())};
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
            const bool whole = patterns_.scan(reading, draft.spans, sentence.tokens, matches);
            if (!whole) draft.truncated.push_back(sentence.tokens);
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
            for (std::size_t i = 0; i < kept.size(); ++i) {
                FigureMaker::Made& one = kept[i];
                bounds_.set(reading, sentence.tokens, one.figure, one.step);
                // A conversion in brackets is as exact as its original.
                const std::uint32_t first = one.figure.tokens.first;
                if (i > 0 && one.figure.figure.modifier == Modifier::exact && first > 0 && figures.back().tokens.last == first - 1 &&
                    reading.is(first - 1, "("))
                    bounds_.bound(one.figure, one.step, figures.back().figure.modifier);
                if (!whole) one.figure.figure.flags.push_back("truncated");
                figures.push_back(std::move(one.figure));
            }
        }
        draft.figures = std::move(figures);
    }

    /// The unit of a bare number: that of the whole it is a part of ("three of the five hostages"), or of the figure before it that it is
    /// set beside ("27 ferries for the lakes and 14 for the coast", "to 5.4 percent from 5.1").
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
            if (has_unit(kept[j].figure) && !in_brackets(reading, kept[j].figure.tokens)) before = &kept[j].figure;
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
        const std::uint32_t first = one.figure.tokens.first;
        // Forward: "four-, five- and six-cylinder", "from 6.3 to 5.9 percent".
        const std::string_view link = link_before(reading, sentence, first);
        if (one.hanging || link == "from") {
            for (std::size_t j = i + 1; j < kept.size() && kept[j].figure.tokens.first <= last + (one.hanging ? 8 : 3); ++j)
                if (has_unit(kept[j].figure) && !kept[j].figure.figure.range) {
                    if (!one.hanging && link_before(reading, sentence, kept[j].figure.tokens.first) != "to") break;
                    take(kept[j].figure);
                    return;
                }
            if (one.hanging) return;
        }
        // "below the 2.05 billion expected": money of the same size was told before in the sentence.
        if (link.empty() && before != nullptr && before->figure.figure_type == FigureType::money && figure.value && before->figure.value &&
            one.step >= Decimal(1000) && *figure.value >= Decimal(1000000) && *before->figure.value >= Decimal(1000000) &&
            first - before->tokens.last <= 24) {
            take(*before);
            return;
        }
        // "7, 8, 10 percent": a list has its unit at the end.
        if (link.empty() || link == "and") {
            std::uint32_t end = last;
            for (std::size_t j = i + 1; j < kept.size() && kept[j].figure.tokens.first == end + 1; ++j) {
                if (has_unit(kept[j].figure) && kept[j].figure.figure.figure_type == FigureType::percent && !kept[j].figure.figure.range) {
                    take(kept[j].figure);
                    return;
                }
                if (!kept[j].bare) break;
                end = kept[j].figure.tokens.last;
            }
        }
        if (before == nullptr || first - before->tokens.last > 24 || link.empty()) return;
        if (before->figure.figure_type == FigureType::percent) {
            // "rose 8.15% to 3.65": the amount that it came to is no percentage, unless it came "from" one.
            const std::string_view earlier_link = link_before(reading, sentence, before->tokens.first);
            if ((link == "to" || link == "at") && earlier_link != "from" && earlier_link != "to") return;
            if (link == "by" && *figure.value > Decimal(200)) return;
        } else if (link == "by") {
            return;
        }
        take(*before);
    }

    /// The role of the word before a figure, hedges gone over: from, to, than, and; empty where it is none.
    std::string_view link_before(const Reading& reading, TokenRange sentence, std::uint32_t first) const {
        std::uint32_t t = first;
        for (int steps = 0; steps < 3; ++steps) {
            for (std::uint32_t length = 4; length >= 1; --length) {
                if (t < sentence.first + length) continue;
                const LexiconHit* hit = reading.hit(t - length, roles_);
                if (hit != nullptr && hit->length == length) return reading.rules().table(roles_).cell(hit->row, "role");
            }
            if (t > sentence.first && reading.hit(t - 1, links_) != nullptr) return "and";
            bool went = false;
            for (std::uint32_t length = 4; length >= 1 && !went; --length) {
                if (t < sentence.first + length) continue;
                const LexiconHit* hit = reading.hit(t - length, hedges_);
                if (hit == nullptr || hit->length != length) continue;
                t -= length;
                went = true;
            }
            if (!went) break;
        }
        return {};
    }

    static bool in_brackets(const Reading& reading, TokenRange t) { return t.first > 0 && reading.is(t.first - 1, "("); }
    static bool has_unit(const FigureDraft& f) { return !f.figure.unit.empty() && f.figure.figure_type != FigureType::ordinal; }

    PatternSet patterns_;
    FigureMaker maker_;
    FigureBounds bounds_;
    Currencies currencies_;
    std::uint16_t links_, roles_, hedges_;
};

}  // namespace

std::unique_ptr<Stage> figures_stage(const LanguageRules& rules) {
    return std::make_unique<Figures>(rules);
}

}  // namespace dateline
