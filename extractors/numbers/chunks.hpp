#pragma once

#include <vector>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// Appends the runs of tokens without a blank between them that, judged by shape, are no numbers: URLs, addresses, telephone numbers, ids,
/// versions. A telephone number may go on over blanks ("+994 12 555 01 23").
void block_chunks(const Reading& reading, TokenRange sentence, std::vector<TokenRange>& blocks);

}  // namespace dateline
