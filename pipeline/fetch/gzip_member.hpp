#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// One gzip member that holds `content`. Its header says how long it is (the "sl" field of ISO 28500, annex D), so a file of members can
/// be walked without unpacking it.
std::string pack_gzip_member(std::string_view content);

/// The length of the member that starts at `bytes`, as its "sl" field says; nothing if it has none. Needs the first 20 bytes.
std::optional<std::uint64_t> gzip_member_length(std::string_view bytes);
constexpr std::size_t gzip_member_head = 20;

/// What one whole member holds. Nothing if it is damaged, cut, or larger than `limit` when unpacked.
std::optional<std::string> unpack_gzip_member(std::string_view member, std::size_t limit);

}  // namespace dateline
