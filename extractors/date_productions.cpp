#include "extractors/date_productions.hpp"

#include <algorithm>
#include <charconv>

#include "extractors/reading/tags.hpp"

namespace dateline {

using Form = DateMeaning::Form;
using Base = DateMeaning::Base;
using Which = DateMeaning::Which;

/// One match with its words looked up: what productions read.
class DateWords {
public:
    DateWords(const Reading& r, const Draft& d, const PatternSet& p, const DateVocabulary& vocabulary, const Match& m)
        : reading(r), draft(d), patterns(p), words(vocabulary), match(m) {}

    std::optional<TokenRange> capture(std::string_view name) const { return patterns.capture(match, name); }
    std::optional<std::uint32_t> first(std::string_view name) const {
        const auto range = capture(name);
        return range ? std::optional(range->first) : std::nullopt;
    }
    TokenRange span() const { return capture("span").value_or(match.tokens); }
    std::string_view value() const { return patterns.table().cell(match.row, "value"); }

    /// The number that a capture holds: a run of digits, else the number that was recognised there.
    std::optional<std::int32_t> integer(std::string_view name) const {
        const auto range = capture(name);
        if (!range) return std::nullopt;
        if (reading.token(range->first).is_digits()) return digits(range->first);
        const NumberDraft* number = this->number(range->first);
        if (number == nullptr || !number->value.is_whole() || number->value < Decimal(0) || number->value > Decimal(100000))
            return std::nullopt;
        return static_cast<std::int32_t>(number->value.approximate());
    }
    std::optional<std::int32_t> digits(std::uint32_t token) const {
        const std::string_view text = reading.folded(token);
        std::int32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
    }
    const NumberDraft* number(std::uint32_t token) const {
        const SpanIndex::Entry* entry = draft.spans.at(SpanKind::number, token);
        return entry == nullptr ? nullptr : &draft.numbers[entry->index];
    }
    std::optional<Decimal> count() const {
        const auto at = first("count");
        if (!at) return Decimal(1);
        if (const NumberDraft* n = number(*at)) return n->ordinal ? std::nullopt : std::optional(n->value);
        if (reading.token(*at).is_digits()) return Decimal(digits(*at).value_or(0));
        return std::nullopt;
    }

    /// Whether a month or weekday that is a word of its own stands here as one.
    bool plainly_a_word(std::uint32_t token) const { return !reading.token(token).capitalized(); }
    bool sentence_start(std::uint32_t token) const { return reading.sentences()[reading.sentence_of(token)].tokens.first == token; }
    bool lower_word(std::uint32_t token) const {
        return token < reading.size() && reading.token(token).is_word() && reading.token(token).shape == Shape::lower;
    }
    TokenRange sentence() const { return reading.sentences()[reading.sentence_of(match.tokens.first)].tokens; }

    const Reading& reading;
    const Draft& draft;
    const PatternSet& patterns;
    const DateVocabulary& words;
    const Match& match;
};

namespace {

using Out = std::vector<MadeDate>;

/// A pattern that allows for the dot of an abbreviation can take the end of the sentence with it.
TokenRange without_stop(const DateWords& w, TokenRange span) {
    if (span.size() > 1 && w.reading.folded(span.last - 1) == "." && !w.capture("half") && !w.capture("era")) --span.last;
    return span;
}

void add(const DateWords& w, Out& out, DateMeaning meaning, TimexType type = TimexType::DATE) {
    out.push_back({without_stop(w, w.span()), std::move(meaning), type, std::nullopt, w.match.row, false});
}

/// Whether no blank stands inside a range.
bool in_one_piece(const DateWords& w, TokenRange span) {
    for (std::uint32_t t = span.first + 1; t < span.last; ++t)
        if (w.reading.token(t).space_before()) return false;
    return true;
}

std::int32_t full_year(std::int32_t year, bool short_form) {
    return !short_form || year > 99 ? year : year < 50 ? 2000 + year : 1900 + year;
}

bool real_month_day(std::int32_t month, std::int32_t day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/// Fills month, day, weekday, year from the captures. False where one of them cannot be what it is taken for.
bool read_fields(const DateWords& w, DateMeaning& m) {
    if (const auto at = w.first("month")) {
        if (const auto* month = w.words.month(w.reading, *at)) {
            if (month->caution && w.plainly_a_word(*at)) return false;
            m.month = month->number;
        } else if (const auto number = w.digits(*at); number && *number >= 1 && *number <= 12) {
            m.month = static_cast<std::uint8_t>(*number);
        } else {
            return false;
        }
    }
    if (const auto at = w.first("weekday")) {
        const auto* weekday = w.words.weekday(w.reading, *at);
        if (weekday->caution && w.plainly_a_word(*at)) return false;
        m.weekday = weekday->number;
    }
    if (w.capture("day")) {
        const auto day = w.integer("day");
        if (!day || *day < 1 || *day > 31) return false;
        m.day = static_cast<std::uint8_t>(*day);
        const auto month = w.first("month");
        m.day_before_month = month && *w.first("day") < *month;
    }
    if (const auto at = w.first("year")) {
        const auto year = w.integer("year");
        if (!year) return false;
        const bool two_digits = w.reading.token(*at).is_digits() && w.reading.token(*at).bytes <= 2;
        m.year = full_year(*year, two_digits);
        m.short_year = two_digits;
    }
    return true;
}

/// A date that names a month and a day but not an existing day.
bool exists(const DateMeaning& m) {
    if (m.month == 0 || m.day == 0) return true;
    using namespace std::chrono;
    return year_month_day{year{m.year.value_or(2000)}, month{m.month}, day{m.day}}.ok();
}

void calendar(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    // A month or weekday alone that is also a word, at the start of a sentence or in capitals: only where the next word does not belong to
    // it as a verb's.
    if (m.day == 0 && !m.year) {
        const auto month_at = w.first("month"), weekday_at = w.first("weekday");
        const bool caution =
            (month_at && w.words.month(w.reading, *month_at)->caution) || (weekday_at && w.words.weekday(w.reading, *weekday_at)->caution);
        const std::uint32_t at = w.match.tokens.first;
        if (caution) {
            const TokenRange sentence = w.sentence();
            if (at == sentence.first) return;
            const std::uint32_t before = at - 1;
            if (!w.words.before_year(w.reading, before) && !w.words.relation(w.reading, before) &&
                w.reading.token(before).kind != TokenKind::mark)
                return;
            // "the March" of marchers, "The Sun" the paper
            if (w.words.weekday(w.reading, at) != nullptr && w.words.before_year(w.reading, before)) return;
        }
    }
    if (!exists(m)) m.form = Form::impossible;
    add(w, out, m);
}

void month_day_alone(DateWords& w, Out& out) {
    // "the 15th", not "the 15th place"
    const std::uint32_t after = w.match.tokens.last;
    const bool noun_after = after < w.sentence().last && w.reading.token(after).is_word() && !w.words.grammatical(w.reading, after);
    DateMeaning m;
    if (!noun_after && read_fields(w, m)) add(w, out, m);
}

/// "2015/11", "11/2015".
void joined_numbers(DateWords& w, Out& out) {
    const TokenRange span = w.span(), sentence = w.sentence();
    if (!in_one_piece(w, span)) return;
    const auto touches = [&](std::uint32_t t) {
        return w.reading.token(t).kind == TokenKind::mark && (w.reading.folded(t) == "-" || w.reading.folded(t) == "/");
    };
    if (span.first > sentence.first && (touches(span.first - 1) || !w.reading.token(span.first).space_before())) return;
    if (span.last < sentence.last && (touches(span.last) || w.reading.token(span.last).is_digits())) return;
    DateMeaning m;
    if (!read_fields(w, m) || *m.year < 1900 || *m.year > 2100) return;
    if (m.month == *m.year % 100 + 1) return;  // "2006-07" is two years
    add(w, out, m);
}

void numeric(DateWords& w, Out& out) {
    const auto first = w.integer("first"), second = w.integer("second");
    DateMeaning m;
    if (!first || !second || !read_fields(w, m)) return;
    const bool day_first = real_month_day(*second, *first), month_first = real_month_day(*first, *second);
    if (!day_first && !month_first) return;
    const bool both = day_first && month_first && *first != *second;
    const bool read_month_first = month_first && (!day_first || !both || w.value() != "day");
    m.month = static_cast<std::uint8_t>(read_month_first ? *first : *second);
    m.day = static_cast<std::uint8_t>(read_month_first ? *second : *first);
    if (both) {
        m.second_reading_month = m.day;
        m.second_reading_day = m.month;
    }
    if (!exists(m)) m.form = Form::impossible;
    add(w, out, m);
}

void fixed(DateWords& w, Out& out) {
    DateMeaning m;
    const std::string_view value = w.value();
    if (value.size() != 10) return;
    const auto part = [&](std::size_t at, std::size_t length) {
        int number = 0;
        std::from_chars(value.data() + at, value.data() + at + length, number);
        return number;
    };
    m.year = part(0, 4);
    m.month = static_cast<std::uint8_t>(part(5, 2));
    m.day = static_cast<std::uint8_t>(part(8, 2));
    add(w, out, m);
}

/// Whether a bare number of four digits is a year, by what stands around it.
bool year_by_context(const DateWords& w, std::uint32_t at, std::int32_t year) {
    const TokenRange sentence = w.sentence();
    const auto& tokens = w.reading.tokens();
    if (year < 1000 || year > 2100) return false;
    const bool has_before = at > sentence.first, has_after = at + 1 < sentence.last;
    // One of several numbers in a row is part of a phone number or a table.
    if ((has_before && tokens[at - 1].is_digits()) || (has_after && tokens[at + 1].is_digits())) return false;
    if (has_before && !tokens[at].space_before()) {
        // Joined to something: only brackets, quotes, slashes between years and dashes may touch it.
        if (tokens[at - 1].kind != TokenKind::mark) return false;
        const std::string_view mark = w.reading.folded(at - 1);
        if (mark != "(" && mark != "[" && mark != "\"" && mark != "'" && mark != "-" && mark != "/") return false;
        if ((mark == "-" || mark == "/") && at - 1 > sentence.first && !tokens[at - 1].space_before() && tokens[at - 2].is_word() &&
            tokens[at - 2].shape == Shape::upper)
            return false;
    }
    if (has_after && !tokens[at + 1].space_before()) {
        const std::string_view mark = w.reading.folded(at + 1);
        if (tokens[at + 1].is_digits() || mark == "%" || mark == "@" || mark == "+" || mark == "_") return false;
        if (tokens[at + 1].is_word() && mark != "'s") return false;
        if ((mark == "." || mark == "," || mark == ":") && at + 2 < sentence.last && tokens[at + 2].is_digits() &&
            !tokens[at + 2].space_before())
            return false;
    }
    if (has_after && w.reading.folded(at + 1) == "%") return false;
    if (has_after && tokens[at + 1].is_word() && w.words.unit(w.reading, at + 1)) return false;
    const bool noun_after = has_after && w.lower_word(at + 1) && !w.words.grammatical(w.reading, at + 1);
    if (!noun_after) return true;
    if (!has_before) return year >= 1900 && year <= 2050 && w.words.tense(w.reading, at + 1) != DateVocabulary::Tense::none;
    if (w.words.before_year(w.reading, at - 1)) return year >= 1700 && year <= 2050;
    return year >= 1900 && year <= 2050 && w.words.tense(w.reading, at + 1) != DateVocabulary::Tense::none;
}

void year(DateWords& w, Out& out) {
    const auto at = w.first("year");
    if (!at || w.match.tokens.size() != 1) {
        // A year in words: "nineteen eighty-four" is one number only where the text says so.
        return;
    }
    if (!w.reading.token(*at).is_digits() || w.reading.token(*at).bytes != 4) return;
    const auto number = w.digits(*at);
    if (!number || !year_by_context(w, *at, *number)) return;
    DateMeaning m;
    m.year = *number;
    add(w, out, m);
}

/// A year in words, where a preposition before it says that it is one: "two thousand", "nineteen eighty-four".
void year_words(DateWords& w, Out& out) {
    const NumberDraft* number = w.number(*w.first("year"));
    auto year = w.integer("year");
    if (number == nullptr || !number->spelled || number->ordinal || !year) return;
    if (w.capture("hundreds")) {
        const auto hundreds = w.integer("hundreds");
        if (!hundreds || *hundreds < 11 || *hundreds > 20 || *year < 10 || *year > 99) return;
        year = *hundreds * 100 + *year;
    }
    if (*year < 1100 || *year > 2100) return;
    const std::uint32_t after = number->tokens.last;
    if (after < w.sentence().last && w.reading.token(after).is_word() && !w.words.grammatical(w.reading, after)) return;
    DateMeaning m;
    m.year = *year;
    add(w, out, m);
}

void short_year(DateWords& w, Out& out) {
    DateMeaning m;
    if (read_fields(w, m) && !w.reading.token(*w.first("year")).space_before()) add(w, out, m);
}

void year_bc(DateWords& w, Out& out) {
    const auto number = w.integer("year");
    if (!number || *number < 1) return;
    DateMeaning m;
    m.year = 1 - *number;
    add(w, out, m);
}

/// Two ends of a range from two captures.
void ends(const DateWords& w, Out& out, DateMeaning first, DateMeaning second, TokenRange first_span, TokenRange second_span) {
    out.push_back({first_span, std::move(first), TimexType::DATE, std::nullopt, w.match.row, true});
    out.push_back({second_span, std::move(second), TimexType::DATE, std::nullopt, w.match.row, false});
}

void years_bc(DateWords& w, Out& out) {
    const auto first = w.integer("first"), second = w.integer("second");
    if (!first || !second || *first < 1 || *second < 1) return;
    DateMeaning a, b;
    a.year = 1 - *first;
    b.year = 1 - *second;
    ends(w, out, a, b, *w.capture("first"), {w.capture("second")->first, w.match.tokens.last});
}

void years(DateWords& w, Out& out) {
    const auto first = w.integer("first"), second = w.integer("second");
    const std::uint32_t second_at = *w.first("second");
    if (!first || !second || *first < 1000 || *first > 2100) return;
    // With blanks around a short dash the second number of two digits is something else; around a long one it is not.
    const bool long_dash = w.reading.token(second_at - 1).bytes > 1;
    if (w.reading.token(second_at).bytes == 2 && !long_dash && !in_one_piece(w, w.match.tokens)) return;
    std::int32_t last = *second;
    if (w.reading.token(second_at).bytes == 2) last += *first / 100 * 100;
    if (last < *first) last += 100;
    if (w.reading.token(second_at).bytes == 4 && *second < *first) return;
    if (last > 2100 || last - *first > 1000) return;
    const TokenRange sentence = w.sentence();
    if (w.match.tokens.first > sentence.first && w.reading.token(w.match.tokens.first - 1).is_digits()) return;
    if (w.match.tokens.first > sentence.first && !w.reading.token(w.match.tokens.first).space_before()) {
        const std::string_view before = w.reading.folded(w.match.tokens.first - 1);
        if (before != "(" && before != "\"" && before != "'") return;
    }
    if (w.match.tokens.last < sentence.last && !w.reading.token(w.match.tokens.last).space_before()) {
        const Token& after = w.reading.token(w.match.tokens.last);
        if (after.is_digits() || w.reading.folded(w.match.tokens.last) == "-") return;
    }
    DateMeaning a, b;
    a.year = *first;
    b.year = last;
    ends(w, out, a, b, *w.capture("first"), *w.capture("second"));
}

void days(DateWords& w, Out& out) {
    DateMeaning shared;
    const auto first = w.integer("first"), second = w.integer("second");
    if (!first || !second || !read_fields(w, shared) || *first < 1 || *second > 31 || *first >= *second) return;
    DateMeaning a = shared, b = shared;
    a.day = static_cast<std::uint8_t>(*first);
    b.day = static_cast<std::uint8_t>(*second);
    if (!exists(a)) a.form = Form::impossible;
    if (!exists(b)) b.form = Form::impossible;
    const TokenRange one = *w.capture("first"), two = *w.capture("second"), month = *w.capture("month");
    if (month.first < one.first)
        ends(w, out, a, b, {w.match.tokens.first, one.last}, {two.first, w.match.tokens.last});
    else
        ends(w, out, a, b, {w.match.tokens.first, one.last}, {two.first, w.match.tokens.last});
}

void decade(DateWords& w, Out& out) {
    DateMeaning m;
    if (const auto at = w.first("year")) {
        const std::int32_t year = *w.digits(*at);
        const bool short_form = w.reading.token(*at).bytes <= 2;
        // "90 s" apart is seconds; the letter must touch the digits or their apostrophe.
        if (w.reading.token(w.match.tokens.last - 1).space_before()) return;
        if (short_form) {
            const bool marked = w.match.tokens.size() > 2;
            if (!marked) return;
            m.decade = 190 + year / 10;
        } else {
            m.decade = year / 10;
        }
    } else {
        const std::uint32_t word = *w.first("word");
        if (w.match.tokens.size() == 1 &&
            (word == 0 || w.reading.token(word - 1).kind != TokenKind::mark || w.reading.folded(word - 1) != "-"))
            return;
        m.decade = 190 + *w.words.decade(w.reading, word);
    }
    add(w, out, m);
}

/// "the mid-80s".
void decade_bare(DateWords& w, Out& out) {
    const TokenRange span = w.span();
    if (!in_one_piece(w, span)) return;
    DateMeaning m;
    m.decade = 190 + *w.digits(*w.first("year")) / 10;
    add(w, out, m);
}

void century(DateWords& w, Out& out) {
    const auto n = w.integer("n");
    if (!n || *n < 1 || *n > 40) return;
    DateMeaning m;
    m.century = w.capture("era") ? -*n : *n - 1;
    add(w, out, m);
}

void quarter(DateWords& w, Out& out) {
    const auto n = w.integer("n");
    DateMeaning m;
    if (!n || *n < 1 || *n > 4 || !read_fields(w, m)) return;
    if (const auto code = w.capture("code"); code && !in_one_piece(w, *code)) return;
    m.quarter = static_cast<std::uint8_t>(*n);
    add(w, out, m);
}

void half(DateWords& w, Out& out) {
    const auto n = w.integer("n");
    DateMeaning m;
    if (!n || *n < 1 || *n > 2 || !read_fields(w, m)) return;
    if (const auto code = w.capture("code"); code && !in_one_piece(w, *code)) return;
    m.half = static_cast<std::uint8_t>(*n);
    add(w, out, m);
}

void fiscal_year(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    m.fiscal = true;
    add(w, out, m);
}

void season(DateWords& w, Out& out) {
    const auto* word = w.words.season(w.reading, *w.first("season"));
    DateMeaning m;
    if (!read_fields(w, m)) return;
    m.season = word->season;
    if (!m.year && word->caution) {
        if (w.match.tokens.size() == 1) return;
        // "the fall of the wall" is no season, "the fall of last year" is.
        const std::uint32_t after = w.span().last;
        const TokenRange sentence = w.sentence();
        const bool goes_on = after < sentence.last && w.lower_word(after) && w.words.before_year(w.reading, after);
        if (goes_on && !(after + 1 < sentence.last && (w.reading.token(after + 1).is_digits() || w.words.relation(w.reading, after + 1))))
            return;
    }
    add(w, out, m);
}

void nth_of(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    if (unit->grain != Grain::week && unit->grain != Grain::day && unit->grain != Grain::weekend) return;
    if (w.capture("n")) {
        const auto n = w.integer("n");
        if (!n || *n < 1 || *n > 31) return;
        m.nth = static_cast<std::uint8_t>(*n);
    } else {
        m.nth = 255;
    }
    m.nth_unit = unit->grain;
    add(w, out, m);
}

void put_length(DateMeaning& m, std::optional<Decimal> count, const DateVocabulary::Unit& unit) {
    if (count && unit.count != 1) count = count->times(Decimal(unit.count));
    m.form = Form::length;
    m.lengths[0] = {count, unit.grain};
    m.length_count = 1;
}

void relative(DateWords& w, Out& out) {
    const std::uint32_t rel_at = *w.first("rel");
    const auto* relation = w.words.relation(w.reading, rel_at);
    DateMeaning m;
    if (!read_fields(w, m)) return;
    if (const auto at = w.first("unit")) {
        const auto* unit = w.words.unit(w.reading, *at);
        if (unit->grain <= Grain::minute) return;
        const Base base = unit->grain <= Grain::day ? relation->fine_base : relation->base;
        if (relation->shift != 0 && base == Base::now && (relation->length || unit->grain >= Grain::decade || unit->grain == Grain::hour)) {
            put_length(m, Decimal(1), *unit);
            m.which = relation->shift < 0 ? Which::last : Which::next;
            m.base = Base::now;
            add(w, out, m, TimexType::DURATION);
            return;
        }
        if (unit->grain == Grain::hour) return;
        m.base = base;
        m.unit = unit->grain;
        m.shift = relation->shift * unit->count;
        if (unit->grain == Grain::night) m.part = {'N', 'I'};
        add(w, out, m, unit->grain == Grain::night ? TimexType::TIME : TimexType::DATE);
        return;
    }
    m.which = relation->shift < 0 ? Which::last : relation->shift > 0 ? Which::next : Which::here;
    if (const auto at = w.first("part")) {
        const auto* part = w.words.part(w.reading, *at);
        if (part->hour >= 0) return;
        m.base = relation->fine_base;
        m.unit = Grain::day;
        m.shift = relation->shift;
        m.part = part->code;
        m.which = Which::unsaid;
        add(w, out, m, TimexType::TIME);
        return;
    }
    if (relation->base == Base::text) m.base = Base::text;
    if (const auto at = w.first("season")) {
        m.season = w.words.season(w.reading, *at)->season;
        if (w.words.season(w.reading, *at)->caution && relation->base == Base::text) return;
    }
    if (const auto at = w.first("holiday")) m.holiday_row = w.words.holiday_row(w.reading, *at);
    if (m.month != 0 && w.plainly_a_word(*w.first("month"))) return;
    add(w, out, m);
}

/// "the end of the year", "the weekend": of the one that is meant now, or that was told of.
void part_of_unit(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    const auto mod = w.first("mod");
    if (unit->grain <= Grain::day || unit->count != 1) return;
    DateMeaning m;
    m.base = Base::now;
    m.unit = unit->grain;
    add(w, out, m);
    if (const auto* modifier = mod ? w.words.modifier(w.reading, *mod) : nullptr) out.back().mod = modifier->mod;
}

/// "rates fell in the month": the one that is told of.
void the_unit(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    if (unit->grain < Grain::day || unit->grain > Grain::year || unit->count != 1) return;
    DateMeaning m;
    m.base = Base::now;
    m.unit = unit->grain;
    add(w, out, m);
}

/// "the week after next", "the year before last".
void two_away(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    if (unit->grain < Grain::night) return;
    DateMeaning m;
    m.base = Base::now;
    m.unit = unit->grain;
    m.shift = w.value() == "last" ? -2 : 2;
    add(w, out, m);
}

void beside(DateWords& w, Out& out) {
    // "the day before" with nothing after it that it could be before of
    const TokenRange sentence = w.sentence();
    const std::uint32_t last = w.match.tokens.last;
    if (last < sentence.last && w.reading.token(last).kind != TokenKind::mark) return;
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    if (unit->grain < Grain::night) return;
    DateMeaning m;
    m.base = Base::text;
    m.unit = unit->grain;
    m.shift = w.value() == "before" ? -1 : 1;
    if (unit->grain == Grain::night) m.part = {'N', 'I'};
    add(w, out, m, unit->grain == Grain::night ? TimexType::TIME : TimexType::DATE);
}

void word(DateWords& w, Out& out) {
    const auto* word = w.words.word(w.reading, *w.first("word"));
    DateMeaning m;
    using Class = DateVocabulary::Word::Class;
    if (word->cls == Class::day) {
        m.base = Base::now;
        m.unit = Grain::day;
        m.shift = word->days;
        m.deictic = true;
        m.part = word->part;
        add(w, out, m, m.has_part() ? TimexType::TIME : TimexType::DATE);
        return;
    }
    m.form = Form::reference;
    m.reference = word->cls == Class::past      ? DateMeaning::Reference::past
                  : word->cls == Class::present ? DateMeaning::Reference::present
                                                : DateMeaning::Reference::future;
    add(w, out, m);
}

void holiday_named(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    m.holiday_row = w.words.holiday_row(w.reading, *w.first("holiday"));
    add(w, out, m);
}

void set(DateWords& w, Out& out) {
    // The value's unit stands in the rule file; the meaning carries it as a length.
    const std::string& value = *w.words.set(w.reading, *w.first("word"));
    DateMeaning m;
    m.form = Form::length;
    const bool time = value.size() > 2 && value[1] == 'T';
    std::int32_t count = 0;
    const char* begin = value.data() + (time ? 2 : 1);
    const auto [end, error] = std::from_chars(begin, value.data() + value.size(), count);
    if (error != std::errc{}) return;
    const char unit = *end;
    const Grain grain = time          ? Grain::hour
                        : unit == 'Y' ? Grain::year
                        : unit == 'M' ? Grain::month
                        : unit == 'W' ? Grain::week
                                      : Grain::day;
    m.lengths[0] = {Decimal(count), grain};
    m.length_count = 1;
    add(w, out, m, TimexType::SET);
}

void every(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    DateMeaning m;
    const auto count_at = w.first("count");
    std::optional<Decimal> count = w.value().empty() ? w.count() : Decimal::parse(w.value());
    if (count_at && !count && w.words.vague_count(w.reading, *count_at) == nullptr) return;
    if (unit->grain == Grain::second) return;
    put_length(m, count, *unit);
    add(w, out, m, TimexType::SET);
}

void recurring(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    m.form = Form::recurring;
    if (const auto at = w.first("part")) {
        const auto* part = w.words.part(w.reading, *at);
        m.part = part->code;
    }
    if (const auto at = w.first("season")) m.season = w.words.season(w.reading, *at)->season;
    add(w, out, m, TimexType::SET);
}

void length(DateWords& w, Out& out) {
    const std::uint32_t unit_at = *w.first("unit");
    const auto* unit = w.words.unit(w.reading, unit_at);
    DateMeaning m;
    const auto count_at = w.first("count");
    std::optional<Decimal> count;
    bool vague = false;
    if (count_at) {
        if (const std::string* word = w.words.vague_count(w.reading, *count_at)) {
            vague = *word == "X";
            if (!vague) count = Decimal::parse(*word);
        } else {
            count = w.count();
            if (!count || count->is_negative()) return;
            const NumberDraft* number = w.number(*count_at);
            if (number != nullptr && number->blocked) return;
        }
    } else if (unit->plural) {
        vague = true;
    } else {
        count = Decimal(1);
    }
    if (const auto at = w.first("adjective"); at && !in(w.reading.tag(*at), adjective_tags)) return;
    // "two quarters" of something else than the calendar, "24-second", "second" as a rank
    const std::uint32_t after = unit_at + 1;
    const TokenRange sentence = w.sentence();
    if (unit->grain == Grain::night && !unit->plural && !count_at) return;
    if (unit->grain == Grain::second && !unit->plural && !(count_at && w.reading.token(*count_at).is_digits())) return;
    if (unit->grain == Grain::quarter && !w.first("rel") && (vague || !unit->plural || w.value() != "quarters")) return;
    if (after < sentence.last && w.reading.folded(after) == "-" && after + 1 < sentence.last && w.words.before_year(w.reading, after + 1))
        return;
    // An age is a figure: "47-year-old", "47 years old". The row names what follows.
    if (after + 1 < sentence.last) {
        const bool dash = w.reading.folded(after) == "-";
        const std::uint32_t next = dash ? after + 1 : after;
        if (w.words.age(w.reading, next)) return;
    }
    if (vague && !count_at && unit->grain <= Grain::second) return;
    if (vague && !count_at && w.match.tokens.first > sentence.first && w.reading.token(w.match.tokens.first - 1).kind == TokenKind::mark &&
        w.reading.folded(w.match.tokens.first - 1) == "-")
        return;
    put_length(m, vague ? std::nullopt : count, *unit);
    if (const auto at = w.first("rel")) {
        const auto* relation = w.words.relation(w.reading, *at);
        if (relation->base == Base::now && relation->shift != 0) {
            m.which = relation->shift < 0 ? Which::last : Which::next;
            m.base = Base::now;
        } else if (relation->shift != 0) {
            m.which = relation->shift < 0 ? Which::last : Which::next;
            m.base = Base::text;
        }
        if (unit->grain == Grain::second) return;
    }
    add(w, out, m, TimexType::DURATION);
}

void length_half(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first("unit"));
    if (unit->grain == Grain::second || unit->grain == Grain::quarter) return;
    DateMeaning m;
    put_length(m, Decimal::scaled(5, -1), *unit);
    add(w, out, m, TimexType::DURATION);
}

void length_more_half(DateWords& w, Out& out) {
    const auto count = w.count();
    if (!count) return;
    DateMeaning m;
    put_length(m, count->plus(Decimal::scaled(5, -1)), *w.words.unit(w.reading, *w.first("unit")));
    add(w, out, m, TimexType::DURATION);
}

void clock(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    const auto hour_at = w.first("hour"), part_at = w.first("part");
    if (part_at) {
        const auto* part = w.words.part(w.reading, *part_at);
        m.hour = part->hour;
        m.minute = 0;
        m.half_day_known = true;
    } else {
        auto hour = w.integer("hour");
        if (!hour_at || !hour) return;
        const Token& token = w.reading.token(*hour_at);
        if (token.is_digits() && token.bytes == 4) {
            m.minute = static_cast<std::int8_t>(*hour % 100);
            hour = *hour / 100;
        }
        if (*hour > 24) return;
        m.hour = static_cast<std::int8_t>(*hour);
        if (const auto minute = w.integer("minute")) m.minute = static_cast<std::int8_t>(*minute);
        if (const auto second = w.integer("second")) m.second = static_cast<std::int8_t>(*second);
        if (const auto at = w.first("half")) {
            if (m.hour > 12 || m.hour == 0) return;
            m.hour = static_cast<std::int8_t>(m.hour % 12 + *w.words.half_day(w.reading, *at));
            m.half_day_known = true;
        } else if (m.hour > 12 || m.hour == 0 || token.bytes == 4 || (token.is_digits() && w.reading.text(*hour_at).front() == '0')) {
            m.half_day_known = true;
        }
    }
    if (const auto at = w.first("zone")) {
        const auto* zone = w.words.zone(w.reading, *at);
        m.zone = zone->minutes;
        m.summer_zone = zone->summer;
        m.half_day_known = true;
    }
    // Hours, minutes and seconds without a zone or half of the day are a time that was run, not a time of day.
    if (m.second >= 0 && !m.half_day_known && !m.zone && !m.year) {
        DateMeaning length;
        length.form = Form::length;
        length.lengths[0] = {Decimal(m.hour), Grain::hour};
        length.lengths[1] = {Decimal(m.minute), Grain::minute};
        length.lengths[2] = {Decimal(m.second), Grain::second};
        length.length_count = 3;
        add(w, out, length, TimexType::DURATION);
        return;
    }
    add(w, out, m, TimexType::TIME);
}

void part(DateWords& w, Out& out) {
    const auto* part = w.words.part(w.reading, *w.first("part"));
    DateMeaning m;
    m.part = part->code;
    add(w, out, m, TimexType::TIME);
}

struct Named {
    std::string_view name;
    void (*production)(DateWords&, Out&);
};

constexpr Named productions[] = {
    {"beside", beside},
    {"calendar", calendar},
    {"century", century},
    {"clock", clock},
    {"days", days},
    {"decade", decade},
    {"every", every},
    {"fiscal_year", fiscal_year},
    {"fixed", fixed},
    {"half", half},
    {"holiday", holiday_named},
    {"length", length},
    {"length_half", length_half},
    {"length_more_half", length_more_half},
    {"month_day_alone", month_day_alone},
    {"nth_of", nth_of},
    {"numeric", numeric},
    {"joined_numbers", joined_numbers},
    {"two_away", two_away},
    {"the_unit", the_unit},
    {"decade_bare", decade_bare},
    {"year_words", year_words},
    {"part", part},
    {"part_of_unit", part_of_unit},
    {"quarter", quarter},
    {"recurring", recurring},
    {"relative", relative},
    {"season", season},
    {"set", set},
    {"short_year", short_year},
    {"word", word},
    {"year", year},
    {"year_bc", year_bc},
    {"years", years},
    {"years_bc", years_bc},
};

}  // namespace

DateProductions::DateProductions(const PatternSet& patterns, const DateVocabulary& vocabulary)
    : patterns_(patterns), vocabulary_(vocabulary) {
    std::vector<std::string_view> names;
    for (const Named& n : productions) names.push_back(n.name);
    patterns.require_productions(names);
    for (std::uint32_t row = 0; row < patterns.table().size(); ++row)
        by_row_.push_back(std::find_if(std::begin(productions), std::end(productions), [&](const Named& n) {
                              return n.name == patterns.makes(row);
                          })->production);
}

void DateProductions::make(const Reading& reading, const Draft& draft, const Match& match, std::vector<MadeDate>& out) const {
    DateWords words(reading, draft, patterns_, vocabulary_, match);
    by_row_[match.row](words, out);
}

}  // namespace dateline
