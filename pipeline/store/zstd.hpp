#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// zstd, and back. `zstd_unpacked` throws Error (bad_config) on damaged bytes.
std::string zstd_packed(std::string_view bytes);
std::string zstd_unpacked(std::string_view bytes);

}  // namespace dateline
