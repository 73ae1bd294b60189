#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "schemas/error.hpp"

namespace dateline {

/// One document or source that could not be read.
struct IngestFailure {
    std::string where;
    std::string failure;  ///< class: "http_4xx", "empty", "too_large"
    std::string message;  ///< what, where, what to do
    Exit exit = Exit::bad_input;
};

/// How often addresses of the web were to be looked at. The numbers add up: due = done + not_modified + skipped + failed.
struct VisitCounts {
    std::int64_t done = 0;          ///< a document came
    std::int64_t not_modified = 0;  ///< the server still has what we have
    std::int64_t skipped = 0;       ///< the server had asked not to be asked yet, or no more
    std::int64_t failed = 0;
    std::int64_t not_due = 0;  ///< looked at not long ago; not among those due

    std::int64_t due() const { return done + not_modified + skipped + failed; }
};

/// What one run did. The numbers add up: documents = added + changed + reextracted + unchanged + failures.
struct IngestReport {
    std::int64_t started = 0, ended = 0;
    std::vector<std::string> sources;
    std::int64_t feeds = 0;
    std::int64_t documents = 0;  ///< pages, texts, lines and feed entries, and sources of which none could be read
    std::int64_t added = 0, changed = 0, reextracted = 0, unchanged = 0;
    std::int64_t without_rules = 0;  ///< of the stored ones: their language has no rules, so no facts
    std::int64_t repeated = 0;       ///< met again in this run; not read twice, not among the documents
    std::int64_t skipped = 0;        ///< files of folders that are no documents; not among the documents
    VisitCounts visits;
    bool stopped = false;                       ///< ended before all was done: told to, or out of time
    std::map<std::string, std::int64_t> facts;  ///< new ones, by kind
    std::vector<IngestFailure> failures;
    std::vector<std::string> warnings;

    /// done; some_failed; when all failed what they have in common, else all_failed.
    Exit exit() const;
    /// For people, three lines and one for each class of failure.
    std::string text() const;
    /// For machines: one JSON object.
    std::string json() const;
};

}  // namespace dateline
