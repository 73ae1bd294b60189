#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article/blocks.hpp"

namespace dateline {

/// Which blocks of a page are the article's text.
struct Body {
    HtmlNode container;
    std::vector<std::size_t> paragraphs;  ///< indexes of blocks, in order
    std::vector<std::size_t> captions;
    std::string rule;  ///< "named-container", "densest-container", "live-blog", "none"
};

/// What is known about the article before its text is looked for.
struct BodyClues {
    std::string title;        ///< plain text, to tell the heading from the text
    std::string stated_body;  ///< what structured data gives as the text; empty: nothing
    std::string description;  ///< the page's description, which often is the article's first lines
    HtmlNode live_feed = {};  ///< the element that holds the posts of a live blog; none: it is no live blog
};

/// The container of the densest paragraphs, and in it what reads like the article's text.
Body body_of(const PageBlocks& page, HtmlNode root, const BodyClues& clues);

}  // namespace dateline
