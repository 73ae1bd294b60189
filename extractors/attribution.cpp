#include "extractors/attribution.hpp"

#include <algorithm>

namespace dateline {

void SpeechIndex::Ranges::build(std::vector<std::pair<TokenRange, std::uint32_t>> ranges) {
    ranges_ = std::move(ranges);
    std::stable_sort(ranges_.begin(), ranges_.end(), [](const auto& a, const auto& b) { return a.first.first < b.first.first; });
    while (leaves_ < ranges_.size()) leaves_ *= 2;
    furthest_.assign(2 * leaves_, 0);
    for (std::size_t i = 0; i < ranges_.size(); ++i) furthest_[leaves_ + i] = ranges_[i].first.last;
    for (std::size_t node = leaves_; node-- > 1;) furthest_[node] = std::max(furthest_[2 * node], furthest_[2 * node + 1]);
}

void SpeechIndex::Ranges::holding(TokenRange tokens, std::vector<std::uint32_t>& out) const {
    out.clear();
    const auto stop = std::partition_point(ranges_.begin(), ranges_.end(), [&](const auto& r) { return r.first.first <= tokens.first; });
    if (!ranges_.empty()) collect(1, 0, leaves_, static_cast<std::size_t>(stop - ranges_.begin()), tokens.last, out);
}

/// Of the ranges [begin, end) below `node` those before `stop` that end at `reach` or behind it.
void SpeechIndex::Ranges::collect(std::size_t node, std::size_t begin, std::size_t end, std::size_t stop, std::uint32_t reach,
                                  std::vector<std::uint32_t>& out) const {
    if (begin >= stop || furthest_[node] < reach) return;
    if (node >= leaves_) {
        out.push_back(ranges_[begin].second);
        return;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    collect(2 * node, begin, middle, stop, reach, out);
    collect(2 * node + 1, middle, end, stop, reach, out);
}

SpeechIndex::SpeechIndex(const Draft& draft) : draft_(draft) {
    std::vector<std::pair<TokenRange, std::uint32_t>> quotes, hearsay;
    for (std::uint32_t q = 0; q < draft.quotes.size(); ++q) {
        const QuoteDraft& quote = draft.quotes[q];
        // Without speaker and cue nobody is said to speak.
        if (quote.standing() && (quote.speaker || quote.anonymous || quote.cue)) quotes.push_back({quote.tokens, q});
    }
    for (std::uint32_t h = 0; h < draft.hearsay.size(); ++h) hearsay.push_back({draft.hearsay[h].scope, h});
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

std::vector<SpeechOf> SpeechIndex::over(TokenRange tokens, std::optional<std::uint32_t> self) const {
    std::vector<SpeechOf> chain;
    over(tokens, self, chain);
    return chain;
}

void SpeechIndex::over(TokenRange tokens, std::optional<std::uint32_t> self, std::vector<SpeechOf>& chain) const {
    chain.clear();
    const auto around = std::partition_point(spoken_.begin(), spoken_.end(), [&](TokenRange r) { return r.last <= tokens.first; });
    if (around == spoken_.end() || around->first > tokens.first) return;
    std::vector<std::uint32_t> holders;
    quotes_.holding(tokens, holders);
    std::erase_if(holders, [&](std::uint32_t q) {
        const std::vector<TokenRange>& parts = draft_.quotes[q].parts;
        return self == q || std::none_of(parts.begin(), parts.end(), [&](TokenRange part) { return part.contains(tokens); });
    });
    // A quote that holds another is longer.
    std::sort(holders.begin(), holders.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t x = draft_.quotes[a].tokens.size(), y = draft_.quotes[b].tokens.size();
        return x != y ? x > y : a < b;
    });
    if (holders.size() > longest_chain) holders.resize(longest_chain);
    for (const std::uint32_t q : holders) {
        const QuoteDraft& quote = draft_.quotes[q];
        chain.push_back({quote.kind, quote.anonymous, quote.speaker, quote.cue, quote.via, q});
    }
    if (hearsay_.empty()) return;
    hearsay_.holding(tokens, holders);
    for (const std::uint32_t h : holders) {
        if (chain.size() == longest_chain) break;
        chain.push_back({AttributionKind::report, false, std::nullopt, draft_.hearsay[h].cue, std::nullopt, std::nullopt});
    }
}

}  // namespace dateline
