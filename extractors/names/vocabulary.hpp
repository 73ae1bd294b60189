#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/names/evidence.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// What a word of name_heads.tsv says of the names that end in it or begin with it.
struct NameHead {
    EntityType type = EntityType::ORG;
    EntityType front_type = EntityType::ORG;
    bool at_end = false, at_front = false, designator = false;
};

/// A row of roles.tsv, as far as names ask.
struct NameRole {
    enum class Of : std::uint8_t { person, org, place };
    Of of = Of::person;
    bool honorific = false, title = false;
    char gender = '?';  ///< 'f', 'm' or '?'
};

/// A word file and its bit in Token::families.
struct WordFile {
    std::uint16_t number = 0;
    std::uint64_t bit = 0;
};

/// Which lists a gazetteer entry can be of, in the order in which they are asked.
enum class Gazetteer : std::uint8_t { country, place, organisation, people, thing, city, region };
inline constexpr std::size_t gazetteer_count = 7;

/// An entry of a gazetteer at a token.
struct ListedName {
    Gazetteer kind = Gazetteer::country;
    EntityType type = EntityType::GPE;
    std::uint16_t file = 0;
    std::uint16_t length = 0;  ///< tokens
    std::uint32_t row = 0;
};

/// The class of a word of not_names.tsv.
enum class NotName : std::uint8_t { none, word, month, weekday, postnominal };
/// The class of a word of name_particles.tsv: "von" is person, "of" is org, "Jr" is generation.
enum class Particle : std::uint8_t { none, person, org, generation };

/// The rule files of names, read once. What they say of the words of an article: NameWords.
class NameVocabulary {
public:
    explicit NameVocabulary(const LanguageRules& rules);

    const LanguageRules& rules() const { return rules_; }
    const EvidenceTable& evidence() const { return evidence_; }
    const Evidence& listed_evidence(const ListedName& listed) const;
    const Evidence& head_evidence(EntityType type) const { return evidence_.row(head_evidence_[static_cast<std::size_t>(type)]); }

    const LexiconHit* role(const Reading& reading, std::uint32_t token) const { return reading.hit(token, roles_.number); }
    const NameRole& role(const LexiconHit& role) const { return role_rows_[role.row]; }
    /// Classes of name_cues.tsv that code asks for.
    struct CueClasses {
        std::uint16_t article, copula, join, place_preposition, place_after, org_after, person_verb;
    };
    const CueClasses& cues() const { return cue_classes_; }
    std::uint16_t cue_class(const LexiconHit& cue) const { return rules_.class_of(cues_.number, cue.row); }
    /// A clitic after a name: the sign of a genitive, a short verb ("Aliyev's", "they're").
    static bool possessive(const Reading& reading, std::uint32_t token) {
        return reading.token(token).is_word() && reading.folded(token).front() == '\'';
    }
    /// A frequent word that is written small too. Requires: folded.
    bool common(std::string_view word) const { return common_words_.has(word); }
    /// "Nevada" for "Nev."; empty when it is no such form.
    std::string_view state_name(const Reading& reading, TokenRange range) const;
    char first_name_gender(const Reading& reading, std::uint32_t token) const;
    bool millions(const ListedName& city) const { return city.kind == Gazetteer::city && big_cities_[city.row] == 2; }

    /// What the ending of an unknown word hints at: a type of names, several of a kind ("Braves"), a word rather than a name.
    struct Endings {
        std::optional<EntityType> type;
        bool plural = false, word = false;
    };
    Endings endings(std::string_view folded) const;
    const Evidence& ending_evidence(EntityType type) const { return evidence_.row(ending_evidence_[static_cast<std::size_t>(type)]); }

private:
    friend class NameWords;

    void read_heads();
    void read_roles();
    void read_gazetteers();
    void read_endings();

    /// What a file is to names.
    struct Source {
        bool gazetteer = false, first_name = false;
        Gazetteer kind = Gazetteer::country;
    };
    /// A name that is better known as that place than as a first name.
    bool no_first_name(Gazetteer kind, std::uint32_t row) const {
        return kind == Gazetteer::country || kind == Gazetteer::region || (kind == Gazetteer::city && big_cities_[row] != 0);
    }
    EntityType type_of(Gazetteer kind, std::uint32_t row) const;

    const LanguageRules& rules_;
    EvidenceTable evidence_;
    WordFile function_words_, not_names_, roles_, cues_, particles_, heads_, abbreviations_, states_, regions_, surnames_, first_names_,
        world_names_;
    std::vector<Source> sources_;                             // by file
    std::uint64_t gazetteer_bits_ = 0, first_name_bits_ = 0;  // of Token::families
    const Table& role_table_;
    const CommonWords& common_words_;
    CueClasses cue_classes_{};
    std::vector<NameHead> head_rows_;
    std::vector<NameRole> role_rows_;
    std::vector<NotName> not_name_rows_;
    std::vector<Particle> particle_rows_;
    std::vector<EntityType> place_types_, thing_types_;
    std::vector<std::uint8_t> big_cities_;  // 2: a million or a capital, 1: known as a city rather than a first name
    std::array<std::uint32_t, entity_types> listed_evidence_{}, head_evidence_{},
        ending_evidence_{};  // rows; read where a file asks for them
    /// Endings by their letters, packed; open addressing.
    struct Ending {
        std::uint64_t letters = 0;
        EntityType type = EntityType::MISC;
        bool typed = false, plural = false, word = false;
    };
    std::vector<Ending> endings_;
};

}  // namespace dateline
