#pragma once

#include <vector>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// Finds the runs of tokens without a blank between them that, judged by shape, are no numbers: URLs, addresses, telephone numbers, ids,
/// versions. A telephone number may go on over blanks ("+994 12 555 01 23").
class ChunkBlocks {
public:
    explicit ChunkBlocks(const LanguageRules& rules);

    /// Appends those of one sentence.
    void find(const Reading& reading, TokenRange sentence, std::vector<TokenRange>& blocks) const;

private:
    WordId comma_, stop_;  // the marks that stand behind most words
};

}  // namespace dateline
