#include "extractors/reading/word_classes.hpp"

#include <cstring>

#include "extractors/rules/lexicon.hpp"
#include "schemas/error.hpp"

// The image, little-endian, made by scripts/embed_lexicon.py:
//   "DLX1", u32 slots (a power of two), u32 entries, u32 bytes of text
//   slots x u32: entry number + 1, 0 free; open addressing by word_hash
//   entries x {u32 text offset, u16 length, 5 x u8 tags in lower case, 5 x u8 tags with a capital}
//   text

namespace dateline {
namespace {

constexpr std::size_t head_bytes = 16, record_bytes = 16;

template <typename Number>
Number read(const char* at) {
    Number n;
    std::memcpy(&n, at, sizeof n);
    return n;
}

}  // namespace

WordClasses::WordClasses(std::string_view image) {
    const bool headed = image.size() >= head_bytes && image.substr(0, 4) == "DLX1";
    if (headed) {
        slot_count_ = read<std::uint32_t>(image.data() + 4);
        entries_ = read<std::uint32_t>(image.data() + 8);
        slots_ = image.data() + head_bytes;
        records_ = slots_ + std::size_t{slot_count_} * 4;
        text_ = records_ + std::size_t{entries_} * record_bytes;
    }
    if (!headed || image.size() != head_bytes + std::size_t{slot_count_} * 4 + std::size_t{entries_} * record_bytes +
                                       read<std::uint32_t>(image.data() + 12))
        throw Error(Exit::bad_config, "lexicon: the image is damaged; build the program again");
}

bool WordClasses::find(std::string_view folded, WordClass& out) const {
    if (slot_count_ == 0) return false;
    for (std::uint32_t slot = static_cast<std::uint32_t>(word_hash(folded)) & (slot_count_ - 1);; slot = (slot + 1) & (slot_count_ - 1)) {
        const auto entry = read<std::uint32_t>(slots_ + std::size_t{slot} * 4);
        if (entry == 0) return false;
        const char* record = records_ + std::size_t{entry - 1} * record_bytes;
        if (std::string_view(text_ + read<std::uint32_t>(record), read<std::uint16_t>(record + 4)) != folded) continue;
        std::memcpy(out.lower.data(), record + 6, 5);
        std::memcpy(out.capital.data(), record + 11, 5);
        out.known = true;
        return true;
    }
}

}  // namespace dateline
