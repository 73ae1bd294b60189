#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/draft.hpp"

namespace dateline {

/// Somebody who says a stretch of text: one link of an attribution chain.
struct SpeechOf {
    AttributionKind kind = AttributionKind::said;
    bool anonymous = false;
    std::optional<Reference> actor;  ///< nothing for hearsay
    std::optional<TokenRange> cue;
    std::optional<Reference> via;
    std::optional<std::uint32_t> quote;  ///< index into quotes
};

/// Who says what in one draft. Finding who says some tokens does not go through all quotes.
class SpeechIndex {
public:
    /// `draft` must outlive the index, its quotes and hearsay unchanged.
    explicit SpeechIndex(const Draft& draft);

    /// Who says `tokens`, outermost first: the standing quotes with a part that holds them, then hearsay. `self` is the quote whose own
    /// tokens these are, if they are a quote's: it is not inside itself. The outermost `longest_chain` of them.
    std::vector<SpeechOf> over(TokenRange tokens, std::optional<std::uint32_t> self = std::nullopt) const;
    /// The same, into `chain`, which is cleared first.
    void over(TokenRange tokens, std::optional<std::uint32_t> self, std::vector<SpeechOf>& chain) const;

    static constexpr std::size_t longest_chain = 16;

private:
    /// Ranges by where they begin, in a tree of how far they reach.
    class Ranges {
    public:
        void build(std::vector<std::pair<TokenRange, std::uint32_t>> ranges);
        /// The numbers of the ranges that hold `tokens`, by where they begin, into `out`.
        void holding(TokenRange tokens, std::vector<std::uint32_t>& out) const;
        bool empty() const { return ranges_.empty(); }

    private:
        void collect(std::size_t node, std::size_t begin, std::size_t end, std::size_t stop, std::uint32_t reach,
                     std::vector<std::uint32_t>& out) const;
        std::vector<std::pair<TokenRange, std::uint32_t>> ranges_;
        std::vector<std::uint32_t> furthest_;  // by node of a tree over ranges_: the largest end below it
        std::size_t leaves_ = 1;
    };

    const Draft& draft_;
    Ranges quotes_, hearsay_;
    std::vector<TokenRange> spoken_;  // all of both, joined where they overlap: most tokens are in none
};

}  // namespace dateline
