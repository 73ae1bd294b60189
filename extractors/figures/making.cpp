#include "extractors/figures/making.hpp"

#include <algorithm>

namespace dateline {

const NumberDraft* FigureMaking::number(char name) const {
    const auto taken = capture(name);
    if (!taken) return nullptr;
    const SpanIndex::Entry* entry = article_.draft.spans.at(SpanKind::number, taken->first);
    if (entry == nullptr) return nullptr;
    const NumberDraft& found = article_.draft.numbers[entry->index];
    return found.blocked ? nullptr : &found;
}

std::uint32_t FigureMaking::first_capture() const {
    std::uint32_t first = match_.tokens.last;
    for (const TokenRange c : match_.captures)
        if (!c.empty()) first = std::min(first, c.first);
    return first;
}

void FigureMaking::start(Made& made, FigureType type, std::initializer_list<char> names) const {
    made = Made();
    made.figure.tokens = {match_.tokens.last, match_.tokens.first};
    for (const char name : names) {
        const auto taken = capture(name);
        if (!taken) continue;
        made.figure.tokens.first = std::min(made.figure.tokens.first, taken->first);
        made.figure.tokens.last = std::max(made.figure.tokens.last, taken->last);
    }
    made.figure.figure.figure_type = type;
    made.figure.rule_row = match_.row;
    made.figure.evidence = evidence::inside;
}

bool FigureMaking::finish(Made& made, const NumberDraft& number, const Decimal& value, const Currencies::Money* what) const {
    const auto scaled = what != nullptr ? value.times(what->scale) : std::optional(value);
    if (!scaled) return false;
    made.figure.figure.value = *scaled;
    made.step = number.step;
    if (what != nullptr)
        if (const auto step = number.step.times(what->scale)) made.step = *step;
    const FigureType type = made.figure.figure.figure_type;
    if (type == FigureType::count || type == FigureType::number) {
        if (!number.magnitude && number.value.is_whole()) made.step = Decimal();
    } else if ((type == FigureType::percent || type == FigureType::quantity) && number.plain && made.step.is_zero() &&
               made.figure.figure.unit != "a") {
        made.step = Decimal(1);
    }
    if (number.rounded) made.figure.figure.flags.push_back("rounded");
    return true;
}

bool FigureMaking::finish_vague(Made& made, const NumberDraft& number, const Decimal& scale) const {
    const auto low = number.value.times(scale), high = number.high->times(scale);
    if (!low || !high) return false;
    made.figure.figure.range = Interval{*low, *high};
    return true;
}

bool FigureMaking::ends_here(std::uint32_t t) const {
    return t >= sentence_.last || reading_.token(t).kind == TokenKind::mark || reading_.hit(t, words_.functions) != nullptr;
}

bool FigureMaking::is_time(std::uint32_t token) const {
    const FigureWords::Unit* unit = words_.unit_at(reading_, token);
    return unit != nullptr && unit->time;
}

bool FigureMaking::time_behind(std::uint32_t t) const {
    for (std::uint32_t i = t; i < t + 3 && i < sentence_.last; ++i) {
        if (!reading_.token(i).is_word()) return false;
        if (is_time(i)) return true;
        if (words_.nouns.stops(reading_, i)) return false;
    }
    return false;
}

bool FigureMaking::after_change(std::uint32_t t) const {
    for (std::uint32_t back = 1; back <= 3 && t >= sentence_.first + back; ++back) {
        if (const LexiconHit* hit = reading_.hit(t - back, words_.change)) return words_.moves[hit->row];
        if (reading_.hit(t - back, words_.functions) == nullptr && reading_.hit(t - back, words_.hedges) == nullptr) return false;
    }
    return false;
}

bool FigureMaking::demonstrated(std::uint32_t t) const {
    return t > sentence_.first && reading_.hit(t - 1, words_.determiners) != nullptr && !reading_.token(t).capitalized();
}

bool FigureMaking::hedged(std::uint32_t t) const {
    for (std::uint32_t length = 1; length <= 4 && t >= sentence_.first + length; ++length) {
        const LexiconHit* hit = reading_.hit(t - length, words_.hedges);
        if (hit != nullptr && hit->length == length) return true;
    }
    return false;
}

bool FigureMaking::free_standing(const NumberDraft& number) const {
    if (number.blocked || article_.dated[number.tokens.first] || article_.dated[number.tokens.last - 1]) return false;
    // "Sept, 26, 2014"
    if (number.tokens.first > sentence_.first + 1 && reading_.is(number.tokens.first - 1, ",") &&
        reading_.hit(number.tokens.first - 2, words_.months) != nullptr)
        return false;
    if (number.tokens.first > sentence_.first && !reading_.token(number.tokens.first).space_before()) {
        const std::uint32_t b = number.tokens.first - 1;
        // "5-to-4"
        if (reading_.is(b, "-") && b > sentence_.first + 1 && reading_.token(b - 1).is_word() && !reading_.token(b).space_before() &&
            reading_.is(b - 2, "-"))
            return false;
        if (reading_.token(b).is_word() && words_.currencies.at(reading_, {b, b + 1})) return false;  // "COP29"
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

bool FigureMaking::after_name(const NumberDraft& number) const {
    if (number.spelled || !number.plain || number.tokens.first == sentence_.first || words_.nouns.capital()) return false;
    const std::uint32_t b = number.tokens.first - 1;
    const Token& before = reading_.token(b);
    if (!before.is_word() || !before.capitalized() || !reading_.token(number.tokens.first).space_before()) return false;
    return reading_.hit(b, words_.functions) == nullptr && reading_.hit(b, words_.hedges) == nullptr;
}

bool FigureMaking::year_shaped(const NumberDraft& n) {
    return n.plain && !n.spelled && n.value >= Decimal(1000) && n.value <= Decimal(2199);
}

bool FigureMaking::recent_year(const NumberDraft& n) {
    return n.plain && !n.spelled && n.value >= Decimal(1700) && n.value <= Decimal(2100);
}

bool FigureMaking::bracketed(const NumberDraft& number) const {
    return number.tokens.first > sentence_.first && number.tokens.last < sentence_.last &&
           (reading_.is(number.tokens.first - 1, "(") || reading_.is(number.tokens.first - 1, "[")) &&
           (reading_.is(number.tokens.last, ")") || reading_.is(number.tokens.last, "]"));
}

}  // namespace dateline
