#pragma once

#include <cstdint>

#include "pipeline/html/document.hpp"

namespace dateline {

/// What the names that a page gives an element say about it.
struct Hints {
    bool body = false;     ///< "article-body", "entry-content", itemprop="articleBody"
    bool side = false;     ///< navigation, comments, related, sharing, advertising, newsletters
    bool caption = false;  ///< "caption", "credit"
    bool summary = false;  ///< "standfirst", "dek", "article-summary"
    bool byline = false;   ///< "byline", "author"
    bool date = false;     ///< "published", "dateline", "timestamp"
};

/// Reads class, id, itemprop, role and the like. Words are compared whole: "has-sidebar" is about a sidebar, "inside" is not.
Hints hints_of(HtmlNode element);

/// Whether nobody sees the element: hidden, display:none, text for screen readers.
bool hidden(HtmlNode element);

}  // namespace dateline
