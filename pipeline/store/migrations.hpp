#pragma once

#include <string>
#include <vector>

namespace dateline {

/// The SQL of schemas/store/*.sql in order. The schema version of a store is the number of those that were run on it.
const std::vector<std::string>& migrations();

}  // namespace dateline
