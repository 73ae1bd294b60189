#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article/page_elements.hpp"
#include "pipeline/html/document.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// What the page's JSON-LD says of its article.
struct StructuredArticle {
    bool found = false;  ///< some node of an article type
    std::string type;    ///< "NewsArticle"
    SourceText headline;
    SourceText body;
    std::vector<SourceText> authors;
    std::optional<SourceText> published, modified;
    SourceText language;
    SourceText publisher;
    std::vector<std::string> addresses;  ///< as written: url, mainEntityOfPage, @id
    struct Update {
        SourceText headline, body;
        std::optional<SourceText> published;
    };
    std::vector<Update> updates;  ///< the posts of a live blog
    std::optional<bool> free;     ///< isAccessibleForFree, of the article or of a part of it
    std::size_t words = 0;        ///< wordCount; 0: not stated
};

/// Reads every <script type="application/ld+json"> and keeps the node that is the page's own article: the one whose headline the
/// page shows or whose address is the page's, then the one that best fits an article.
StructuredArticle structured_article(const HtmlDocument& document, const PageElements& elements, std::string_view url);

}  // namespace dateline
