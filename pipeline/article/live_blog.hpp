#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/article/blocks.hpp"
#include "pipeline/article/page_elements.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// One post of a live blog: a part of the page with a time of its own.
struct LivePost {
    HtmlNode element;
    std::size_t begin = 0, end = 0;  ///< its blocks
    std::optional<StatedTime> time;  ///< nothing where only a time of day is shown
};

/// The posts of a live blog, in the order of the page, and the element that they are in.
struct LiveBlog {
    HtmlNode feed;
    std::vector<LivePost> posts;
};

/// The live blog on a page: three or more elements side by side, each with a time and with text. `stated`: structured data says that the
/// page is one; otherwise its title, its address or the name of the element must say so. Empty when there is none.
LiveBlog live_blog_of(const HtmlDocument& document, const PageElements& elements, const PageBlocks& blocks, bool stated,
                      std::string_view title, std::string_view url);

}  // namespace dateline
