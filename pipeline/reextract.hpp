#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

#include "extractors/extract.hpp"
#include "pipeline/store/store.hpp"

namespace dateline {

struct ReextractResult {
    std::int64_t articles = 0;                          ///< all of the store, or those looked at before the run was stopped
    std::int64_t read = 0;                              ///< of them: read again, because these rules had not read them yet
    std::int64_t without_rules = 0;                     ///< of those read: no rules for their language
    std::map<std::string, std::int64_t> before, after;  ///< facts of the articles read, by kind
    bool stopped = false;
};

/// Reads the current version of every article of `store` with the rules of `extractor`, where they have not read it before, and saves what
/// they find as a new extraction, which holds from then on; what other rules found stays beside it. Saved in small batches, so that a run
/// that ends early, however it ends, is gone on with by the next. Throws Error when the store cannot be written.
ReextractResult reextract(Store& store, const Extractor& extractor, const std::function<bool()>& stopped, std::ostream& progress);

}  // namespace dateline
