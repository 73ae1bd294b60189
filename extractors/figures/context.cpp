#include "extractors/figures/context.hpp"

#include <algorithm>

#include "extractors/figures/relations.hpp"

namespace dateline {
namespace {

class FigureContext final : public Stage {
public:
    explicit FigureContext(const LanguageRules& rules) : relations_(rules) {}

    std::string_view name() const override { return "figure_context"; }

    void run(const Reading& reading, Draft& draft) const override {
        const std::vector<std::uint32_t> order = in_order(draft.figures);
        if (order.empty()) return;
        const std::vector<std::uint32_t> names = in_order(draft.names), dates = in_order(draft.dates);
        constexpr std::uint32_t none = FigureRelations::none;
        std::uint32_t last_sentence = none;
        std::uint32_t previous = none;          // figure before in this sentence
        std::optional<Reference> last_subject;  // of the last figure that has one
        std::span<const std::uint32_t> sentence_names, sentence_dates;
        for (std::size_t at = 0; at < order.size(); ++at) {
            FigureDraft& f = draft.figures[order[at]];
            const std::uint32_t sentence = reading.sentence_of(f.tokens.first);
            if (sentence != last_sentence) previous = none;
            FigureClause clause{reading, draft, reading.sentences()[sentence].tokens, f, {}, {}, {}};
            // Where and when an article was written is said of no figure.
            if (draft.dateline && f.tokens.first >= draft.dateline->tokens.last)
                clause.sentence.first = std::max(clause.sentence.first, draft.dateline->tokens.last);
            if (sentence != last_sentence) {
                sentence_names = within(draft.names, names, clause.sentence);
                sentence_dates = within(draft.dates, dates, clause.sentence);
            }
            last_sentence = sentence;
            if (previous != none) clause.previous_last = draft.figures[previous].tokens.last;
            clause.names = sentence_names;
            clause.dates = sentence_dates;
            relations_.read_left(clause);
            if (!relations_.distance(clause)) {
                relations_.set_change(clause, previous);
                relations_.set_measure(clause, previous, last_subject);
            }
            relations_.set_period(clause, previous, at + 1 < order.size() ? draft.figures[order[at + 1]].tokens.first : none);
            relations_.set_place(clause);
            relations_.set_base(clause, order, at, previous);
            relations_.set_whole(clause, order, at);
            relations_.set_rate(clause);
            relations_.set_basis(clause);
            if (f.subject) last_subject = f.subject;
            previous = order[at];
        }
    }

private:
    /// What stands of a list, in the order of the text.
    template <typename List>
    static std::vector<std::uint32_t> in_order(const List& list) {
        std::vector<std::uint32_t> order;
        order.reserve(list.size());
        for (std::uint32_t i = 0; i < list.size(); ++i)
            if (list[i].standing()) order.push_back(i);
        const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return list[a].tokens < list[b].tokens; };
        if (!std::is_sorted(order.begin(), order.end(), earlier)) std::sort(order.begin(), order.end(), earlier);
        return order;
    }

    /// The part of an ordered list that begins in a sentence.
    template <typename List>
    static std::span<const std::uint32_t> within(const List& list, const std::vector<std::uint32_t>& order, TokenRange sentence) {
        const auto before = [&](std::uint32_t i, std::uint32_t t) { return list[i].tokens.first < t; };
        const auto first = std::lower_bound(order.begin(), order.end(), sentence.first, before);
        const auto last = std::lower_bound(first, order.end(), sentence.last, before);
        return {first, last};
    }

    FigureRelations relations_;
};

}  // namespace

std::unique_ptr<Stage> figure_context_stage(const LanguageRules& rules) {
    return std::make_unique<FigureContext>(rules);
}

}  // namespace dateline
