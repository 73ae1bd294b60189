#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractors/dates/meaning.hpp"
#include "extractors/reading/reading.hpp"
#include "extractors/rules/rulebook.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// The word files about time, with their cells read once. Code asks it what a token says; it knows no word itself.
class DateVocabulary {
public:
    /// Throws Error (bad_config) with file and line on a cell that is not what its column wants.
    explicit DateVocabulary(const LanguageRules& rules);

    struct Month {
        std::uint8_t number = 0;
        bool caution = false;
    };
    using Weekday = Month;
    struct SeasonWord {
        Season season = Season::winter;
        bool caution = false;
    };
    struct Unit {
        Grain grain = Grain::none;
        std::int32_t count = 1;
        bool plural = false;
    };
    struct DayPart {
        std::array<char, 2> code{};
        std::int8_t hour = -1;  ///< of a part that is a clock time (noon)
        bool many = false;
    };
    struct Word {
        enum class Class { day, past, present, future } cls = Class::day;
        std::int32_t days = 0;
        std::array<char, 2> part{};
    };
    struct Relation {
        DateMeaning::Base base = DateMeaning::Base::now;
        DateMeaning::Base fine_base = DateMeaning::Base::now;  ///< with units up to a day
        std::int32_t shift = 0;
        bool length = false;  ///< "the past year" is a length of time
    };
    struct Modifier {
        bool bound = false;
        bool outside = false;  ///< not part of the span
        TimexMod mod = TimexMod::APPROX;
    };
    struct Shift {
        DateMeaning::Base base = DateMeaning::Base::now;
        std::int32_t shift = 0;
    };
    struct Zone {
        std::optional<std::int16_t> minutes, summer;
    };
    /// future_before, past_before: right before a date.
    enum class Tense : std::uint8_t { none, past, present, future, future_before, past_before };

    /// What the entry that starts at a token says, or nothing where none does.
    const Month* month(const Reading& r, std::uint32_t t) const { return find(r, t, months_file_, months_); }
    const Weekday* weekday(const Reading& r, std::uint32_t t) const { return find(r, t, weekdays_file_, weekdays_); }
    const SeasonWord* season(const Reading& r, std::uint32_t t) const { return find(r, t, seasons_file_, seasons_); }
    const Unit* unit(const Reading& r, std::uint32_t t) const { return find(r, t, units_file_, units_); }
    const DayPart* part(const Reading& r, std::uint32_t t) const { return find(r, t, parts_file_, parts_); }
    const Word* word(const Reading& r, std::uint32_t t) const { return find(r, t, words_file_, words_); }
    const Relation* relation(const Reading& r, std::uint32_t t) const { return find(r, t, relations_file_, relations_); }
    const Modifier* modifier(const Reading& r, std::uint32_t t) const { return find(r, t, modifiers_file_, modifiers_); }
    const Shift* shift(const Reading& r, std::uint32_t t) const { return find(r, t, shifts_file_, shifts_); }
    /// The hours that a half of the day adds ("p.m.": 12).
    const std::uint8_t* half_day(const Reading& r, std::uint32_t t) const { return find(r, t, half_days_file_, half_days_); }
    const Zone* zone(const Reading& r, std::uint32_t t) const { return find(r, t, zones_file_, zones_); }
    const std::string* set(const Reading& r, std::uint32_t t) const { return find(r, t, sets_file_, sets_); }
    const std::string* vague_count(const Reading& r, std::uint32_t t) const { return find(r, t, vague_file_, vague_); }
    const std::uint8_t* decade(const Reading& r, std::uint32_t t) const { return find(r, t, decades_file_, decades_); }
    /// The tense that a word shows by itself, by its row or its ending.
    Tense tense(const Reading& r, std::uint32_t t) const;
    /// The tense that the row of a word or phrase says, and how many tokens it has.
    std::optional<std::pair<Tense, std::uint32_t>> tense_entry(const Reading& r, std::uint32_t t) const;
    bool before_year(const Reading& r, std::uint32_t t) const { return r.hit(t, year_contexts_file_) != nullptr; }
    bool age(const Reading& r, std::uint32_t t) const { return r.hit(t, ages_file_) != nullptr; }
    bool grammatical(const Reading& r, std::uint32_t t) const { return r.hit(t, function_words_file_) != nullptr; }

    /// Row of the holiday that starts at a token, or no_row.
    std::uint32_t holiday_row(const Reading& r, std::uint32_t t) const;
    std::string_view holiday_rule(std::uint32_t row) const { return holidays_[row]; }

private:
    template <typename T>
    const T* find(const Reading& reading, std::uint32_t token, std::uint16_t file, const std::vector<T>& rows) const {
        const LexiconHit* hit = reading.hit(token, file);
        return hit == nullptr ? nullptr : &rows[hit->row];
    }

    std::uint16_t months_file_, weekdays_file_, seasons_file_, units_file_, parts_file_, words_file_, relations_file_, modifiers_file_,
        shifts_file_, zones_file_, sets_file_, vague_file_, decades_file_, holidays_file_, tense_file_, year_contexts_file_,
        half_days_file_, ages_file_, function_words_file_;
    std::vector<Month> months_;
    std::vector<Weekday> weekdays_;
    std::vector<SeasonWord> seasons_;
    std::vector<Unit> units_;
    std::vector<DayPart> parts_;
    std::vector<Word> words_;
    std::vector<Relation> relations_;
    std::vector<Modifier> modifiers_;
    std::vector<Shift> shifts_;
    std::vector<Zone> zones_;
    std::vector<std::string> sets_, vague_, holidays_;
    std::vector<std::uint8_t> decades_, half_days_;
    std::vector<Tense> tenses_;
    std::string past_ending_;
};

}  // namespace dateline
