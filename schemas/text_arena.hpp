#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace dateline {

/// Holds short texts in few blocks. What it has kept stays where it is for as long as the arena lives.
class TextArena {
public:
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > left_) {
            left_ = text.size() > block_size ? text.size() : block_size;
            blocks_.push_back(std::make_unique<char[]>(left_));
            at_ = blocks_.back().get();
        }
        std::memcpy(at_, text.data(), text.size());
        const std::string_view kept(at_, text.size());
        at_ += text.size();
        left_ -= text.size();
        return kept;
    }

private:
    static constexpr std::size_t block_size = 4096;

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* at_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace dateline
