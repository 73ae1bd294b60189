#include "extractors/attribution.hpp"

#include <algorithm>

namespace dateline {

std::vector<SpeechOf> speech_over(const Draft& draft, TokenRange tokens, std::optional<std::uint32_t> self) {
    std::vector<std::uint32_t> holders;
    for (std::uint32_t q = 0; q < draft.quotes.size(); ++q) {
        const QuoteDraft& quote = draft.quotes[q];
        if (!quote.standing() || self == q || quote.tokens.first > tokens.first || quote.tokens.last < tokens.last) continue;
        if (std::any_of(quote.parts.begin(), quote.parts.end(), [&](TokenRange part) { return part.contains(tokens); }))
            holders.push_back(q);
    }
    // A quote that holds another is longer.
    std::stable_sort(holders.begin(), holders.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return draft.quotes[a].tokens.size() > draft.quotes[b].tokens.size(); });
    std::vector<SpeechOf> chain;
    for (const std::uint32_t q : holders) {
        const QuoteDraft& quote = draft.quotes[q];
        if (!quote.speaker && !quote.anonymous && !quote.cue) continue;  // nobody is said to speak
        chain.push_back({quote.kind, quote.anonymous, quote.speaker, quote.cue, quote.via, q});
    }
    for (const HearsayDraft& hearsay : draft.hearsay)
        if (hearsay.scope.contains(tokens))
            chain.push_back({AttributionKind::report, false, std::nullopt, hearsay.cue, std::nullopt, std::nullopt});
    return chain;
}

}  // namespace dateline
