#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Whether a text holds a passage, asked for hundreds of passages: in time that does not grow with the text.
class PassageIndex {
public:
    static constexpr std::size_t shortest = 12;  ///< bytes of a passage

    /// `text` must outlive the index.
    explicit PassageIndex(std::string_view text) : text_(text) {
        heads_.fill(none);
        if (text.size() < shortest) return;
        next_.resize(text.size() - shortest + 1);
        for (std::size_t at = next_.size(); at > 0; --at) {
            std::uint32_t& head = heads_[place(text.data() + at - 1)];
            next_[at - 1] = head;
            head = static_cast<std::uint32_t>(at - 1);
        }
    }

    bool holds(std::string_view passage) const {
        int tries = 0;
        for (std::uint32_t at = heads_[place(passage.data())]; at != none && tries < most_tries; at = next_[at], ++tries)
            if (text_.substr(at, passage.size()) == passage) return true;
        return false;
    }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr int most_tries = 256;  ///< a text that begins so often in the same way repeats itself, and says nothing

    static std::size_t place(const char* at) {
        std::uint64_t first;
        std::uint32_t more;
        std::memcpy(&first, at, sizeof first);
        std::memcpy(&more, at + sizeof first, sizeof more);
        return static_cast<std::size_t>(((first ^ (std::uint64_t{more} << 24)) * 0x9E3779B97F4A7C15u) >> 52);
    }

    std::string_view text_;
    std::array<std::uint32_t, 4096> heads_;
    std::vector<std::uint32_t> next_;  // the next place with the same hash, by place
};

}  // namespace dateline
