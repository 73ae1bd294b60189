#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/archive.hpp"
#include "pipeline/ingest.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// A document that cannot be had or used: reported, and on to the next.
struct Unusable {
    std::string failure;  ///< its class: "http_4xx", "empty", "too_large"
    std::string message;  ///< what, where, what to do
    Exit exit = Exit::bad_input;
};

/// What a document is part of.
struct Origin {
    SourceRow source;
    bool listed = true;  ///< named by the user; false: met in a folder, where files that are no documents are no fault
    int depth = 0;       ///< lists of feeds that it was found through
};

/// The source of documents that the user calls `name`.
SourceRow source_row(const std::string& name);

/// The address an entry links to, absolute; and a name for it in messages.
std::string address_of(const FeedItem& item, const RawDocument& feed);
std::string name_of(const FeedItem& item);

/// The first 64 KB of a stream or file. `start_of` throws Error (no_input) when it cannot be read.
std::string piece_of(std::istream& in);
std::string start_of(const std::filesystem::path& path);

/// Whether a file starts like a feed; false for what cannot be read.
bool starts_feed(const std::filesystem::path& path);

/// Whether JSON is laid out over many lines: one document, not one a line.
bool spread_out(std::string_view json);

/// Whether a file in a folder is meant as a text: ".txt", ".text".
bool named_as_text(const std::filesystem::path& path);

Unusable too_long_line(const RawDocument& from, std::int64_t number);

/// Address of a document for messages: URLs as they are, files by their path.
std::string shown(const RawDocument& document);

/// The hands of `ingest`: gets documents, keeps their bytes, saves articles in batches, counts and reports.
class Intake {
public:
    Intake(const IngestSettings& settings, const IngestTools& tools, std::vector<std::string> sources);

    const IngestSettings& settings() const { return settings_; }

    /// Runs `work` on one document; what makes it unusable is counted and reported under `name`.
    void each(const std::string& name, const Origin& origin, const std::function<void()>& work);
    /// Whether nothing more is to be begun: the limit of documents is reached, or the run was told to stop.
    bool full();

    /// Looks at an address of the web when its turn comes, in `visited`. Its document goes to `work`, run as by `each`; what keeps it from
    /// coming to `otherwise`, where there is one. A feed that did not change is taken from the archive, so that its pages have their turn.
    using Work = std::function<void(std::shared_ptr<const RawDocument>)>;
    using Otherwise = std::function<void(const Unusable& why)>;
    void visit(const std::string& name, const Origin& origin, Visit visit, Work work, Otherwise otherwise = {});
    /// Goes on with the visits. False when all are done, or dropped because the run was told to stop.
    bool visited();

    /// What was found so far, read or not: documents, feeds, and documents met again.
    std::int64_t met() const { return report_.documents + report_.feeds + report_.repeated; }

    /// A file, or the file that an entry of the feed `feed` links to. Throws Unusable.
    RawDocument file(const std::filesystem::path& path);
    RawDocument linked(const RawDocument& feed, const FeedItem& item);
    /// The rest of a stream of which `start` was read already.
    RawDocument rest(std::istream& in, std::string start, const std::string& url) const;
    /// A document without bytes, for lines that are read one by one.
    RawDocument line_source(const std::string& url) const;

    /// False when this address was met before in this run; counts it as repeated.
    bool first_time(const std::string& address);
    void skip() { ++report_.skipped; }
    /// Counts a feed, keeps its bytes and passes on its warnings.
    void feed_read(const RawDocument& document, const Feed& feed, const Origin& origin);
    void warn(const std::string& message);

    /// Writes the bytes to the archive and notes where they came from, once a run.
    void keep(const RawDocument& document, const SourceRow& source);
    /// Extracts and saves one article that was read from `document`. Throws Unusable when it has no text or too much.
    void save(Article article, const RawDocument& document, const Origin& origin);
    bool stored(const Article& article, const Origin& origin) const;

    IngestResult finish();

private:
    std::size_t size_limit() const { return std::max(feed_limit, 2 * settings_.max_text); }
    void attempt(const std::string& name, const Origin& origin, const std::function<void()>& work);
    void arrived(const Origin& origin, const Visit& visit, Visits::Result result, const Work& work, const Otherwise& otherwise);
    VisitRecords records();
    AddressMemory remembered(const std::string& url) const;
    std::optional<RawDocument> archived(const std::string& url, const std::string& sha256) const;
    void flush();
    std::string progress_line(const EntryRow& entry, Outcome outcome) const;

    IngestSettings settings_;
    IngestTools tools_;
    Archive archive_;
    IngestReport report_;
    Batch batch_;
    std::vector<std::int64_t> articles_;
    std::set<std::string> pending_;                  // identities in the batch
    std::set<std::string> addresses_;                // met in this run
    std::set<std::string> kept_;                     // address and digest of what was kept in this run
    std::map<std::string, AddressMemory> memories_;  // of the batch
    std::int64_t asked_ = 0;                         // pages that are asked for and not yet here
    Visits visits_;
    std::int64_t flushed_ = 0;
};

}  // namespace dateline
