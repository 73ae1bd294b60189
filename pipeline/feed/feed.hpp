#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "schemas/article.hpp"

namespace dateline {

/// Whether the document is a feed, by what it holds (never by what it is called): looks at its beginning only.
bool is_feed(const RawDocument& document);

/// The bytes that a broken server printed before the feed: "<br /><b>Warning</b>: ... <?xml". 0 where there are none, or no feed.
std::size_t junk_before_feed(std::string_view text);

/// The feed in `document`, or nothing when it is none. Damage is worked around and told in `warnings`; what is missing or unreadable costs
/// that field only. Every character of titles, summaries and contents knows its raw bytes (payload 0). Relative links are resolved
/// against xml:base, else `final_url`.
std::optional<Feed> read_feed(const RawDocument& document);

}  // namespace dateline
