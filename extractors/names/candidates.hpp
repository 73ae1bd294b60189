#pragma once

#include <vector>

#include "extractors/draft.hpp"
#include "extractors/names/vocabulary.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// A stretch of tokens that may be a name.
struct NameCandidate {
    TokenRange tokens;
    TokenRange title;      ///< the title right before it, inside the run of capitals ("President"); empty: none
    bool initial = false;  ///< its first capital says nothing: it opens a sentence or a quotation
    bool weak = false;     ///< of a headline or a line in capitals
};

/// How capitals are used in a sentence.
enum class Capitals : std::uint8_t { plain, titled, all };

Capitals capitals_of(const Reading& reading, const NameVocabulary& vocabulary, TokenRange sentence);

/// Finds the runs of capitals of plain sentences and takes them apart: titles, demonyms, what a name has before and after itself.
class CandidateFinder {
public:
    CandidateFinder(const NameVocabulary& vocabulary, const Reading& reading, const std::vector<TokenRange>& blocks)
        : vocabulary_(vocabulary), reading_(reading), blocks_(blocks) {}

    void find(TokenRange sentence, std::vector<NameCandidate>& out) const;
    /// The run of a name that starts at `begin`: capitals, particles, initials, "of" and "and" where a name's head asks for them.
    std::uint32_t run_end(std::uint32_t begin, std::uint32_t limit) const;

private:
    bool capital(std::uint32_t t) const;
    bool small_word(std::uint32_t t, std::uint32_t limit) const;
    bool month_of_person(std::uint32_t begin, std::uint32_t month, std::uint32_t limit) const;
    bool known_month(std::uint32_t t, std::uint32_t limit, const std::vector<NameCandidate>& known) const;
    std::uint32_t campus_end(std::uint32_t begin, std::uint32_t comma, std::uint32_t limit) const;
    bool arabic_article(std::uint32_t t, std::uint32_t limit) const;
    bool event_behind(std::uint32_t t, std::uint32_t limit) const;
    void skip_office(std::uint32_t& begin, TokenRange run, TokenRange& title) const;
    bool opens_run(std::uint32_t t, std::uint32_t limit) const;
    std::uint32_t glued_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const;
    std::uint32_t joined_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const;
    std::uint32_t capitals_end(std::uint32_t begin, std::uint32_t limit) const;
    bool front_head(TokenRange run, std::uint32_t joiner) const;
    bool all_common(TokenRange run) const;
    void take_apart(TokenRange run, bool initial, std::vector<NameCandidate>& out) const;
    void put(TokenRange piece, TokenRange title, bool initial, std::vector<NameCandidate>& out) const;

    const NameVocabulary& vocabulary_;
    const Reading& reading_;
    const std::vector<TokenRange>& blocks_;
};

}  // namespace dateline
