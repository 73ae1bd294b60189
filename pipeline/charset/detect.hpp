#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// The encoding that the bytes themselves speak for: valid or nearly valid UTF-8, UTF-16 without a mark, ISO-2022-JP, else what a
/// statistical detector says of up to 4 KB around the bytes that are not ASCII. Nothing when all is ASCII or nothing is likely.
std::optional<std::string> detected(std::string_view bytes);

}  // namespace dateline
