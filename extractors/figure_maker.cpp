#include "extractors/figure_maker.hpp"

#include <algorithm>

#include "schemas/error.hpp"

namespace dateline {
namespace {

bool word_after(const Reading& reading, std::uint32_t t, std::uint32_t end) {
    return t < end && reading.token(t).is_word();
}

/// Digits that can be a year: four of them, 1000 to 2100.
bool year_shaped(const NumberDraft& n) {
    return n.plain && !n.spelled && n.value >= Decimal(1000) && n.value <= Decimal(2199);
}
bool recent_year(const NumberDraft& n) {
    return n.plain && !n.spelled && n.value >= Decimal(1700) && n.value <= Decimal(2100);
}

/// "mL" is "ml", "Nm" is not "nm": the first letter keeps its case.
bool same_start(std::string_view text, const std::vector<std::string>& forms) {
    return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
        return form.size() == text.size() && form[0] == text[0] && (form[0] | 0x20) >= 'a' && (form[0] | 0x20) <= 'z' &&
               std::equal(form.begin(), form.end(), text.begin(), [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    });
}

}  // namespace

/// One production at work on one match.
class FigureMaker::Making {
public:
    Making(const FigureMaker& maker, const Article& article, TokenRange sentence, const Match& match)
        : maker_(maker), article_(article), reading_(article.reading), sentence_(sentence), match_(match) {}

    // -- money
    // --------------------------------------------------------------------------------------------------------------------------------

    std::optional<Made> money() {
        const auto n = number("n");
        auto c = capture("c");
        if (!n || !c) return std::nullopt;
        auto what = currency(*c);
        if (!what) return std::nullopt;
        if (const auto s = capture("s"); s && s->first > sentence_.first && !reading_.token(s->first).space_before() &&
                                         reading_.token(s->first - 1).kind != TokenKind::mark)
            return std::nullopt;
        const bool behind = c->first >= numbers(*n).tokens.last;
        if (behind && what->glued && reading_.token(c->first).space_before() && !(what->code == "GBP" && ends_here(c->last)))
            return std::nullopt;
        if (behind && what->glued && c->last < sentence_.last && reading_.is(c->last, ".") && !reading_.token(c->last).space_before() &&
            c->last + 1 < sentence_.last && !reading_.token(c->last + 1).space_before())
            return std::nullopt;
        // "In 2018 $40m was paid": the sign belongs to the number behind it.
        if (behind && c->last < sentence_.last && !what->coin && article_.draft.spans.at(SpanKind::number, c->last) != nullptr &&
            is_sign(*c) && (reading_.token(c->first).space_before() || !reading_.token(c->last).space_before()))
            return std::nullopt;
        if (behind && year_shaped(numbers(*n)) && article_.dated[numbers(*n).tokens.first]) return std::nullopt;
        if (numbers(*n).ordinal || numbers(*n).high) return std::nullopt;
        if (behind && what->assumed && !what->coin && is_weight(*c, *n)) return std::nullopt;
        // "COP29" is a meeting.
        if (!behind && numbers(*n).plain && !reading_.token(numbers(*n).tokens.first).space_before() &&
            reading_.token(c->first).is_word() && c->size() == 1 && reading_.token(c->first).shape == Shape::upper &&
            reading_.token(c->first).bytes == 3 && numbers(*n).value < Decimal(100))
            return std::nullopt;
        Made made = start(FigureType::money, {"s", "n", "d"});
        made.figure.tokens.first = std::min(made.figure.tokens.first, c->first);
        made.figure.tokens.last = std::max(made.figure.tokens.last, c->last);
        // "$5 US", "$40 Canadian dollars": the second name is the surer one.
        if (const auto d = capture("d")) {
            if (const auto second = maker_.currencies_.at(reading_, *d)) {
                if (what->assumed || second->code == what->code)
                    what = second->coin ? what : second;
                else if (!is_name(*d))
                    made.figure.tokens.last = d->first;
            } else {
                made.figure.tokens.last = d->first;
            }
        }
        set_currency(made, *what);
        Decimal value = numbers(*n).value;
        if (capture("s")) value = value.negated();
        return finish(std::move(made), *n, value, *what);
    }

    // -- units
    // ----------------------------------------------------------------------------------------------------------------------------------

    /// "3 dollars 50 cents": one amount.
    std::optional<Made> money_parts() {
        const auto a = number("a"), b = number("b");
        auto c = capture("c");
        const auto d = capture("d");
        if (!a || !b || !c || !d || numbers(*a).ordinal || numbers(*b).ordinal || numbers(*a).high || numbers(*b).high) return std::nullopt;
        const auto whole = currency(*c), part = maker_.currencies_.at(reading_, *d);
        if (!whole || !part || !part->coin || part->glued || (part->code != whole->code && !part->assumed)) return std::nullopt;
        const auto hundredths = numbers(*b).value.times(part->scale);
        const auto sum = hundredths && numbers(*b).value < Decimal(100) ? numbers(*a).value.plus(*hundredths) : std::nullopt;
        if (!sum) return std::nullopt;
        Made made = start(FigureType::money, {"a", "c", "b", "d"});
        set_currency(made, *whole);
        return finish(std::move(made), *b, *sum, {});
    }

    std::optional<Made> measured() {
        const auto n = number("n");
        const auto u = capture("u");
        if (!n || !u) return std::nullopt;
        const Unit* unit = maker_.unit(reading_, *u);
        if (unit == nullptr || unit->time || numbers(*n).ordinal || numbers(*n).high) return std::nullopt;
        if (unit->glued && reading_.token(u->first).space_before()) return std::nullopt;
        if (!unit_stands(*u)) return std::nullopt;
        Made made = start(unit->type, {"n", "u"});
        set_unit(made, *unit, numbers(*n).value);
        made.figure.unit_tokens = *u;
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> part() {
        const auto n = number("n");
        if (!n || !(numbers(*n).fraction)) return std::nullopt;
        return measured();
    }

    std::optional<Made> composite() {
        const auto a = number("a"), b = number("b");
        const auto v = capture("v");
        if (!a || !b || !v) return std::nullopt;
        const Unit* feet = maker_.unit(reading_, *v);
        const auto u = capture("u");
        const Unit* inches = u ? maker_.unit(reading_, *u) : nullptr;
        if (feet == nullptr || feet->code != "[ft_i]" || (u && (inches == nullptr || inches->code != "[in_i]"))) return std::nullopt;
        const Decimal below = numbers(*b).value;
        if (below >= Decimal(12) || below.is_negative() || numbers(*b).ordinal) return std::nullopt;
        if (!u && reading_.token(numbers(*b).tokens.first).space_before() &&
            word_after(reading_, numbers(*b).tokens.last, sentence_.last) && maker_.nouns_.singular(reading_, numbers(*b).tokens.last))
            return std::nullopt;
        const auto twelve = numbers(*a).value.times(Decimal(12));
        const auto sum = twelve ? twelve->plus(below) : std::nullopt;
        if (!sum) return std::nullopt;
        Made made = start(FigureType::quantity, {"a", "v", "b", "u"});
        made.figure.figure.unit = "[in_i]";
        made.figure.unit_tokens = *v;
        return finish(std::move(made), *b, *sum, {});
    }

    // -- ranges
    // ---------------------------------------------------------------------------------------------------------------------------------

    std::optional<Made> range() {
        const auto a = number("a"), b = number("b");
        if (!a || !b || numbers(*a).ordinal || numbers(*b).ordinal || numbers(*a).high || numbers(*b).high) return std::nullopt;
        const bool between = !reading_.is(match_.tokens.first, reading_.folded(first_capture()));
        const auto v = capture("v");
        Made made = start(FigureType::money, {"a", "b", "c", "d", "u", "v"});
        Decimal scale(1);
        if (const auto u = capture("u")) {
            const Unit* unit = maker_.unit(reading_, *u);
            if (unit == nullptr || unit->time || !unit_stands(*u)) return std::nullopt;
            if (unit->glued && reading_.token(u->first).space_before()) return std::nullopt;
            if (v) {
                const Unit* other = maker_.unit(reading_, *v);
                if (other == nullptr || other->code != unit->code) return std::nullopt;
                if (!between && !shares_magnitude(*a, *b) &&
                    (after_change(made.figure.tokens.first) || from_before(made.figure.tokens.first)))
                    return std::nullopt;
            }
            made.figure.figure.figure_type = unit->type;
            set_unit(made, *unit, numbers(*b).value);
            made.figure.unit_tokens = *u;
        } else {
            auto c = capture("c");
            auto what = c ? currency(*c) : std::nullopt;
            if (!what) return std::nullopt;
            made.figure.tokens.first = c->last <= numbers(*a).tokens.first ? c->first : numbers(*a).tokens.first;
            if (what->glued && reading_.token(c->first).space_before()) return std::nullopt;
            if (const auto d = capture("d")) {
                TokenRange second = *d;
                const auto other = currency(second);
                if (!other || other->code != what->code || other->coin != what->coin) return std::nullopt;
                if (!between && !shares_magnitude(*a, *b) &&
                    (after_change(made.figure.tokens.first) || from_before(made.figure.tokens.first)))
                    return std::nullopt;
            }
            set_currency(made, *what);
            scale = what->scale;
        }
        if (year_shaped(numbers(*a)) && numbers(*a).value >= numbers(*b).value) return std::nullopt;
        auto low = numbers(*a).value, high = numbers(*b).value;
        // "4-5 billion": the magnitude is shared where the first end has none of its own and fits.
        if (!numbers(*a).magnitude && numbers(*b).magnitude && !numbers(*b).scale.is_zero()) {
            const auto scaled = low.times(numbers(*b).scale);
            if (scaled && *scaled <= high) low = *scaled;
        }
        if (low.is_negative() == false && high.is_negative() && reading_.is(numbers(*b).tokens.first, "-")) high = high.negated();
        const auto low_scaled = low.times(scale), high_scaled = high.times(scale);
        if (!low_scaled || !high_scaled) return std::nullopt;
        if (*low_scaled > *high_scaled) {
            if (!between && numbers(*a).value > numbers(*b).value && is_hyphen_before(numbers(*b).tokens.first)) return std::nullopt;
            return std::nullopt;
        }
        made.figure.figure.range = Interval{*low_scaled, *high_scaled};
        made.number = *b;
        return made;
    }

    /// "$10 to $15 billion": the magnitude is that of both.
    bool shares_magnitude(std::uint32_t a, std::uint32_t b) const {
        if (numbers(a).magnitude || !numbers(b).magnitude) return false;
        const auto scaled = numbers(a).value.times(numbers(b).scale);
        return scaled && *scaled <= numbers(b).value && numbers(a).value < Decimal(1000);
    }

    /// "between 50 and 70": two bare numbers.
    std::optional<Made> number_range() {
        const auto a = number("a"), b = number("b");
        if (!a || !b || numbers(*a).high || numbers(*b).high || numbers(*a).value >= numbers(*b).value || numbers(*a).fraction)
            return std::nullopt;
        if (article_.dated[numbers(*a).tokens.first] || article_.dated[numbers(*b).tokens.first] ||
            (recent_year(numbers(*a)) && recent_year(numbers(*b))))
            return std::nullopt;
        const std::uint32_t last = numbers(*b).tokens.last;
        if (maker_.unit_at(reading_, last) != nullptr || time_behind(last) || (last < sentence_.last && reading_.is(last, "-")))
            return std::nullopt;
        Made made = start(FigureType::number, {"a", "b"});
        Decimal low = numbers(*a).value;
        if (shares_magnitude(*a, *b)) low = low.times(numbers(*b).scale).value_or(low);
        made.figure.figure.range = Interval{low, numbers(*b).value};
        made.bare = true;
        made.number = *b;
        return made;
    }

    std::optional<Made> count_range() {
        const auto a = number("a"), b = number("b");
        if (!a || !b || numbers(*a).high || numbers(*b).high || numbers(*a).fraction) return std::nullopt;
        if (year_shaped(numbers(*a)) || article_.dated[numbers(*a).tokens.first] || article_.dated[numbers(*b).tokens.first])
            return std::nullopt;
        Decimal low = numbers(*a).value;
        const Decimal high = numbers(*b).value;
        if (!numbers(*a).magnitude && numbers(*b).magnitude) {
            const auto scaled = low.times(numbers(*b).scale);
            if (scaled && *scaled <= high) low = *scaled;
        }
        if (low >= high) return std::nullopt;
        const auto noun = maker_.nouns_.behind(reading_, numbers(*b).tokens.last, sentence_.last, false);
        if (!noun) return std::nullopt;
        if (is_time(noun->token)) return std::nullopt;
        if (from_before(numbers(*a).tokens.first) && !is_hyphen_before(numbers(*b).tokens.first) &&
            after_change(numbers(*a).tokens.first - 1))
            return std::nullopt;
        Made made = start(FigureType::count, {"a", "b"});
        made.figure.tokens.last = noun->token + 1;
        made.figure.figure.unit = noun->lemma;
        made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
        made.figure.figure.range = Interval{low, high};
        made.number = *b;
        return made;
    }

    // -- ages
    // -----------------------------------------------------------------------------------------------------------------------------------

    std::optional<Made> age() {
        const auto n = number("n");
        const auto u = capture("u");
        const Unit* unit = n && u ? maker_.unit(reading_, *u) : nullptr;
        if (unit == nullptr || numbers(*n).ordinal) return std::nullopt;
        Made made = start(FigureType::quantity, {"n", "u", "o"});
        made.figure.figure.unit = unit->code;
        made.figure.unit_tokens = *u;
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> aged() {
        const auto n = number("n");
        if (!n || numbers(*n).ordinal || !is_age(*n)) return std::nullopt;
        if (maker_.unit_at(reading_, numbers(*n).tokens.last) != nullptr) return std::nullopt;
        Made made = start(FigureType::quantity, {"n"});
        made.figure.figure.unit = "a";
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    /// "who was 10.": a plain number that a person is.
    std::optional<Made> age_was() {
        const auto n = number("n");
        if (!n || !free_standing(*n) || !is_age(*n) || !numbers(*n).value.is_whole() || numbers(*n).value < Decimal(3)) return std::nullopt;
        Made made = start(FigureType::quantity, {"n"});
        made.figure.figure.unit = "a";
        made.figure.evidence = evidence::beside;
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> aged_range() {
        const auto a = number("a"), b = number("b");
        if (!a || !b || !is_age(*a) || !is_age(*b) || numbers(*a).value >= numbers(*b).value) return std::nullopt;
        Made made = start(FigureType::quantity, {"a", "b"});
        made.figure.figure.unit = "a";
        made.figure.figure.range = Interval{numbers(*a).value, numbers(*b).value};
        made.number = *b;
        return made;
    }

    /// "Hague, 44, ...": behind a name.
    std::optional<Made> comma_age() {
        const auto n = number("n");
        if (!n || !is_age(*n) || !numbers(*n).plain || match_.tokens.first == sentence_.first || article_.dated[numbers(*n).tokens.first])
            return std::nullopt;
        const Token& before = reading_.token(match_.tokens.first - 1);
        if (!before.capitalized() || !before.is_word() || numbers(*n).value < Decimal(5)) return std::nullopt;
        // A list of places and numbers ("Paris, 12, and Rome, 14") is rarer than ages.
        Made made = start(FigureType::quantity, {"n"});
        made.figure.figure.unit = "a";
        made.figure.evidence = evidence::beside;
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    // -- ratios and multipliers
    // -----------------------------------------------------------------------------------------------------------------

    std::optional<Made> ratio() {
        const auto n = number("n"), m = number("m");
        if (!n || !m) return std::nullopt;
        const NumberDraft &part = numbers(*n), &whole = numbers(*m);
        if (!part.value.is_whole() || !whole.value.is_whole() || part.value >= whole.value || part.value <= Decimal(0) ||
            whole.value > Decimal(1000) || part.ordinal || whole.ordinal || part.high || whole.high)
            return std::nullopt;
        const bool round = part.value == Decimal(1) || (part.spelled && whole.spelled) || whole.value == Decimal(10) ||
                           whole.value == Decimal(100) || whole.value == Decimal(1000) || !reading_.is(part.tokens.last, "in");
        if (!round || article_.dated[whole.tokens.first] || maker_.unit_at(reading_, whole.tokens.last) != nullptr) return std::nullopt;
        if (part.blocked) return std::nullopt;
        const auto quotient = part.value.over(whole.value);
        if (!quotient) return std::nullopt;
        Made made = start(FigureType::ratio, {"n", "m"});
        made.figure.figure.value = quotient->value;
        if (!quotient->exact) made.figure.figure.flags.push_back("rounded");
        made.number = *m;
        return made;
    }

    std::optional<Made> times() {
        const auto n = number("n");
        const auto t = capture("t");
        if (!n || !t || numbers(*n).ordinal || numbers(*n).high) return std::nullopt;
        const bool compared = t->last < sentence_.last && (reading_.hit(t->last, maker_.comparisons_) != nullptr);
        const bool joined = reading_.is(t->first, "fold");
        if (!compared && !joined && numbers(*n).value.is_whole() && !after_change(numbers(*n).tokens.first)) return std::nullopt;
        Made made = start(FigureType::multiplier, {"n", "t"});
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> glued_times() {
        const auto t = capture("t");
        if (!t || reading_.token(t->first).space_before()) return std::nullopt;
        if (t->last < sentence_.last && !reading_.token(t->last).space_before() &&
            (reading_.token(t->last).is_word() || reading_.token(t->last).is_digits()))
            return std::nullopt;
        const auto n = number("n");
        if (!n || numbers(*n).ordinal) return std::nullopt;
        Made made = start(FigureType::multiplier, {"n", "t"});
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> factor() {
        const auto n = number("n");
        if (!n || numbers(*n).ordinal || numbers(*n).high) return std::nullopt;
        Made made = start(FigureType::multiplier, {"n"});
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> multiplier() {
        const auto m = capture("m");
        const LexiconHit* hit = m ? reading_.hit(m->first, maker_.multipliers_) : nullptr;
        if (hit == nullptr) return std::nullopt;
        const Table& table = reading_.rules().table(maker_.multipliers_);
        if (table.cell(hit->row, "class") == "noun") {
            if (m->last >= sentence_.last || reading_.hit(m->last, maker_.determiners_) == nullptr) return std::nullopt;
        }
        if (m->last < sentence_.last && reading_.is(m->last, "-")) return std::nullopt;
        Made made = start(FigureType::multiplier, {"m"});
        made.figure.figure.value = maker_.multiplier_rows_[hit->row];
        made.figure.evidence |= evidence::listed;
        return made;
    }

    // -- counts and bare numbers
    // ----------------------------------------------------------------------------------------------------------------

    std::optional<Made> vague() {
        const auto n = number("n");
        if (!n || !numbers(*n).high) return std::nullopt;
        std::uint32_t t = numbers(*n).tokens.last + 1;
        if (const Unit* unit = maker_.unit_at(reading_, t); unit != nullptr) {
            if (unit->time) return std::nullopt;
            Made made = start(unit->type, {"n"});
            made.figure.tokens.last = t + reading_.hit(t, maker_.units_)->length;
            made.figure.figure.unit = unit->code;
            return finish_vague(std::move(made), *n, {});
        }
        for (std::uint32_t length = 1; length <= 3 && t + length <= sentence_.last; ++length) {
            const auto what = maker_.currencies_.at(reading_, {t, t + length});
            if (!what || what->glued || is_sign({t, t + length})) continue;
            Made made = start(FigureType::money, {"n"});
            made.figure.tokens.last = t + length;
            set_currency(made, *what);
            return finish_vague(std::move(made), *n, what->scale);
        }
        const auto noun = maker_.nouns_.behind(reading_, t, sentence_.last, false);
        if (!noun || is_time(noun->token)) return std::nullopt;
        Made made = start(FigureType::count, {"n"});
        made.figure.tokens.last = noun->token + 1;
        made.figure.figure.unit = noun->lemma;
        made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
        return finish_vague(std::move(made), *n, {});
    }

    /// "three of the five hostages", "298 of them": the unit comes from the whole.
    std::optional<Made> part_of() {
        const auto n = number("n");
        if (!n || numbers(*n).high || numbers(*n).blocked || !free_standing(*n)) return std::nullopt;
        if (recent_year(numbers(*n))) return std::nullopt;
        Made made = start(numbers(*n).fraction ? FigureType::ratio : FigureType::count, {"n"});
        made.bare = !numbers(*n).fraction;
        made.whole_follows = capture("m").has_value();
        if (made.bare && !made.whole_follows) {
            // "Two of Johnson's deputies": the noun behind "of".
            std::uint32_t t = numbers(*n).tokens.last + 1;
            while (t < sentence_.last && t < numbers(*n).tokens.last + 5 &&
                   (reading_.hit(t, maker_.determiners_) != nullptr || reading_.is(t, "'s") ||
                    (t + 1 < sentence_.last && reading_.is(t + 1, "'s"))))
                ++t;
            if (const auto noun = maker_.nouns_.behind(reading_, t, sentence_.last, false); noun && !is_time(noun->token)) {
                made.figure.figure.unit = noun->lemma;
                made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
                made.bare = false;
            }
        }
        return finish(std::move(made), *n, numbers(*n).value, {});
    }

    std::optional<Made> count() {
        const auto n = number("n");
        if (!n || !free_standing(*n)) return std::nullopt;
        const NumberDraft& number = numbers(*n);
        const std::uint32_t last = number.tokens.last;
        if (number.fraction || number.rounded || last >= sentence_.last) return std::nullopt;
        if (reading_.is(last, "-") && !reading_.token(last).space_before()) return joined_noun(*n);
        if (!reading_.token(last).is_word() && !(reading_.token(last).kind == TokenKind::mark && false) &&
            !reading_.token(last).is_digits())
            return std::nullopt;
        if (reading_.token(last).is_word() && !reading_.token(last).space_before() && !number.spelled) return std::nullopt;
        if (number.high) {
            // "dozens more", "thousands" alone say too little; "dozens of" has a row of its own.
            return std::nullopt;
        }
        if (const Unit* unit = maker_.unit_at(reading_, last); unit != nullptr &&
                                                               unit_stands({last, last + reading_.hit(last, maker_.units_)->length}) &&
                                                               !unit->glued && reading_.token(last).bytes > 1)
            return std::nullopt;
        // "a $640 million harbour roof scheme" is money.
        if (number.tokens.first > sentence_.first && !number.spelled) {
            const std::uint32_t b = number.tokens.first - 1;
            if (maker_.currencies_.at(reading_, {b, b + 1}) && is_sign({b, b + 1})) return std::nullopt;
        }
        const bool one = number.value == Decimal(1);
        if (number.spelled && one && demonstrated(number.tokens.first)) return std::nullopt;
        const auto noun = maker_.nouns_.behind(reading_, last, sentence_.last, one);
        if (!noun) return singular_noun(*n);
        if (is_time(noun->token)) return std::nullopt;
        if (year_shaped(number)) {
            if (recent_year(number) && (noun->token != last || !hedged(number.tokens.first))) return std::nullopt;
            if (article_.dated[number.tokens.first]) return std::nullopt;
        }
        // "12 Park Avenue": digits before a name.
        if (!number.spelled && reading_.token(last).capitalized() && reading_.token(noun->token).capitalized() && noun->token != last)
            return std::nullopt;
        if (after_name(number)) return std::nullopt;
        Made made = start(FigureType::count, {"n"});
        made.figure.tokens.last = noun->token + 1;
        made.figure.figure.unit = noun->lemma;
        made.figure.unit_tokens = TokenRange{noun->token, noun->token + 1};
        made.figure.evidence = evidence::inside;
        if (const Unit* unit = maker_.unit_at(reading_, noun->token); unit != nullptr && reading_.token(noun->token).bytes > 3) {
            made.figure.figure.figure_type = unit->type;  // "517 rushing yards"
            set_unit(made, *unit, number.value);
        }
        return finish(std::move(made), *n, number.value, {});
    }

    /// "a three course meal", "a 3 cylinder engine": two singulars behind a small number.
    std::optional<Made> singular_noun(std::uint32_t n) const {
        const NumberDraft& number = numbers(n);
        const std::uint32_t t = number.tokens.last;
        if (!number.value.is_whole() || number.magnitude || number.value < Decimal(2) || number.value > Decimal(99) ||
            t + 1 >= sentence_.last)
            return std::nullopt;
        for (const std::uint32_t word : {t, t + 1})
            if (!reading_.token(word).is_word() || reading_.token(word).shape != Shape::lower || reading_.token(word).bytes < 4 ||
                !reading_.token(word).space_before() || maker_.nouns_.stops(reading_, word) ||
                reading_.hit(word, maker_.change_) != nullptr || maker_.nouns_.ending(reading_.folded(word)) != CountedNouns::Ending::none)
                return std::nullopt;
        if (is_time(t) || after_name(number)) return std::nullopt;
        Made made = start(FigureType::count, {"n"});
        made.figure.tokens.last = t + 1;
        made.figure.figure.unit = reading_.folded(t);
        made.figure.unit_tokens = TokenRange{t, t + 1};
        made.figure.evidence = evidence::shape;
        return finish(std::move(made), n, number.value, {});
    }

    std::optional<Made> bare_number() {
        const auto n = number("n");
        if (!n || !free_standing(*n)) return std::nullopt;
        const NumberDraft& number = numbers(*n);
        if (number.high) return std::nullopt;
        if (number.fraction) {
            // "first half", "the other half", "half-built"
            if (number.tokens.last < sentence_.last && reading_.is(number.tokens.last, "-")) return std::nullopt;
            if (number.tokens.first > sentence_.first && number.tokens.size() == 1) {
                const std::uint32_t before = number.tokens.first - 1;
                if (reading_.token(before).is_word() && reading_.hit(before, maker_.functions_) == nullptr &&
                    reading_.hit(before, maker_.hedge_file_) == nullptr && !after_change(number.tokens.first))
                    return std::nullopt;
                if (reading_.hit(before, maker_.determiners_) != nullptr || reading_.is(before, "in")) return std::nullopt;
            }
            Made made = start(FigureType::ratio, {"n"});
            return finish(std::move(made), *n, number.value, {});
        }
        if (year_shaped(number) && !hedged(number.tokens.first)) return std::nullopt;
        if (number.spelled && number.value == Decimal(1)) return std::nullopt;
        if (after_name(number) && number.plain) return std::nullopt;
        if (number.tokens.first == sentence_.first && number.plain && !number.spelled && number.tokens.last < sentence_.last &&
            (reading_.is(number.tokens.last, ".") || reading_.is(number.tokens.last, ")") || reading_.is(number.tokens.last, ":")))
            return std::nullopt;
        if (number.tokens.last < sentence_.last && number.plain && !number.spelled) {
            // "12 Park": digits before a name; "a 12-" and "12/": parts of something else.
            const Token& after = reading_.token(number.tokens.last);
            if (after.is_word() && after.capitalized() && after.space_before()) return std::nullopt;
        }
        const bool hyphen = number.tokens.last < sentence_.last && reading_.is(number.tokens.last, "-") &&
                            !reading_.token(number.tokens.last).space_before();
        const bool hanging = hyphen && number.tokens.last + 1 < sentence_.last &&
                             (reading_.token(number.tokens.last + 1).space_before() || reading_.is(number.tokens.last + 1, ","));
        if (hyphen && !hanging) return std::nullopt;
        if (maker_.unit_at(reading_, number.tokens.last) != nullptr && maker_.unit_at(reading_, number.tokens.last)->time)
            return std::nullopt;
        if (number.tokens.last + 1 < sentence_.last && reading_.is(number.tokens.last, "-") &&
            maker_.unit_at(reading_, number.tokens.last + 1) != nullptr)
            return std::nullopt;
        if (bracketed(number) && number.plain) return std::nullopt;
        if (time_behind(number.tokens.last)) return std::nullopt;
        Made made = start(FigureType::number, {"n"});
        made.bare = true;
        made.hanging = hanging;
        made.figure.evidence = evidence::shape;
        return finish(std::move(made), *n, number.value, {});
    }

    std::optional<Made> ordinal() {
        const auto n = number("n");
        if (!n || numbers(*n).blocked) return std::nullopt;
        const NumberDraft& number = numbers(*n);
        if (article_.dated[number.tokens.first] || article_.dated[number.tokens.last - 1]) return std::nullopt;
        if (number.tokens.last < sentence_.last && maker_.unit_at(reading_, number.tokens.last) != nullptr) return std::nullopt;
        if (number.spelled && number.value <= Decimal(2)) {
            // "first" is an adverb, "second" a time, unless a determiner or a name's 's stands before, or a hyphen behind.
            const bool known =
                number.tokens.first > sentence_.first &&
                (reading_.hit(number.tokens.first - 1, maker_.determiners_) != nullptr || reading_.is(number.tokens.first - 1, "'s"));
            if (!known) return std::nullopt;
            if (number.value == Decimal(2) && reading_.is(number.tokens.first - 1, "a") &&
                !(word_after(reading_, number.tokens.last, sentence_.last) &&
                  reading_.hit(number.tokens.last, maker_.functions_) == nullptr))
                return std::nullopt;
        }
        if (number.tokens.first > sentence_.first && reading_.is(number.tokens.first - 1, "-") &&
            !reading_.token(number.tokens.first).space_before())
            return std::nullopt;
        Made made = start(FigureType::ordinal, {"n"});
        return finish(std::move(made), *n, number.value, {});
    }

private:
    std::optional<TokenRange> capture(std::string_view name) const {
        const auto taken = maker_.patterns_.capture(match_, name);
        return taken && !taken->empty() ? taken : std::nullopt;
    }

    /// Index of the number that a capture took.
    std::optional<std::uint32_t> number(std::string_view name) const {
        const auto taken = capture(name);
        if (!taken) return std::nullopt;
        const SpanIndex::Entry* entry = article_.draft.spans.at(SpanKind::number, taken->first);
        return entry == nullptr || article_.draft.numbers[entry->index].blocked ? std::nullopt : std::optional(entry->index);
    }

    /// The currency at `c`; in "a $700 bill" the sign is "$" alone, not "A$", and `c` becomes that.
    std::optional<Currencies::Money> currency(TokenRange& c) const {
        for (TokenRange tried = c; !tried.empty(); ++tried.first)
            if (auto what = maker_.currencies_.at(reading_, tried)) {
                c = tried;
                return what;
            }
        return std::nullopt;
    }

    const NumberDraft& numbers(std::uint32_t index) const { return article_.draft.numbers[index]; }

    std::uint32_t first_capture() const {
        std::uint32_t first = match_.tokens.last;
        for (const TokenRange c : match_.captures)
            if (!c.empty()) first = std::min(first, c.first);
        return first;
    }

    /// A figure whose span runs over what these names took.
    Made start(FigureType type, std::initializer_list<std::string_view> names) const {
        Made made;
        made.figure.tokens = {match_.tokens.last, match_.tokens.first};
        for (const std::string_view name : names) {
            const auto taken = capture(name);
            if (!taken) continue;
            made.figure.tokens.first = std::min(made.figure.tokens.first, taken->first);
            made.figure.tokens.last = std::max(made.figure.tokens.last, taken->last);
        }
        made.figure.figure.figure_type = type;
        made.figure.rule_file = maker_.patterns_.file();
        made.figure.rule_row = match_.row;
        made.figure.evidence = evidence::inside;
        return made;
    }

    std::optional<Made> finish(Made made, std::uint32_t n, const Decimal& value, const std::optional<Currencies::Money>& what) const {
        const auto scaled = what ? value.times(what->scale) : std::optional(value);
        if (!scaled) return std::nullopt;
        const NumberDraft& number = numbers(n);
        made.figure.figure.value = *scaled;
        made.number = n;
        made.step = number.step;
        if (what)
            if (const auto step = number.step.times(what->scale)) made.step = *step;
        const FigureType type = made.figure.figure.figure_type;
        if (type == FigureType::count || type == FigureType::number) {
            if (!number.magnitude && number.value.is_whole()) made.step = Decimal();
        } else if ((type == FigureType::percent || type == FigureType::quantity) && number.plain && made.step.is_zero() &&
                   made.figure.figure.unit != "a") {
            made.step = Decimal(1);
        }
        if (number.rounded) made.figure.figure.flags.push_back("rounded");
        return made;
    }

    std::optional<Made> finish_vague(Made made, std::uint32_t n, const std::optional<Decimal>& scale) const {
        const Decimal by = scale.value_or(Decimal(1));
        const auto low = numbers(n).value.times(by), high = numbers(n).high->times(by);
        if (!low || !high) return std::nullopt;
        made.figure.figure.range = Interval{*low, *high};
        made.vague = true;
        made.number = n;
        return made;
    }

    void set_currency(Made& made, const Currencies::Money& what) const {
        Figure& figure = made.figure.figure;
        figure.unit = what.code;
        if (!what.assumed) return;
        if (what.coin && what.family.empty() && !article_.coin_currency.empty()) {
            figure.unit = article_.coin_currency;
            return;
        }
        if (const auto own = article_.currencies.find(what.family); own != article_.currencies.end())
            figure.unit = own->second;
        else
            figure.flags.push_back("currency_assumed");
    }

    static void set_unit(Made& made, const Unit& unit, const Decimal& value) {
        made.figure.figure.unit = unit.code;
        // "1,412.6 points" is an index, "14 points" a count of them.
        if (unit.point && value.is_whole() && value < Decimal(200)) made.figure.figure.figure_type = FigureType::count;
    }

    /// A mark, a function word or the end.
    bool ends_here(std::uint32_t t) const {
        return t >= sentence_.last || reading_.token(t).kind == TokenKind::mark || reading_.hit(t, maker_.functions_) != nullptr;
    }

    /// "pounds" are money where the article has pounds of money or a magnitude, else a weight.
    bool is_weight(TokenRange c, std::uint32_t n) const {
        const Unit* unit = maker_.unit_at(reading_, c.first);
        return unit != nullptr && reading_.token(c.first).is_word() && reading_.hit(c.first, maker_.units_)->length == c.size() &&
               !numbers(n).magnitude && article_.currencies.find("pound") == article_.currencies.end();
    }

    bool is_sign(TokenRange range) const {
        return reading_.token(range.last - 1).kind == TokenKind::mark || reading_.token(range.first).shape == Shape::upper;
    }
    bool is_name(TokenRange range) const { return reading_.token(range.first).is_word() && range.size() > 1; }

    /// A unit of one letter is a unit only at the end of its word.
    bool unit_stands(TokenRange u) const {
        if (u.last >= sentence_.last) return true;
        const Token& after = reading_.token(u.last);
        if (after.space_before()) return true;
        if (after.is_word() || after.is_digits()) return false;
        return !(reading_.is(u.last, "'") && reading_.token(u.last - 1).bytes == 1);
    }

    bool is_time(std::uint32_t token) const {
        const Unit* unit = maker_.unit_at(reading_, token);
        return unit != nullptr && unit->time;
    }
    bool time_behind(std::uint32_t t) const {
        for (std::uint32_t i = t; i < t + 3 && i < sentence_.last; ++i) {
            if (!reading_.token(i).is_word()) return false;
            if (is_time(i)) return true;
            if (maker_.nouns_.stops(reading_, i)) return false;
        }
        return false;
    }

    bool is_age(std::uint32_t n) const {
        return numbers(n).value > Decimal(0) && numbers(n).value <= Decimal(120) && !numbers(n).high && !numbers(n).fraction;
    }

    bool is_hyphen_before(std::uint32_t t) const { return t > sentence_.first && reading_.is(t - 1, "-"); }
    bool from_before(std::uint32_t t) const { return t > sentence_.first && reading_.hit(t - 1, maker_.from_) != nullptr; }
    bool after_change(std::uint32_t t) const {
        for (std::uint32_t back = 1; back <= 3 && t >= sentence_.first + back; ++back) {
            if (const LexiconHit* hit = reading_.hit(t - back, maker_.change_)) return maker_.moves_[hit->row];
            if (reading_.hit(t - back, maker_.functions_) == nullptr && reading_.hit(t - back, maker_.hedge_file_) == nullptr) return false;
        }
        return false;
    }
    bool demonstrated(std::uint32_t t) const {
        return t > sentence_.first && reading_.hit(t - 1, maker_.determiners_) != nullptr && !reading_.token(t).capitalized();
    }
    bool hedged(std::uint32_t t) const {
        for (std::uint32_t length = 1; length <= 4 && t >= sentence_.first + length; ++length) {
            const LexiconHit* hit = reading_.hit(t - length, maker_.hedge_file_);
            if (hit != nullptr && hit->length == length) return true;
        }
        return false;
    }

    /// Not joined by hyphen, stroke or point to another number, not in a chain of such.
    bool free_standing(std::uint32_t n) const {
        const NumberDraft& number = numbers(n);
        if (number.blocked || article_.dated[number.tokens.first] || article_.dated[number.tokens.last - 1]) return false;
        if (number.tokens.first > sentence_.first && !reading_.token(number.tokens.first).space_before()) {
            const std::uint32_t b = number.tokens.first - 1;
            // "5-to-4"
            if (reading_.is(b, "-") && b > sentence_.first + 1 && reading_.token(b - 1).is_word() && !reading_.token(b).space_before() &&
                reading_.is(b - 2, "-"))
                return false;
            if (reading_.token(b).is_word() && maker_.currencies_.at(reading_, {b, b + 1})) return false;  // "COP29"
            if (reading_.token(b).kind == TokenKind::mark && b > sentence_.first &&
                (reading_.is(b, "-") || reading_.is(b, "/") || reading_.is(b, ":")) &&
                (reading_.token(b - 1).is_digits() ||
                 (!reading_.token(b).space_before() && article_.draft.spans.at(SpanKind::number, b - 1) != nullptr)))
                return false;
        }
        if (number.tokens.last + 1 < sentence_.last && !reading_.token(number.tokens.last).space_before()) {
            const std::uint32_t a = number.tokens.last;
            if ((reading_.is(a, "-") || reading_.is(a, "/") || reading_.is(a, ":")) && reading_.token(a + 1).is_digits()) return false;
            if (reading_.is(a, "-") && a + 3 < sentence_.last && reading_.token(a + 1).is_word() && reading_.is(a + 2, "-") &&
                article_.draft.spans.at(SpanKind::number, a + 3) != nullptr)
                return false;
        }
        return true;
    }

    /// "Boeing 737", "Channel 4": a bare number right behind a name, not at the sentence's start.
    bool after_name(const NumberDraft& number) const {
        if (number.spelled || !number.plain || number.tokens.first == sentence_.first) return false;
        const std::uint32_t b = number.tokens.first - 1;
        const Token& before = reading_.token(b);
        if (!before.is_word() || !before.capitalized() || !reading_.token(number.tokens.first).space_before()) return false;
        return reading_.hit(b, maker_.functions_) == nullptr && reading_.hit(b, maker_.hedge_file_) == nullptr;
    }

    bool bracketed(const NumberDraft& number) const {
        return number.tokens.first > sentence_.first && number.tokens.last < sentence_.last &&
               (reading_.is(number.tokens.first - 1, "(") || reading_.is(number.tokens.first - 1, "[")) &&
               (reading_.is(number.tokens.last, ")") || reading_.is(number.tokens.last, "]"));
    }

    /// "six-speed", "12-page", "three-cylinder": a singular noun joined by a hyphen.
    std::optional<Made> joined_noun(std::uint32_t n) const {
        const NumberDraft& number = numbers(n);
        const std::uint32_t t = number.tokens.last + 1;
        if (t >= sentence_.last || !reading_.token(t).is_word() || reading_.token(t).space_before() ||
            reading_.token(t).shape != Shape::lower || reading_.token(t).bytes < 3)
            return std::nullopt;
        if (maker_.nouns_.stops(reading_, t) || reading_.hit(t, maker_.hedge_file_) != nullptr || is_time(t) ||
            article_.draft.spans.at(SpanKind::number, t) != nullptr || number.high)
            return std::nullopt;
        if (t + 1 < sentence_.last && reading_.is(t + 1, "-") && !reading_.token(t + 1).space_before()) return std::nullopt;
        if (recent_year(number) || maker_.nouns_.ending(reading_.folded(t)) == CountedNouns::Ending::participle) return std::nullopt;
        Made made = start(FigureType::count, {"n"});
        made.figure.tokens.last = t + 1;
        made.figure.figure.unit = maker_.nouns_.singular(reading_, t).value_or(std::string(reading_.folded(t)));
        made.figure.unit_tokens = TokenRange{t, t + 1};
        return finish(std::move(made), n, number.value, {});
    }

    const FigureMaker& maker_;
    const Article& article_;
    const Reading& reading_;
    TokenRange sentence_;
    const Match& match_;
};

FigureMaker::FigureMaker(const LanguageRules& rules, const PatternSet& patterns)
    : patterns_(patterns),
      nouns_(rules),
      currencies_(rules),
      units_(rules.file("units")),
      functions_(rules.file("function_words")),
      multipliers_(rules.file("multipliers")),
      hedge_file_(rules.file("hedges")),
      determiners_(rules.file("figure_determiners")),
      comparisons_(rules.file("comparisons")),
      change_(rules.file("change_words")),
      from_(rules.file("from_words")) {
    const Table& units = rules.table(units_);
    for (std::uint32_t row = 0; row < units.size(); ++row) {
        Unit unit;
        unit.code = units.cell(row, "code");
        unit.time = units.cell(row, "class") == "time";
        unit.point = units.cell(row, "class") == "points";
        unit.glued = !units.cell(row, "glued").empty();
        unit.any_case = units.cell(row, "glued") == "any";
        if (const std::string_view type = units.cell(row, "type"); !type.empty()) {
            const auto known = from_wire<FigureType>(type);
            if (!known) throw Error(Exit::bad_config, units.where(row) + ": no such figure type");
            unit.type = *known;
        }
        unit.exact = units.list(row, "forms");
        unit_rows_.push_back(std::move(unit));
    }
    const Table& multipliers = rules.table(multipliers_);
    for (std::uint32_t row = 0; row < multipliers.size(); ++row) {
        const auto value = Decimal::parse(multipliers.cell(row, "value"));
        if (!value) throw Error(Exit::bad_config, multipliers.where(row) + ": bad value");
        multiplier_rows_.push_back(*value);
    }
    const Table& change = rules.table(change_);
    for (std::uint32_t row = 0; row < change.size(); ++row) moves_.push_back(change.cell(row, "direction") != "none");
    static const std::map<std::string_view, Production> known = {{"money", &Making::money},
                                                                 {"money_parts", &Making::money_parts},
                                                                 {"measured", &Making::measured},
                                                                 {"part", &Making::part},
                                                                 {"composite", &Making::composite},
                                                                 {"range", &Making::range},
                                                                 {"count_range", &Making::count_range},
                                                                 {"age", &Making::age},
                                                                 {"aged", &Making::aged},
                                                                 {"aged_range", &Making::aged_range},
                                                                 {"comma_age", &Making::comma_age},
                                                                 {"ratio", &Making::ratio},
                                                                 {"times", &Making::times},
                                                                 {"glued_times", &Making::glued_times},
                                                                 {"factor", &Making::factor},
                                                                 {"multiplier", &Making::multiplier},
                                                                 {"vague", &Making::vague},
                                                                 {"part_of", &Making::part_of},
                                                                 {"count", &Making::count},
                                                                 {"number", &Making::bare_number},
                                                                 {"number_range", &Making::number_range},
                                                                 {"age_was", &Making::age_was},
                                                                 {"ordinal", &Making::ordinal}};
    std::vector<std::string_view> names;
    for (const auto& [name, production] : known) names.push_back(name);
    patterns_.require_productions(names);
    for (std::uint32_t row = 0; row < patterns_.table().size(); ++row) productions_.push_back(known.at(patterns_.makes(row)));
}

const FigureMaker::Unit* FigureMaker::unit(const Reading& reading, TokenRange range) const {
    const LexiconHit* hit = reading.hit(range.first, units_);
    if (hit == nullptr || hit->length != range.size()) return nullptr;
    const Unit& unit = unit_rows_[hit->row];
    const std::string_view text = reading.text(range);
    if (text.size() <= 4 && !unit.any_case && !spelled_as(text, unit.exact) && !(text.size() > 1 && same_start(text, unit.exact)))
        return nullptr;
    return &unit;
}

const FigureMaker::Unit* FigureMaker::unit_at(const Reading& reading, std::uint32_t token) const {
    if (token >= reading.size()) return nullptr;
    const LexiconHit* hit = reading.hit(token, units_);
    return hit == nullptr || token + hit->length > reading.size() ? nullptr : unit(reading, {token, token + hit->length});
}

std::optional<FigureMaker::Made> FigureMaker::make(const Article& article, TokenRange sentence, const Match& match) const {
    Making making(*this, article, sentence, match);
    return (making.*productions_[match.row])();
}

}  // namespace dateline
