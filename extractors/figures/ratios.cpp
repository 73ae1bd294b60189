#include "extractors/figures/making.hpp"

namespace dateline {

bool FigureMaking::ratio(Made& made) {
    const auto n = number('n'), m = number('m');
    if (!n || !m) return false;
    const NumberDraft &part = *n, &whole = *m;
    if (!part.value.is_whole() || !whole.value.is_whole() || part.value >= whole.value || part.value <= Decimal(0) ||
        whole.value > Decimal(1000) || part.ordinal || whole.ordinal || part.high || whole.high)
        return false;
    const bool round = part.value == Decimal(1) || (part.spelled && whole.spelled) || whole.value == Decimal(10) ||
                       whole.value == Decimal(100) || whole.value == Decimal(1000) ||
                       reading_.hit(part.tokens.last, words_.in_words) == nullptr;
    if (!round || article_.dated[whole.tokens.first] || measured_behind(whole.tokens.last)) return false;
    if (part.blocked) return false;
    const auto quotient = part.value.over(whole.value);
    if (!quotient) return false;
    start(made, FigureType::ratio, {'n', 'm'});
    made.figure.figure.value = quotient->value;
    made.sure = true;
    if (!quotient->exact) made.figure.figure.flags.push_back("rounded");
    return true;
}

bool FigureMaking::ratio_sign(Made& made) {
    constexpr std::uint32_t reach = 6;
    const auto r = capture('r');
    if (!r) return false;
    const auto colon = [&](std::uint32_t t) {
        return t > sentence_.first && t + 1 < sentence_.last && reading_.is(t, ":") && reading_.token(t - 1).is_digits() &&
               reading_.token(t + 1).is_digits() && !reading_.token(t).space_before() && !reading_.token(t + 1).space_before();
    };
    // "a 2:1 ratio", "the ratio is 4:1"
    std::uint32_t t = r->first >= sentence_.first + 2 && colon(r->first - 2) ? r->first - 2 : r->last;
    while (t < sentence_.last && t < r->last + reach && !colon(t)) ++t;
    if (!colon(t)) return false;
    const auto above = Decimal::parse(reading_.text(t - 1)), below = Decimal::parse(reading_.text(t + 1));
    if (!above || !below || !quotient(made, *above, *below)) return false;
    made.figure.tokens = {t - 1, t + 2};
    return true;
}

bool FigureMaking::ratio_to(Made& made) {
    const auto n = number('n'), m = number('m');
    return n && m && !n->ordinal && !m->ordinal && !n->high && !m->high && quotient(made, n->value, m->value);
}

bool FigureMaking::every_nth(Made& made) {
    const auto n = number('n');
    if (!n || !n->ordinal || n->value < Decimal(2) || time_behind(n->tokens.last)) return false;
    return quotient(made, Decimal(1), n->value);
}

bool FigureMaking::quotient(Made& made, const Decimal& above, const Decimal& below) const {
    const auto quotient = above.over(below);
    if (!quotient) return false;
    start(made, FigureType::ratio, {'n', 'm'});
    made.figure.figure.value = quotient->value;
    if (!quotient->exact) made.figure.figure.flags.push_back("rounded");
    return true;
}

bool FigureMaking::times(Made& made) {
    const auto n = number('n');
    const auto t = capture('t');
    if (!n || !t || n->ordinal || n->high) return false;
    const bool compared = t->last < sentence_.last && (reading_.hit(t->last, words_.comparisons) != nullptr);
    if (!compared && n->value.is_whole() && !after_change(n->tokens.first)) return false;
    start(made, FigureType::multiplier, {'n', 't'});
    return finish(made, *n, n->value);
}

bool FigureMaking::fold(Made& made) {
    const auto n = number('n');
    if (!n || n->ordinal || n->high) return false;
    start(made, FigureType::multiplier, {'n', 't'});
    return finish(made, *n, n->value);
}

bool FigureMaking::glued_times(Made& made) {
    const auto t = capture('t');
    if (!t || reading_.token(t->first).space_before()) return false;
    if (t->last < sentence_.last && !reading_.token(t->last).space_before() &&
        (reading_.token(t->last).is_word() || reading_.token(t->last).is_digits()))
        return false;
    const auto n = number('n');
    if (!n || n->ordinal) return false;
    start(made, FigureType::multiplier, {'n', 't'});
    return finish(made, *n, n->value);
}

bool FigureMaking::factor(Made& made) {
    const auto n = number('n');
    if (!n || n->ordinal || n->high) return false;
    start(made, FigureType::multiplier, {'n'});
    return finish(made, *n, n->value);
}

bool FigureMaking::multiplier(Made& made) {
    const auto m = capture('m');
    const LexiconHit* hit = m ? reading_.hit(m->first, words_.multipliers) : nullptr;
    if (hit == nullptr) return false;
    const FigureWords::Multiplier& row = words_.multiplier_rows[hit->row];
    using Before = FigureWords::Multiplier::Before;
    const std::uint16_t wanted = row.before == Before::determiner ? words_.determiners : words_.comparisons;
    if (row.before != Before::anything && (m->last >= sentence_.last || reading_.hit(m->last, wanted) == nullptr)) return false;
    if (row.before == Before::comparison && reading_.hit(m->last, words_.per) != nullptr) return false;  // "twice a day"
    if (reading_.hit(m->first, words_.idioms) != nullptr) return false;                                  // "doubling down"
    if (m->last < sentence_.last && reading_.is(m->last, "-")) return false;
    start(made, FigureType::multiplier, {'m'});
    made.figure.figure.value = row.value;
    made.figure.evidence |= evidence::listed;
    return true;
}

}  // namespace dateline
