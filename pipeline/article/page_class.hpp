#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/article/blocks.hpp"
#include "pipeline/article/body.hpp"
#include "pipeline/article/page_elements.hpp"
#include "pipeline/article/structured.hpp"
#include "schemas/clipping.hpp"

namespace dateline {

struct PageFacts {
    const HtmlDocument& document;
    const PageElements& elements;
    const PageBlocks& blocks;
    const Body& body;
    const StructuredArticle& structured;
    std::size_t body_chars = 0;
    std::string_view title;
    std::string_view url;
    bool live = false;  ///< it has posts of a live blog
};

struct ClassedPage {
    PageClass page = PageClass::article;
    std::string
        reason;  ///< what decided, for people: "2134 characters of text", "\"Subscribe to continue reading\" under a text that breaks off"
};

/// Article, or why not.
ClassedPage class_of(const PageFacts& page);

}  // namespace dateline
