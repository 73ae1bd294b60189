#pragma once

#include <string>

namespace dateline {

/// All of standard input, as it stands. Throws Error (no_input) when it cannot be read.
std::string standard_input();

}  // namespace dateline
