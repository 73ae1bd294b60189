#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schemas/address.hpp"
#include "schemas/article.hpp"
#include "schemas/decimal.hpp"
#include "schemas/extraction.hpp"

namespace dateline {

/// Where the articles of one feed, page, folder or file come from.
struct SourceRow {
    std::string kind;  ///< "feed", "page", "file", "lines" (documents, one a line) or "input" (standard input)
    std::string url;   ///< http(s)://, file:// or "-"
    std::string name;  ///< its own title; empty when unknown
};

/// Bytes that lie in the archive.
struct PayloadRow {
    std::string sha256;
    std::string media_type, charset;  ///< as the transport said; empty when it did not
    std::int64_t length = 0;
    std::string warc_file;  ///< name in the archive folder
    std::int64_t warc_offset = 0, warc_length = 0;
};

/// One look at one address, successful or not.
struct FetchRow {
    SourceRow source;
    std::string url, final_url;
    std::int64_t at = 0;
    int status = 0;
    std::string error_class;  ///< empty when it went well
    std::string etag, last_modified;
    std::string payload;  ///< SHA-256; empty when nothing came
};

/// What is remembered of an address from now on.
struct AddressRow {
    std::string url;
    AddressMemory memory;
};

/// A feed that is visited without being named, and how it fares.
struct SubscriptionRow {
    std::string url, name;
    std::int64_t added_at = 0;
    std::int64_t articles = 0;
    AddressMemory memory;
};

/// One article as it was read, with what was found in it. Saved whole or not at all.
struct EntryRow {
    SourceRow source;
    std::string identity;  ///< `identity_of`
    Article article;
    std::optional<Extraction> extraction;  ///< may be absent where the store does not want it
    std::string rules_sha256;
    bool has_rules = true;  ///< false: no rules for its language, so no facts
    std::int64_t seen_at = 0;
};

/// What one write transaction holds. Payloads must be safe on disk before `Store::save` is called.
struct Batch {
    std::vector<PayloadRow> payloads;
    std::vector<FetchRow> fetches;
    std::vector<AddressRow> addresses;
    std::vector<EntryRow> entries;

    bool empty() const { return payloads.empty() && fetches.empty() && addresses.empty() && entries.empty(); }
};

/// What became of an entry.
enum class Outcome {
    added,        ///< a new article
    changed,      ///< a new version of a known one
    reextracted,  ///< the same text; other rules or inputs than before
    unchanged,
};

struct Saved {
    Outcome outcome = Outcome::unchanged;
    std::int64_t article_id = 0;
};

/// Which facts to find. Empty members do not filter. Only the current version of each article and its current extraction are searched.
struct Filter {
    std::vector<std::string> kinds;
    std::vector<std::string> units;        ///< exact
    std::optional<Decimal> min, max;       ///< exact; a range matches where it overlaps
    std::string speaker, entity, measure;  ///< part of the name, case and accents aside
    std::string source;                    ///< part of the source's or article's address or name
    std::string text;                      ///< words that the sentence or quote must have; "..." in it keeps words together
    std::vector<std::int64_t> articles;
    std::int64_t limit = -1;  ///< -1: all
};

/// A fact with what is needed to show where it comes from.
struct FactRow {
    std::string id, kind, json;
    Place place;
    Span sentence;
    std::string text;
    std::string value_text, range_low, range_high;  ///< exact digits; empty: none
    std::string unit, modifier, measure, subject, speaker;
    std::string type;  ///< figure_type, quote_type, entity_type or timex_type
    std::string name;  ///< of entities: the fullest name; of dates: the value
    std::string period_start, period_end, modality, polarity, rule;
    double confidence = 0;
    std::int64_t version_id = 0, extraction_id = 0, article_id = 0, seq = 0, seen_at = 0;
    std::string title, url, source, source_name, published, rules_sha256;
    bool current = true;  ///< of the current version and extraction
};

/// A version of an article as the store has it.
struct VersionRow {
    std::int64_t id = 0, article_id = 0, seq = 0, seen_at = 0;
    std::string identity, source;
    Article article;  ///< zones with their maps; payloads and charsets
    std::string text_sha256, content_sha256;
};

/// The identity of an article: its canonical URL, else its guid in `feed`, else its file's URL, else its text's digest.
std::string identity_of(const Article& article, const std::string& feed);

/// The digest by which two versions of an article are told apart: of title, text and captions.
std::string content_digest(const Article& article);

/// The digest of what else the extractors read: language and reference time.
std::string inputs_digest(const Article& article);

/// The digest of what an extraction found: dateline and flags as JSON, the JSON of each fact by its id.
std::string extraction_digest(const std::string& dateline, const std::string& flags, const std::map<std::string, std::string>& facts);

}  // namespace dateline
