#include "extractors/rules/span_index.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace dateline {

void SpanIndex::set(SpanKind kind, std::vector<Entry> entries) {
    const auto before = [](const Entry& a, const Entry& b) {
        return a.tokens.first != b.tokens.first ? a.tokens.first < b.tokens.first : a.tokens.last > b.tokens.last;
    };
    if (!std::is_sorted(entries.begin(), entries.end(), before)) std::sort(entries.begin(), entries.end(), before);
    entries.erase(
        std::unique(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.tokens.first == b.tokens.first; }),
        entries.end());

    std::vector<Entry>& list = entries_[static_cast<std::size_t>(kind)];
    const SpanSet bit = set_of(kind);
    for (const Entry& old : list) {
        starts_[old.tokens.first] &= static_cast<SpanSet>(~bit);
        ends_[old.tokens.last] &= static_cast<SpanSet>(~bit);
    }
    list = std::move(entries);
    std::vector<Block>& blocks = blocks_[static_cast<std::size_t>(kind)];
    blocks.assign(list.empty() ? 0 : list.back().tokens.first / 64 + 1, {});
    std::uint32_t last = 0;
    for (const Entry& entry : list) last = std::max(last, entry.tokens.last);
    if (!list.empty() && last >= starts_.size()) {
        starts_.resize(last + 1);
        ends_.resize(last + 1);
    }
    for (const Entry& entry : list) {
        starts_[entry.tokens.first] |= bit;
        ends_[entry.tokens.last] |= bit;
        blocks[entry.tokens.first / 64].starts |= std::uint64_t{1} << (entry.tokens.first % 64);
    }
    std::uint32_t count = 0;
    for (Block& block : blocks) {
        block.before = count;
        count += static_cast<std::uint32_t>(std::popcount(block.starts));
    }
}

void SpanIndex::note_anchors(std::vector<std::uint8_t> by_token) {
    anchors_ = std::move(by_token);
    if (starts_.size() > anchors_.size()) return;
    starts_.resize(anchors_.size() + 1);
    ends_.resize(anchors_.size() + 1);
}

const SpanIndex::Entry* SpanIndex::entry_at(SpanKind kind, std::uint32_t token) const {
    const Block& block = blocks_[static_cast<std::size_t>(kind)][token / 64];
    const std::uint64_t earlier = block.starts & ((std::uint64_t{1} << (token % 64)) - 1);
    return &all(kind)[block.before + static_cast<std::uint32_t>(std::popcount(earlier))];
}

}  // namespace dateline
