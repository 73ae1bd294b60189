#pragma once

#include "extractors/stages.hpp"

namespace dateline {

/// What one article says that cannot be right by itself. A rule is a function and a row in flags.cpp; rules that compare articles are the
/// store's.
std::unique_ptr<Stage> flags_stage();

}  // namespace dateline
