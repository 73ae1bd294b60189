#include "extractors/dates/vocabulary.hpp"

#include <charconv>

#include "schemas/error.hpp"

namespace dateline {
namespace {

/// Reads the cells of one word file; every fault names file and line.
class Cells {
public:
    explicit Cells(const Table& table) : table_(table) {}

    [[noreturn]] void fail(std::size_t row, std::string_view column, std::string_view wanted) const {
        throw Error(Exit::bad_config, table_.where(row) + ": \"" + std::string(column) + "\" must be " + std::string(wanted) + ", not \"" +
                                          std::string(table_.cell(row, column)) + "\"");
    }

    std::int32_t number(std::size_t row, std::string_view column) const {
        const std::string_view cell = table_.cell(row, column);
        std::int32_t value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size()) fail(row, column, "a number");
        return value;
    }

    Grain grain(std::size_t row, std::string_view column) const {
        const Grain grain = grain_named(table_.cell(row, column));
        if (grain == Grain::none) fail(row, column, "a unit of the calendar (day, week, ...)");
        return grain;
    }

    /// Where a cell may say one of few things.
    template <typename T>
    T choice(std::size_t row, std::string_view column, std::initializer_list<std::pair<std::string_view, T>> choices) const {
        for (const auto& [name, value] : choices)
            if (table_.cell(row, column) == name) return value;
        std::string names;
        for (const auto& [name, value] : choices)
            names += (names.empty() ? "" : ", ") + (name.empty() ? std::string("empty") : std::string(name));
        fail(row, column, "one of: " + names);
    }

    bool yes(std::size_t row, std::string_view column) const { return choice<bool>(row, column, {{"", false}, {"yes", true}}); }

    std::array<char, 2> code(std::size_t row, std::string_view column) const {
        const std::string_view cell = table_.cell(row, column);
        if (cell.empty()) return {};
        if (cell.size() != 2) fail(row, column, "a TIMEX3 code of two letters");
        return {cell[0], cell[1]};
    }

    const Table& table_;
};

template <typename T, typename Read>
std::vector<T> rows(const LanguageRules& rules, std::uint16_t file, Read read) {
    const Table& table = rules.table(file);
    const Cells cells(table);
    std::vector<T> out;
    out.reserve(table.size());
    for (std::size_t row = 0; row < table.size(); ++row) out.push_back(read(cells, row));
    return out;
}

DateMeaning::Base base(const Cells& cells, std::size_t row, std::string_view column) {
    return cells.choice<DateMeaning::Base>(row, column, {{"now", DateMeaning::Base::now}, {"text", DateMeaning::Base::text}});
}

}  // namespace

DateVocabulary::DateVocabulary(const LanguageRules& rules)
    : months_file_(rules.file("months")),
      weekdays_file_(rules.file("weekdays")),
      seasons_file_(rules.file("seasons")),
      units_file_(rules.file("time_units")),
      parts_file_(rules.file("day_parts")),
      words_file_(rules.file("date_words")),
      relations_file_(rules.file("date_relations")),
      modifiers_file_(rules.file("date_modifiers")),
      shifts_file_(rules.file("date_shifts")),
      zones_file_(rules.file("zones")),
      sets_file_(rules.file("date_sets")),
      vague_file_(rules.file("vague_counts")),
      decades_file_(rules.file("decades")),
      holidays_file_(rules.file("holidays")),
      tense_file_(rules.file("tense_words")),
      year_contexts_file_(rules.file("year_contexts")),
      half_days_file_(rules.file("half_days")),
      ages_file_(rules.file("age_words")),
      function_words_file_(rules.file("function_words")),
      past_ending_(rules.table(tense_file_).setting("past_ending")) {
    const auto numbered = [](std::int32_t last) {
        return [last](const Cells& cells, std::size_t row) {
            const std::int32_t number = cells.number(row, "number");
            if (number < 1 || number > last) cells.fail(row, "number", "from 1 to " + std::to_string(last));
            return Month{static_cast<std::uint8_t>(number), cells.choice<bool>(row, "caution", {{"", false}, {"word", true}})};
        };
    };
    months_ = dateline::rows<Month>(rules, months_file_, numbered(12));
    weekdays_ = dateline::rows<Weekday>(rules, weekdays_file_, numbered(7));
    seasons_ = dateline::rows<SeasonWord>(rules, seasons_file_, [](const Cells& cells, std::size_t row) {
        return SeasonWord{
            cells.choice<Season>(row, "code",
                                 {{"WI", Season::winter}, {"SP", Season::spring}, {"SU", Season::summer}, {"FA", Season::autumn}}),
            cells.choice<bool>(row, "caution", {{"", false}, {"word", true}})};
    });
    units_ = dateline::rows<Unit>(rules, units_file_, [](const Cells& cells, std::size_t row) {
        return Unit{cells.grain(row, "grain"), cells.number(row, "count"),
                    cells.choice<bool>(row, "class", {{"one", false}, {"many", true}})};
    });
    parts_ = dateline::rows<DayPart>(rules, parts_file_, [](const Cells& cells, std::size_t row) {
        DayPart part;
        const std::string_view code = cells.table_.cell(row, "code");
        if (code.size() == 5 && code[2] == ':')
            part.hour = static_cast<std::int8_t>((code[0] - '0') * 10 + (code[1] - '0'));
        else
            part.code = cells.code(row, "code");
        part.many = cells.table_.cell(row, "class") == "many";
        return part;
    });
    words_ = dateline::rows<Word>(rules, words_file_, [](const Cells& cells, std::size_t row) {
        using Class = Word::Class;
        Word word;
        word.cls = cells.choice<Class>(
            row, "class", {{"day", Class::day}, {"past", Class::past}, {"present", Class::present}, {"future", Class::future}});
        if (word.cls == Class::day) word.days = cells.number(row, "days");
        word.part = cells.code(row, "part");
        return word;
    });
    relations_ = dateline::rows<Relation>(rules, relations_file_, [](const Cells& cells, std::size_t row) {
        Relation relation;
        relation.base = relation.fine_base = base(cells, row, "base");
        if (!cells.table_.cell(row, "fine_base").empty()) relation.fine_base = base(cells, row, "fine_base");
        relation.shift = cells.number(row, "shift");
        relation.length = cells.yes(row, "length");
        return relation;
    });
    modifiers_ = dateline::rows<Modifier>(rules, modifiers_file_, [](const Cells& cells, std::size_t row) {
        const auto mod = from_wire<TimexMod>(cells.table_.cell(row, "mod"));
        if (!mod) cells.fail(row, "mod", "a TIMEX3 mod");
        return Modifier{cells.choice<bool>(row, "class", {{"part", false}, {"bound", true}, {"over", true}}), cells.yes(row, "outside"),
                        *mod};
    });
    shifts_ = dateline::rows<Shift>(rules, shifts_file_, [](const Cells& cells, std::size_t row) {
        return Shift{base(cells, row, "base"), cells.number(row, "shift")};
    });
    zones_ = dateline::rows<Zone>(rules, zones_file_, [](const Cells& cells, std::size_t row) {
        Zone zone;
        if (!cells.table_.cell(row, "minutes").empty()) zone.minutes = static_cast<std::int16_t>(cells.number(row, "minutes"));
        if (!cells.table_.cell(row, "summer").empty()) zone.summer = static_cast<std::int16_t>(cells.number(row, "summer"));
        return zone;
    });
    const auto text = [](std::string_view column) {
        return [column](const Cells& cells, std::size_t row) {
            if (cells.table_.cell(row, column).empty()) cells.fail(row, column, "given");
            return std::string(cells.table_.cell(row, column));
        };
    };
    sets_ = dateline::rows<std::string>(rules, sets_file_, text("value"));
    vague_ = dateline::rows<std::string>(rules, vague_file_, text("value"));
    holidays_ = dateline::rows<std::string>(rules, holidays_file_, [&](const Cells& cells, std::size_t row) {
        if (!holiday(cells.table_.cell(row, "rule"), 2000))
            cells.fail(row, "rule", "day MM-DD, easter DAYS or weekday MONTH DAY NTH [DAYS]");
        return std::string(cells.table_.cell(row, "rule"));
    });
    decades_ = dateline::rows<std::uint8_t>(
        rules, decades_file_, [](const Cells& cells, std::size_t row) { return static_cast<std::uint8_t>(cells.number(row, "decade")); });
    half_days_ = dateline::rows<std::uint8_t>(
        rules, half_days_file_, [](const Cells& cells, std::size_t row) { return static_cast<std::uint8_t>(cells.number(row, "hours")); });
    tenses_ = dateline::rows<Tense>(rules, tense_file_, [](const Cells& cells, std::size_t row) {
        return cells.choice<Tense>(row, "class",
                                   {{"past", Tense::past},
                                    {"future", Tense::future},
                                    {"future_before", Tense::future_before},
                                    {"past_before", Tense::past_before}});
    });
}

DateVocabulary::Tense DateVocabulary::tense(const Reading& reading, std::uint32_t token) const {
    if (const Tense* listed = find(reading, token, tense_file_, tenses_)) return *listed;
    const Token& t = reading.token(token);
    if (past_ending_.empty() || t.shape != Shape::lower || t.bytes < past_ending_.size() + 3) return Tense::none;
    return reading.folded(token).ends_with(past_ending_) ? Tense::past : Tense::none;
}

std::optional<std::pair<DateVocabulary::Tense, std::uint32_t>> DateVocabulary::tense_entry(const Reading& reading,
                                                                                           std::uint32_t token) const {
    const LexiconHit* hit = reading.hit(token, tense_file_);
    if (hit == nullptr) return std::nullopt;
    return std::pair(tenses_[hit->row], static_cast<std::uint32_t>(hit->length));
}

std::uint32_t DateVocabulary::holiday_row(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* hit = reading.hit(token, holidays_file_);
    return hit == nullptr ? DateMeaning::no_row : hit->row;
}

}  // namespace dateline
