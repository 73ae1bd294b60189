#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/error.hpp"
#include "schemas/moment.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// One payload as it came: the bytes after content decoding (gzip and the like off, of gzip files too; charset as it came).
struct RawDocument {
    std::string url;         ///< as asked for: http(s)://, file://, or "-" for standard input
    std::string final_url;   ///< after redirects; equal to url for files
    std::string moved_to;    ///< where redirects for good (301, 308) led, before any that are not; empty without one
    std::string media_type;  ///< "text/html"; empty when not told
    std::string charset;     ///< the transport's label; empty when not told
    std::string bytes;
    std::string sha256;           ///< of bytes, 64 hex digits
    int status = 200;             ///< HTTP status; 200 for files
    std::int64_t fetched_at = 0;  ///< seconds since 1970
    std::string etag;
    std::string last_modified;
    std::string head;     ///< status line and headers as they came; empty for files
    std::string request;  ///< head of the last request, as it was sent; empty for files
    std::string wire;     ///< the body of an HTTP answer before content decoding; empty where it is `bytes`
};

/// A time as a page or feed states it.
struct StatedTime {
    Moment moment;
    SourceText written;  ///< as written, with its raw bytes
    std::string from;    ///< where it stood: "json-ld", "meta:article:published_time", "rss:pubDate"
};

/// A value of a page's metadata, and where the page states it.
struct StatedValue {
    std::string value;   ///< as it is used: a language tag in its usual spelling, an absolute URL
    SourceText written;  ///< as written, with its raw bytes
    std::string from;    ///< where it stood: "json-ld", "meta:og:title", "h1", "byline"
};

/// One entry of a feed.
struct FeedItem {
    SourceText title;  ///< visible text: markup removed, references decoded
    std::string guid;
    std::string link;             ///< absolute where the feed's own URL is known
    std::string link_as_written;  ///< what the feed has; "page.html" may only be followed by a feed that is a local file
    std::vector<SourceText> authors;
    std::optional<StatedTime> published;
    std::optional<StatedTime> updated;
    SourceText summary;        ///< HTML, as the feed has it after XML decoding
    SourceText content;        ///< HTML, as the feed has it after XML decoding; empty when the feed gives only a summary
    std::string summary_base;  ///< what relative links in the summary are resolved against; empty when not known
    std::string content_base;  ///< the same for the content
    std::vector<std::string> categories;
    struct Enclosure {
        std::string url, type, length;
    };
    std::vector<Enclosure> enclosures;
    SourceText publication;  ///< news sitemaps: the paper that the page is of
    std::string language;    ///< of the page, where the feed says it of each
    std::string site;        ///< OPML: the page of the feed that `link` leads to
};

/// A feed read whole.
struct Feed {
    std::string format;        ///< "rss 2.0", "atom 1.0", "sitemap", "sitemapindex", "opml 2.0"
    bool lists_feeds = false;  ///< its entries lead to more feeds or sitemaps, not to pages
    std::string id;
    SourceText title;  ///< visible text
    std::string link;
    std::string language;
    SourceText description;  ///< HTML
    std::string description_base;
    std::optional<StatedTime> published;
    std::optional<StatedTime> updated;
    std::vector<SourceText> authors;
    std::vector<std::string> categories;
    std::vector<FeedItem> items;
    std::vector<Warning> warnings;
};

/// What extractors read and the store keeps: one version of one article.
struct Article {
    std::string id;   ///< of the input line, or the identity in the store
    std::string url;  ///< where it was fetched
    std::string canonical_url;
    std::string guid;
    std::string source;                    ///< feed or site it came from
    std::string language;                  ///< BCP 47 as stated; empty when not stated
    std::optional<Moment> reference_time;  ///< when it was written: relative dates are resolved against it

    SourceText title;
    SourceText text;      ///< paragraphs with one empty line between
    SourceText captions;  ///< captions with one empty line between

    std::vector<std::string> authors;
    std::optional<Moment> published;
    std::optional<Moment> modified;
    std::string body_rule;
    int confidence = 0;                 ///< per mille
    std::vector<std::string> payloads;  ///< SHA-256 by payload number
    std::vector<std::string> charsets;  ///< charset each payload was read in, by payload number
    std::vector<Warning> warnings;

    const SourceText& zone(Zone zone) const { return zone == Zone::text ? text : zone == Zone::caption ? captions : title; }
};

}  // namespace dateline
