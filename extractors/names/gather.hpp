#pragma once

#include <vector>

#include "extractors/names/candidates.hpp"
#include "extractors/names/vocabulary.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// What speaks for a type, added up.
struct NameScores {
    TypeScores points{};
    std::uint32_t bits = 0;
    /// The heaviest piece of evidence for each type: row of name_evidence.tsv, or of the gazetteer `file`.
    struct Best {
        int weight = 0;
        std::uint16_t file = 0;
        std::uint32_t row = 0;
    };
    std::array<Best, entity_types> best{};

    void add(const Evidence& evidence, std::uint16_t file, std::uint32_t row, int percent = 100);
    EntityType winner() const;
    int top() const;
};

/// Collects the evidence for candidates: what is in the name (the same wherever it stands) and what stands beside it.
class EvidenceGatherer {
public:
    EvidenceGatherer(const NameVocabulary& vocabulary, const Reading& reading)
        : vocabulary_(vocabulary), reading_(reading), file_(vocabulary.evidence_file()) {}

    void inside(TokenRange name, NameScores& out) const;
    /// Returns the tokens of a title or an apposition that tells who a person is; empty when there is none.
    TokenRange beside(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const;

private:
    void add(NameScores& out, std::string_view name, int percent = 100) const {
        const Evidence& e = vocabulary_.evidence(name);
        out.add(e, file_, e.row, percent);
    }
    void shape_of(TokenRange name, bool known, NameScores& out) const;
    TokenRange before(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const;
    TokenRange after(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const;
    /// The role that ends just before `end`; empty when there is none.
    TokenRange role_ending(std::uint32_t begin, std::uint32_t end) const;
    /// The first role in [begin, end) before any mark; empty when there is none.
    TokenRange role_within(std::uint32_t begin, std::uint32_t end) const;
    void add_role(NameScores& out, TokenRange role, std::string_view person, std::string_view org, std::string_view place) const;

    const NameVocabulary& vocabulary_;
    const Reading& reading_;
    std::uint16_t file_;
};

}  // namespace dateline
