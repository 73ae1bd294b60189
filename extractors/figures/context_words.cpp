#include "extractors/figures/context_words.hpp"

#include <array>

#include "schemas/error.hpp"

namespace dateline {
namespace {

template <typename Value, std::size_t n>
Value one_of(const Table& table, std::uint32_t row, std::string_view column,
             const std::array<std::pair<std::string_view, Value>, n>& known) {
    const std::string_view cell = table.cell(row, column);
    for (const auto& [name, value] : known)
        if (name == cell) return value;
    throw Error(Exit::bad_config, table.where(row) + ": no " + std::string(column) + " \"" + std::string(cell) + "\"");
}

constexpr std::array<std::pair<std::string_view, Direction>, 3> directions = {
    {{"up", Direction::up}, {"down", Direction::down}, {"none", Direction::none}}};

using Role = ContextWords::Role;
constexpr std::array<std::pair<std::string_view, Role>, 6> roles = {
    {{"by", Role::by}, {"to", Role::to}, {"from", Role::from}, {"of", Role::of}, {"at", Role::at}, {"than", Role::than}}};

using Behind = ContextWords::Behind;
constexpr std::array<std::pair<std::string_view, Behind>, 5> behinds = {{{"", Behind::none},
                                                                         {"any", Behind::any},
                                                                         {"amounts", Behind::of_amounts},
                                                                         {"shares", Behind::of_shares},
                                                                         {"money", Behind::of_money}}};

using Kind = ContextWords::Kind;
constexpr std::array<std::pair<std::string_view, Kind>, 7> kinds = {{{"level", Kind::level},
                                                                     {"verb", Kind::verb},
                                                                     {"state", Kind::state},
                                                                     {"particle", Kind::particle},
                                                                     {"transitive", Kind::transitive},
                                                                     {"adds", Kind::adds},
                                                                     {"measure", Kind::measure}}};

}  // namespace

ContextWords::ContextWords(const LanguageRules& rules)
    : nouns(rules),
      hedges(rules.file("hedges")),
      links(rules.file("figure_links")),
      measure_links(rules.file("measure_links")),
      owners(rules.file("owner_words")),
      auxiliaries(rules.file("auxiliaries")),
      per(rules.file("per_words")),
      change(rules.file("change_words")),
      after(rules.file("after_change")),
      basis(rules.file("basis_words")),
      shares(rules.file("share_words")),
      functions(rules.file("function_words")),
      determiners(rules.file("figure_determiners")),
      units(rules.file("units")),
      distances(rules.file("distance_words")),
      period_stops(rules.file("period_stops")),
      breaks(rules.file("clause_breaks")),
      numbers(rules.file("number_words")),
      restatements(rules.file("restatements")),
      amounts(rules.file("amount_nouns")),
      pronouns(rules.file("pronouns")),
      receivers(rules.file("receiver_verbs")),
      attributions(rules.file("attribution_phrases")),
      speech(rules.file("speech_verbs")),
      age_openers(rules.file("age_openers")) {
    const auto each_row = [&](std::uint16_t file, auto take) {
        const Table& table = rules.table(file);
        for (std::uint32_t row = 0; row < table.size(); ++row) take(table, row);
    };
    each_row(change, [&](const Table& table, std::uint32_t row) {
        change_rows.push_back(
            {std::string(table.cell(row, "word")), one_of(table, row, "direction", directions), one_of(table, row, "kind", kinds)});
    });
    each_row(units, [&](const Table& table, std::uint32_t row) {
        unit_rows.push_back({std::string(table.cell(row, "code")), table.cell(row, "class") == "length"});
    });
    each_row(basis, [&](const Table& table, std::uint32_t row) {
        basis_rows.push_back(from_wire<Basis>(table.cell(row, "basis")));
        if (!basis_rows.back()) throw Error(Exit::bad_config, table.where(row) + ": no such basis");
    });
    each_row(after, [&](const Table& table, std::uint32_t row) { after_rows.push_back(one_of(table, row, "direction", directions)); });
    each_row(links, [&](const Table& table, std::uint32_t row) { link_rows.push_back(one_of(table, row, "role", roles)); });
    each_row(measure_links, [&](const Table& table, std::uint32_t row) { behind_rows.push_back(one_of(table, row, "behind", behinds)); });
    each_row(hedges, [&](const Table& table, std::uint32_t row) { hedge_rows.push_back(table.cell(row, "where") != "after"); });
    each_row(period_stops, [&](const Table& table, std::uint32_t row) { stop_rows.push_back(table.cell(row, "class") == "always"); });
    each_row(pronouns, [&](const Table& table, std::uint32_t row) {
        const std::string_view kind = table.cell(row, "class");
        pronoun_rows.push_back(kind == "many"               ? Pronoun::many
                               : kind == "thing"            ? Pronoun::thing
                               : kind == "m" || kind == "f" ? Pronoun::person
                                                            : Pronoun::other);
    });
    each_row(per, [&](const Table& table, std::uint32_t row) { article_per.push_back(table.cell(row, "class") == "article"); });
}

}  // namespace dateline
