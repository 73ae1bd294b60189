#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extractors/reading/token.hpp"

namespace dateline {

class Reading;
struct Sentence;

/// A noun with all that stands before it and belongs to it: determiner, adjectives, numbers, compounds, possessors; names whole. No "of"
/// phrases, relative clauses or appositions. A pronoun is a group of its own.
struct NounGroup {
    TokenRange tokens;
    std::uint32_t head = 0;  ///< its noun; of a person's name the first part; of "writer Ron Hubbard" the noun
    bool pronoun = false;
};

/// A finite verb with its auxiliaries, adverbs between them, and main verb: "has repeatedly been told".
struct VerbGroup {
    TokenRange tokens;
    std::uint32_t main = 0;
    bool passive = false;
    bool negated = false;
    bool past = false;
    bool modal = false;
    std::optional<std::uint32_t> subject;        ///< token of the head of its subject
    std::optional<std::uint32_t> subject_group;  ///< index of that noun group
    bool shared_subject = false;                 ///< it is the subject of the verb this one is coordinated with
};

struct Groups {
    std::vector<NounGroup> nouns;                 ///< in order
    std::vector<VerbGroup> verbs;                 ///< in order
    std::vector<std::uint32_t> noun_of, verb_of;  ///< by token: the index of the group that holds it + 1; 0: none

    const NounGroup* noun_at(std::uint32_t token) const {
        return token < noun_of.size() && noun_of[token] != 0 ? &nouns[noun_of[token] - 1] : nullptr;
    }
    const VerbGroup* verb_at(std::uint32_t token) const {
        return token < verb_of.size() && verb_of[token] != 0 ? &verbs[verb_of[token] - 1] : nullptr;
    }
};

/// Appends the groups of tagged sentences of one zone; indexes count in `out`.
void find_groups(const Reading& reading, std::span<const Sentence> sentences, Groups& out);

}  // namespace dateline
