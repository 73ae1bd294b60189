#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace dateline {

/// Bytes of JSON under way, for records of a fixed shape that are written by the thousand: whole stretches of keys are literals, and
/// commas are in them. JsonWriter is for all other JSON.
///
/// Who writes holds the end of what is written as a pointer and passes it on:
///
///     char* at = out.open();
///     at = json::put(at, "{\"start\":");
///     at = json::number(at, 12);
///     at = out.string(at, text);
///     out.close(at);
///
/// `open`, `room`, `string` and `raw` give an end with `spare` bytes free behind it, so that literals and numbers need not ask: no more
/// than that may be put between two of them.
class JsonBuffer {
public:
    static constexpr std::size_t spare = 1024;

    /// Room for `capacity` bytes to begin with.
    explicit JsonBuffer(std::size_t capacity = 2 * spare) : begin_(new char[capacity]), at_(begin_.get()), end_(begin_.get() + capacity) {}

    std::string_view view() const { return written(at_); }
    std::size_t size() const { return size(at_); }
    void clear() { at_ = begin_.get(); }

    /// The end, to write on.
    char* open() { return room(at_); }
    /// What is written ends at `at`.
    void close(char* at) { at_ = at; }

    /// What is written up to `at`, and how much it is.
    std::string_view written(const char* at) const { return {begin_.get(), size(at)}; }
    std::size_t size(const char* at) const { return static_cast<std::size_t>(at - begin_.get()); }

    /// The end with `spare` bytes free, and `bytes` more.
    char* room(char* at, std::size_t bytes = 0) { return static_cast<std::size_t>(end_ - at) < bytes + spare ? grown(at, bytes) : at; }
    /// JSON as it stands, of any length.
    char* raw(char* at, std::string_view json) {
        at = room(at, json.size());
        if (!json.empty()) std::memcpy(at, json.data(), json.size());
        return at + json.size();
    }
    /// A string value, in quotation marks, escaped. Requires: valid UTF-8.
    char* string(char* at, std::string_view text) {
        at = room(at, text.size());
        *at++ = '"';
        at = content(at, text);
        *at++ = '"';
        return at;
    }
    /// A string value of two texts with a mark between them.
    char* string(char* at, std::string_view one, char mark, std::string_view two) {
        at = room(at, one.size());
        *at++ = '"';
        at = content(at, one);
        *at++ = mark;
        at = content(room(at, two.size()), two);
        *at++ = '"';
        return at;
    }

private:
    char* grown(char* at, std::size_t bytes);
    /// The text of a string value. Requires: room for it as it stands.
    char* content(char* at, std::string_view text);
    /// The same, of one in which something wants an escape.
    char* escaped(char* at, std::string_view text);

    std::unique_ptr<char[]> begin_;
    char* at_;
    char* end_;
};

/// Short pieces of JSON, put where there is room for them; each gives its end.
namespace json {

template <std::size_t N>
char* put(char* at, const char (&literal)[N]) {
    std::memcpy(at, literal, N - 1);
    return at + N - 1;
}

inline constexpr std::array<char, 200> two_digits = [] {
    std::array<char, 200> out{};
    for (std::size_t i = 0; i < 100; ++i) {
        out[2 * i] = static_cast<char>('0' + i / 10);
        out[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return out;
}();

/// Ten bytes at most.
inline char* number(char* at, std::uint32_t n) {
    const auto two = [&](std::uint32_t pair) {
        std::memcpy(at, &two_digits[2 * pair], 2);
        at += 2;
    };
    const auto front = [&](std::uint32_t pair) {  // without a zero before it
        if (pair >= 10)
            two(pair);
        else
            *at++ = static_cast<char>('0' + pair);
    };
    if (n < 100) {
        front(n);
    } else if (n < 10'000) {
        front(n / 100);
        two(n % 100);
    } else if (n < 1'000'000) {
        front(n / 10'000);
        two(n / 100 % 100);
        two(n % 100);
    } else {
        at = std::to_chars(at, at + 10, n).ptr;
    }
    return at;
}

}  // namespace json
}  // namespace dateline
