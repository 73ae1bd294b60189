#pragma once

#include <string>

#include "schemas/article.hpp"

namespace dateline {

/// What `dateline feed` prints: one JSON object, with summaries and contents made safe to show (`safe_html`).
std::string feed_json(const Feed& feed);

}  // namespace dateline
