#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "extractors/extract.hpp"
#include "pipeline/fetch/fetcher.hpp"
#include "pipeline/ingest_report.hpp"
#include "pipeline/store/store.hpp"
#include "pipeline/visits.hpp"

namespace dateline {

struct IngestSettings {
    std::size_t max_text = 16'000'000;  ///< bytes of one article's text
    std::int64_t limit = -1;            ///< documents at most; -1: all
    std::string charset;                ///< of files that do not say theirs, as a transport would tell it; empty: found out
    std::string reference_time;         ///< of documents that do not say when they were written
    bool only_due = false;              ///< sources of the web are visited when they are due; false: now
    Politeness politeness;              ///< towards the sites that are visited
};

/// What a run needs from the world.
struct IngestTools {
    Fetcher& fetcher;
    const Extractor& extractor;
    Store& store;
    std::function<std::int64_t()> clock;  ///< seconds since 1970
    std::ostream& progress;               ///< one line a document, and what went wrong
    std::function<bool()> stopped = [] {
        return false;
    };  ///< asked between documents: true ends the run early, with all that is done saved
};

struct IngestResult {
    IngestReport report;
    std::vector<std::int64_t> articles;  ///< ids of all articles met, also of unchanged ones, in order
};

/// Reads sources into the store. A source is an http(s) URL of a feed, sitemap or page, a file (feed, page, plain text, documents one a
/// line), a folder, or "-" for standard input; what it holds is seen from its bytes. One bad document does not stop the rest: it is in the
/// report. Throws Error only when nothing more can be done: the store or its archive cannot be written.
IngestResult ingest(const std::vector<std::string>& sources, const IngestSettings& settings, const IngestTools& tools);

}  // namespace dateline
