#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/html/alignment.hpp"

namespace dateline {

/// What became of the NUL characters of a piece of text when the tree took it.
enum class Nuls : std::uint8_t { kept, dropped, replaced };

/// Stretches of one text. Nearly all texts have one, which needs no memory of its own.
class Stretches {
public:
    std::span<const Stretch> all() const {
        return more_.empty() ? std::span<const Stretch>(&one_, count_) : std::span<const Stretch>(more_);
    }
    bool empty() const { return count_ == 0; }
    Stretch& back() { return more_.empty() ? one_ : more_.back(); }
    void push_back(const Stretch& stretch) {
        if (++count_ == 1) {
            one_ = stretch;
            return;
        }
        if (more_.empty()) more_.push_back(one_);
        more_.push_back(stretch);
    }

private:
    Stretch one_;
    std::uint32_t count_ = 0;
    std::vector<Stretch> more_;  // of two and more all of them
};

/// Where the text of one text node came from: the pieces that the tree builder appended to it.
struct TextRecord {
    std::uint32_t length = 0;  ///< bytes of the node's text that are accounted for
    bool exact = true;         ///< false: some piece could not be traced, so nothing of this node may be cited
    Stretches stretches;

    /// Appends bytes `begin` to `end` of `decoded`, whose stretches are given.
    void append(std::string_view decoded, std::span<const Stretch> of_decoded, std::uint32_t begin, std::uint32_t end, Nuls nuls);

private:
    void put(const Stretch& stretch);
};

}  // namespace dateline
