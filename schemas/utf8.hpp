#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// One decoded code point and its number of bytes.
struct Decoded {
    char32_t code_point;
    std::uint32_t length;
};

/// The code point that starts at byte `at`. Requires: `text` is valid UTF-8 and `at` is the first byte of a character.
inline Decoded decode_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xE0) return {static_cast<char32_t>(((lead & 0x1Fu) << 6) | (byte(1) & 0x3Fu)), 2};
    if (lead < 0xF0) return {static_cast<char32_t>(((lead & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu)), 3};
    return {static_cast<char32_t>(((lead & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu)), 4};
}

/// Eight bytes from `at` on as one number, for loops that look at so many at once. Requires: they are there.
inline std::uint64_t eight_bytes(const char* at) {
    std::uint64_t bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/// Whether all eight are ASCII.
constexpr bool all_ascii(std::uint64_t eight) {
    return (eight & 0x8080808080808080u) == 0;
}

/// How many of eight bytes begin a character.
constexpr std::uint32_t characters_in(std::uint64_t eight) {
    const std::uint64_t continuing = (eight >> 7) & ~(eight >> 6) & 0x0101010101010101u;
    return 8 - static_cast<std::uint32_t>((continuing * 0x0101010101010101u) >> 56);
}

/// Appends the UTF-8 of `code_point`. Requires: a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// The number of bytes that `code_point` takes in UTF-8.
constexpr std::uint32_t utf8_length(char32_t code_point) {
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/// The byte index of the first invalid sequence of `text` (RFC 3629: no surrogates, no overlong forms), or nothing when all is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// The first `bytes` bytes of `text`, or some less where that would cut a character. Requires: valid UTF-8.
constexpr std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
    if (bytes >= text.size()) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

/// The number of code points. Requires: valid UTF-8.
std::uint32_t count_code_points(std::string_view text);

}  // namespace dateline
