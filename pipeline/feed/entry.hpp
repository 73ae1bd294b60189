#pragma once

#include "pipeline/feed/construct.hpp"
#include "pipeline/feed/xml_tree.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// How a family of formats reads text that says nothing about itself: RSS means HTML, Atom plain text.
struct Dialect {
    Construct unstated = Construct::html;
};

/// One `<item>` or `<entry>`. Words of all XML formats are understood in any: feeds mix them.
FeedItem read_entry(const XmlElement& entry, Dialect dialect, std::vector<Warning>& warnings);

/// The children of `<channel>` or `<feed>` that are about the feed itself.
void read_feed_head(const XmlElement& channel, Dialect dialect, Feed& feed);

}  // namespace dateline
