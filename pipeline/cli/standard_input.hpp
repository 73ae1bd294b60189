#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace dateline {

/// Standard input as it stands, from where the last call left it to its end or for `at_most` bytes. Throws Error (no_input) when it cannot
/// be read.
std::string standard_input(std::size_t at_most = std::numeric_limits<std::size_t>::max());

/// Says on standard error that nothing is known by this charset label; what a server tells may be wrong, so it is no error. An empty one is
/// none.
void tell_unknown_charset(std::string_view command, std::string_view label);

}  // namespace dateline
