#include "extractors/dates/phrases.hpp"

#include <algorithm>

namespace dateline {
namespace {

using Form = DateMeaning::Form;
using Base = DateMeaning::Base;

// In the order of Makes: what joins, then what ties.
constexpr std::string_view made_names[] = {"add", "bounded", "join", "modified", "shift", "range", "share"};
constexpr std::size_t joining = 5;
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
    const Makes makes = makes_[match.row];
    const TokenRange span = captures_.of(match, Part::span).value_or(match.tokens);
    MadeDate made;
    made.tokens = span;
    made.row = match.row;
    std::optional<std::uint32_t> one = piece(Part::x), two;
    if (makes == Makes::join || makes == Makes::add) {
        one = piece(Part::first);
        two = piece(Part::second);
        if (!one || !two) return false;
    }
    if (!one) return false;
    const MadeDate& x = pieces[*one].made;
    made.meaning = x.meaning;
    made.type = x.type;
    made.mod = x.mod;
    if (makes == Makes::join) {
        const MadeDate& y = pieces[*two].made;
        const auto m = joined(x.meaning, y.meaning);
        if (!m) return false;
        made.meaning = *m;
        if (!made.mod) made.mod = y.mod;
        made.type = m->has_time() ? TimexType::TIME : TimexType::DATE;
    } else if (makes == Makes::add) {
        const DateMeaning& y = pieces[*two].made.meaning;
        DateMeaning& m = made.meaning;
        if (m.length_count + y.length_count > m.lengths.size() || m.length_count == 0 || y.length_count == 0 ||
            y.which != DateMeaning::Which::unsaid)
            return false;
        if (!m.lengths[m.length_count - 1u].count || !y.lengths[0].count || m.lengths[m.length_count - 1u].unit <= y.lengths[0].unit)
            return false;
        for (std::size_t i = 0; i < y.length_count; ++i) m.lengths[m.length_count++] = y.lengths[i];
    } else if (makes == Makes::shift) {
        const auto word = captures_.of(match, Part::word);
        const DateVocabulary::Shift* shift = vocabulary_.shift(reading, word->first);
        DateMeaning& m = made.meaning;
        if (shift == nullptr || m.form != Form::length || m.which != DateMeaning::Which::unsaid) return false;
        m.base = shift->base;
        m.shift = shift->shift;
        bool vague = false;
        for (std::size_t i = 0; i < m.length_count; ++i) vague = vague || !m.lengths[i].count;
        m.vague_shift = vague;
        m.form = Form::calendar;
        m.unit = m.lengths[m.length_count - 1u].unit;
        made.type = m.unit <= Grain::hour ? TimexType::TIME : TimexType::DATE;
        if (vague) {
            m.form = Form::reference;
            m.reference = shift->shift < 0 ? DateMeaning::Reference::past : DateMeaning::Reference::future;
            made.type = TimexType::DATE;
        }
    } else if (makes == Makes::modified) {
        const auto word = captures_.of(match, Part::mod);
        const DateVocabulary::Modifier* modifier = vocabulary_.modifier(reading, word->first);
        if (modifier == nullptr || x.meaning.form != Form::calendar || x.mod) return false;
        made.mod = modifier->mod;
    } else if (makes == Makes::bounded) {
        const auto word = captures_.of(match, Part::mod);
        const DateVocabulary::Modifier* modifier = word ? vocabulary_.modifier(reading, word->first) : nullptr;
        if (word && modifier == nullptr) return false;
        const bool length = x.meaning.form == Form::length;
        if (!length && (modifier == nullptr || modifier->mod != TimexMod::APPROX || !(x.meaning.year || x.meaning.has_clock())))
            return false;
        if (length && (x.meaning.which != DateMeaning::Which::unsaid || x.type == TimexType::SET || x.mod)) return false;
        if (length && !x.meaning.lengths[0].count) return false;
        made.mod = modifier == nullptr ? TimexMod::APPROX : modifier->mod;
        if (modifier != nullptr && modifier->outside) made.tokens = x.tokens;
    } else {
        return false;
    }
    const std::optional<std::uint32_t> range_end = pieces[*one].range_end;
    for (const auto& part : {one, two}) {
        if (!part) continue;
        pieces[*part].used = true;
        pieces[*part].into = static_cast<std::uint32_t>(pieces.size());
    }
    pieces.push_back({made, patterns_.file(), false, 0, range_end});
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
