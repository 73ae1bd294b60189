#include "extractors/figures/words.hpp"

#include <algorithm>

#include "schemas/error.hpp"

namespace dateline {
namespace {

/// "mL" is "ml", "Nm" is not "nm": the first letter keeps its case.
bool same_start(std::string_view text, const std::vector<std::string>& forms) {
    return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
        return form.size() == text.size() && form[0] == text[0] && (form[0] | 0x20) >= 'a' && (form[0] | 0x20) <= 'z' &&
               std::equal(form.begin(), form.end(), text.begin(), [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    });
}

}  // namespace

FigureWords::FigureWords(const LanguageRules& rules)
    : nouns(rules),
      currencies(rules),
      units(rules.file("units")),
      functions(rules.file("function_words")),
      multipliers(rules.file("multipliers")),
      hedges(rules.file("hedges")),
      determiners(rules.file("figure_determiners")),
      comparisons(rules.file("comparisons")),
      change(rules.file("change_words")),
      from(rules.file("from_words")),
      idioms(rules.file("number_idioms")),
      months(rules.file("months")),
      per(rules.file("per_words")),
      in_words(rules.file("in_words")),
      wholes(rules.file("composite_wholes")),
      parts(rules.file("composite_parts")),
      numbers(rules.file("number_words")),
      article_class(rules.class_number(per, "article")) {
    const Table& unit_table = rules.table(units);
    for (std::uint32_t row = 0; row < unit_table.size(); ++row) {
        Unit unit;
        unit.code = unit_table.cell(row, "code");
        unit.time = unit_table.cell(row, "class") == "time";
        unit.point = unit_table.cell(row, "class") == "points";
        unit.glued = !unit_table.cell(row, "glued").empty();
        unit.any_case = unit_table.cell(row, "glued") == "any";
        if (const std::string_view type = unit_table.cell(row, "type"); !type.empty()) {
            const auto known = from_wire<FigureType>(type);
            if (!known) throw Error(Exit::bad_config, unit_table.where(row) + ": no such figure type");
            unit.type = *known;
        }
        unit.exact = unit_table.list(row, "forms");
        unit_rows.push_back(std::move(unit));
    }
    const Table& multiplier_table = rules.table(multipliers);
    for (std::uint32_t row = 0; row < multiplier_table.size(); ++row) {
        const auto value = Decimal::parse(multiplier_table.cell(row, "value"));
        if (!value) throw Error(Exit::bad_config, multiplier_table.where(row) + ": bad value");
        using Before = Multiplier::Before;
        const std::string_view kind = multiplier_table.cell(row, "class");
        multiplier_rows.push_back({*value, kind == "noun" ? Before::determiner : kind == "adverb" ? Before::comparison : Before::anything});
    }
    const Table& whole_table = rules.table(wholes);
    const Table& part_table = rules.table(parts);
    for (std::uint32_t row = 0; row < whole_table.size(); ++row) {
        const auto times = Decimal::parse(whole_table.cell(row, "times"));
        std::uint32_t part = 0;
        while (part < part_table.size() && part_table.cell(part, "part") != whole_table.cell(row, "part")) ++part;
        if (!times || part == part_table.size()) throw Error(Exit::bad_config, whole_table.where(row) + ": no such part, or bad times");
        composite_rows.push_back({*times, part, std::string(whole_table.cell(row, "code"))});
    }
    const Table& change_table = rules.table(change);
    for (std::uint32_t row = 0; row < change_table.size(); ++row) moves.push_back(change_table.cell(row, "direction") != "none");
}

const FigureWords::Unit* FigureWords::unit(const Reading& reading, TokenRange range) const {
    const LexiconHit* hit = reading.hit(range.first, units);
    if (hit == nullptr || hit->length != range.size()) return nullptr;
    const Unit& unit = unit_rows[hit->row];
    const std::string_view text = reading.text(range);
    if (text.size() <= 4 && !unit.any_case && !spelled_as(text, unit.exact) && !(text.size() > 1 && same_start(text, unit.exact)))
        return nullptr;
    return &unit;
}

const FigureWords::Unit* FigureWords::unit_at(const Reading& reading, std::uint32_t token) const {
    if (token >= reading.size()) return nullptr;
    const LexiconHit* hit = reading.hit(token, units);
    return hit == nullptr || token + hit->length > reading.size() ? nullptr : unit(reading, {token, token + hit->length});
}

}  // namespace dateline
