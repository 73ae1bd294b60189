#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// zstd, and back. `expanded` throws Error (bad_config) on damaged bytes.
std::string squeezed(std::string_view bytes);
std::string expanded(std::string_view bytes);

}  // namespace dateline
