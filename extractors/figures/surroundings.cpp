#include <algorithm>

#include "extractors/figures/relations.hpp"

namespace dateline {

namespace {

/// Whether a figure can be of the time of a date: "in March", "in the year to March 31".
bool tells_period(const DateDraft& date) {
    return (date.date.timex_type == TimexType::DATE || date.meaning.until) && !date.date.start.empty();
}

}  // namespace

bool FigureRelations::compared(const FigureClause& c, std::uint32_t date) const {
    const auto stop = ends_before(c, date, words_.period_stops);
    if (!stop) return false;
    if (words_.always_stops(c.reading, *stop)) return true;
    for (std::uint32_t t = *stop; t > c.sentence.first && *stop - t < 6;)
        if (dateline::in(c.reading.tag(--t), set_of(Tag::JJS, Tag::RBS))) return true;
    return false;
}

void FigureRelations::set_period(FigureClause& c, std::uint32_t previous, std::uint32_t next_figure) const {
    FigureDraft& f = c.figure;
    std::optional<std::uint32_t> best;
    std::uint32_t nearest = 9;
    for (const std::uint32_t i : c.dates) {
        const DateDraft& d = c.draft.dates[i];
        if (!tells_period(d) || compared(c, d.tokens.first)) continue;
        if (d.tokens.first >= f.tokens.last && d.tokens.first < next_figure) {
            const std::uint32_t distance = d.tokens.first - f.tokens.last;
            if (distance < nearest && !broken(c, f.tokens.last, d.tokens.first) && !other_clause(c, f.tokens.last, d.tokens.first)) {
                nearest = distance;
                best = i;
            }
        }
    }
    const FigureDraft* other = previous != none ? &c.draft.figures[previous] : nullptr;
    if (!best && other != nullptr && other->period_date && related(c, *other) &&
        (leads(c, c.draft.dates[*other->period_date].tokens.first) || !other_clause(c, other->tokens.last, f.tokens.first)))
        best = other->period_date;
    if (!best && (f.measure || c.verb)) {
        for (const std::uint32_t i : c.dates) {
            const DateDraft& d = c.draft.dates[i];
            if (!tells_period(d) || d.tokens.last > f.tokens.first) continue;
            if (broken(c, d.tokens.last, f.tokens.first) || compared(c, d.tokens.first)) continue;
            if (leads(c, d.tokens.first) || !other_clause(c, d.tokens.last, f.tokens.first)) best = i;
        }
    }
    // Of the two dates of a range the first stands for both.
    for (const std::uint32_t i : c.dates)
        if (best && c.draft.dates[i].range_end == best) best = i;
    f.period_date = best;
}

void FigureRelations::set_place(FigureClause& c) const {
    FigureDraft& f = c.figure;
    for (const std::uint32_t i : c.names) {
        const NameDraft& n = c.draft.names[i];
        if (n.tokens.first < f.tokens.last || n.tokens.first > f.tokens.last + 8) continue;
        if (n.entity.entity_type != EntityType::GPE && n.entity.entity_type != EntityType::LOC) continue;
        std::uint32_t t = n.tokens.first;
        if (t > f.tokens.last && in(c.reading, t - 1, words_.determiners)) --t;
        if (t > c.sentence.first && in(c.reading, t - 1, words_.measure_links) && !broken(c, f.tokens.last, t)) {
            f.place = refer(n);
            return;
        }
    }
}

void FigureRelations::set_whole(FigureClause& c, const std::vector<std::uint32_t>& order, std::size_t at) const {
    FigureDraft& f = c.figure;
    const std::uint32_t last = f.tokens.last;
    if (last >= c.sentence.last || words_.role_at(c.reading, last) != Role::of) return;
    if (f.figure.figure_type != FigureType::count && f.figure.figure_type != FigureType::number &&
        f.figure.figure_type != FigureType::money)
        return;
    if (at + 1 < order.size()) {
        const FigureDraft& next = c.draft.figures[order[at + 1]];
        if (next.tokens.first > last && next.tokens.first <= last + 3 && next.figure.unit == f.figure.unit) {
            f.whole = order[at + 1];
            return;
        }
    }
    if (last + 1 >= c.sentence.last || !in(c.reading, last + 1, words_.functions)) return;
    for (std::size_t back = at; back-- > 0 && at - back <= 6;) {
        const FigureDraft& earlier = c.draft.figures[order[back]];
        if (earlier.figure.figure_type != FigureType::count || earlier.figure.unit != f.figure.unit || !earlier.figure.value ||
            !f.figure.value || *earlier.figure.value < *f.figure.value)
            continue;
        f.whole = order[back];
        return;
    }
}

void FigureRelations::set_rate(FigureClause& c) const {
    FigureDraft& f = c.figure;
    if (f.figure.figure_type == FigureType::ordinal || f.figure.figure_type == FigureType::ratio ||
        f.figure.figure_type == FigureType::multiplier)
        return;
    std::uint32_t t = f.tokens.last;
    if (t + 1 >= c.sentence.last) return;
    if (c.reading.is(t, "-") && !c.reading.token(t).space_before()) ++t;
    const LexiconHit* hit = c.reading.hit(t, words_.per);
    if (hit == nullptr) return;
    const bool article = words_.article_per[hit->row] != 0;
    t += hit->length;
    if (t < c.sentence.last && c.reading.is(t, "-")) ++t;
    if (t >= c.sentence.last || !c.reading.token(t).is_word()) return;
    std::uint32_t end = t + 1;
    std::string what;
    if (const LexiconHit* unit = c.reading.hit(t, words_.units)) {
        end = t + unit->length;
        if (unit->length == 1 && c.reading.token(t).bytes <= 3 && article && c.reading.token(t).shape != Shape::lower) return;
        what = words_.unit_rows[unit->row].code;
    } else {
        if (in(c.reading, t, words_.functions) || c.reading.token(t).capitalized()) return;
        what = c.reading.folded(t);
    }
    if (article) {
        // "a year ago", "a record": an article opens a rate only where the phrase ends behind the noun.
        const bool ends = end >= c.sentence.last || c.reading.token(end).kind == TokenKind::mark || in(c.reading, end, words_.functions);
        if (!ends || (end < c.sentence.last && (words_.role_at(c.reading, end) == Role::of))) return;
        if (end < c.sentence.last && in(c.reading, end, words_.functions) && dated(c, {t, end})) return;
    }
    f.figure.per = what;
}

void FigureRelations::set_basis(FigureClause& c) const {
    const std::uint32_t from = c.figure.tokens.first > c.sentence.first + 4 ? c.figure.tokens.first - 4 : c.sentence.first;
    const std::uint32_t to = std::min(c.sentence.last, c.figure.tokens.last + 6);
    if (c.figure.figure.figure_type == FigureType::ordinal || c.figure.figure.figure_type == FigureType::count) return;
    for (std::uint32_t t = from; t < to; ++t)
        if (const auto basis = words_.basis_at(c.reading, t)) {
            c.figure.figure.basis = basis;
            return;
        }
}

}  // namespace dateline
