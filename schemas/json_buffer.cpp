#include "schemas/json_buffer.hpp"

#include <algorithm>

#include "schemas/json_escape.hpp"

namespace dateline {
namespace {

std::uint64_t word_at(const char* from) {
    std::uint64_t word;
    std::memcpy(&word, from, 8);
    return word;
}

}  // namespace

void JsonBuffer::grow(std::size_t bytes) {
    const std::size_t used = size();
    const std::size_t capacity = std::max<std::size_t>(2 * static_cast<std::size_t>(end_ - begin_.get()), used + bytes + 4096);
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (used > 0) std::memcpy(larger.get(), begin_.get(), used);
    begin_ = std::move(larger);
    at_ = begin_.get() + used;
    end_ = begin_.get() + capacity;
}

void JsonBuffer::content(std::string_view text) {
    // Copied and looked at eight bytes at a time, the last eight with an overlap; where one wants an escape all is written once more.
    need(text.size());
    char* const to = at_;
    const char* const from = text.data();
    const std::size_t size = text.size();
    bool special = false;
    if (size >= 4 && size < 8) {
        std::uint32_t head, tail;
        std::memcpy(&head, from, 4);
        std::memcpy(&tail, from + size - 4, 4);
        std::memcpy(to, &head, 4);
        std::memcpy(to + size - 4, &tail, 4);
        special = wants_escape(static_cast<std::uint64_t>(head) << 32 | tail);
    } else if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8) {
            const std::uint64_t word = word_at(from + i);
            std::memcpy(to + i, &word, 8);
            special |= wants_escape(word);
        }
        const std::uint64_t last = word_at(from + size - 8);
        std::memcpy(to + size - 8, &last, 8);
        special |= wants_escape(last);
    } else {
        for (std::size_t i = 0; i < size; ++i) {
            to[i] = from[i];
            special |= wants_escape(from[i]);
        }
    }
    if (special)
        escaped(text);
    else
        at_ += size;
}

void JsonBuffer::escaped(std::string_view text) {
    std::size_t done = 0;
    for (std::size_t i = next_escape(text, 0); i < text.size(); i = next_escape(text, i + 1)) {
        raw(text.substr(done, i - done));
        char escape[6];
        raw({escape, write_escape(text[i], escape)});
        done = i + 1;
    }
    raw(text.substr(done));
}

}  // namespace dateline
