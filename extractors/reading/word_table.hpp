#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/reading/token.hpp"
#include "extractors/rules/image.hpp"

namespace dateline {

/// A folded word as a number: its bytes where they are at most eight, the first the lowest; else a hash with 0xFF on top, a byte that no
/// word has. No word has 0.
using WordKey = std::uint64_t;
inline constexpr std::size_t longest_whole_key = 8;

/// Whether the key is the word: two such keys are equal only for equal words.
constexpr bool is_whole(WordKey key) {
    return key >> 56 != 0xFF;
}

/// Up to eight bytes of `text` as a key.
inline WordKey whole_key(std::string_view text) {
    WordKey key = 0;
    if (text.size() >= 8)
        std::memcpy(&key, text.data(), 8);
    else
        for (std::size_t i = text.size(); i-- > 0;) key = key << 8 | static_cast<unsigned char>(text[i]);
    if constexpr (std::endian::native == std::endian::big) {
        if (text.size() >= 8) key = __builtin_bswap64(key);
    }
    return key;
}

/// Writes the eight bytes of a key.
inline void put_key(WordKey key, char* to) {
    if constexpr (std::endian::native == std::endian::big) key = __builtin_bswap64(key);
    std::memcpy(to, &key, sizeof key);
}

inline WordKey word_key(std::string_view folded) {
    if (folded.size() <= longest_whole_key) return whole_key(folded);
    std::uint64_t hash = folded.size();
    for (std::size_t at = 0; at < folded.size(); at += 8) {
        hash = (hash ^ whole_key(folded.substr(at, 8))) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    return hash | WordKey{0xFF} << 56;
}

/// The bytes of a key that is whole.
class KeyText {
public:
    explicit KeyText(WordKey key) {
        for (; key != 0; key >>= 8) bytes_[size_++] = static_cast<char>(key & 0xFF);
    }
    operator std::string_view() const { return {bytes_, size_}; }

private:
    char bytes_[8] = {};
    std::size_t size_ = 0;
};

/// Word ids by key. Open addressing; less than half full.
class WordTable {
public:
    explicit WordTable(std::size_t words = 0) : slots_(std::vector<Slot>(std::bit_ceil(words * 2 + 16))), shift_(shift()) {}

    /// The id under `key` for which `same(id)` holds, or no_word; keys that are whole are not asked for.
    template <typename Same>
    WordId find(WordKey key, const Same& same) const {
        for (std::size_t at = home(key);; at = (at + 1) & (slots_.size() - 1)) {
            const Slot& slot = slots_[at];
            if (slot.key == 0) return no_word;
            if (slot.key == key && (is_whole(key) || same(slot.id))) return slot.id;
        }
    }
    /// Requires: not in the table.
    void add(WordKey key, WordId id) {
        if (++size_ * 2 > slots_.size()) grow();
        put(key, id);
    }
    std::size_t size() const { return size_; }
    /// The same table, not owned. Requires: this outlives it.
    WordTable view() const {
        WordTable out;
        out.slots_ = slots_.view();
        out.shift_ = shift_;
        out.size_ = size_;
        return out;
    }

    /// Calls `visit` for every array, in the order they have in an image.
    template <typename Visitor>
    void arrays(Visitor& visit) {
        visit(slots_);
        shift_ = shift();
    }

private:
    struct Slot {
        WordKey key = 0;
        WordId id = no_word;
        std::uint32_t unused = 0;  ///< images have no padding
    };

    int shift() const { return 64 - std::countr_zero(slots_.size()); }
    std::size_t home(WordKey key) const { return (key * 0x9E3779B97F4A7C15u) >> shift_; }
    void put(WordKey key, WordId id) {
        std::size_t at = home(key);
        while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
        slots_.edit(at) = {key, id};
    }
    void grow() {
        const Array<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
        shift_ = shift();
        for (const Slot& slot : old)
            if (slot.key != 0) put(slot.key, slot.id);
    }

    Array<Slot> slots_;
    int shift_;
    std::size_t size_ = 0;
};

}  // namespace dateline
