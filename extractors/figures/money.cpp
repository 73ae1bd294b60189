#include "extractors/figures/making.hpp"

#include <algorithm>

namespace dateline {

bool FigureMaking::money(Made& made) {
    const auto n = number('n');
    auto c = capture('c');
    if (!n || !c) return false;
    auto what = currency(*c);
    if (!what) return false;
    if (const auto s = capture('s');
        s && s->first > sentence_.first && !reading_.token(s->first).space_before() && reading_.token(s->first - 1).kind != TokenKind::mark)
        return false;
    const bool behind = c->first >= n->tokens.last;
    if (behind && what->glued && reading_.token(c->first).space_before() && !(what->code == "GBP" && ends_here(c->last))) return false;
    if (behind && what->glued && c->last < sentence_.last && reading_.is(c->last, ".") && !reading_.token(c->last).space_before() &&
        c->last + 1 < sentence_.last && !reading_.token(c->last + 1).space_before())
        return false;
    // "In 2018 $40m was paid": the sign belongs to the number behind it.
    if (behind && c->last < sentence_.last && !what->coin && article_.draft.spans.at(SpanKind::number, c->last) != nullptr && is_sign(*c) &&
        (reading_.token(c->first).space_before() || !reading_.token(c->last).space_before()))
        return false;
    if (behind && year_shaped(*n) && article_.dated[n->tokens.first]) return false;
    if (n->ordinal || n->high) return false;
    // "8 Rand Paul": a name.
    if (behind && !what->coin && !words_.nouns.capital() && c->size() == 1 && reading_.token(c->first).shape == Shape::capital &&
        c->last < sentence_.last && reading_.token(c->last).shape == Shape::capital && reading_.token(c->last).space_before())
        return false;
    if (behind && what->assumed && !what->coin && is_weight(*c, *n)) return false;
    // "COP29" is a meeting.
    if (!behind && n->plain && !reading_.token(n->tokens.first).space_before() && reading_.token(c->first).is_word() && c->size() == 1 &&
        reading_.token(c->first).shape == Shape::upper && reading_.token(c->first).bytes == 3 && n->value < Decimal(100))
        return false;
    start(made, FigureType::money, {'s', 'n', 'd'});
    made.figure.tokens.first = std::min(made.figure.tokens.first, c->first);
    made.figure.tokens.last = std::max(made.figure.tokens.last, c->last);
    // "$5 US", "$40 Canadian dollars": the second name is the surer one.
    if (const auto d = capture('d')) {
        if (const auto second = words_.currencies.at(reading_, *d)) {
            if (what->assumed || second->code == what->code)
                what = second->coin ? what : second;
            else if (!is_name(*d))
                made.figure.tokens.last = d->first;
        } else {
            made.figure.tokens.last = d->first;
        }
    }
    set_currency(made, *what);
    Decimal value = n->value;
    if (capture('s')) value = value.negated();
    if (const auto g = capture('g')) return finish_scaled(made, *n, g->first);
    return finish(made, *n, value, what);
}

bool FigureMaking::finish_scaled(Made& made, const NumberDraft& number, std::uint32_t magnitude) const {
    if (number.magnitude || !reading_.token(magnitude).space_before()) return false;
    const LexiconHit* hit = reading_.hit(magnitude, words_.numbers);
    const auto scale = hit != nullptr ? Decimal::parse(reading_.rules().table(words_.numbers).cell(hit->row, "value")) : std::nullopt;
    if (!scale) return false;
    const auto value = number.value.times(*scale);
    const auto step = (number.step.is_zero() ? Decimal(1) : number.step).times(*scale);
    if (!value || !step || !finish(made, number, *value)) return false;
    made.figure.tokens.last = magnitude + 1;
    made.step = *step;
    return true;
}

bool FigureMaking::money_parts(Made& made) {
    const auto a = number('a'), b = number('b');
    auto c = capture('c');
    const auto d = capture('d');
    if (!a || !b || !c || !d || a->ordinal || b->ordinal || a->high || b->high) return false;
    const auto whole = currency(*c), part = words_.currencies.at(reading_, *d);
    if (!whole || !part || !part->coin || part->glued || (part->code != whole->code && !part->assumed)) return false;
    const auto hundredths = b->value.times(part->scale);
    const auto sum = hundredths && b->value < Decimal(100) ? a->value.plus(*hundredths) : std::nullopt;
    if (!sum) return false;
    start(made, FigureType::money, {'a', 'c', 'b', 'd'});
    set_currency(made, *whole);
    return finish(made, *b, *sum);
}

const Currencies::Money* FigureMaking::currency(TokenRange& c) const {
    for (TokenRange tried = c; !tried.empty(); ++tried.first)
        if (auto what = words_.currencies.at(reading_, tried)) {
            c = tried;
            return what;
        }
    return nullptr;
}

void FigureMaking::set_currency(Made& made, const Currencies::Money& what) const {
    Figure& figure = made.figure.figure;
    figure.unit = what.code;
    if (!what.assumed) return;
    if (what.coin && what.family.empty() && article_.money.of_coins() != nullptr) {
        figure.unit = *article_.money.of_coins();
        return;
    }
    if (const std::string* own = article_.money.named(what.family))
        figure.unit = *own;
    else
        figure.flags.push_back("currency_assumed");
}

bool FigureMaking::is_weight(TokenRange c, const NumberDraft& n) const {
    const FigureWords::Unit* unit = words_.unit_at(reading_, c.first);
    return unit != nullptr && reading_.token(c.first).is_word() && reading_.hit(c.first, words_.units)->length == c.size() &&
           !n.magnitude && article_.money.named("pound") == nullptr;
}

bool FigureMaking::is_sign(TokenRange range) const {
    return reading_.token(range.last - 1).kind == TokenKind::mark || reading_.token(range.first).shape == Shape::upper;
}

}  // namespace dateline
