#include <algorithm>

#include "extractors/figures/relations.hpp"

namespace dateline {

bool FigureRelations::distance(const FigureClause& c) const {
    const FigureDraft& f = c.figure;
    const std::uint32_t next = f.tokens.last;
    if (c.role != Role::none || !f.unit_tokens || next >= c.sentence.last || !in(c.reading, next, words_.distances)) return false;
    const ContextWords::Unit* unit = words_.unit_at(c.reading, f.unit_tokens->first);
    return unit != nullptr && unit->length;
}

void FigureRelations::set_change(FigureClause& c, std::uint32_t previous) const {
    Figure& figure = c.figure.figure;
    const Reading& reading = c.reading;
    if (figure.figure_type == FigureType::ordinal) return;
    Change change;
    bool known = false;
    const std::uint32_t last = c.figure.tokens.last;
    // Behind the figure: "20 percent higher", "a 5 percent rise".
    Direction after = Direction::none;
    for (std::uint32_t t = last; t < last + 3 && t < c.sentence.last; ++t) {
        if (reading.token(t).kind == TokenKind::mark && !reading.is(t, "-")) break;
        after = words_.after_at(reading, t);
        if (after != Direction::none) break;
        if (t > last && in(reading, t, words_.functions)) break;
        if (in(reading, t, words_.functions) && t == last) break;
    }
    // "stood at 5": the preposition is the verb's own.
    const bool verb_near =
        c.verb && (c.before >= c.verb->last ? c.before - c.verb->last <= 6 : c.level && c.verb->last <= c.figure.tokens.first);
    if (figure.figure_type == FigureType::multiplier) {
        change.kind = ChangeKind::multiple;
        change.direction = figure.value && *figure.value >= Decimal(1) ? Direction::up : Direction::down;
        if (verb_near && c.direction != Direction::none) change.direction = c.direction;
        figure.change = change;
        return;
    }
    const bool bound = c.content == 0 || c.role != Role::none;
    const bool thing = figure.figure_type == FigureType::count || figure.figure_type == FigureType::quantity;
    const bool counted = c.role == Role::none && ((figure.figure_type == FigureType::count && c.particle) || (c.adds && thing) ||
                                                  (c.transitive && !rate_like(figure)));
    if (verb_near && bound && !counted && c.direction != Direction::none) {
        known = true;
        if (c.role == Role::to || c.role == Role::from || c.role == Role::at || c.role == Role::of || c.role == Role::than) {
            change.kind = ChangeKind::level;
            if (c.role == Role::to) change.trend = c.direction;
            if (c.role == Role::of && c.before <= c.verb->last) {
                change.kind = rate_like(figure) ? ChangeKind::growth : ChangeKind::delta;  // "a rise of 5 percent"
                change.direction = c.direction;
            }
        } else {
            change.kind = rate_like(figure) ? ChangeKind::growth : ChangeKind::delta;
            change.direction = c.direction;
            change.trend = c.direction;
        }
    } else if (after != Direction::none) {
        known = true;
        change.kind = rate_like(figure) ? ChangeKind::growth : ChangeKind::delta;
        change.direction = after;
        change.trend = after;
    } else if (rate_like(figure) && share(c)) {
        known = true;
        change.kind = ChangeKind::share;
    } else if (verb_near && c.level) {
        known = true;
        change.kind = ChangeKind::level;
        // "increasing by 20.7 percent, reaching $3.7 billion": the state after the change.
        if (previous != none && c.draft.figures[previous].figure.change && c.verb->first > c.sentence.first &&
            reading.is(c.verb->first - 1, ","))
            change.trend = c.draft.figures[previous].figure.change->trend;
    } else if (previous != none && (c.role == Role::to || c.role == Role::from)) {
        const auto& other = c.draft.figures[previous].figure.change;
        if (other && c.figure.tokens.first - c.draft.figures[previous].tokens.last <= 4) {
            known = true;
            change.kind = ChangeKind::level;
            change.trend = other->trend;
        }
    }
    if (!known && rate_like(figure)) {
        // "Dow +0.2%, DAX -1.6%"
        const bool plus = reading.is(c.figure.tokens.first, "+");
        if (plus || (figure.value && figure.value->is_negative() && reading.is(c.figure.tokens.first, "-"))) {
            known = true;
            change.kind = ChangeKind::growth;
            change.direction = change.trend = plus ? Direction::up : Direction::down;
        }
    }
    if (!known && restates(c, previous) && c.draft.figures[previous].figure.change) {
        known = true;
        change = *c.draft.figures[previous].figure.change;
        change.base = {};
        if (change.kind == ChangeKind::delta && rate_like(figure)) change.kind = ChangeKind::growth;
    }
    if (known) figure.change = change;
}

bool FigureRelations::share(const FigureClause& c) const {
    const Reading& reading = c.reading;
    const std::uint32_t last = c.figure.tokens.last;
    if (last < c.sentence.last && words_.role_at(reading, last) == Role::of) return true;
    for (std::uint32_t t = c.before; t > c.sentence.first && c.before - t < 12;) {
        --t;
        if (reading.token(t).kind == TokenKind::mark) return false;
        if (in(reading, t, words_.shares)) return true;
    }
    return false;
}

void FigureRelations::set_base(FigureClause& c, const std::vector<std::uint32_t>& order, std::size_t at, std::uint32_t previous) const {
    if (previous == none || at == 0) return;
    FigureDraft& before = c.draft.figures[previous];
    const bool near = c.figure.tokens.first - before.tokens.last <= 6;
    if (!near || before.figure.unit != c.figure.figure.unit) return;
    const auto role_of = [&](const FigureDraft& f) {
        const auto link = ends_before(c, f.tokens.first, words_.links);
        return link ? words_.role_at(c.reading, *link) : Role::none;
    };
    const Role mine = role_of(c.figure), other = role_of(before);
    if (mine == Role::to && other == Role::from) {
        if (!c.figure.figure.change) c.figure.figure.change = Change{};
        c.figure.base = previous;
    } else if (mine == Role::from && (other == Role::to || other == Role::at)) {
        if (!before.figure.change) before.figure.change = Change{};
        before.base = order[at];
    }
}

}  // namespace dateline
