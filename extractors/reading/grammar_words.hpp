#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// What a mark is that a language uses in its own way (quote_marks.tsv): German closes with the mark that English opens with.
enum class QuoteMark : std::uint8_t { opening, closing, either, single_opening, single_closing };

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
    /// A clitic that makes an owner of the word before it ("the port's").
    bool owner(const Reading& reading, std::uint32_t token) const;
    /// The head of singulars.tsv says "# nouns: capital": a capital alone makes no name.
    bool capital_nouns() const { return capital_nouns_; }
    /// What most plurals end in; empty where no ending tells.
    const std::string& plural_ending() const { return plural_ending_; }
    /// Whether the language has marks that it uses in its own way.
    bool has_quote_marks() const { return !quote_marks_.empty(); }
    /// What a mark is here; nothing where the language uses it as all do.
    std::optional<QuoteMark> quote_mark(std::string_view mark) const {
        for (const auto& [text, role] : quote_marks_)
            if (text == mark) return role;
        return std::nullopt;
    }
    /// The head of number_words.tsv says "# ordinal: point": "am 3. Mai" ends no sentence.
    bool ordinal_point() const { return ordinal_point_; }

private:
    std::optional<std::uint16_t> role_file_, abbreviation_file_, function_word_file_;
    std::vector<std::pair<std::string, QuoteMark>> quote_marks_;
    std::vector<WordId> owners_;
    std::string plural_ending_;
    bool ordinal_point_ = false, capital_nouns_ = false;
    std::vector<GrammarRole> roles_;           // by row
    std::vector<Abbreviation> abbreviations_;  // by row
};

}  // namespace dateline
