#include "extractors/reading/grammar_words.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extractors/reading/reading.hpp"
#include "extractors/rules/rulebook.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

GrammarRole role_named(std::string_view name) {
    constexpr std::pair<std::string_view, GrammarRole> roles[] = {
        {"be", GrammarRole::be},
        {"have", GrammarRole::have},
        {"do", GrammarRole::do_},
        {"causative", GrammarRole::causative},
        {"particle", GrammarRole::particle},
        {"subordinator", GrammarRole::subordinator},
        {"both", GrammarRole::both},
        {"relative", GrammarRole::relative},
        {"article", GrammarRole::article},
        {"quantifier", GrammarRole::quantifier},
    };
    for (const auto& [known, role] : roles)
        if (name == known) return role;
    return GrammarRole::other;
}

Abbreviation abbreviation_named(std::string_view name) {
    if (name == "before_name") return Abbreviation::before_name;
    if (name == "before_number") return Abbreviation::before_number;
    return Abbreviation::other;
}

QuoteMark quote_mark_named(const Table& table, std::size_t row) {
    constexpr std::pair<std::string_view, QuoteMark> names[] = {{"opening", QuoteMark::opening},
                                                                {"closing", QuoteMark::closing},
                                                                {"either", QuoteMark::either},
                                                                {"single_opening", QuoteMark::single_opening},
                                                                {"single_closing", QuoteMark::single_closing}};
    for (const auto& [name, role] : names)
        if (table.cell(row, "role") == name) return role;
    throw Error(Exit::bad_config, table.where(row) + ": no role \"" + std::string(table.cell(row, "role")) + "\" of quotation marks");
}

}  // namespace

GrammarWords::GrammarWords(const LanguageRules& rules) {
    if (rules.has_file("verb_roles")) {
        role_file_ = rules.file("verb_roles");
        const Table& table = rules.table(*role_file_);
        for (std::size_t row = 0; row < table.size(); ++row) roles_.push_back(role_named(table.cell(row, "role")));
    }
    if (rules.has_file("abbreviations")) {
        abbreviation_file_ = rules.file("abbreviations");
        const Table& table = rules.table(*abbreviation_file_);
        for (std::size_t row = 0; row < table.size(); ++row) abbreviations_.push_back(abbreviation_named(table.cell(row, "class")));
    }
    if (rules.has_file("clitics")) {
        const Table& table = rules.table("clitics");
        for (std::size_t row = 0; row < table.size(); ++row)
            if (table.cell(row, "role") == "owner") owners_.push_back(rules.lexicon().find(table.cell(row, "clitic")));
    }
    if (rules.has_file("singulars")) capital_nouns_ = rules.table("singulars").setting("nouns") == "capital";
    if (rules.has_file("singular_suffixes")) plural_ending_ = rules.table("singular_suffixes").setting("plural_ending");
    if (rules.has_file("quote_marks")) {
        const Table& table = rules.table("quote_marks");
        for (std::size_t row = 0; row < table.size(); ++row)
            quote_marks_.emplace_back(table.cell(row, "mark"), quote_mark_named(table, row));
    }
    if (rules.has_file("number_words")) ordinal_point_ = rules.table("number_words").setting("ordinal") == "point";
    if (rules.has_file("function_words")) function_word_file_ = rules.file("function_words");
}

GrammarRole GrammarWords::role(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* hit = role_file_ ? reading.hit(token, *role_file_) : nullptr;
    return hit == nullptr || hit->length != 1 ? GrammarRole::none : roles_[hit->row];
}

std::optional<Abbreviation> GrammarWords::abbreviation(const Reading& reading, std::uint32_t token, std::uint32_t length) const {
    const LexiconHit* hit = abbreviation_file_ ? reading.hit(token, *abbreviation_file_) : nullptr;
    if (hit == nullptr || hit->length != length) return std::nullopt;
    return abbreviations_[hit->row];
}

bool GrammarWords::owner(const Reading& reading, std::uint32_t token) const {
    const WordId word = reading.token(token).word;
    return std::any_of(owners_.begin(), owners_.end(), [&](WordId owner) { return word == owner; });
}

bool GrammarWords::function_word(const Reading& reading, std::uint32_t token) const {
    return function_word_file_ && reading.hit(token, *function_word_file_) != nullptr;
}

}  // namespace dateline
