#include "extractors/settle.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace dateline {
namespace {

struct Candidate {
    Proposal* proposal;
    Kind kind;
    std::string_view type;
    int strength;
};

int strength_of(std::uint32_t bits) {
    return (bits & evidence::inside ? 4 : 0) + (bits & evidence::listed ? 3 : 0) + (bits & evidence::beside ? 2 : 0) +
           (bits & evidence::document ? 1 : 0);
}

int order_of(Kind kind) {
    return kind == Kind::date ? 0 : kind == Kind::figure ? 1 : 2;
}

class Settle final : public Stage {
public:
    explicit Settle(const LanguageRules& rules) {
        const Table& table = rules.table("overlaps");
        for (std::size_t row = 0; row < table.size(); ++row) both_.emplace_back(table.cell(row, "outer"), table.cell(row, "inner"));
    }

    std::string_view name() const override { return "settle"; }

    void run(const Reading& reading, Draft& draft) const override {
        names_yield_to_dates(reading, draft);
        std::vector<Candidate> candidates;
        for (FigureDraft& f : draft.figures)
            if (f.standing()) candidates.push_back({&f, Kind::figure, wire(f.figure.figure_type), strength_of(f.evidence)});
        for (DateDraft& d : draft.dates)
            if (d.standing()) candidates.push_back({&d, Kind::date, wire(d.date.timex_type), strength_of(d.evidence)});
        for (NameDraft& n : draft.names)
            if (n.standing()) candidates.push_back({&n, Kind::entity, wire(n.entity.entity_type), strength_of(n.evidence)});
        std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            if (a.proposal->tokens.size() != b.proposal->tokens.size()) return a.proposal->tokens.size() > b.proposal->tokens.size();
            if (a.strength != b.strength) return a.strength > b.strength;
            if (a.kind != b.kind) return order_of(a.kind) < order_of(b.kind);
            return a.proposal->tokens.first < b.proposal->tokens.first;
        });
        std::map<std::uint32_t, const Candidate*> kept;  // by first token; those kept do not overlap, but for the exceptions
        std::vector<TokenRange> blocks = draft.blocks;
        std::sort(blocks.begin(), blocks.end());
        for (const Candidate& candidate : candidates) {
            Proposal& p = *candidate.proposal;
            if (candidate.kind != Kind::entity && touches(blocks, p.tokens)) {
                p.loss = Loss::block;
                continue;
            }
            const Candidate* winner = overlapping(kept, p.tokens, candidate);
            if (winner != nullptr) {
                p.loss = Loss::overlap;
                p.winner_kind = winner->kind;
                p.winner = winner->proposal->tokens;
                continue;
            }
            kept.emplace(p.tokens.first, &candidate);
        }
        for (const SpanKind kind : {SpanKind::number, SpanKind::date, SpanKind::figure, SpanKind::name, SpanKind::quote})
            index_spans(draft, kind);
    }

private:
    /// A name that begins or ends inside a date, or is made of dates alone ("3 November Austria", "July-November"), is no name.
    static void names_yield_to_dates(const Reading& reading, Draft& draft) {
        std::vector<TokenRange> dates;
        for (const DateDraft& d : draft.dates)
            if (d.standing()) dates.push_back(d.tokens);
        std::sort(dates.begin(), dates.end());
        for (NameDraft& name : draft.names) {
            if (!name.standing()) continue;
            auto date = std::lower_bound(dates.begin(), dates.end(), name.tokens.first,
                                         [](TokenRange d, std::uint32_t first) { return d.last <= first; });
            std::uint32_t words = 0, covered = 0;
            bool crosses = false;
            for (std::uint32_t t = name.tokens.first; t < name.tokens.last; ++t) words += reading.token(t).is_word();
            for (; date != dates.end() && date->first < name.tokens.last; ++date) {
                crosses = crosses || (!name.tokens.contains(*date) && !date->contains(name.tokens));
                for (std::uint32_t t = std::max(date->first, name.tokens.first); t < std::min(date->last, name.tokens.last); ++t)
                    covered += reading.token(t).is_word();
            }
            if (crosses || (covered > 0 && covered == words)) name.loss = Loss::cut_by_dates;
        }
    }

    /// Blocks do not overlap one another by much: those that start before a range's end are looked at from the nearest back.
    static bool touches(const std::vector<TokenRange>& blocks, TokenRange range) {
        auto block =
            std::lower_bound(blocks.begin(), blocks.end(), range.last, [](TokenRange b, std::uint32_t last) { return b.first < last; });
        for (int steps = 0; block != blocks.begin() && steps < 4; ++steps)
            if ((--block)->overlaps(range)) return true;
        return false;
    }

    const Candidate* overlapping(const std::map<std::uint32_t, const Candidate*>& kept, TokenRange range, const Candidate& inner) const {
        auto at = kept.lower_bound(range.last);
        // Longer ones are kept first, so what overlaps starts at most a few entries back.
        for (int steps = 0; at != kept.begin() && steps < 4; ++steps) {
            const Candidate* other = std::prev(at)->second;
            --at;
            if (other->proposal->tokens.overlaps(range) && !both_stay(*other, inner)) return other;
        }
        return nullptr;
    }

    bool both_stay(const Candidate& outer, const Candidate& inner) const {
        if (!outer.proposal->tokens.contains(inner.proposal->tokens) || outer.proposal->tokens == inner.proposal->tokens) return false;
        const auto names = [](const std::string& wanted, const Candidate& c) {
            const std::size_t colon = wanted.find(':');
            const bool kind = wanted.compare(0, colon, c.kind == Kind::entity ? "name" : wire(c.kind)) == 0;
            return kind && (colon == std::string::npos || wanted.compare(colon + 1, std::string::npos, c.type) == 0);
        };
        return std::any_of(both_.begin(), both_.end(),
                           [&](const auto& row) { return names(row.first, outer) && names(row.second, inner); });
    }

    std::vector<std::pair<std::string, std::string>> both_;
};

}  // namespace

std::unique_ptr<Stage> settle_stage(const LanguageRules& rules) {
    return std::make_unique<Settle>(rules);
}

}  // namespace dateline
