#pragma once

#include <string>
#include <string_view>

#include "pipeline/intake.hpp"
#include "pipeline/sniff.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// What to say of a document that holds nothing to ingest.
Unusable unsuitable(const RawDocument& document, Content content);

/// The article of an HTML page. Throws Unusable where the page has none.
Article article_of_page(const RawDocument& page);

/// The article that a feed carries itself, in its content or, where that is wanted, its summary. It has no text when there is none.
Article article_of_entry(const FeedItem& item, const RawDocument& feed, bool summary_too);

/// A plain text. UTF-8 unless the document names another charset or has a byte order mark. Throws Unusable on invalid bytes.
Article article_of_text(const RawDocument& text);

/// A line of documents: the article, and `payload` becomes the line. Throws Unusable on what the contract does not allow.
Article article_of_line(std::string_view json, std::int64_t number, const RawDocument& from, RawDocument& payload);

/// Adds what the entry says of an article that was read from its page or from the feed: guid, and times and title where they are missing.
void add_entry(Article& article, const FeedItem& item, const RawDocument& feed);

}  // namespace dateline
