#include "extractors/attribution.hpp"

#include <algorithm>

namespace dateline {

void SpeechIndex::Ranges::build(std::vector<std::pair<TokenRange, std::uint32_t>> ranges) {
    ranges_ = std::move(ranges);
    std::stable_sort(ranges_.begin(), ranges_.end(), [](const auto& a, const auto& b) { return a.first.first < b.first.first; });
    longer_before_.resize(ranges_.size());
    for (std::uint32_t i = 0; i < ranges_.size(); ++i) {
        std::uint32_t before = i;
        while (before > 0 && ranges_[before - 1].first.last <= ranges_[i].first.last) before = longer_before_[before - 1];
        longer_before_[i] = before;
    }
}

void SpeechIndex::Ranges::holding(TokenRange tokens, std::vector<std::uint32_t>& out) const {
    out.clear();
    const auto stop = std::partition_point(ranges_.begin(), ranges_.end(), [&](const auto& r) { return r.first.first <= tokens.first; });
    for (auto i = static_cast<std::uint32_t>(stop - ranges_.begin()); i > 0;) {
        const auto& [range, number] = ranges_[i - 1];
        if (range.last < tokens.last) {
            i = longer_before_[i - 1];
        } else {
            out.push_back(number);
            --i;
        }
    }
    std::reverse(out.begin(), out.end());
}

SpeechIndex::SpeechIndex(const Draft& draft) : draft_(draft) {
    std::vector<std::pair<TokenRange, std::uint32_t>> quotes, hearsay;
    for (std::uint32_t q = 0; q < draft.quotes.size(); ++q) {
        const QuoteDraft& quote = draft.quotes[q];
        // Without speaker and cue nobody is said to speak.
        if (quote.standing() && (quote.speaker || quote.anonymous || quote.cue)) quotes.push_back({quote.tokens, q});
    }
    for (std::uint32_t h = 0; h < draft.hearsay.size(); ++h) hearsay.push_back({draft.hearsay[h].scope, h});
    spoken_.reserve(quotes.size() + hearsay.size());
    for (const auto* list : {&quotes, &hearsay})
        for (const auto& [range, number] : *list) spoken_.push_back(range);
    std::sort(spoken_.begin(), spoken_.end());
    std::size_t joined = 0;
    for (std::size_t i = 1; i < spoken_.size(); ++i) {
        if (spoken_[i].first < spoken_[joined].last)
            spoken_[joined].last = std::max(spoken_[joined].last, spoken_[i].last);
        else
            spoken_[++joined] = spoken_[i];
    }
    if (!spoken_.empty()) spoken_.resize(joined + 1);
    quotes_.build(std::move(quotes));
    hearsay_.build(std::move(hearsay));
}

void SpeechIndex::collect(TokenRange tokens, std::optional<std::uint32_t> self, std::vector<std::uint32_t>& chain) {
    quotes_.holding(tokens, chain);
    std::erase_if(chain, [&](std::uint32_t q) {
        const std::vector<TokenRange>& parts = draft_.quotes[q].parts;
        return self == q || std::none_of(parts.begin(), parts.end(), [&](TokenRange part) { return part.contains(tokens); });
    });
    // A quote that holds another is longer.
    if (chain.size() > 1)
        std::sort(chain.begin(), chain.end(), [&](std::uint32_t a, std::uint32_t b) {
            const std::uint32_t x = draft_.quotes[a].tokens.size(), y = draft_.quotes[b].tokens.size();
            return x != y ? x > y : a < b;
        });
    if (chain.size() > longest_chain) chain.resize(longest_chain);
    if (hearsay_.empty()) return;
    hearsay_.holding(tokens, hearsay_found_);
    for (const std::uint32_t h : hearsay_found_) {
        if (chain.size() == longest_chain) break;
        chain.push_back(static_cast<std::uint32_t>(draft_.quotes.size()) + h);
    }
}

}  // namespace dateline
