#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extractors/rules/lexicon.hpp"

namespace dateline {

class LanguageRules;
class Reading;

/// What a grammar word does (verb_roles.tsv); other: what only rule files name.
enum class GrammarRole : std::uint8_t {
    none,
    be,
    have,
    do_,
    causative,
    particle,
    subordinator,
    both,
    relative,
    article,
    quantifier,
    other
};

/// When a dot behind an abbreviation ends no sentence (abbreviations.tsv).
enum class Abbreviation : std::uint8_t { before_name, before_number, other };

/// The rows of rule files that the reading itself asks for, made ready once when the rules are loaded.
class GrammarWords {
public:
    GrammarWords() = default;
    explicit GrammarWords(const LanguageRules& rules);

    /// The role of a token that is a grammar word of its own.
    GrammarRole role(const Reading& reading, std::uint32_t token) const;
    /// The abbreviation of `length` tokens that starts at a token.
    std::optional<Abbreviation> abbreviation(const Reading& reading, std::uint32_t token, std::uint32_t length) const;
    bool function_word(const Reading& reading, std::uint32_t token) const;

private:
    std::optional<std::uint16_t> role_file_, abbreviation_file_, function_word_file_;
    std::vector<GrammarRole> roles_;           // by row
    std::vector<Abbreviation> abbreviations_;  // by row
};

}  // namespace dateline
