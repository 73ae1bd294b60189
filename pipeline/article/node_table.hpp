#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "pipeline/html/document.hpp"

namespace dateline {

/// Values by node: a page has so many elements that a map of the standard library, with memory for each, costs more than reading the page.
template <typename Value>
class NodeTable {
public:
    /// The value of a node, made by `make()` where there is none; whether it is new.
    template <typename Make>
    std::pair<Value&, bool> at(HtmlNode node, const Make& make) {
        if (2 * (values_.size() + 1) > slots_.size()) grow();
        std::uint32_t& slot = slot_of(node);
        const bool fresh = slot == 0;
        if (fresh) {
            values_.push_back({node, make()});
            slot = static_cast<std::uint32_t>(values_.size());
        }
        return {values_[slot - 1].second, fresh};
    }

    Value* find(HtmlNode node) {
        if (slots_.empty()) return nullptr;
        const std::uint32_t slot = slot_of(node);
        return slot == 0 ? nullptr : &values_[slot - 1].second;
    }
    const Value* find(HtmlNode node) const { return const_cast<NodeTable*>(this)->find(node); }

    /// In the order in which they were made.
    const std::vector<std::pair<HtmlNode, Value>>& all() const { return values_; }

private:
    std::uint32_t& slot_of(HtmlNode node) {
        const auto address = reinterpret_cast<std::uintptr_t>(node.raw());
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>((address >> 4) * 0x9E3779B97F4A7C15u >> 20) & mask;
        while (slots_[at] != 0 && values_[slots_[at] - 1].first != node) at = (at + 1) & mask;
        return slots_[at];
    }

    void grow() {
        slots_.assign(slots_.empty() ? 256 : 2 * slots_.size(), 0);
        for (std::uint32_t i = 0; i < values_.size(); ++i) slot_of(values_[i].first) = i + 1;
    }

    std::vector<std::uint32_t> slots_;  // number of a value plus one; 0: free
    std::vector<std::pair<HtmlNode, Value>> values_;
};

}  // namespace dateline
