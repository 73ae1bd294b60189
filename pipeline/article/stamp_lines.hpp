#pragma once

#include "pipeline/article/blocks.hpp"

namespace dateline {

/// Whether a line above an article's first paragraph says when or by whom it was written and nothing else: a <time>, "14 May 2025 16:05
/// (UTC+04:00)", "Last updated on May 14, 2025", "5 min read", "By Ann Lee", "Ann Lee, court reporter - Friday, 7 March 2025".
bool stamp_line(const Block& block);

}  // namespace dateline
