#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// Says who or what a mention means: the one place where names, pronouns and descriptions become clusters. Needs the clusters of the draft
/// (stage `clusters`), and its names in the order of the text; works better when the speakers of earlier quotes are known already.
/// Keeps no state between articles.
class Resolver {
public:
    explicit Resolver(const LanguageRules& rules);

    /// The cluster that `mention` means: a name ("Garayev", "political analyst Azer Garayev"), a pronoun ("he", "I" inside a quote), or a
    /// description ("the head of state", "the ministry"). Nothing where nobody fits or two fit about equally well.
    std::optional<std::uint32_t> refer(const Reading& reading, const Draft& draft, TokenRange mention) const;

    /// The gender (f, m, or ? where the word does not say) of the one person that a description without a name means: "a spokesman".
    /// Nothing where it is no person's.
    std::optional<char> unnamed_person(const Reading& reading, const Draft& draft, TokenRange mention) const;

    /// The token a mention turns on: "the [[head]] of the port authority", "the port's [[chief]]". Requires: not empty.
    std::uint32_t head_of(const Reading& reading, const Draft& draft, TokenRange mention) const;

private:
    enum class Pronoun : std::uint8_t { male, female, many, thing, speaker, relative };
    /// A row of roles.tsv: of whom or what it is said.
    struct Role {
        enum class Of : std::uint8_t { person, org, place } of = Of::place;
        char gender = '?';
        std::uint16_t group = 0;  ///< its class: roles of one class can mean the same person
    };

    /// The row of roles.tsv of the longest role that ends at a head: "head of state", not "state". Sets where it begins.
    const Role* role_ending(const Reading& reading, std::uint32_t from, std::uint32_t head, std::uint32_t& begin) const;
    std::optional<std::uint32_t> pronoun(const Reading& reading, const Draft& draft, TokenRange mention, Pronoun kind) const;
    std::optional<std::uint32_t> description(const Reading& reading, const Draft& draft, TokenRange mention, TokenRange words,
                                             const Role& role) const;
    int role_fit(const Cluster& cluster, std::uint16_t group) const;

    std::uint16_t roles_file_, pronouns_file_, mention_words_file_;
    std::vector<Role> roles_;                 // by row
    std::vector<Pronoun> pronouns_;           // by row
    std::uint16_t after_head_, indefinite_;   // classes of mention_words.tsv
    std::uint16_t company_, country_, city_;  // classes of roles.tsv
};

/// The name, standing, that holds `token`: index into draft.names. Requires: names in the order of the text, none inside another.
std::optional<std::uint32_t> name_at(const Draft& draft, std::uint32_t token);

}  // namespace dateline
