#include "schemas/json_buffer.hpp"

#include <algorithm>

#include "schemas/json_escape.hpp"

namespace dateline {
namespace {

template <typename Block>
Block block_at(const char* from) {
    Block block;
    std::memcpy(&block, from, sizeof block);
    return block;
}

}  // namespace

char* JsonBuffer::grown(char* at, std::size_t bytes) {
    const auto used = static_cast<std::size_t>(at - begin_.get());
    const std::size_t capacity = std::max<std::size_t>(2 * static_cast<std::size_t>(end_ - begin_.get()), used + bytes + 4 * spare);
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (used > 0) std::memcpy(larger.get(), begin_.get(), used);
    begin_ = std::move(larger);
    end_ = begin_.get() + capacity;
    return begin_.get() + used;
}

char* JsonBuffer::content(char* at, std::string_view text) {
    // Copied and looked at in blocks, the last one with an overlap; where one wants an escape all is written once more.
    const char* const from = text.data();
    const std::size_t size = text.size();
    bool special = false;
    if (size >= 16) {
        SixteenBytes marked{};
        const auto take = [&](std::size_t i) {
            const auto block = block_at<SixteenBytes>(from + i);
            std::memcpy(at + i, &block, 16);
            marked |= escapes_wanted(block);
        };
        for (std::size_t i = 0; i + 16 < size; i += 16) take(i);
        take(size - 16);
        special = any(marked);
    } else if (size >= 8) {
        const auto head = block_at<std::uint64_t>(from), tail = block_at<std::uint64_t>(from + size - 8);
        std::memcpy(at, &head, 8);
        std::memcpy(at + size - 8, &tail, 8);
        special = wants_escape(head) || wants_escape(tail);
    } else if (size >= 4) {
        const auto head = block_at<std::uint32_t>(from), tail = block_at<std::uint32_t>(from + size - 4);
        std::memcpy(at, &head, 4);
        std::memcpy(at + size - 4, &tail, 4);
        special = wants_escape(static_cast<std::uint64_t>(head) << 32 | tail);
    } else {
        for (std::size_t i = 0; i < size; ++i) {
            at[i] = from[i];
            special |= wants_escape(from[i]);
        }
    }
    return special ? escaped(at, text) : at + size;
}

char* JsonBuffer::escaped(char* at, std::string_view text) {
    std::size_t done = 0;
    for (std::size_t i = next_escape(text, 0); i < text.size(); i = next_escape(text, i + 1)) {
        at = raw(at, text.substr(done, i - done));
        at += write_escape(text[i], at);
        done = i + 1;
    }
    return raw(at, text.substr(done));
}

}  // namespace dateline
