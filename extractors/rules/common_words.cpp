#include "extractors/rules/common_words.hpp"

#include <algorithm>

#include "extractors/rules/lexicon.hpp"
#include "extractors/rules/table.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t most_text = 1U << 20;  // bytes that a slot can point into

bool ends_word(char c) {
    return c == '|' || c == '\n' || c == '\r' || c == '\t' || c == ' ';
}

}  // namespace

CommonWords::CommonWords(const Table& table) : text_(table.text()) {
    const auto column = table.find("words");
    if (!column) throw Error(Exit::bad_config, table.name() + ":1: no column \"words\"");
    if (text_.size() > most_text) throw Error(Exit::bad_config, table.name() + ": more words than can be held");
    std::size_t count = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string_view cell = table.cell(row, *column);
        count += static_cast<std::size_t>(std::count(cell.begin(), cell.end(), '|')) + 1;
    }
    std::size_t size = 64;
    while (size < count * 3 / 2) size *= 2;
    std::vector<std::uint32_t> slots(size);
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (std::string_view rest = table.cell(row, *column); !rest.empty();) {
            const std::string_view word = rest.substr(0, rest.find('|'));
            const std::uint64_t hash = word_hash(word);
            std::size_t slot = hash & (size - 1);
            while (slots[slot] != 0) slot = (slot + 1) & (size - 1);
            // The place is never 0: the header stands before it.
            slots[slot] = static_cast<std::uint32_t>(hash >> 52 << 20) | static_cast<std::uint32_t>(word.data() - text_.data());
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        }
    }
    slots_ = std::move(slots);
}

CommonWords::CommonWords(const Table& table, ImageReader& image) : text_(table.text()) {
    image(slots_);
}

bool CommonWords::has(std::string_view word) const {
    const std::uint64_t hash = word_hash(word);
    const auto tag = static_cast<std::uint32_t>(hash >> 52);
    for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot] >> 20 != tag) continue;
        const std::string_view from = text_.substr(slots_[slot] & (most_text - 1));
        if (from.starts_with(word) && (from.size() == word.size() || ends_word(from[word.size()]))) return true;
    }
    return false;
}

}  // namespace dateline
