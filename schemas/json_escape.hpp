#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace dateline {

/// Whether one of eight bytes wants an escape in a JSON string: a byte under 0x20, a quotation mark or a backslash sets its high bit in one
/// of the three sums (bytes over 0x7F are told apart by ~word). Others may be set by a borrow, but never without one that is right.
inline bool wants_escape(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    const std::uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    return (((word - ones * 0x20) | (quote - ones) | (slash - ones)) & ~word & highs) != 0;
}

inline bool wants_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Sixteen bytes that are looked at at once.
using SixteenBytes = unsigned char __attribute__((vector_size(16)));

/// A byte that is not zero for each of sixteen that wants an escape.
inline SixteenBytes escapes_wanted(SixteenBytes bytes) {
    return reinterpret_cast<SixteenBytes>((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
}

/// Whether one of sixteen bytes is not zero.
inline bool any(SixteenBytes bytes) {
    std::uint64_t halves[2];
    std::memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/// The next byte from `at` on that wants an escape, or the end.
inline std::size_t next_escape(std::string_view text, std::size_t at) {
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + at, 8);
        if (wants_escape(word)) break;
    }
    while (at < text.size() && !wants_escape(text[at])) ++at;
    return at;
}

/// The escape of one byte that wants it, "\\n" or "\\u001b", at `out`: six bytes at most; its length.
inline std::size_t write_escape(char c, char* out) {
    constexpr char hex[] = "0123456789abcdef";
    out[0] = '\\';
    switch (c) {
        case '"':
        case '\\':
            out[1] = c;
            return 2;
        case '\n':
            out[1] = 'n';
            return 2;
        case '\r':
            out[1] = 'r';
            return 2;
        case '\t':
            out[1] = 't';
            return 2;
        default:
            std::memcpy(out + 1, "u00", 3);
            out[4] = hex[static_cast<unsigned char>(c) >> 4];
            out[5] = hex[static_cast<unsigned char>(c) & 15];
            return 6;
    }
}

}  // namespace dateline
