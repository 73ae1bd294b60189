#pragma once

#include "schemas/source_text.hpp"

namespace dateline {

/// `text` in Unicode Normalization Form C. A composed character has the raw ranges of all it was composed from. Text that is in NFC already
/// (nearly all is) comes back as it is.
SourceText composed(const SourceText& text);

}  // namespace dateline
