#include "extractors/settle.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "schemas/error.hpp"

namespace dateline {
namespace {

int strength_of(std::uint32_t bits) {
    return (bits & evidence::inside ? 4 : 0) + (bits & evidence::listed ? 3 : 0) + (bits & evidence::beside ? 2 : 0) +
           (bits & evidence::document ? 1 : 0);
}

int order_of(Kind kind) {
    return kind == Kind::date ? 0 : kind == Kind::figure ? 1 : 2;
}

struct Candidate {
    Candidate(Proposal& p, Kind k, std::uint8_t t)
        : proposal(&p),
          rank(static_cast<std::uint64_t>(~p.tokens.size()) << 8 | static_cast<std::uint64_t>((15 - strength_of(p.evidence)) << 4) |
               static_cast<std::uint64_t>(order_of(k))),
          kind(k),
          type(t) {}

    Proposal* proposal;
    std::uint64_t rank;  ///< longer first, then more evidence, then by kind
    Kind kind;
    std::uint8_t type;  ///< of its kind
};

/// The candidates that stay. They do not overlap, but for the exceptions.
class Kept {
public:
    explicit Kept(std::uint32_t tokens) : starts_(tokens), covered_(tokens) {}

    void add(const Candidate& candidate) {
        const TokenRange range = candidate.proposal->tokens;
        if (starts_[range.first] == nullptr) starts_[range.first] = &candidate;
        std::fill(covered_.begin() + range.first, covered_.begin() + range.last, true);
    }
    /// Whether one of them holds a token of `range`.
    bool touch(TokenRange range) const {
        return std::find(covered_.begin() + range.first, covered_.begin() + range.last, 1) != covered_.begin() + range.last;
    }
    /// The one that starts at a token, or null.
    const Candidate* at(std::uint32_t token) const { return starts_[token]; }

private:
    std::vector<const Candidate*> starts_;  // by token
    std::vector<std::uint8_t> covered_;     // by token
};

/// What a row of overlaps.tsv says of one side: a kind, and its type where it says one.
struct Side {
    Kind kind;
    std::optional<std::uint8_t> type;

    bool is(const Candidate& c) const { return kind == c.kind && (!type || *type == c.type); }
};

template <typename Enum>
std::optional<std::uint8_t> number_of(std::string_view name) {
    const auto found = from_wire<Enum>(name);
    return found ? std::optional(static_cast<std::uint8_t>(*found)) : std::nullopt;
}

/// "figure", "name:NORP", "date:DATE".
Side side_of(std::string_view cell, const std::string& where) {
    const std::size_t colon = cell.find(':');
    const std::string_view kind = cell.substr(0, colon);
    Side side{kind == "name" ? Kind::entity : from_wire<Kind>(kind).value_or(Kind::quote), std::nullopt};
    bool known = side.kind != Kind::quote && kind != "entity";
    if (known && colon != std::string_view::npos) {
        const std::string_view type = cell.substr(colon + 1);
        side.type = side.kind == Kind::figure ? number_of<FigureType>(type)
                    : side.kind == Kind::date ? number_of<TimexType>(type)
                                              : number_of<EntityType>(type);
        known = side.type.has_value();
    }
    if (!known) throw Error(Exit::bad_config, where + ": \"" + std::string(cell) + "\" is no figure, date or name of a known type");
    return side;
}

class Settle final : public Stage {
public:
    explicit Settle(const LanguageRules& rules) {
        const Table& table = rules.table("overlaps");
        for (std::size_t row = 0; row < table.size(); ++row)
            both_.emplace_back(side_of(table.cell(row, "outer"), table.where(row)), side_of(table.cell(row, "inner"), table.where(row)));
    }

    std::string_view name() const override { return "settle"; }

    void run(const Reading& reading, Draft& draft) const override {
        names_yield_to_dates(reading, draft);
        std::vector<TokenRange> blocks = draft.blocks;
        std::sort(blocks.begin(), blocks.end());
        // Most proposals stand where no other does: they stay as they are, and only the others are put in order.
        std::vector<std::uint8_t> holders(reading.size());
        each_standing(draft, [&](Proposal& p, Kind kind, std::uint8_t) {
            if (kind != Kind::entity && touches(blocks, p.tokens)) {
                p.loss = Loss::block;
                return;
            }
            for (std::uint32_t t = p.tokens.first; t < p.tokens.last; ++t) holders[t] = holders[t] == 0 ? 1 : 2;
        });
        std::vector<Candidate> candidates;
        each_standing(draft, [&](Proposal& p, Kind kind, std::uint8_t type) {
            const auto shared = [&](std::uint32_t t) { return holders[t] > 1; };
            std::uint32_t t = p.tokens.first;
            while (t < p.tokens.last && !shared(t)) ++t;
            if (t < p.tokens.last) candidates.emplace_back(p, kind, type);
        });
        if (!candidates.empty()) settle(candidates, reading.size());
        // The stages of recognise set their spans when they were done; what fell since then is to go. Numbers and quotes are not settled.
        if (any_fell(draft.dates)) index_spans(draft, SpanKind::date);
        if (any_fell(draft.figures)) index_spans(draft, SpanKind::figure);
        if (any_fell(draft.names)) index_spans(draft, SpanKind::name);
    }

private:
    template <typename Proposals>
    static bool any_fell(const Proposals& list) {
        return std::any_of(list.begin(), list.end(), [](const Proposal& p) { return !p.standing(); });
    }

    /// Calls `see(proposal, kind, type)` for each standing figure, date and name.
    template <typename See>
    static void each_standing(Draft& draft, const See& see) {
        for (FigureDraft& f : draft.figures)
            if (f.standing()) see(f, Kind::figure, static_cast<std::uint8_t>(f.figure.figure_type));
        for (DateDraft& d : draft.dates)
            if (d.standing()) see(d, Kind::date, static_cast<std::uint8_t>(d.date.timex_type));
        for (NameDraft& n : draft.names)
            if (n.standing()) see(n, Kind::entity, static_cast<std::uint8_t>(n.entity.entity_type));
    }

    /// Decides which of the candidates stay. `tokens`: of the reading.
    void settle(std::vector<Candidate>& candidates, std::uint32_t tokens) const {
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return a.rank != b.rank                                       ? a.rank < b.rank
                   : a.proposal->tokens.first != b.proposal->tokens.first ? a.proposal->tokens.first < b.proposal->tokens.first
                                                                          : a.proposal < b.proposal;  // of one list
        });
        Kept kept(tokens);
        for (const Candidate& candidate : candidates) {
            Proposal& p = *candidate.proposal;
            const Candidate* winner = overlapping(kept, p.tokens, candidate);
            if (winner != nullptr) {
                p.loss = Loss::overlap;
                p.winner_kind = winner->kind;
                p.winner = winner->proposal->tokens;
                continue;
            }
            kept.add(candidate);
        }
    }

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
            if (date == dates.end() || date->first >= name.tokens.last) continue;
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

    const Candidate* overlapping(const Kept& kept, TokenRange range, const Candidate& inner) const {
        if (!kept.touch(range)) return nullptr;
        // Longer ones are kept first, so what overlaps starts at most a few entries back.
        int steps = 0;
        for (std::uint32_t t = range.last; t-- > 0 && steps < 4 && range.first - std::min(t, range.first) <= longest;) {
            const Candidate* other = kept.at(t);
            if (other == nullptr) continue;
            if (other->proposal->tokens.overlaps(range) && !both_stay(*other, inner)) return other;
            ++steps;
        }
        return nullptr;
    }

    bool both_stay(const Candidate& outer, const Candidate& inner) const {
        if (!outer.proposal->tokens.contains(inner.proposal->tokens) || outer.proposal->tokens == inner.proposal->tokens) return false;
        return std::any_of(both_.begin(), both_.end(), [&](const auto& row) { return row.first.is(outer) && row.second.is(inner); });
    }

    static constexpr std::uint32_t longest = 1000;  // tokens of a figure, date or name: no rule matches so many

    std::vector<std::pair<Side, Side>> both_;
};

}  // namespace

std::unique_ptr<Stage> settle_stage(const LanguageRules& rules) {
    return std::make_unique<Settle>(rules);
}

}  // namespace dateline
