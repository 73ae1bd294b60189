#pragma once

#include <vector>

#include "pipeline/html/document.hpp"

namespace dateline {

/// The elements that metadata stands in, in document order, found in one walk over the page.
struct PageElements {
    explicit PageElements(const HtmlDocument& document);

    std::vector<HtmlNode> metas;       ///< <meta content>
    std::vector<HtmlNode> titles;      ///< <title>
    std::vector<HtmlNode> headings;    ///< <h1>
    std::vector<HtmlNode> links;       ///< <link rel>
    std::vector<HtmlNode> structured;  ///< <script type="application/ld+json">
    std::vector<HtmlNode> noscripts;
    std::vector<HtmlNode> authors;  ///< in the body: itemprop="author", rel="author"
    std::vector<HtmlNode> dates;    ///< in the body: <time>, <abbr>, pubdate, itemprop="datePublished", "dateCreated" and "dateModified"
};

}  // namespace dateline
