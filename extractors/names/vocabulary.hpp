#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

inline constexpr std::size_t entity_types = 11;

/// Points for each EntityType.
using TypeScores = std::array<int, entity_types>;

/// One row of name_evidence.tsv.
struct Evidence {
    std::uint32_t row = 0;
    std::uint32_t bit = 0;
    TypeScores weights{};
};

/// What a word of name_heads.tsv says of the names that end in it or begin with it.
struct NameHead {
    EntityType type = EntityType::ORG;
    EntityType front_type = EntityType::ORG;
    bool at_end = false, at_front = false, designator = false;
};

/// The rule files of names, read once: what a token or a stretch of tokens is in them.
class NameVocabulary {
public:
    explicit NameVocabulary(const LanguageRules& rules);

    enum class Gazetteer : std::uint8_t { country, city, region, place, people, organisation, thing };
    /// An entry of a gazetteer at a token.
    struct Listed {
        Gazetteer kind;
        EntityType type;
        std::uint16_t file;
        std::uint16_t length;
        std::uint32_t row;
    };
    /// The longest entry of any gazetteer that starts at a token and is written as names are (capitals); of equal length the first by kind.
    std::optional<Listed> listed(const Reading& reading, std::uint32_t token, std::uint32_t end) const;
    /// All entries of gazetteers that are just `range`.
    void listed_exactly(const Reading& reading, TokenRange range, std::vector<Listed>& out) const;

    /// A frequent word that is written small too.
    bool common(const Reading& reading, std::uint32_t token) const;
    bool function_word(const Reading& reading, std::uint32_t token) const;
    /// A word of the general lexicon that is no name even where it has a capital: "Layoffs", "Ridership".
    bool ordinary(const Reading& reading, std::uint32_t token) const;
    /// "January", "CEO": the class of not_names.tsv, or empty.
    std::string_view not_name(const Reading& reading, std::uint32_t token) const;
    /// A whole name of not_names.tsv: "Q3".
    bool not_name(const Reading& reading, TokenRange range) const {
        const LexiconHit* hit = reading.hit(range.first, not_names_);
        return hit != nullptr && hit->length == range.size();
    }
    const LexiconHit* role(const Reading& reading, std::uint32_t token) const { return reading.hit(token, roles_); }
    std::string_view role_cell(const LexiconHit& role, std::string_view column) const { return role_table_.cell(role.row, column); }
    bool title(const LexiconHit& role) const { return role_table_.cell(role.row, "title") == "yes"; }
    const LexiconHit* cue(const Reading& reading, std::uint32_t token) const { return reading.hit(token, cues_); }
    std::string_view cue_class(const LexiconHit& cue) const { return cue_table_.cell(cue.row, "class"); }
    /// A clitic after a name: the sign of a genitive, a short verb ("Aliyev's", "they're").
    bool possessive(const Reading& reading, std::uint32_t token) const {
        return reading.token(token).is_word() && reading.folded(token).front() == '\'';
    }
    /// "von" is "person", "of" is "org"; else empty.
    std::string_view particle(const Reading& reading, std::uint32_t token) const;
    /// The head that starts at a token, or null.
    const NameHead* head(const Reading& reading, std::uint32_t token, std::uint16_t* length = nullptr) const;
    /// The head that is the last word(s) of a range, or null.
    const NameHead* head_at_end(const Reading& reading, TokenRange range, std::uint16_t* length = nullptr) const;
    bool abbreviation(const Reading& reading, std::uint32_t dot, std::uint32_t begin) const;
    /// "Nevada" for "Nev."; empty when it is no such form.
    std::string_view state_name(const Reading& reading, TokenRange range) const;
    bool state_code(const Reading& reading, TokenRange range) const;
    bool region(const Reading& reading, TokenRange range) const;

    enum class FirstName : std::uint8_t { no, weak, yes };
    /// Weak where it is a common word or a listed place too.
    FirstName first_name(const Reading& reading, std::uint32_t token) const;
    char first_name_gender(const Reading& reading, std::uint32_t token) const;
    bool surname(const Reading& reading, std::uint32_t token) const { return reading.hit(token, surnames_) != nullptr; }
    /// The type that an unknown word's ending hints at.
    std::optional<EntityType> ending(std::string_view folded) const;
    /// Ends as several do, or as words do rather than names (classes "plural" and "word" of name_endings.tsv).
    bool ends_as(std::string_view folded, std::string_view what) const;

    const Evidence& evidence(std::string_view name) const;
    /// The evidence of a cue class before or after a name, or null.
    const Evidence* cue_evidence(std::string_view cue_class, bool before) const;
    std::uint16_t evidence_file() const { return evidence_file_; }
    const Evidence& listed_evidence(const Listed& listed) const;

    bool millions(const Listed& city) const;

private:
    bool capitals_fit(const Reading& reading, std::uint32_t token, const LexiconHit& hit) const;

    const LanguageRules& rules_;
    std::array<std::pair<std::uint16_t, Gazetteer>, 7> gazetteers_;
    std::uint16_t function_words_, not_names_, roles_, cues_, particles_, heads_, abbreviations_, states_, first_names_, world_names_,
        surnames_, evidence_file_;
    const Table& role_table_;
    const Table& cue_table_;
    std::vector<std::string_view> common_;  // sorted
    std::vector<NameHead> head_rows_;
    std::vector<EntityType> place_types_, thing_types_;
    std::vector<std::uint8_t> big_cities_;  // 2: a million or a capital, 1: known as a city rather than a first name
    std::map<std::string, Evidence, std::less<>> evidence_;
    std::map<std::string, std::string, std::less<>> endings_;
};

}  // namespace dateline
