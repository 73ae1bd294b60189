#include "extractors/figures/making.hpp"

namespace dateline {

bool FigureMaking::range(Made& made) {
    const auto a = number('a'), b = number('b');
    if (!a || !b || a->ordinal || b->ordinal || a->high || b->high) return false;
    const bool between = match_.tokens.first != first_capture();
    const auto v = capture('v');
    start(made, FigureType::money, {'a', 'b', 'c', 'd', 'u', 'v'});
    Decimal scale(1);
    if (const auto u = capture('u')) {
        const FigureWords::Unit* unit = words_.unit(reading_, *u);
        if (unit == nullptr || unit->time || !unit_stands(*u)) return false;
        if (unit->glued && reading_.token(u->first).space_before()) return false;
        if (v) {
            const FigureWords::Unit* other = words_.unit(reading_, *v);
            if (other == nullptr || other->code != unit->code) return false;
            if (!between && !shares_magnitude(*a, *b) && (after_change(made.figure.tokens.first) || from_before(made.figure.tokens.first)))
                return false;
        }
        made.figure.figure.figure_type = unit->type;
        set_unit(made, *unit, b->value);
        made.figure.unit_tokens = *u;
    } else {
        auto c = capture('c');
        const Currencies::Money* what = c ? currency(*c) : nullptr;
        if (!what) return false;
        made.figure.tokens.first = c->last <= a->tokens.first ? c->first : a->tokens.first;
        if (what->glued && reading_.token(c->first).space_before()) return false;
        if (const auto d = capture('d')) {
            TokenRange second = *d;
            const auto other = currency(second);
            if (!other || other->code != what->code || other->coin != what->coin) return false;
            if (!between && !shares_magnitude(*a, *b) && (after_change(made.figure.tokens.first) || from_before(made.figure.tokens.first)))
                return false;
        }
        set_currency(made, *what);
        scale = what->scale;
    }
    if (year_shaped(*a) && a->value >= b->value) return false;
    auto low = a->value, high = b->value;
    // "4-5 billion": the magnitude is shared where the first end has none of its own and fits.
    if (!a->magnitude && b->magnitude && !b->scale.is_zero()) {
        const auto scaled = low.times(b->scale);
        if (scaled && *scaled <= high) low = *scaled;
    }
    if (!low.is_negative() && high.is_negative() && reading_.is(b->tokens.first, "-")) high = high.negated();
    const auto low_scaled = low.times(scale), high_scaled = high.times(scale);
    if (!low_scaled || !high_scaled) return false;
    if (*low_scaled > *high_scaled) return false;
    made.figure.figure.range = Interval{*low_scaled, *high_scaled};
    return true;
}

bool FigureMaking::shares_magnitude(const NumberDraft& a, const NumberDraft& b) {
    if (a.magnitude || !b.magnitude) return false;
    const auto scaled = a.value.times(b.scale);
    return scaled && *scaled <= b.value && a.value < Decimal(1000);
}

bool FigureMaking::number_range(Made& made) {
    const auto a = number('a'), b = number('b');
    if (!a || !b || a->high || b->high || a->value >= b->value || a->fraction) return false;
    if (article_.dated[a->tokens.first] || article_.dated[b->tokens.first] || (recent_year(*a) && recent_year(*b))) return false;
    const std::uint32_t last = b->tokens.last;
    if (measured_behind(last) || time_behind(last) || (last < sentence_.last && reading_.is(last, "-"))) return false;
    start(made, FigureType::number, {'a', 'b'});
    Decimal low = a->value;
    if (shares_magnitude(*a, *b)) low = low.times(b->scale).value_or(low);
    made.figure.figure.range = Interval{low, b->value};
    made.bare = true;
    return true;
}

bool FigureMaking::number_dash(Made& made) {
    const auto a = number('a'), b = number('b');
    if (!a || !b) return false;
    const Decimal large(1000);
    if (a->plain && !a->magnitude && !b->magnitude && a->value < large) return false;
    const std::uint32_t first = a->tokens.first, last = b->tokens.last;
    if (first > sentence_.first && reading_.is(first - 1, "-")) return false;
    if (last < sentence_.last && !reading_.token(last).space_before() && (reading_.is(last, "/") || reading_.token(last).is_word()))
        return false;
    return number_range(made);
}

bool FigureMaking::count_range(Made& made) {
    const auto a = number('a'), b = number('b');
    if (!a || !b || a->high || b->high || a->fraction) return false;
    if (year_shaped(*a) || article_.dated[a->tokens.first] || article_.dated[b->tokens.first]) return false;
    Decimal low = a->value;
    const Decimal high = b->value;
    if (!a->magnitude && b->magnitude) {
        const auto scaled = low.times(b->scale);
        if (scaled && *scaled <= high) low = *scaled;
    }
    if (low >= high) return false;
    const auto noun = words_.nouns.behind(reading_, b->tokens.last, sentence_.last, false);
    if (!noun) return false;
    if (is_time(noun->token) || measured_behind(b->tokens.last)) return false;
    if (from_before(a->tokens.first) && !reading_.is(b->tokens.first - 1, "-") && after_change(a->tokens.first - 1)) return false;
    start(made, FigureType::count, {'a', 'b'});
    made.figure.tokens.last = noun->token + 1;
    made.figure.figure.unit = noun->lemma;
    made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
    made.figure.figure.range = Interval{low, high};
    return true;
}

}  // namespace dateline
