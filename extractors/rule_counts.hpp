#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// How often one row of a rule file did something.
struct RuleCount {
    std::uint64_t fired = 0;     ///< its pattern matched, its word stood in the text, it changed a word's class
    std::uint64_t proposed = 0;  ///< a proposal was opened by it
    std::uint64_t won = 0;       ///< and became a fact
};

/// Counts what the rows of all rule files did in the articles that it is shown. A row that fires but proposes nothing was declined by its
/// production, or only tells others something; one that proposes more than it wins lost the rest to other proposals.
class RuleCounts {
public:
    /// Throws Error (bad_config) on a fault in a pattern file. `rules` must outlive it.
    explicit RuleCounts(const Rules& rules);
    ~RuleCounts();

    /// Adds one article as all stages left it.
    void add(const Reading& reading, const Draft& draft);

    const RuleCount& of(const LanguageRules& language, std::uint16_t file, std::uint32_t row) const;

private:
    struct Language;
    std::map<const LanguageRules*, std::unique_ptr<Language>> languages_;
};

}  // namespace dateline
