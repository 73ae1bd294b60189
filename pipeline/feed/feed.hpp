#pragma once

#include <optional>

#include "schemas/article.hpp"

namespace dateline {

/// Whether the document is a feed, by what it holds (never by what it is called): looks at its beginning only.
bool is_feed(const RawDocument& document);

/// The feed in `document`, or nothing when it is none. Damage is worked around and told in `warnings`; what is missing or unreadable costs
/// that field only. Every character of titles, summaries and contents knows its raw bytes (payload 0). Relative links are resolved
/// against xml:base, else `final_url`.
std::optional<Feed> read_feed(const RawDocument& document);

}  // namespace dateline
