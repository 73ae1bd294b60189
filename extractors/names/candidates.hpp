#pragma once

#include <vector>

#include "extractors/names/runs.hpp"
#include "extractors/names/words.hpp"

namespace dateline {

/// A stretch of tokens that may be a name.
struct NameCandidate {
    TokenRange tokens;
    TokenRange title;      ///< the title right before it, inside the run of capitals ("President"); empty: none
    bool initial = false;  ///< its first capital says nothing: it opens a sentence or a quotation
};

/// How capitals are used in a sentence.
enum class Capitals : std::uint8_t { plain, titled, all };

Capitals capitals_of(const NameWords& words, TokenRange sentence);

/// Finds the runs of capitals of plain sentences and takes them apart: titles, demonyms, what a name has before and after itself.
class CandidateFinder {
public:
    CandidateFinder(const NameWords& words, const std::vector<TokenRange>& blocks)
        : words_(words), reading_(words.reading()), runs_(words), blocks_(blocks) {}

    void find(TokenRange sentence, std::vector<NameCandidate>& out) const;

private:
    bool small_word(std::uint32_t t, std::uint32_t limit) const;
    bool known_month(std::uint32_t t, std::uint32_t limit, const std::vector<NameCandidate>& known) const;
    TokenRange title_in_quotes(std::uint32_t quote, Mark mark, std::uint32_t limit) const;
    bool event_behind(std::uint32_t t, std::uint32_t limit) const;
    void skip_office(std::uint32_t& begin, TokenRange run, TokenRange& title) const;
    void take_apart(TokenRange run, bool initial, std::vector<NameCandidate>& out) const;
    void put(TokenRange piece, TokenRange title, bool initial, std::vector<NameCandidate>& out) const;

    const NameWords& words_;
    const Reading& reading_;
    RunFinder runs_;
    const std::vector<TokenRange>& blocks_;
};

}  // namespace dateline
