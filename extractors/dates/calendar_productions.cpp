#include "extractors/dates/words.hpp"

#include <algorithm>
#include <charconv>

namespace dateline {
namespace {

using Form = DateMeaning::Form;
using Out = MadeDates;

bool real_month_day(std::int32_t month, std::int32_t day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

void calendar(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    // A month or weekday alone that is also a word, at the start of a sentence or in capitals: only where the next word does not belong to
    // it as a verb's.
    if (m.day == 0 && !m.year) {
        const auto month_at = w.first(DatePart::month), weekday_at = w.first(DatePart::weekday);
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
    const auto first = w.integer(DatePart::first), second = w.integer(DatePart::second);
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
    const auto at = w.first(DatePart::year);
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
    const NumberDraft* number = w.number(*w.first(DatePart::year));
    auto year = w.integer(DatePart::year);
    if (number == nullptr || !number->spelled || number->ordinal || !year) return;
    if (w.capture(DatePart::hundreds)) {
        const auto hundreds = w.integer(DatePart::hundreds);
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
    if (read_fields(w, m) && !w.reading.token(*w.first(DatePart::year)).space_before()) add(w, out, m);
}

void year_bc(DateWords& w, Out& out) {
    const auto number = w.integer(DatePart::year);
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
    const auto first = w.integer(DatePart::first), second = w.integer(DatePart::second);
    if (!first || !second || *first < 1 || *second < 1) return;
    DateMeaning a, b;
    a.year = 1 - *first;
    b.year = 1 - *second;
    ends(w, out, a, b, *w.capture(DatePart::first), {w.capture(DatePart::second)->first, w.match.tokens.last});
}

void years(DateWords& w, Out& out) {
    const auto first = w.integer(DatePart::first), second = w.integer(DatePart::second);
    const std::uint32_t second_at = *w.first(DatePart::second);
    if (!first || !second || *first < 1000 || *first > 2100) return;
    // With blanks around a short dash the second number of two digits is something else; around a long one it is not.
    const bool long_dash = w.reading.token(second_at - 1).bytes > 1;
    if (w.reading.token(second_at).bytes == 2 && !long_dash && !in_one_piece(w, w.match.tokens)) return;
    std::int32_t last = *second;
    if (w.reading.token(second_at).bytes == 2) last += *first / 100 * 100;
    if (last < *first) last += 100;
    if (w.reading.token(second_at).bytes == 4 && *second < *first) return;
    // "1127/2024" is a number of a file; "2019/20" is a season.
    const bool slash = w.reading.folded(second_at - 1) == "/";
    if (last > 2100 || last - *first > (slash ? 1 : 1000)) return;
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
    ends(w, out, a, b, *w.capture(DatePart::first), *w.capture(DatePart::second));
}

void days(DateWords& w, Out& out) {
    DateMeaning shared;
    const auto first = w.integer(DatePart::first), second = w.integer(DatePart::second);
    if (!first || !second || !read_fields(w, shared) || *first < 1 || *second > 31 || *first >= *second) return;
    DateMeaning a = shared, b = shared;
    a.day = static_cast<std::uint8_t>(*first);
    b.day = static_cast<std::uint8_t>(*second);
    if (!exists(a)) a.form = Form::impossible;
    if (!exists(b)) b.form = Form::impossible;
    const TokenRange one = *w.capture(DatePart::first), two = *w.capture(DatePart::second), month = *w.capture(DatePart::month);
    if (month.first < one.first)
        ends(w, out, a, b, {w.match.tokens.first, one.last}, {two.first, w.match.tokens.last});
    else
        ends(w, out, a, b, {w.match.tokens.first, one.last}, {two.first, w.match.tokens.last});
}

void decade(DateWords& w, Out& out) {
    DateMeaning m;
    if (const auto at = w.first(DatePart::year)) {
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
        const std::uint32_t word = *w.first(DatePart::word);
        if (w.match.tokens.size() == 1 &&
            (word == 0 || w.reading.token(word - 1).kind != TokenKind::mark || w.reading.folded(word - 1) != "-"))
            return;
        m.decade = 190 + *w.words.decade(w.reading, word);
    }
    add(w, out, m);
}

/// "AD 79": of no century of ours.
void year_ad(DateWords& w, Out& out) {
    const auto year = w.digits(*w.first(DatePart::year));
    if (!year || *year < 1) return;
    DateMeaning m;
    m.year = *year;
    add(w, out, m);
}

/// "the mid-80s"; "her late 30s", "their 20s and 30s" are ages.
void decade_bare(DateWords& w, Out& out) {
    const TokenRange span = w.span();
    if (!in_one_piece(w, span)) return;
    for (std::uint32_t t = span.first, back = 0; t > w.sentence().first && back < 7; ++back)
        if (w.reading.tag(--t) == Tag::PRPS) return;
    DateMeaning m;
    m.decade = 190 + *w.digits(*w.first(DatePart::year)) / 10;
    add(w, out, m);
}

void century(DateWords& w, Out& out) {
    const auto n = w.integer(DatePart::n);
    if (!n || *n < 1 || *n > 40) return;
    DateMeaning m;
    m.century = w.capture(DatePart::era) ? -*n : *n - 1;
    add(w, out, m);
}

void quarter(DateWords& w, Out& out) {
    const auto n = w.integer(DatePart::n);
    DateMeaning m;
    if (!n || *n < 1 || *n > 4 || !read_fields(w, m)) return;
    if (const auto code = w.capture(DatePart::code); code && !in_one_piece(w, *code)) return;
    m.quarter = static_cast<std::uint8_t>(*n);
    add(w, out, m);
}

void half(DateWords& w, Out& out) {
    const auto n = w.integer(DatePart::n);
    DateMeaning m;
    if (!n || *n < 1 || *n > 2 || !read_fields(w, m)) return;
    if (const auto code = w.capture(DatePart::code); code && !in_one_piece(w, *code)) return;
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
    const auto* word = w.words.season(w.reading, *w.first(DatePart::season));
    DateMeaning m;
    if (!read_fields(w, m)) return;
    m.season = word->season;
    // "the 2018 Winter Games": part of a name.
    const std::uint32_t next = w.match.tokens.last;
    const std::uint32_t season_at = *w.first(DatePart::season);
    if (next < w.sentence().last && season_at + 1 == next && w.reading.token(season_at).shape == Shape::capital &&
        w.reading.token(next).is_word() && w.reading.token(next).capitalized())
        return;
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
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
    if (unit->grain != Grain::week && unit->grain != Grain::day && unit->grain != Grain::weekend) return;
    if (w.capture(DatePart::n)) {
        const auto n = w.integer(DatePart::n);
        if (!n || *n < 1 || *n > 31) return;
        m.nth = static_cast<std::uint8_t>(*n);
    } else {
        m.nth = 255;
    }
    m.nth_unit = unit->grain;
    add(w, out, m);
}

}  // namespace

std::vector<NamedProduction> calendar_productions() {
    return {{"calendar", calendar},
            {"century", century},
            {"days", days},
            {"decade", decade},
            {"decade_bare", decade_bare},
            {"fiscal_year", fiscal_year},
            {"fixed", fixed},
            {"half", half},
            {"joined_numbers", joined_numbers},
            {"month_day_alone", month_day_alone},
            {"nth_of", nth_of},
            {"numeric", numeric},
            {"quarter", quarter},
            {"season", season},
            {"short_year", short_year},
            {"year", year},
            {"year_ad", year_ad},
            {"year_bc", year_bc},
            {"year_words", year_words},
            {"years", years},
            {"years_bc", years_bc}};
}

}  // namespace dateline
