#include "extractors/dates/words.hpp"

#include <charconv>

namespace dateline {
namespace {

using Form = DateMeaning::Form;
using Base = DateMeaning::Base;
using Which = DateMeaning::Which;
using Out = MadeDates;

void put_length(DateMeaning& m, std::optional<Decimal> count, const DateVocabulary::Unit& unit) {
    if (count && unit.count != 1) count = count->times(Decimal(unit.count));
    m.form = Form::length;
    m.lengths[0] = {count, unit.grain};
    m.length_count = 1;
}

void relative(DateWords& w, Out& out) {
    const std::uint32_t rel_at = *w.first(DatePart::rel);
    const auto* relation = w.words.relation(w.reading, rel_at);
    DateMeaning m;
    if (!read_fields(w, m)) return;
    if (const auto at = w.first(DatePart::unit)) {
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
    if (const auto at = w.first(DatePart::part)) {
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
    if (const auto at = w.first(DatePart::season)) {
        m.season = w.words.season(w.reading, *at)->season;
        if (w.words.season(w.reading, *at)->caution && relation->base == Base::text) return;
    }
    if (const auto at = w.first(DatePart::holiday)) m.holiday_row = w.words.holiday_row(w.reading, *at);
    if (m.month != 0 && w.plainly_a_word(*w.first(DatePart::month))) return;
    add(w, out, m);
}

/// "the end of the year", "the weekend": of the one that is meant now, or that was told of.
void part_of_unit(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
    const auto mod = w.first(DatePart::mod);
    if (unit->grain <= Grain::day || unit->count != 1) return;
    DateMeaning m;
    m.base = Base::now;
    m.unit = unit->grain;
    add(w, out, m);
    if (const auto* modifier = mod ? w.words.modifier(w.reading, *mod) : nullptr) out.back().mod = modifier->mod;
}

/// "rates fell in the month": the one that is told of.
void the_unit(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
    if (unit->grain < Grain::day || unit->grain > Grain::year || unit->count != 1) return;
    DateMeaning m;
    m.base = Base::now;
    m.unit = unit->grain;
    add(w, out, m);
}

/// "the week after next", "the year before last".
void two_away(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
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
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
    if (unit->grain < Grain::night) return;
    DateMeaning m;
    m.base = Base::text;
    m.unit = unit->grain;
    m.shift = w.value() == "before" ? -1 : 1;
    if (unit->grain == Grain::night) m.part = {'N', 'I'};
    add(w, out, m, unit->grain == Grain::night ? TimexType::TIME : TimexType::DATE);
}

void word(DateWords& w, Out& out) {
    const auto* word = w.words.word(w.reading, *w.first(DatePart::word));
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
    m.holiday_row = w.words.holiday_row(w.reading, *w.first(DatePart::holiday));
    add(w, out, m);
}

void set(DateWords& w, Out& out) {
    // The value's unit stands in the rule file; the meaning carries it as a length.
    const std::string& value = *w.words.set(w.reading, *w.first(DatePart::word));
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
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
    DateMeaning m;
    const auto count_at = w.first(DatePart::count);
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
    if (const auto at = w.first(DatePart::part)) {
        const auto* part = w.words.part(w.reading, *at);
        m.part = part->code;
    }
    if (const auto at = w.first(DatePart::season)) m.season = w.words.season(w.reading, *at)->season;
    add(w, out, m, TimexType::SET);
}

void length(DateWords& w, Out& out) {
    const std::uint32_t unit_at = *w.first(DatePart::unit);
    const auto* unit = w.words.unit(w.reading, unit_at);
    DateMeaning m;
    const auto count_at = w.first(DatePart::count);
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
    // "two quarters" of something else than the calendar, "24-second", "second" as a rank
    const std::uint32_t after = unit_at + 1;
    const TokenRange sentence = w.sentence();
    if (unit->grain == Grain::night && !unit->plural && !count_at) return;
    if (unit->grain == Grain::second && !unit->plural && !(count_at && w.reading.token(*count_at).is_digits())) return;
    if (unit->grain == Grain::quarter && !w.first(DatePart::rel) && (vague || !unit->plural || w.value() != "quarters")) return;
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
    if (const auto at = w.first(DatePart::rel)) {
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

/// "six to eight weeks": two lengths, the first of which is written without its unit.
void lengths(DateWords& w, Out& out) {
    const std::uint32_t unit_at = *w.first(DatePart::unit);
    const auto* unit = w.words.unit(w.reading, unit_at);
    const auto count = [&](DatePart part) -> std::optional<Decimal> {
        const NumberDraft* number = w.number(*w.first(part));
        if (number == nullptr || number->ordinal || number->blocked || number->value.is_negative()) return std::nullopt;
        return number->value;
    };
    const auto first = count(DatePart::first), second = count(DatePart::second);
    if (!first || !second || !(*first < *second) || unit->grain == Grain::quarter || unit->grain == Grain::second) return;
    // An age is a figure: "six- to eight-year-olds", "20 to 30 years old".
    const std::uint32_t after = unit_at + 1;
    if (after < w.sentence().last && w.words.age(w.reading, after)) return;
    if (after + 1 < w.sentence().last && w.reading.folded(after) == "-" && w.words.age(w.reading, after + 1)) return;
    DateMeaning a, b;
    put_length(a, first, *unit);
    put_length(b, second, *unit);
    out.push_back({*w.capture(DatePart::first), a, TimexType::DURATION, std::nullopt, w.match.row, true});
    out.push_back({{w.capture(DatePart::second)->first, w.match.tokens.last}, b, TimexType::DURATION, std::nullopt, w.match.row, false});
}

void length_half(DateWords& w, Out& out) {
    const auto* unit = w.words.unit(w.reading, *w.first(DatePart::unit));
    if (unit->grain == Grain::second || unit->grain == Grain::quarter) return;
    DateMeaning m;
    put_length(m, Decimal::scaled(5, -1), *unit);
    add(w, out, m, TimexType::DURATION);
}

void length_more_half(DateWords& w, Out& out) {
    const auto count = w.count();
    if (!count) return;
    DateMeaning m;
    put_length(m, count->plus(Decimal::scaled(5, -1)), *w.words.unit(w.reading, *w.first(DatePart::unit)));
    add(w, out, m, TimexType::DURATION);
}

void clock(DateWords& w, Out& out) {
    DateMeaning m;
    if (!read_fields(w, m)) return;
    const auto hour_at = w.first(DatePart::hour), part_at = w.first(DatePart::part);
    if (part_at) {
        const auto* part = w.words.part(w.reading, *part_at);
        m.hour = part->hour;
        m.minute = 0;
        m.half_day_known = true;
    } else {
        auto hour = w.integer(DatePart::hour);
        if (!hour_at || !hour) return;
        const Token& token = w.reading.token(*hour_at);
        if (token.is_digits() && token.bytes == 4) {
            m.minute = static_cast<std::int8_t>(*hour % 100);
            hour = *hour / 100;
        }
        if (*hour > 24) return;
        m.hour = static_cast<std::int8_t>(*hour);
        if (const auto minute = w.integer(DatePart::minute)) m.minute = static_cast<std::int8_t>(*minute);
        if (const auto second = w.integer(DatePart::second)) m.second = static_cast<std::int8_t>(*second);
        if (const auto at = w.first(DatePart::half)) {
            if (m.hour > 12 || m.hour == 0) return;
            m.hour = static_cast<std::int8_t>(m.hour % 12 + *w.words.half_day(w.reading, *at));
            m.half_day_known = true;
        } else if (m.hour > 12 || m.hour == 0 || token.bytes == 4 || (token.is_digits() && w.reading.text(*hour_at).front() == '0')) {
            m.half_day_known = true;
        }
    }
    if (const auto at = w.first(DatePart::zone)) {
        const auto* zone = w.words.zone(w.reading, *at);
        m.zone = zone->minutes;
        m.summer_zone = zone->summer;
        m.half_day_known = true;
    } else if (const auto ahead = w.integer(DatePart::ahead)) {  // "UTC+4", "GMT-05:30", "UTC+0545"
        const bool joined = w.reading.token(*w.first(DatePart::ahead)).bytes > 2;
        const int minutes = joined ? *ahead / 100 * 60 + *ahead % 100 : *ahead * 60 + w.integer(DatePart::ahead_minutes).value_or(0);
        if (minutes > 14 * 60) return;
        m.zone = static_cast<std::int16_t>(w.reading.is(*w.first(DatePart::sign), "-") ? -minutes : minutes);
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
    const auto* part = w.words.part(w.reading, *w.first(DatePart::part));
    DateMeaning m;
    m.part = part->code;
    add(w, out, m, TimexType::TIME);
}

}  // namespace

std::vector<NamedProduction> relative_productions() {
    return {{"beside", beside},
            {"clock", clock},
            {"every", every},
            {"holiday", holiday_named},
            {"length", length},
            {"length_half", length_half},
            {"length_more_half", length_more_half},
            {"lengths", lengths},
            {"part", part},
            {"part_of_unit", part_of_unit},
            {"recurring", recurring},
            {"relative", relative},
            {"set", set},
            {"the_unit", the_unit},
            {"two_away", two_away},
            {"word", word}};
}

}  // namespace dateline
