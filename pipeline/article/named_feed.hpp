#pragma once

#include <string>

#include "schemas/article.hpp"

namespace dateline {

/// The feed that a page names as its own (<link rel=alternate type="application/rss+xml">), absolute; empty where it names none.
std::string feed_named_in(const RawDocument& page);

}  // namespace dateline
