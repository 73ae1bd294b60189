#include "extractors/names/evidence.hpp"

#include <algorithm>
#include <bit>
#include <charconv>

#include "extractors/evidence.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::array<std::string_view, clue_count> clue_names = {
    "listed_country",
    "listed_capital",
    "listed_city",
    "listed_region",
    "listed_people",
    "listed_organisation",
    "first_name_and_more",
    "rare_first_name_and_more",
    "first_name_alone",
    "surname_last",
    "surname_alone",
    "designator",
    "ampersand",
    "initial_inside",
    "particle_inside",
    "generation",
    "product_number",
    "letters_and_digits",
    "numbered_road",
    "acronym",
    "mixed_case",
    "unknown_pair",
    "unknown_long",
    "common_word_inside",
    "unknown_word",
    "common_word_alone",
    "title_before",
    "role_before_person",
    "role_before_org",
    "role_before_place",
    "apposition_person",
    "apposition_org",
    "apposition_place",
    "age_after",
    "region_after",
    "dateline_place",
    "dateline_agency",
    "is_role_person",
    "is_role_org",
    "is_role_place",
    "long_form",
    "article_before",
    "quoted",
    "quoted_title",
    "part_of_person",
    "part_of_org",
    "part_of_other",
    "coordination",
    "known_name",
    "company_and_more",
    "ends_in_product",
    "domain",
    "state_code",
    "place_and_plural",
    "year_after",
};

std::uint32_t bit_of(const Table& table, std::uint32_t row) {
    const std::string_view bit = table.cell(row, "bit");
    if (bit == "inside") return evidence::inside;
    if (bit == "beside") return evidence::beside;
    if (bit == "document") return evidence::document;
    if (bit == "listed") return evidence::listed;
    if (bit == "shape") return evidence::shape;
    throw Error(Exit::bad_config, table.where(row) + ": \"bit\": no evidence \"" + std::string(bit) + "\"");
}

std::int16_t number_of(const Table& table, std::uint32_t row, std::string_view text) {
    std::int16_t value = 0;
    if (text.empty()) return 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        throw Error(Exit::bad_config, table.where(row) + ": \"" + std::string(text) + "\" is no small whole number");
    return value;
}

}  // namespace

void Evidence::set(EntityType type, int weight) {
    weights[static_cast<std::size_t>(type)] = static_cast<std::int16_t>(weight);
    const auto mask = static_cast<std::uint16_t>(1U << static_cast<unsigned>(type));
    types = static_cast<std::uint16_t>(weight != 0 ? types | mask : types & ~mask);
}

void NameScores::add(const Evidence& evidence, std::uint16_t file, std::uint32_t row, int percent) {
    bits |= evidence.bit;
    types |= evidence.types;
    for (unsigned rest = evidence.types; rest != 0; rest &= rest - 1) {
        const auto type = static_cast<std::size_t>(std::countr_zero(rest));
        const int weight = percent == 100 ? evidence.weights[type] : evidence.weights[type] * percent / 100;
        points[type] += weight;
        if (weight > best[type].weight) best[type] = {weight, file, row};
    }
}

void NameScores::merge(const NameScores& more) {
    bits |= more.bits;
    types |= more.types;
    for (std::uint32_t rest = more.types; rest != 0; rest &= rest - 1) {
        const auto type = static_cast<std::size_t>(std::countr_zero(rest));
        points[type] += more.points[type];
        if (more.best[type].weight > best[type].weight) best[type] = more.best[type];
    }
}

EntityType NameScores::winner() const {
    // Of equal ones the first, and those without points have zero.
    std::size_t first_empty = static_cast<std::size_t>(std::countr_one(types));
    std::size_t winner = first_empty < entity_types ? first_empty : 0;
    for (std::uint32_t rest = types; rest != 0; rest &= rest - 1) {
        const auto type = static_cast<std::size_t>(std::countr_zero(rest));
        if (points[type] > points[winner] || (points[type] == points[winner] && type < winner)) winner = type;
    }
    return static_cast<EntityType>(winner);
}

int NameScores::top() const {
    return points[static_cast<std::size_t>(winner())];
}

EvidenceTable::EvidenceTable(const LanguageRules& rules) : table_(rules.table("name_evidence")), file_(rules.file("name_evidence")) {
    std::array<std::size_t, entity_types> columns{};
    for (std::size_t type = 0; type < entity_types; ++type) {
        const std::string_view name = wire(static_cast<EntityType>(type));
        const auto column = table_.find(name);
        if (!column) throw Error(Exit::bad_config, table_.name() + ":1: no column \"" + std::string(name) + "\"");
        columns[type] = *column;
    }
    for (std::uint32_t row = 0; row < table_.size(); ++row) {
        Evidence e;
        e.row = row;
        e.bit = bit_of(table_, row);
        for (std::size_t type = 0; type < entity_types; ++type)
            e.set(static_cast<EntityType>(type), number_of(table_, row, table_.cell(row, columns[type])));
        rows_.push_back(e);
    }
    for (std::size_t clue = 0; clue < clue_count; ++clue) clues_[clue] = named({}, clue_names[clue]);
    const std::uint16_t cues = rules.file("name_cues");
    const Table& cue_table = rules.table(cues);
    before_.assign(1, none);
    after_.assign(1, none);
    for (std::uint32_t row = 0; row < cue_table.size(); ++row) {
        const std::uint16_t number = rules.class_of(cues, row);
        if (number < before_.size()) continue;  // classes are numbered in the order of their first rows
        const std::string name(cue_table.cell(row, "class"));
        before_.push_back(find("before_" + name));
        after_.push_back(find("after_" + name));
    }
}

std::uint32_t EvidenceTable::find(std::string_view name) const {
    for (std::uint32_t row = 0; row < table_.size(); ++row)
        if (table_.cell(row, std::size_t{0}) == name) return row;
    return none;
}

std::uint32_t EvidenceTable::named(std::string_view prefix, std::string_view name) const {
    const std::string whole = std::string(prefix) + std::string(name);
    const std::uint32_t row = find(whole);
    if (row == none) throw Error(Exit::bad_config, table_.name() + ":1: no row \"" + whole + "\"");
    return row;
}

}  // namespace dateline
