#include "extractors/figures/making.hpp"

namespace dateline {

bool FigureMaking::vague(Made& made) {
    const auto n = number('n');
    if (!n || !n->high) return false;
    // "dozens of homes"; languages that need no word between: "Dutzende Häuser".
    std::uint32_t t = match_.tokens.last;
    if (const FigureWords::Unit* unit = words_.unit_at(reading_, t); unit != nullptr) {
        if (unit->time) return false;
        start(made, unit->type, {'n'});
        made.figure.tokens.last = t + reading_.hit(t, words_.units)->length;
        made.figure.figure.unit = unit->code;
        return finish_vague(made, *n, Decimal(1));
    }
    for (std::uint32_t length = 1; length <= 3 && t + length <= sentence_.last; ++length) {
        const auto what = words_.currencies.at(reading_, {t, t + length});
        if (!what || what->glued || is_sign({t, t + length})) continue;
        start(made, FigureType::money, {'n'});
        made.figure.tokens.last = t + length;
        set_currency(made, *what);
        return finish_vague(made, *n, what->scale);
    }
    const auto noun = words_.nouns.behind(reading_, t, sentence_.last, false);
    if (!noun || is_time(noun->token)) return false;
    start(made, FigureType::count, {'n'});
    made.figure.tokens.last = noun->token + 1;
    made.figure.figure.unit = noun->lemma;
    made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
    return finish_vague(made, *n, Decimal(1));
}

bool FigureMaking::part_of(Made& made) {
    const auto n = number('n');
    if (!n || n->high || n->blocked || !free_standing(*n)) return false;
    if (recent_year(*n)) return false;
    start(made, n->fraction ? FigureType::ratio : FigureType::count, {'n'});
    made.bare = !n->fraction;
    made.whole_follows = capture('m').has_value();
    if (made.bare && !made.whole_follows) {
        // "Two of Johnson's deputies": the noun behind "of".
        std::uint32_t t = n->tokens.last + 1;
        while (t < sentence_.last && t < n->tokens.last + 5 &&
               (reading_.hit(t, words_.determiners) != nullptr || owner(t) || (t + 1 < sentence_.last && owner(t + 1)) || plural_owner(t)))
            ++t;
        if (const auto noun = words_.nouns.behind(reading_, t, sentence_.last, false); noun && !is_time(noun->token)) {
            made.figure.figure.unit = noun->lemma;
            made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
            made.bare = false;
        }
    }
    return finish(made, *n, n->value);
}

bool FigureMaking::share_of(Made& made) {
    const auto n = number('n'), m = number('m');
    if (n && m && (m->value == Decimal(10) || m->value == Decimal(100))) return ratio(made);
    return part_of(made);
}

bool FigureMaking::group_of(Made& made) {
    const auto n = number('n');
    if (!n || n->high || n->fraction || !free_standing(*n) || recent_year(*n)) return false;
    start(made, FigureType::count, {'n'});
    made.bare = true;
    return finish(made, *n, n->value);
}

bool FigureMaking::count(Made& made) {
    const auto n = number('n');
    if (!n || !free_standing(*n)) return false;
    const NumberDraft& number = *n;
    const std::uint32_t last = number.tokens.last;
    if (number.fraction || number.rounded || last >= sentence_.last) return false;
    if (reading_.is(last, "-") && !reading_.token(last).space_before()) return joined_noun(made, *n);
    if (reading_.token(last).kind == TokenKind::mark) return false;
    if (reading_.token(last).is_word() && !reading_.token(last).space_before() && !number.spelled) return false;
    if (number.high) return false;  // "dozens more", "thousands" alone say too little; "dozens of" has a row of its own
    if (measured_behind(last)) return false;
    // "a $640 million harbour roof scheme" is money.
    if (number.tokens.first > sentence_.first && !number.spelled) {
        const std::uint32_t b = number.tokens.first - 1;
        if (words_.currencies.at(reading_, {b, b + 1}) && is_sign({b, b + 1})) return false;
    }
    const bool one = number.value == Decimal(1);
    if (number.spelled && one && demonstrated(number.tokens.first)) return false;
    const auto noun = words_.nouns.behind(reading_, last, sentence_.last, one);
    if (!noun) return singular_noun(made, *n);
    if (is_time(noun->token)) return false;
    if (year_shaped(number)) {
        if (recent_year(number) && (noun->token != last || !hedged(number.tokens.first))) return false;
        if (article_.dated[number.tokens.first]) return false;
    }
    // "12 Park Avenue": digits before a name.
    if (!number.spelled && reading_.token(last).capitalized() && reading_.token(noun->token).capitalized() && noun->token != last)
        return false;
    if (after_name(number)) return false;
    start(made, FigureType::count, {'n'});
    made.figure.tokens.last = noun->token + 1;
    made.figure.figure.unit = noun->lemma;
    made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
    made.figure.evidence = evidence::inside;
    if (const FigureWords::Unit* unit = words_.unit_at(reading_, noun->token); unit != nullptr && reading_.token(noun->token).bytes > 3) {
        made.figure.figure.figure_type = unit->type;  // "517 rushing yards"
        set_unit(made, *unit, number.value);
    }
    return finish(made, *n, number.value);
}

bool FigureMaking::singular_noun(Made& made, const NumberDraft& number) const {
    const std::uint32_t t = number.tokens.last;
    if (!number.value.is_whole() || number.magnitude || number.value < Decimal(2) || number.value > Decimal(99) || t + 1 >= sentence_.last)
        return false;
    for (const std::uint32_t word : {t, t + 1})
        if (!reading_.token(word).is_word() || reading_.token(word).shape != Shape::lower || reading_.token(word).bytes < 4 ||
            !reading_.token(word).space_before() || words_.nouns.stops(reading_, word) || reading_.hit(word, words_.change) != nullptr ||
            words_.nouns.ending(reading_.folded(word)) != CountedNouns::Ending::none || CountedNouns::verb_only(reading_, word))
            return false;
    if (is_time(t) || after_name(number)) return false;
    start(made, FigureType::count, {'n'});
    made.figure.tokens.last = t + 1;
    made.figure.figure.unit = reading_.folded(t);
    made.figure.unit_tokens = TokenRange{t, t + 1};
    made.figure.evidence = evidence::shape;
    return finish(made, number, number.value);
}

bool FigureMaking::joined_noun(Made& made, const NumberDraft& number) const {
    const std::uint32_t t = number.tokens.last + 1;
    if (t >= sentence_.last || !reading_.token(t).is_word() || reading_.token(t).space_before() ||
        reading_.token(t).shape != Shape::lower || reading_.token(t).bytes < 3)
        return false;
    if (words_.nouns.stops(reading_, t) || reading_.hit(t, words_.hedges) != nullptr || is_time(t) ||
        article_.draft.spans.at(SpanKind::number, t) != nullptr || number.high)
        return false;
    if (t + 1 < sentence_.last && reading_.is(t + 1, "-") && !reading_.token(t + 1).space_before()) return false;
    if (recent_year(number) || words_.nouns.ending(reading_.folded(t)) == CountedNouns::Ending::participle) return false;
    start(made, FigureType::count, {'n'});
    made.figure.tokens.last = t + 1;
    made.figure.figure.unit = words_.nouns.singular(reading_, t).value_or(std::string(reading_.folded(t)));
    made.figure.unit_tokens = TokenRange{t, t + 1};
    return finish(made, number, number.value);
}

bool FigureMaking::part_of_time(const NumberDraft& number) const {
    // "40 or 50 years ago", "six to eight weeks"
    const std::uint32_t t = number.tokens.last;
    if (t + 1 >= sentence_.last || (!dateline::in(reading_.tag(t), set_of(Tag::CC, Tag::TO, Tag::IN)) && !reading_.is(t, "-")))
        return false;
    const SpanIndex::Entry* other = article_.draft.spans.at(SpanKind::number, t + 1);
    return other != nullptr && other->tokens.last < sentence_.last && is_time(other->tokens.last);
}

bool FigureMaking::bare_number(Made& made) {
    const auto n = number('n');
    if (!n || !free_standing(*n)) return false;
    const NumberDraft& number = *n;
    if (number.high) return false;
    if (number.fraction) {
        // "first half", "the other half", "half-built"
        if (number.tokens.last < sentence_.last && reading_.is(number.tokens.last, "-")) return false;
        if (number.tokens.first > sentence_.first && number.tokens.size() == 1) {
            const std::uint32_t before = number.tokens.first - 1;
            if (reading_.token(before).is_word() && reading_.hit(before, words_.functions) == nullptr &&
                reading_.hit(before, words_.hedges) == nullptr && !after_change(number.tokens.first))
                return false;
            if (reading_.hit(before, words_.determiners) != nullptr || reading_.hit(before, words_.in_words) != nullptr) return false;
        }
        // "the year and a half"
        if (number.tokens.first > sentence_.first + 1 && reading_.tag(number.tokens.first - 1) == Tag::CC &&
            is_time(number.tokens.first - 2))
            return false;
        start(made, FigureType::ratio, {'n'});
        return finish(made, *n, number.value);
    }
    if (year_shaped(number) && !hedged(number.tokens.first)) return false;
    if (number.spelled && number.value == Decimal(1)) return false;
    if (part_of_time(number)) return false;
    // "Two, ..." at the head of a sentence counts points, not things.
    if (number.spelled && number.tokens.first == sentence_.first && number.tokens.last < sentence_.last &&
        reading_.is(number.tokens.last, ","))
        return false;
    if (after_name(number) && number.plain) return false;
    if (number.tokens.first == sentence_.first && number.plain && !number.spelled && number.tokens.last < sentence_.last &&
        (reading_.is(number.tokens.last, ".") || reading_.is(number.tokens.last, ")") || reading_.is(number.tokens.last, ":")))
        return false;
    if (number.tokens.last < sentence_.last && number.plain && !number.spelled) {
        // "12 Park": digits before a name; "a 12-" and "12/": parts of something else.
        const Token& after = reading_.token(number.tokens.last);
        if (after.is_word() && after.capitalized() && after.space_before()) return false;
    }
    const bool hyphen =
        number.tokens.last < sentence_.last && reading_.is(number.tokens.last, "-") && !reading_.token(number.tokens.last).space_before();
    const bool hanging = hyphen && number.tokens.last + 1 < sentence_.last &&
                         (reading_.token(number.tokens.last + 1).space_before() || reading_.is(number.tokens.last + 1, ","));
    if (hyphen && !hanging) return false;
    if (words_.unit_at(reading_, number.tokens.last) != nullptr && words_.unit_at(reading_, number.tokens.last)->time) return false;
    if (number.tokens.last + 1 < sentence_.last && reading_.is(number.tokens.last, "-") &&
        words_.unit_at(reading_, number.tokens.last + 1) != nullptr)
        return false;
    if (bracketed(number) && number.plain) return false;
    if (time_behind(number.tokens.last)) return false;
    start(made, FigureType::number, {'n'});
    made.bare = true;
    made.hanging = hanging;
    made.figure.evidence = evidence::shape;
    return finish(made, *n, number.value);
}

bool FigureMaking::ordinal(Made& made) {
    const auto n = number('n');
    if (!n || n->blocked) return false;
    const NumberDraft& number = *n;
    if (article_.dated[number.tokens.first] || article_.dated[number.tokens.last - 1]) return false;
    // "a tenth percent", but "the 94th minute".
    if (number.tokens.last < sentence_.last && words_.unit_at(reading_, number.tokens.last) != nullptr && !is_time(number.tokens.last))
        return false;
    if (number.spelled && number.value <= Decimal(2)) {
        // "first" is an adverb, "second" a time, unless a determiner or a name's 's stands before, or a hyphen behind.
        const bool known = number.tokens.first > sentence_.first &&
                           (reading_.hit(number.tokens.first - 1, words_.determiners) != nullptr || owner(number.tokens.first - 1));
        if (!known) return false;
        if (number.value == Decimal(2) && words_.article_at(reading_, number.tokens.first - 1) &&
            !(word_after(number.tokens.last, sentence_.last) && reading_.hit(number.tokens.last, words_.functions) == nullptr))
            return false;
    }
    if (number.tokens.first > sentence_.first && reading_.is(number.tokens.first - 1, "-") &&
        !reading_.token(number.tokens.first).space_before())
        return false;
    start(made, FigureType::ordinal, {'n'});
    return finish(made, *n, number.value);
}

}  // namespace dateline
