#include "extractors/dates/resolution.hpp"

#include <algorithm>

#include "extractors/dates/candidates.hpp"
#include "extractors/dates/clause_tense.hpp"
#include "extractors/dates/timex_value.hpp"
#include "extractors/dates/vocabulary.hpp"
#include "extractors/reading/tags.hpp"

// Where a date says less than a day of the calendar, something else tells the rest: the reference time in news, the last date told of in
// histories. Which of the two an article is, is decided once, from its dates with a year. Then the dates are taken in order of the text.

namespace dateline {
namespace {

using Form = DateMeaning::Form;
using Base = DateMeaning::Base;
using Which = DateMeaning::Which;
using Tense = DateVocabulary::Tense;
using std::chrono::days;
using std::chrono::sys_days;

class Resolver {
public:
    Resolver(const Reading& reading, const DateVocabulary& vocabulary, Draft& draft)
        : reading_(reading), words_(vocabulary), clauses_(reading, vocabulary), draft_(draft) {}

    void run() {
        if (reading_.article().reference_time) now_ = sys_days{reading_.article().reference_time->day};
        decide_day_order();
        decide_now();
        decide_narrative();
        for (std::uint32_t i = 0; i < draft_.dates.size(); ++i)
            if (draft_.dates[i].standing()) resolve(i);
    }

private:
    /// What a date came out as.
    struct Found {
        Stretch period;
        std::string value;  ///< instead of the period's, where it is not all
        std::optional<std::uint32_t> by_date;
        bool by_now = false;
    };
    struct Told {
        Stretch period;
        std::uint32_t index = 0;
        bool with_year = false;  ///< written with its year
    };

    // The document

    /// 3/4/2025: by the order in which the article writes the days and months that cannot be mistaken.
    void decide_day_order() {
        int day_first = 0, month_first = 0;
        for (const DateDraft& d : draft_.dates) {
            const DateMeaning& m = d.meaning;
            if (m.month == 0 || m.day == 0 || m.second_reading_month != 0) continue;
            ++(m.day_before_month ? day_first : month_first);
        }
        const std::string& tag = reading_.article().language;
        day_first_ = day_first != month_first ? day_first > month_first : tag.size() > 2 && tag != "en-US";
        for (DateDraft& d : draft_.dates) {
            DateMeaning& m = d.meaning;
            if (m.second_reading_month == 0 || !day_first_) continue;
            std::swap(m.month, m.second_reading_month);
            std::swap(m.day, m.second_reading_day);
        }
    }

    /// Without a reference time the first whole date of the text's first lines is the day it was written.
    void decide_now() {
        if (now_ || !draft_.dateline || !draft_.dateline->date) return;
        const DateMeaning& m = draft_.dates[*draft_.dateline->date].meaning;
        if (m.form == Form::calendar && m.year && m.month != 0 && m.day != 0) now_ = day_period(*m.year, m.month, m.day).begin;
    }

    /// A history: most of its years are not those of its writing, and it hardly speaks of weekdays, today or yesterday.
    void decide_narrative() {
        int years = 0, far = 0, of_the_week = 0;
        const int now_year = now_ ? year_of(*now_) : 0;
        for (const DateDraft& d : draft_.dates) {
            const DateMeaning& m = d.meaning;
            if (!d.standing() || m.form != Form::calendar) continue;
            if (m.year) {
                ++years;
                if (!now_ || std::abs(*m.year - now_year) > 1) ++far;
            } else if ((m.weekday != 0 && m.day == 0) || (m.base == Base::now && m.unit == Grain::day && m.length_count == 0)) {
                ++of_the_week;
            }
        }
        narrative_ = years >= 5 && far * 10 >= years * 6 && of_the_week * 6 <= years;
    }

    // The text so far

    void tell(const Stretch& period, std::uint32_t index) {
        if (period.empty()) return;
        last_ = {period, index, draft_.dates[index].meaning.year.has_value()};
        for (std::size_t grain = static_cast<std::size_t>(period.grain); grain < last_by_grain_.size(); ++grain)
            last_by_grain_[grain] = last_;
    }

    /// The last date told of that is at least as fine as `grain`, else the last of all.
    std::optional<Told> told(Grain grain) const {
        if (const Told& told = last_by_grain_[static_cast<std::size_t>(std::max(grain, Grain::day))]; !told.period.empty()) return told;
        return last_.period.empty() ? std::nullopt : std::optional(last_);
    }

    /// A date that does not move the story on: another age that the next years come back from, or a bare year in the middle of a paragraph
    /// whose days and months are told.
    bool aside(const DateDraft& draft, const Stretch& period) const {
        if (!narrative_ || last_.period.empty()) return false;
        const DateMeaning& m = draft.meaning;
        const int here = period.year(), story = last_.period.year();
        if (m.year && std::abs(here - story) > 10 && comes_back(draft, here, story)) return true;
        if (period.grain < Grain::year) return false;
        if (m.length_count > 0) return true;  // "two decades earlier"
        // "papers found in 2004 show", "the largest since 1813"
        if (const DateClause clause = clauses_.of(draft.tokens); m.year && (clause.aside || clause.since)) return true;
        if (here == story) return true;
        const TokenRange sentence = reading_.sentences()[reading_.sentence_of(draft.tokens.first)].tokens;
        const bool opens = draft.tokens.first <= sentence.first + 3;
        if (here < story && !opens) return true;
        const Told& fine = last_by_grain_[static_cast<std::size_t>(Grain::month)];
        return !fine.period.empty() && !opens &&
               reading_.paragraph_of(draft_.dates[fine.index].tokens.first) == reading_.paragraph_of(draft.tokens.first);
    }

    /// Whether one of the next years is of the story's age again, after few of another.
    bool comes_back(const DateDraft& draft, int here, int story) const {
        int others = 0;
        std::size_t i = static_cast<std::size_t>(&draft - draft_.dates.data()) + 1;
        for (const std::size_t end = std::min(draft_.dates.size(), i + aside_reach); i < end && others < 5; ++i) {
            const DateDraft& d = draft_.dates[i];
            if (!d.standing() || d.meaning.form != Form::calendar || !d.meaning.year) continue;
            if (std::abs(*d.meaning.year - story) <= 10) return true;
            others += std::abs(*d.meaning.year - here) <= 10;
        }
        return false;
    }

    // One date

    void resolve(std::uint32_t index) {
        DateDraft& draft = draft_.dates[index];
        Date& date = draft.date;
        const DateMeaning& m = draft.meaning;
        switch (m.form) {
            case Form::impossible:
                date.value.reset();
                return;
            case Form::reference:
                date.value = m.reference == DateMeaning::Reference::past      ? "PAST_REF"
                             : m.reference == DateMeaning::Reference::present ? "PRESENT_REF"
                                                                              : "FUTURE_REF";
                if (now_) date.from_reference_time = true;
                return;
            case Form::length:
                length(draft);
                return;
            case Form::recurring:
                date.value = timex_unresolved(m);
                return;
            case Form::calendar:
                break;
        }
        const Found found = calendar(draft);
        if (found.by_date)
            draft.anchor_date = found.by_date;
        else if (found.by_now)
            date.from_reference_time = true;
        if (!found.value.empty()) {
            date.value = found.value;
        } else if (found.period.empty()) {
            date.value = timex_unresolved(m);
            return;
        } else {
            date.value = timex_of(found.period) + timex_time(m, found.period.begin);
        }
        if (found.period.empty()) return;
        if (m.fiscal) {
            tell(found.period, index);
            return;
        }
        interval(date, m, found.period);
        if (m.second_reading_month != 0 && m.year) {
            const std::chrono::year_month_day other{std::chrono::year{*m.year}, std::chrono::month{m.second_reading_month},
                                                    std::chrono::day{m.second_reading_day}};
            if (other.ok()) date.other_readings.push_back(iso(sys_days{other}));
        }
        // What hangs on the day of writing is no part of a history.
        if ((!m.has_time() || m.has_calendar()) && !(narrative_ && found.by_now) && !aside(draft, found.period)) tell(found.period, index);
    }

    static void interval(Date& date, const DateMeaning& m, const Stretch& period) {
        if (!m.has_clock()) {
            date.start = iso(period.begin);
            date.end = iso(period.end);
            return;
        }
        const std::string zone = timex_zone(m, period.begin);
        const auto instant = [&](int seconds) {
            std::string text = iso(period.begin + days{seconds / 86400});
            char before = 'T';
            for (const int part : {seconds % 86400 / 3600, seconds % 3600 / 60, seconds % 60}) {
                text += {before, static_cast<char>('0' + part / 10), static_cast<char>('0' + part % 10)};
                before = ':';
            }
            return text + zone;
        };
        const int start = m.hour * 3600 + std::max<int>(m.minute, 0) * 60 + std::max<int>(m.second, 0);
        date.start = instant(start);
        date.end = instant(start + (m.second >= 0 ? 1 : 60));
    }

    void length(DateDraft& draft) {
        const DateMeaning& m = draft.meaning;
        draft.date.value = timex_length(m);
        if (m.until) {
            ends(draft);
            return;
        }
        if (m.which == Which::unsaid || m.base != Base::now || !now_ || m.length_count != 1 || !m.lengths[0].count) return;
        const auto moved = moved_by(*now_, m, m.which == Which::last ? -1 : 1);
        if (!moved) return;
        draft.date.from_reference_time = true;
        draft.date.start = iso(std::min(*now_, *moved));
        draft.date.end = iso(std::max(*now_, *moved));
    }

    /// "the year to March 31": from the day after that of the year before to the end of its last day.
    void ends(DateDraft& draft) {
        const DateMeaning& m = draft.meaning;
        const Found last = m.year ? Found{in_year(m, *m.year, words_), {}, {}, false} : occurrence(draft);
        if (last.period.empty()) return;
        const auto first = moved_by(last.period.end, m, -1);
        if (!first) return;
        if (last.by_date) draft.anchor_date = last.by_date;
        draft.date.from_reference_time = last.by_now;
        draft.date.start = iso(*first);
        draft.date.end = iso(last.period.end);
    }

    /// The day that relative words count from, with what it was taken from. `fine`: the grain that is needed.
    struct From {
        Stretch period;
        std::optional<std::uint32_t> date;
    };
    std::optional<From> from(Base base, Grain fine, bool deictic) const {
        const bool text = base == Base::text || (narrative_ && !deictic);
        if (text)
            if (const auto t = told(fine)) return From{t->period, t->index};
        if (now_ && !(base == Base::text && narrative_)) return From{period_of(*now_, Grain::day), std::nullopt};
        return std::nullopt;
    }

    Found calendar(const DateDraft& draft) {
        const DateMeaning& m = draft.meaning;
        if (m.year) return {in_year(m, *m.year, words_), {}, {}, false};
        if (m.decade) return {decade_period(*m.decade), {}, {}, false};
        if (m.century) return century_found(*m.century);
        if (m.base != Base::none && (m.unit != Grain::none || m.length_count > 0)) return relative(draft);
        if (!m.has_calendar()) return time_only(draft);
        return occurrence(draft);
    }

    static Found century_found(int century) {
        if (century >= 0) return {century_period(century), {}, {}, false};
        return {{Grain::century, day_period(century * 100 + 1, 1, 1).begin, day_period(century * 100 + 101, 1, 1).begin},
                "BC" + std::string(century > -11 ? "0" : "") + std::to_string(-century - 1),
                {},
                false};
    }

    /// "last year", "two days ago", "the following week", "June last year", "Monday of next week", "that night".
    Found relative(const DateDraft& draft) {
        const DateMeaning& m = draft.meaning;
        const Grain unit = m.unit;
        const auto start = from(m.base, unit, m.deictic);
        if (!start) return {};
        Found found;
        found.by_date = start->date;
        found.by_now = !start->date;
        if (m.length_count > 0) {
            if (unit <= Grain::hour) return hours_away(m, found);
            // From a date coarser than what is counted there is no telling.
            if (start->period.grain > Grain::day && start->period.grain > unit) {
                found.period = {};
                return found;
            }
            const auto day = moved_by(start->period.begin, m, m.shift);
            if (!day) return {};
            Grain grain = unit >= Grain::decade ? Grain::year : fraction(m) ? finer(unit) : unit;
            // "a year earlier" in news of a quarter or a month is that quarter or month of the other year.
            const Grain told = start->date && !narrative_ ? start->period.grain : Grain::none;
            if (unit == Grain::year && told > Grain::day && told < unit) grain = told;
            found.period = period_of(*day, grain);
            return found;
        }
        if (start->period.grain > unit && unit <= Grain::week && start->date) return found;
        Stretch container = shifted(period_of(start->period.begin, unit == Grain::night ? Grain::day : unit), m.shift);
        // "Fans met this weekend" is of the last one; so it is on a Monday or Tuesday, but for what is to come.
        if (unit == Grain::weekend && m.shift == 0 && found.by_now && weekday_of(*now_) < 6) {
            const Tense tense = clauses_.of(draft.tokens).tense;
            if (tense == Tense::past || (weekday_of(*now_) <= 2 && tense != Tense::future)) container = shifted(container, -1);
        }
        if (unit == Grain::year) {
            found.period = in_year(m, container.year(), words_);
        } else if (unit == Grain::week && m.weekday != 0) {
            found.period = period_of(container.begin + days{m.weekday - 1}, Grain::day);
        } else {
            found.period = container;
        }
        return found;
    }

    static bool fraction(const DateMeaning& m) { return m.lengths[m.length_count - 1u].count->exponent() < 0; }
    static Grain finer(Grain unit) { return unit >= Grain::year ? Grain::month : Grain::day; }

    Found hours_away(const DateMeaning& m, Found found) const {
        const auto& reference = reading_.article().reference_time;
        if (found.by_date || !reference || !reference->time) {
            found.value = m.shift < 0 ? "PAST_REF" : "FUTURE_REF";
            return found;
        }
        double seconds = 0;
        for (std::size_t i = 0; i < m.length_count; ++i) {
            if (!m.lengths[i].count || *m.lengths[i].count > Decimal(100000)) return found;
            seconds += m.lengths[i].count->approximate() * (m.lengths[i].unit == Grain::hour     ? 3600
                                                            : m.lengths[i].unit == Grain::minute ? 60
                                                            : m.lengths[i].unit == Grain::day    ? 86400
                                                                                                 : 1);
        }
        const auto instant =
            sys_days{reference->day} + *reference->time + std::chrono::seconds{static_cast<std::int64_t>(seconds) * m.shift};
        const sys_days day = std::chrono::floor<days>(instant);
        const std::int64_t of_day = (instant - day).count();
        char buffer[16];
        std::snprintf(buffer, sizeof buffer, "T%02d:%02d", static_cast<int>(of_day / 3600), static_cast<int>(of_day % 3600 / 60));
        found.value = iso(day) + buffer;
        if (m.unit == Grain::second || of_day % 60 != 0) {
            std::snprintf(buffer, sizeof buffer, ":%02d", static_cast<int>(of_day % 60));
            found.value += buffer;
        }
        found.period = period_of(day, Grain::day);
        return found;
    }

    /// "at 3 p.m.": of the day that was told of in this sentence, else of the day of writing.
    Found time_only(const DateDraft& draft) {
        Found found;
        const Told& day = last_by_grain_[static_cast<std::size_t>(Grain::day)];
        if (!day.period.empty() &&
            (narrative_ || reading_.sentence_of(draft_.dates[day.index].tokens.first) == reading_.sentence_of(draft.tokens.first))) {
            found.period = day.period;
            found.by_date = day.index;
        } else if (now_ && !narrative_) {
            found.period = period_of(*now_, Grain::day);
            found.by_now = true;
        }
        return found;
    }

    /// In a history too, weekdays, "last June" and what is to come count from the day of writing, where no more than a year was told
    /// before.
    bool of_now(const DateMeaning& m, const DateClause& clause) const {
        if (!narrative_ || !now_ || m.base == Base::text || (!last_.period.empty() && last_.period.grain < Grain::year)) return false;
        return (m.weekday != 0 && m.day == 0) || m.which != Which::unsaid || clause.tense == Tense::future;
    }

    /// In news too, "On March 19, 2003 ... On April 9" goes on from the date with a year just before; not what is to come, nor what has
    /// gone on since then.
    bool beside_told(const DateDraft& draft, const DateClause& clause) const {
        const DateMeaning& m = draft.meaning;
        if (narrative_ || !last_.with_year || m.base != Base::none || m.which != Which::unsaid || m.weekday != 0) return false;
        if (now_ && last_.period.year() >= year_of(*now_)) return false;
        const TokenRange told = draft_.dates[last_.index].tokens;
        const std::uint32_t here = draft.tokens.first;
        if (reading_.zone_of(told.first) != reading_.zone_of(here) || here < told.first) return false;
        if (last_.period.grain <= Grain::month ? reading_.paragraph_of(here) > reading_.paragraph_of(told.first) + 1
                                               : reading_.sentence_of(here) != reading_.sentence_of(told.first))
            return false;
        if (clause.tense == Tense::future || clause.since) return false;
        // "The firm, founded in 2018, sacked him in March": a bare year of another clause by the way.
        const DateClause told_in = clauses_.of(told);
        if (told_in.since) return false;
        return last_.period.grain <= Grain::month || !told_in.aside || told_in.verb == clause.verb;
    }

    /// "in June", "on Friday", "last summer", "the 15th".
    Found occurrence(const DateDraft& draft) {
        const DateMeaning& m = draft.meaning;
        const DateClause clause = m.which == Which::unsaid ? clauses_.of(draft.tokens) : DateClause{};
        if (beside_told(draft, clause)) {
            const Stretch next = after_told(m, last_.period);
            if (!now_ || next.begin <= *now_) return {next, {}, last_.index, false};
        }
        Found found;
        const Grain grain = neighbour(m, day_period(2001, 1, 1).begin, 0, words_).grain;
        const std::optional<From> start = of_now(m, clause) ? From{period_of(*now_, Grain::day), std::nullopt}
                                                            : from(m.base, m.weekday != 0 ? Grain::day : Grain::year, false);
        if (!start) return found;
        found.by_date = start->date;
        found.by_now = !start->date;
        found.period = start->date ? after_told(m, start->period) : near_now(m, clause.tense, period_of(start->period.begin, grain));
        return found;
    }

    /// In a history: what comes next after the date told of, or shortly before it.
    Stretch after_told(const DateMeaning& m, const Stretch& last) const {
        const sys_days day = last.begin;
        std::array<Stretch, 4> all{};
        for (int n = -1; n <= 2; ++n) all[static_cast<std::size_t>(n + 1)] = neighbour(m, day, n, words_);
        if (m.which == Which::last) {
            Stretch best;
            for (const Stretch& p : all)
                if (!p.empty() && p.begin < last.begin) best = p;
            return best;
        }
        const bool week = m.weekday != 0 && m.day == 0;
        const bool by_month = m.day != 0 && m.month == 0;
        const days slack{m.which == Which::next || week ? 0 : by_month ? 3 : last.grain >= Grain::year ? 0 : 160};
        for (const Stretch& p : all)
            if (!p.empty() && p.begin + slack >= last.begin) return p;
        return all[1];
    }

    /// In news: the last one up to the day of writing, unless the clause is about the future.
    Stretch near_now(const DateMeaning& m, Tense tense, const Stretch& here) const {
        const sys_days now = *now_;
        std::array<Stretch, 5> all{};
        for (int n = -2; n <= 2; ++n) all[static_cast<std::size_t>(n + 2)] = neighbour(m, now, n, words_);
        Stretch before, after;  // the nearest that begins by now, the nearest that ends after now
        for (const Stretch& p : all) {
            if (p.empty()) continue;
            if (p.begin <= now) before = p;
            if (after.empty() && p.end > now) after = p;
        }
        switch (m.which) {
            case Which::here:
                return m.weekday != 0 ? after : all[2].empty() ? before : all[2];
            case Which::last:
                for (std::size_t i = all.size(); i-- > 0;)
                    if (!all[i].empty() && all[i].end <= here.begin) return all[i];
                return before;
            case Which::next:
                for (const Stretch& p : all)
                    if (!p.empty() && p.begin >= here.end) return p;
                return after;
            case Which::unsaid:
                break;
        }
        if (tense == Tense::future && !after.empty()) return after;
        // "The case returns to court on 12 September", "We report on Friday": the present tells of what is planned.
        if (tense == Tense::present && m.day != 0 && !after.empty() && after.begin - now < days{245}) return after;
        if (tense == Tense::present && m.weekday != 0 && !after.empty() && after.begin > now) return after;
        if (before.empty()) return after;
        // A day nearly a year ago is written with its year; one of the coming weeks is not.
        if (!after.empty() && now - before.begin > days{240} && after.begin - now < days{m.day != 0 ? 120 : 60} &&
            (tense != Tense::past || m.day != 0))
            return after;
        return before;
    }

    /// How many dates ahead a return from another age is looked for.
    static constexpr std::size_t aside_reach = 64;

    const Reading& reading_;
    const DateVocabulary& words_;
    const ClauseTense clauses_;
    Draft& draft_;
    std::optional<sys_days> now_;
    bool narrative_ = false;
    bool day_first_ = false;
    Told last_;
    std::array<Told, 16> last_by_grain_{};
};

class DateResolution : public Stage {
public:
    explicit DateResolution(const LanguageRules& rules) : vocabulary_(rules) {}
    std::string_view name() const override { return "date_resolution"; }
    void run(const Reading& reading, Draft& draft) const override { Resolver(reading, vocabulary_, draft).run(); }

private:
    DateVocabulary vocabulary_;
};

}  // namespace

std::unique_ptr<Stage> date_resolution_stage(const LanguageRules& rules) {
    return std::make_unique<DateResolution>(rules);
}

}  // namespace dateline
