#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The names there are, for a message about one that there is not: those nearest to `wanted` by letters first, at most twelve.
/// "length, light, mass and 23 more"
std::string nearest_first(std::vector<std::string_view> names, std::string_view wanted);

}  // namespace dateline
