#pragma once

#include <cstdint>
#include <string_view>

#include "extractors/rules/image.hpp"

namespace dateline {

class Table;

/// The frequent words of common_words.tsv, found by hash: they lie ready in the image of the rules.
class CommonWords {
public:
    CommonWords() = default;
    /// Requires: the table outlives this. Throws Error (bad_config) on a table without words or with too many.
    explicit CommonWords(const Table& table);
    /// What write() wrote of the words of `table`. Requires: table and image outlive this.
    CommonWords(const Table& table, ImageReader& image);

    /// Requires: folded.
    bool has(std::string_view word) const;
    void write(ImageWriter& image) const { image(slots_); }

private:
    std::string_view text_;       // of the table
    Array<std::uint32_t> slots_;  // open addressing: twelve bits of the hash, twenty of the place in text_; 0: free
};

}  // namespace dateline
