#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/rules/rulebook.hpp"
#include "schemas/fact.hpp"

namespace dateline {

inline constexpr std::size_t entity_types = 11;

/// The pieces of evidence that code looks for, spelled as their rows of name_evidence.tsv.
enum class Clue : std::uint8_t {
    listed_country,
    listed_capital,
    listed_city,
    listed_region,
    listed_people,
    listed_organisation,
    first_name_and_more,
    rare_first_name_and_more,
    first_name_alone,
    surname_last,
    surname_alone,
    designator,
    ampersand,
    initial_inside,
    particle_inside,
    generation,
    product_number,
    letters_and_digits,
    numbered_road,
    acronym,
    mixed_case,
    unknown_pair,
    unknown_long,
    common_word_inside,
    unknown_word,
    common_word_alone,
    title_before,
    role_before_person,
    role_before_org,
    role_before_place,
    apposition_person,
    apposition_org,
    apposition_place,
    age_after,
    region_after,
    dateline_place,
    dateline_agency,
    is_role_person,
    is_role_org,
    is_role_place,
    long_form,
    article_before,
    quoted,
    quoted_title,
    part_of_person,
    part_of_org,
    part_of_other,
    coordination,
    known_name,
    company_and_more,
    ends_in_product,
    domain,
    state_code,
    place_and_plural,
    year_after,
};
inline constexpr std::size_t clue_count = static_cast<std::size_t>(Clue::year_after) + 1;

/// One row of name_evidence.tsv: what it adds to each type.
struct Evidence {
    std::uint32_t row = 0;
    std::uint32_t bit = 0;
    std::array<std::int16_t, entity_types> weights{};
    std::uint16_t types = 0;  ///< bit i: weights[i] is not zero

    int weight(EntityType type) const { return weights[static_cast<std::size_t>(type)]; }
    void set(EntityType type, int weight);
};

/// What speaks for a type, added up.
struct NameScores {
    std::array<int, entity_types> points{};
    std::uint32_t bits = 0;
    std::uint32_t types = 0;  ///< bit i: points[i] or best[i] was set; all others are zero
    /// The heaviest piece of evidence for each type: row of name_evidence.tsv, or of the gazetteer `file`.
    struct Best {
        int weight = 0;
        std::uint16_t file = 0;
        std::uint32_t row = 0;
    };
    std::array<Best, entity_types> best{};

    void add(const Evidence& evidence, std::uint16_t file, std::uint32_t row, int percent = 100);
    void merge(const NameScores& more);
    EntityType winner() const;
    int top() const;
};

/// name_evidence.tsv, each row at hand by what code calls it.
class EvidenceTable {
public:
    /// Throws Error (bad_config) with file and line on a faulty row, and when a row that code asks for is missing.
    explicit EvidenceTable(const LanguageRules& rules);

    std::uint16_t file() const { return file_; }
    const Evidence& of(Clue clue) const { return rows_[clues_[static_cast<std::size_t>(clue)]]; }
    /// Rows "listed_LOC", "head_ORG", "ending_GPE". Throws Error (bad_config) where there is none: for constructors.
    std::uint32_t named(std::string_view prefix, std::string_view name) const;
    const Evidence& row(std::uint32_t row) const { return rows_[row]; }
    /// The evidence of a class of name_cues.tsv before or after a name, or null.
    const Evidence* before(std::uint16_t cue_class) const { return at(before_[cue_class]); }
    const Evidence* after(std::uint16_t cue_class) const { return at(after_[cue_class]); }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    const Evidence* at(std::uint32_t row) const { return row == none ? nullptr : &rows_[row]; }
    std::uint32_t find(std::string_view name) const;

    const Table& table_;
    std::uint16_t file_;
    std::vector<Evidence> rows_;
    std::array<std::uint32_t, clue_count> clues_{};
    std::vector<std::uint32_t> before_, after_;  // rows, by cue class
};

}  // namespace dateline
