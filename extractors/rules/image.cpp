#include "extractors/rules/image.hpp"

#include "schemas/error.hpp"

namespace dateline {

std::pair<const char*, std::size_t> ImageReader::take(std::size_t item_bytes) {
    std::uint32_t head[2] = {};
    if (rest_.size() >= sizeof head) std::memcpy(head, rest_.data(), sizeof head);
    const std::size_t bytes = std::size_t{head[0]} * head[1], padded = (sizeof head + bytes + 7) / 8 * 8;
    if (head[0] != item_bytes || padded > rest_.size())
        throw Error(Exit::bad_config, "the built-in rules are those of another program; build it again");
    const char* items = rest_.data() + sizeof head;
    rest_.remove_prefix(padded);
    return {items, head[1]};
}

}  // namespace dateline
