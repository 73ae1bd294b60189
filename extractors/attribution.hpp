#pragma once

#include <optional>
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

/// Who says `tokens`, outermost first: the standing quotes with a part that holds them, then hearsay. `self` is the quote whose own tokens
/// these are, if they are a quote's: it is not inside itself.
std::vector<SpeechOf> speech_over(const Draft& draft, TokenRange tokens, std::optional<std::uint32_t> self = std::nullopt);

}  // namespace dateline
