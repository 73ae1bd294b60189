#pragma once

#include <vector>

#include "extractors/names/candidates.hpp"
#include "extractors/names/words.hpp"

namespace dateline {

/// Collects the evidence for candidates: what is in the name (the same wherever it stands) and what stands beside it.
class EvidenceGatherer {
public:
    explicit EvidenceGatherer(const NameWords& words)
        : words_(words), reading_(words.reading()), vocabulary_(words.vocabulary()), evidence_(vocabulary_.evidence()) {}

    void inside(TokenRange name, NameScores& out) const;
    /// Returns the tokens of a title or an apposition that tells who a person is; empty when there is none.
    TokenRange beside(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const;

private:
    /// The words of a name, counted.
    struct Counted {
        std::uint32_t words = 0, digits = 0;
        std::uint32_t common = 0;           ///< common words, but for a first name in front
        std::uint32_t capitals = 0;         ///< words with a capital
        std::uint32_t common_capitals = 0;  ///< common ones among them
        bool particle = false, joined = false, initial = false, ampersand = false;
    };
    Counted count(TokenRange name) const;

    void add(NameScores& out, Clue clue, int percent = 100) const {
        const Evidence& e = evidence_.of(clue);
        out.add(e, evidence_.file(), e.row, percent);
    }
    void add(NameScores& out, const Evidence& e) const { out.add(e, evidence_.file(), e.row); }
    /// "said" after a name, "at" before it.
    void add_cue(NameScores& out, const Evidence* e) const {
        if (e != nullptr) add(out, *e);
    }
    /// One of three pieces of evidence, by what the role is said of.
    void add_role(NameScores& out, const NameRole& role, Clue person, Clue org, Clue place) const {
        add(out, role.of == NameRole::Of::person ? person : role.of == NameRole::Of::org ? org : place);
    }
    /// Beside a name a role that says what the name is: the tokens, and the row.
    struct Role {
        TokenRange tokens;
        const NameRole* is = nullptr;

        bool person() const { return is != nullptr && is->of == NameRole::Of::person; }
    };
    /// The role that ends just before `end`.
    Role role_ending(std::uint32_t begin, std::uint32_t end) const;
    /// The first role in [begin, end) before any mark, or the last of the group that begins there.
    Role role_within(std::uint32_t begin, std::uint32_t end) const;

    void shape_of(TokenRange name, const Counted& counted, bool known, NameScores& out) const;
    TokenRange before(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const;
    TokenRange after(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const;
    TokenRange after_comma(Mark mark, std::uint32_t next, TokenRange sentence, std::uint32_t far, NameScores& out) const;

    const NameWords& words_;
    const Reading& reading_;
    const NameVocabulary& vocabulary_;
    const EvidenceTable& evidence_;
    mutable std::vector<ListedName> entries_;  // of the name in hand
};

}  // namespace dateline
