#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace dateline {

/// Bytes of JSON under way, for records of a fixed shape that are written by the thousand: whole stretches of keys are literals, and
/// commas are in them. JsonWriter is for all other JSON.
class JsonBuffer {
public:
    /// Room for `capacity` bytes to begin with.
    explicit JsonBuffer(std::size_t capacity = 1024) : begin_(new char[capacity]), at_(begin_.get()), end_(begin_.get() + capacity) {}

    std::string_view view() const { return {begin_.get(), size()}; }
    std::size_t size() const { return static_cast<std::size_t>(at_ - begin_.get()); }
    void clear() { at_ = begin_.get(); }

    /// JSON as it stands.
    template <std::size_t N>
    void put(const char (&literal)[N]) {
        need(N);
        std::memcpy(at_, literal, N - 1);
        at_ += N - 1;
    }
    void raw(std::string_view json) {
        need(json.size());
        if (!json.empty()) std::memcpy(at_, json.data(), json.size());
        at_ += json.size();
    }
    void number(std::uint32_t n) {
        need(10);
        at_ = std::to_chars(at_, at_ + 10, n).ptr;
    }
    /// What `write(char*)` puts at the end of the buffer: at most `longest` bytes; it returns their end.
    template <typename Write>
    void written(std::size_t longest, Write write) {
        need(longest);
        at_ = write(at_);
    }
    /// A string value, in quotation marks, escaped. Requires: valid UTF-8.
    void string(std::string_view text) {
        need(text.size() + 2);
        *at_++ = '"';
        content(text);
        put("\"");
    }
    /// A string value of two texts with a mark between them.
    void string(std::string_view one, char mark, std::string_view two) {
        need(one.size() + two.size() + 3);
        *at_++ = '"';
        content(one);
        need(1);
        *at_++ = mark;
        content(two);
        put("\"");
    }
    /// As `string`, or null where `text` is empty.
    void string_or_null(std::string_view text) {
        if (text.empty())
            put("null");
        else
            string(text);
    }

private:
    void need(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
    }
    void grow(std::size_t bytes);
    /// The text of a string value.
    void content(std::string_view text);
    /// The same, of one in which something wants an escape.
    void escaped(std::string_view text);

    std::unique_ptr<char[]> begin_;
    char* at_;
    char* end_;
};

}  // namespace dateline
