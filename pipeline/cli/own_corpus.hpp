#pragma once

#include <string_view>

namespace dateline {

/// The articles and example sentences of our corpus as plain texts, one JSON document a line (made by scripts/embed_corpus.py).
std::string_view own_corpus();

}  // namespace dateline
