#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// A place of the text that rules saw and of which no proposal came.
struct IdleMatch {
    TokenRange tokens;
    std::string what;  ///< one line, and one more for each row that saw it
};

/// Rows of patterns that matched words of a figure or date and did not make it: "count, number".
struct AlsoMatched {
    std::vector<std::string> figures, dates;  ///< by proposal of the draft
};

/// Looks for what --explain shows beside the proposals: matches that their productions declined, what is blocked as an address or a code,
/// numbers that only name something, verbs of speech that no quote has for its cue. The patterns are matched once more, over the spans
/// that the stages left.
class IdleMatches {
public:
    /// Throws Error (bad_config) on a fault in a pattern file. `rules` must outlive it.
    explicit IdleMatches(const LanguageRules& rules);
    ~IdleMatches();

    /// In order of the text.
    std::vector<IdleMatch> find(const Reading& reading, const Draft& draft, AlsoMatched& also) const;

private:
    struct Set;
    std::vector<Set> sets_;
};

}  // namespace dateline
