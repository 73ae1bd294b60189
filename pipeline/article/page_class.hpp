#pragma once

#include <optional>
#include <string_view>

#include "pipeline/article/blocks.hpp"
#include "pipeline/article/page_elements.hpp"
#include "schemas/article.hpp"

namespace dateline {

struct PageFacts {
    const HtmlDocument& document;
    const PageElements& elements;
    const PageBlocks& blocks;
    bool structured = false;   ///< JSON-LD names an article
    std::optional<bool> free;  ///< isAccessibleForFree
    std::size_t body_chars = 0;
    std::string_view title;
    std::string_view url;
};

/// Article, or why not.
PageClass class_of(const PageFacts& page);

}  // namespace dateline
