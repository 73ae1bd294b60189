#pragma once

#include <cstdint>

#include "pipeline/article/blocks.hpp"

namespace dateline {

/// What a line among an article's paragraphs is when it is no part of the article.
enum class Notice : std::uint8_t {
    none,
    label,    ///< "Advertisement", "Story continues below", "Listen to this article", "Your browser does not support the video tag."
    sign_up,  ///< "Sign up for our newsletter", "Follow us on ..."
    cookies,  ///< "We use cookies ..."
    gate,     ///< "Subscribe to continue reading": the article goes on for those who pay or log in
};

Notice notice_of(const Block& block);

}  // namespace dateline
