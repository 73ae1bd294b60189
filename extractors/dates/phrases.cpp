#include "extractors/dates/phrases.hpp"

#include <algorithm>

namespace dateline {
namespace {

using Form = DateMeaning::Form;
using Base = DateMeaning::Base;

// In the order of Makes: what joins, then what ties.
constexpr std::string_view made_names[] = {"add", "bounded", "join", "modified", "shift", "until", "range", "share"};
constexpr std::size_t joining = 6;
constexpr std::string_view part_names[] = {"first", "mod", "second", "span", "word", "x"};

bool plain_calendar(const DateMeaning& m) {
    return m.form == Form::calendar;
}

/// Whether a date says a day, but for its year perhaps.
bool says_day(const DateMeaning& m) {
    return m.day != 0 || m.weekday != 0 || m.weekend || m.holiday_row != DateMeaning::no_row ||
           (m.base != Base::none && m.unit <= Grain::day && m.unit != Grain::none);
}

bool just_time(const DateMeaning& m) {
    return m.has_time() && !m.has_calendar();
}

/// Whether a date is just a year, written or relative.
bool just_year(const DateMeaning& m) {
    const bool finer = m.month != 0 || m.day != 0 || m.weekday != 0 || m.quarter != 0 || m.half != 0 || m.season ||
                       m.holiday_row != DateMeaning::no_row || m.nth != 0 || m.has_time();
    return !finer && ((m.year && m.base == Base::none) || (m.base != Base::none && m.unit == Grain::year));
}

/// Whether a date lacks its year only.
bool lacks_year(const DateMeaning& m) {
    return !m.year && m.base == Base::none && m.which == DateMeaning::Which::unsaid &&
           (m.month != 0 || m.quarter != 0 || m.half != 0 || m.season || m.holiday_row != DateMeaning::no_row || m.nth != 0);
}

/// An hour of twelve that is said with a part of the day: "3:30 in the afternoon".
void settle_hour(DateMeaning& m) {
    if (!m.has_clock() || !m.has_part()) return;
    const bool late = m.part[0] == 'A' || m.part[0] == 'E' || (m.part[0] == 'N' && m.hour >= 6);
    if (!m.half_day_known) {
        if (late && m.hour < 12) m.hour = static_cast<std::int8_t>(m.hour + 12);
        if (m.part[0] == 'N' && m.hour == 12) m.hour = 0;
        if (m.part[0] == 'M' && m.hour == 12) m.hour = 0;
    }
    m.half_day_known = true;
    m.part = {};
}

void take_time(DateMeaning& into, const DateMeaning& from) {
    if (from.has_clock()) {
        into.hour = from.hour;
        into.minute = from.minute;
        into.second = from.second;
        into.half_day_known = from.half_day_known;
        into.zone = from.zone;
        into.summer_zone = from.summer_zone;
    }
    if (from.has_part()) into.part = from.part;
    settle_hour(into);
}

/// One date from two that complete each other, or nothing.
std::optional<DateMeaning> joined(const DateMeaning& a, const DateMeaning& b) {
    if (!plain_calendar(a) || !plain_calendar(b)) return std::nullopt;
    if (just_time(a) && just_time(b)) {
        if (a.has_clock() == b.has_clock() || a.has_part() == b.has_part()) return std::nullopt;
        DateMeaning m = a;
        take_time(m, b);
        return m;
    }
    for (const auto& [time, day] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        if (!just_time(*time) || !says_day(*day) || day->has_clock() || (day->has_part() && !time->has_clock())) continue;
        DateMeaning m = *day;
        take_time(m, *time);
        return m;
    }
    for (const auto& [fine, coarse] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        if (lacks_year(*fine) && just_year(*coarse)) {
            DateMeaning m = *fine;
            m.year = coarse->year;
            m.base = coarse->base;
            m.unit = coarse->unit;
            m.shift = coarse->shift;
            return m;
        }
        const bool bare_weekday =
            fine->weekday != 0 && fine->day == 0 && fine->base == Base::none && !fine->year && fine->which == DateMeaning::Which::unsaid;
        if (bare_weekday && coarse->base != Base::none && coarse->unit == Grain::week) {
            DateMeaning m = *fine;
            m.base = coarse->base;
            m.unit = coarse->unit;
            m.shift = coarse->shift;
            return m;
        }
    }
    return std::nullopt;
}

}  // namespace

DatePhrases::DatePhrases(const PatternSet& patterns, const PatternSet& ranges, const DateVocabulary& vocabulary)
    : patterns_(patterns), ranges_(ranges), vocabulary_(vocabulary), captures_(patterns, part_names), range_captures_(ranges, part_names) {
    patterns.require_productions({std::begin(made_names), std::begin(made_names) + joining});
    ranges.require_productions({std::begin(made_names) + joining, std::end(made_names)});
    const auto rows = [](const PatternSet& set, std::vector<Makes>& out) {
        for (std::uint32_t row = 0; row < set.table().size(); ++row)
            out.push_back(
                static_cast<Makes>(std::find(std::begin(made_names), std::end(made_names), set.makes(row)) - std::begin(made_names)));
    };
    rows(patterns, makes_);
    rows(ranges, ranges_make_);
}

bool DatePhrases::apply(const Reading& reading, const SpanIndex& spans, const Match& match, std::vector<DatePiece>& pieces) const {
    const auto piece = [&](Part part) -> std::optional<std::uint32_t> {
        const auto range = captures_.of(match, part);
        if (!range) return std::nullopt;
        const SpanIndex::Entry* entry = spans.at(SpanKind::date, range->first);
        if (entry == nullptr || pieces[entry->index].used) return std::nullopt;
        return entry->index;
    };
    const bool two = captures_.of(match, Part::second).has_value();
    const std::optional<std::uint32_t> one = piece(two ? Part::first : Part::x);
    const std::optional<std::uint32_t> other = two ? piece(Part::second) : std::nullopt;
    if (!one || (two && !other)) return false;
    const MadeDate& x = pieces[*one].made;
    const MadeDate* y = other ? &pieces[*other].made : nullptr;
    MadeDate made;
    made.tokens = captures_.of(match, Part::span).value_or(match.tokens);
    made.row = match.row;
    made.meaning = x.meaning;
    made.type = x.type;
    made.mod = x.mod;
    bool done = false;
    switch (makes_[match.row]) {
        case Makes::join:
            done = y != nullptr && join_dates(*y, made);
            break;
        case Makes::add:
            done = y != nullptr && add_length(y->meaning, made.meaning);
            break;
        case Makes::shift:
            done = shift(reading, match, made);
            break;
        case Makes::modified:
            if (const DateVocabulary::Modifier* modifier = modifier_of(reading, match);
                modifier != nullptr && plain_calendar(x.meaning) && !x.mod) {
                made.mod = modifier->mod;
                done = true;
            }
            break;
        case Makes::bounded:
            done = bound(reading, match, made);
            if (done && captures_.of(match, Part::mod) && modifier_of(reading, match)->outside) made.tokens = x.tokens;
            break;
        case Makes::until:
            done = until(reading, match, y, made);
            break;
        case Makes::range:
        case Makes::share:
            break;
    }
    if (!done) return false;
    const std::optional<std::uint32_t> range_end = pieces[*one].range_end;
    for (const auto& part : {one, other}) {
        if (!part) continue;
        pieces[*part].used = true;
        pieces[*part].into = static_cast<std::uint32_t>(pieces.size());
    }
    pieces.push_back({made, patterns_.file(), false, 0, range_end});
    return true;
}

const DateVocabulary::Modifier* DatePhrases::modifier_of(const Reading& reading, const Match& match) const {
    const auto word = captures_.of(match, Part::mod);
    return word ? vocabulary_.modifier(reading, word->first) : nullptr;
}

bool DatePhrases::join_dates(const MadeDate& other, MadeDate& made) const {
    const auto m = joined(made.meaning, other.meaning);
    if (!m) return false;
    made.meaning = *m;
    if (!made.mod) made.mod = other.mod;
    made.type = m->has_time() ? TimexType::TIME : TimexType::DATE;
    return true;
}

bool DatePhrases::add_length(const DateMeaning& other, DateMeaning& m) const {
    if (m.length_count + other.length_count > m.lengths.size() || m.length_count == 0 || other.length_count == 0 ||
        other.which != DateMeaning::Which::unsaid)
        return false;
    if (!m.lengths[m.length_count - 1u].count || !other.lengths[0].count || m.lengths[m.length_count - 1u].unit <= other.lengths[0].unit)
        return false;
    for (std::size_t i = 0; i < other.length_count; ++i) m.lengths[m.length_count++] = other.lengths[i];
    return true;
}

bool DatePhrases::shift(const Reading& reading, const Match& match, MadeDate& made) const {
    const auto word = captures_.of(match, Part::word);
    const DateVocabulary::Shift* shift = vocabulary_.shift(reading, word->first);
    DateMeaning& m = made.meaning;
    if (shift == nullptr || m.form != Form::length || m.which != DateMeaning::Which::unsaid) return false;
    m.base = shift->base;
    m.shift = shift->shift;
    for (std::size_t i = 0; i < m.length_count; ++i) m.vague_shift = m.vague_shift || !m.lengths[i].count;
    m.form = Form::calendar;
    m.unit = m.lengths[m.length_count - 1u].unit;
    made.type = m.unit <= Grain::hour ? TimexType::TIME : TimexType::DATE;
    if (m.vague_shift) {
        m.form = Form::reference;
        m.reference = shift->shift < 0 ? DateMeaning::Reference::past : DateMeaning::Reference::future;
        made.type = TimexType::DATE;
    }
    return true;
}

bool DatePhrases::bound(const Reading& reading, const Match& match, MadeDate& made) const {
    const DateVocabulary::Modifier* modifier = modifier_of(reading, match);
    if (captures_.of(match, Part::mod) && modifier == nullptr) return false;
    const DateMeaning& m = made.meaning;
    const bool length = m.form == Form::length;
    if (!length && (modifier == nullptr || modifier->mod != TimexMod::APPROX || !(m.year || m.has_clock()))) return false;
    if (length && (m.which != DateMeaning::Which::unsaid || made.type == TimexType::SET || made.mod)) return false;
    if (length && !m.lengths[0].count) return false;
    made.mod = modifier == nullptr ? TimexMod::APPROX : modifier->mod;
    return true;
}

/// "the year to March 31": a length that ends with a day or month. Of one date `made` is that, of two the length.
bool DatePhrases::until(const Reading& reading, const Match& match, const MadeDate* end, MadeDate& made) const {
    DateMeaning::Length length;
    if (end != nullptr) {
        const DateMeaning& m = made.meaning;
        if (m.form != Form::length || m.length_count != 1 || !m.lengths[0].count || m.which != DateMeaning::Which::unsaid) return false;
        length = m.lengths[0];
        made.meaning = end->meaning;
    } else {
        const DateVocabulary::Unit* unit = vocabulary_.unit(reading, captures_.of(match, Part::word)->first);
        length = {Decimal(unit->count), unit->grain};
    }
    DateMeaning& m = made.meaning;
    const bool dated = m.month != 0 || m.day != 0 || m.weekday != 0;
    if (!plain_calendar(m) || !dated || m.has_time() || m.base != Base::none || m.which != DateMeaning::Which::unsaid) return false;
    if (length.unit < Grain::week || length.unit == Grain::weekend || length.unit == Grain::season) return false;
    m.form = Form::length;
    m.lengths[0] = length;
    m.length_count = 1;
    m.until = true;
    made.type = TimexType::DURATION;
    made.mod.reset();
    return true;
}

void DatePhrases::tie(const SpanIndex& spans, const Match& match, std::vector<DatePiece>& pieces) const {
    const auto at = [&](Part part) { return spans.at(SpanKind::date, range_captures_.of(match, part)->first)->index; };
    DatePiece& first = pieces[at(Part::first)];
    const std::uint32_t second_index = at(Part::second);
    DatePiece& second = pieces[second_index];
    DateMeaning& a = first.made.meaning;
    const DateMeaning& b = second.made.meaning;
    if (!plain_calendar(a) || !plain_calendar(b) || first.range_end) return;
    // "January and February 1937", "14 October - 25 November 1952": the year stands once.
    if (lacks_year(a) && b.year && !just_year(b)) a.year = a.month > b.month && b.month != 0 ? *b.year - 1 : *b.year;
    if (just_year(a) && just_year(b) && b.year && a.year && *b.year < 0 && *a.year > 0) a.year = 1 - *a.year;  // "499 to 493 BC"
    if (ranges_make_[match.row] == Makes::range) first.range_end = second_index;
}

void DatePhrases::join(const Reading& reading, SpanIndex& spans, std::vector<DatePiece>& pieces) const {
    const auto index = [&] {
        std::vector<SpanIndex::Entry> entries;
        for (std::uint32_t i = 0; i < pieces.size(); ++i)
            if (!pieces[i].used) entries.push_back({pieces[i].made.tokens, static_cast<std::uint8_t>(pieces[i].made.type), i});
        spans.set(SpanKind::date, std::move(entries));
    };
    index();
    // Only sentences with dates; from the second round on those in which something was joined.
    std::vector<TokenRange> dated;
    for (std::size_t sentence = 0; const SpanIndex::Entry& entry : spans.all(SpanKind::date)) {
        while (reading.sentences()[sentence].tokens.last <= entry.tokens.first) ++sentence;
        const TokenRange tokens = reading.sentences()[sentence].tokens;
        if (dated.empty() || dated.back() != tokens) dated.push_back(tokens);
    }
    std::vector<Match> matches;
    std::vector<TokenRange> pending = dated, changed;
    for (int round = 0; round < 3 && !pending.empty(); ++round) {
        changed.clear();
        for (const TokenRange sentence : pending) {
            matches.clear();
            patterns_.scan(reading, spans, sentence, matches);
            std::stable_sort(matches.begin(), matches.end(), [](const Match& x, const Match& y) {
                return x.tokens.size() != y.tokens.size() ? x.tokens.size() > y.tokens.size() : x.row < y.row;
            });
            bool joined_some = false;
            for (const Match& match : matches) joined_some = apply(reading, spans, match, pieces) || joined_some;
            if (joined_some) changed.push_back(sentence);
        }
        if (!changed.empty()) index();
        std::swap(pending, changed);
    }
    for (const TokenRange sentence : dated) {
        matches.clear();
        ranges_.scan(reading, spans, sentence, matches);
        for (const Match& match : matches) tie(spans, match, pieces);
    }
}

}  // namespace dateline
