#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/draft.hpp"

namespace dateline {

/// Who says what in one draft. Facts come in the order of the text, so each look goes on from where the last one ended. For one thread.
class SpeechIndex {
public:
    /// `draft` must outlive the index, its quotes and hearsay unchanged.
    explicit SpeechIndex(const Draft& draft);

    /// Who says `tokens`, outermost first, into `chain`: the standing quotes with a part that holds them by their numbers, then hearsay, as
    /// the number of quotes and its own. `self` is the quote whose own tokens these are, if they are a quote's: it is not inside itself.
    /// The outermost `longest_chain` of them.
    void over(TokenRange tokens, std::optional<std::uint32_t> self, std::vector<std::uint32_t>& chain) {
        chain.clear();
        if (spoken(tokens.first)) collect(tokens, self, chain);
    }

    static constexpr std::size_t longest_chain = 16;

private:
    /// Ranges by where they begin. Each knows the nearest one before it that reaches further: what does not reach far enough is skipped
    /// with all that ends before it.
    class Ranges {
    public:
        void build(std::vector<std::pair<TokenRange, std::uint32_t>> ranges);
        /// The numbers of the ranges that hold `tokens`, by where they begin, into `out`.
        void holding(TokenRange tokens, std::vector<std::uint32_t>& out) const;
        bool empty() const { return ranges_.empty(); }

    private:
        std::vector<std::pair<TokenRange, std::uint32_t>> ranges_;
        std::vector<std::uint32_t> longer_before_;  // index + 1; 0: none
    };

    /// Whether anybody is said to speak at a token.
    bool spoken(std::uint32_t token) {
        if (at_ > 0 && token < spoken_[at_ - 1].last) at_ = 0;
        while (at_ < spoken_.size() && spoken_[at_].last <= token) ++at_;
        return at_ < spoken_.size() && spoken_[at_].first <= token;
    }
    void collect(TokenRange tokens, std::optional<std::uint32_t> self, std::vector<std::uint32_t>& chain);

    const Draft& draft_;
    Ranges quotes_, hearsay_;
    std::vector<TokenRange> spoken_;  // all of both, joined where they overlap: most tokens are in none
    std::size_t at_ = 0;              // the first of them that ends behind the last look
    std::vector<std::uint32_t> hearsay_found_;
};

}  // namespace dateline
