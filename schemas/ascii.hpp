#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Protocol words (header names, tags, URL schemes) are ASCII: these know no locale and leave all other bytes alone.

constexpr bool ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool ascii_alnum(char c) {
    return ascii_letter(c) || ascii_digit(c);
}
constexpr bool ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = ascii_lower(c);
    return out;
}

constexpr bool ascii_equal(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
    return true;
}

constexpr bool ascii_starts_with(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && ascii_equal(text.substr(0, start.size()), start);
}

/// `text` without white space at both ends.
constexpr std::string_view ascii_trimmed(std::string_view text) {
    while (!text.empty() && ascii_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && ascii_space(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace dateline
