#include "extractors/figures/making.hpp"

namespace dateline {

bool FigureMaking::measured(Made& made) {
    const auto n = number('n');
    const auto u = capture('u');
    if (!n || !u) return false;
    const FigureWords::Unit* unit = words_.unit(reading_, *u);
    if (unit == nullptr || unit->time || n->ordinal || n->high) return false;
    if (unit->glued && reading_.token(u->first).space_before()) return false;
    if (!unit_stands(*u)) return false;
    start(made, unit->type, {'n', 'u'});
    set_unit(made, *unit, n->value);
    made.figure.unit_tokens = *u;
    return finish(made, *n, n->value);
}

bool FigureMaking::part(Made& made) {
    const auto n = number('n');
    if (!n || !(n->fraction)) return false;
    return measured(made);
}

bool FigureMaking::below_zero(Made& made) {
    const auto n = number('n');
    if (!n || n->ordinal || n->high || n->fraction || n->value.is_negative()) return false;
    const auto u = capture('u');
    const FigureWords::Unit* unit = u ? words_.unit(reading_, *u) : nullptr;
    if (u && (unit == nullptr || unit->time || unit->type != FigureType::quantity)) return false;
    start(made, unit != nullptr ? FigureType::quantity : FigureType::number, {'n', 'u', 'z'});
    if (unit != nullptr) {
        set_unit(made, *unit, n->value);
        made.figure.unit_tokens = *u;
    }
    return finish(made, *n, n->value.negated());
}

bool FigureMaking::composite(Made& made) {
    const auto a = number('a'), b = number('b');
    const auto v = capture('v');
    const FigureWords::Composite* whole = v ? words_.composite_at(reading_, v->first) : nullptr;
    if (!a || !b || whole == nullptr || a->ordinal || b->ordinal || a->high || b->high || a->magnitude) return false;
    const auto u = capture('u');
    if (u && words_.part_at(reading_, u->first) != whole->part) return false;
    const Decimal below = b->value;
    if (below >= whole->times || below.is_negative() || !a->value.is_whole()) return false;
    if (!u && reading_.token(b->tokens.first).space_before() && word_after(b->tokens.last, sentence_.last) &&
        words_.nouns.singular(reading_, b->tokens.last))
        return false;
    if (u && !unit_stands(*u)) return false;
    const auto parts = a->value.times(whole->times);
    const auto sum = parts ? parts->plus(below) : std::nullopt;
    if (!sum) return false;
    start(made, FigureType::quantity, {'a', 'v', 'b', 'u'});
    made.figure.figure.unit = whole->code;
    made.figure.unit_tokens = *v;
    return finish(made, *b, *sum);
}

bool FigureMaking::tolerance(Made& made) {
    const auto a = number('a'), b = number('b');
    const auto u = capture('u');
    const FigureWords::Unit* unit = u ? words_.unit(reading_, *u) : nullptr;
    if (!a || !b || unit == nullptr || unit->time || a->ordinal || b->ordinal || !unit_stands(*u)) return false;
    const auto both = b->value.times(Decimal(2));
    if (!both) return false;
    start(made, unit->type, {'a', 'b', 'u'});
    set_unit(made, *unit, a->value);
    made.figure.unit_tokens = *u;
    if (!finish(made, *a, a->value)) return false;
    made.step = *both;
    return true;
}

bool FigureMaking::age(Made& made) {
    const auto n = number('n');
    const auto u = capture('u');
    const FigureWords::Unit* unit = n && u ? words_.unit(reading_, *u) : nullptr;
    if (unit == nullptr || n->ordinal) return false;
    start(made, FigureType::quantity, {'n', 'u', 'o'});
    made.figure.figure.unit = unit->code;
    made.figure.unit_tokens = *u;
    return finish(made, *n, n->value);
}

bool FigureMaking::aged(Made& made) {
    const auto n = number('n');
    if (!n || n->ordinal || !is_age(*n)) return false;
    if (words_.unit_at(reading_, n->tokens.last) != nullptr) return false;
    start(made, FigureType::quantity, {'n'});
    made.sure = true;
    made.figure.figure.unit = "a";
    return finish(made, *n, n->value);
}

bool FigureMaking::age_was(Made& made) {
    const auto n = number('n');
    if (!n || !free_standing(*n) || !is_age(*n) || !n->value.is_whole() || n->value < Decimal(3)) return false;
    start(made, FigureType::quantity, {'n'});
    made.figure.figure.unit = "a";
    made.figure.evidence = evidence::beside;
    return finish(made, *n, n->value);
}

bool FigureMaking::name_age(Made& made) {
    const Token& before = reading_.token(match_.tokens.first);
    const auto n = number('n');
    if (!n || !before.capitalized() || !dateline::in(reading_.tag(match_.tokens.first), set_of(Tag::NNP))) return false;
    return n->value >= Decimal(18) && n->value < Decimal(100) && n->plain && age_was(made);
}

bool FigureMaking::aged_range(Made& made) {
    const auto a = number('a'), b = number('b');
    if (!a || !b || !is_age(*a) || !is_age(*b) || a->value >= b->value) return false;
    start(made, FigureType::quantity, {'a', 'b'});
    made.sure = true;
    made.figure.figure.unit = "a";
    made.figure.figure.range = Interval{a->value, b->value};
    return true;
}

bool FigureMaking::comma_age(Made& made) {
    const auto n = number('n');
    if (!n || !is_age(*n) || !n->plain || match_.tokens.first == sentence_.first || article_.dated[n->tokens.first]) return false;
    const Token& before = reading_.token(match_.tokens.first - 1);
    if (reading_.hit(match_.tokens.first - 1, words_.months) != nullptr) return false;  // "Sept, 26, 2014"
    if (!before.capitalized() || !before.is_word() || n->value < Decimal(5)) return false;
    // A list of places and numbers ("Paris, 12, and Rome, 14") is rarer than ages.
    start(made, FigureType::quantity, {'n'});
    made.figure.figure.unit = "a";
    made.figure.evidence = evidence::beside;
    return finish(made, *n, n->value);
}

bool FigureMaking::unit_stands(TokenRange u) const {
    if (u.last >= sentence_.last) return true;
    const Token& after = reading_.token(u.last);
    if (after.space_before()) return true;
    if (after.is_word() || after.is_digits()) return false;
    return !(reading_.is(u.last, "'") && reading_.token(u.last - 1).bytes == 1);
}

bool FigureMaking::measured_behind(std::uint32_t t) const {
    const FigureWords::Unit* unit = words_.unit_at(reading_, t);
    if (unit == nullptr || unit->glued || !unit_stands({t, t + reading_.hit(t, words_.units)->length})) return false;
    return reading_.token(t).bytes > 1 || (reading_.token(t).space_before() && reading_.token(t).shape == Shape::lower);
}

bool FigureMaking::is_age(const NumberDraft& n) {
    return n.value > Decimal(0) && n.value <= Decimal(120) && !n.high && !n.fraction;
}

void FigureMaking::set_unit(Made& made, const FigureWords::Unit& unit, const Decimal& value) {
    made.figure.figure.unit = unit.code;
    // "1,412.6 points" is an index, "14 points" a count of them.
    if (unit.point && value.is_whole() && value < Decimal(200)) made.figure.figure.figure_type = FigureType::count;
}

}  // namespace dateline
