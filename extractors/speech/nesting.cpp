#include "extractors/speech/nesting.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::uint32_t deepest_nesting = 8, longest_look = 64;

bool holds(const QuoteDraft& outer, const QuoteDraft& inner) {
    return std::all_of(inner.parts.begin(), inner.parts.end(), [&](TokenRange piece) {
        return std::any_of(outer.parts.begin(), outer.parts.end(), [&](TokenRange part) { return part.contains(piece); });
    });
}

/// Puts the quotes in this order, and their parents' numbers with them.
void reorder(std::vector<QuoteDraft>& quotes, const std::vector<std::uint32_t>& order) {
    if (std::is_sorted(order.begin(), order.end())) return;
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<QuoteDraft> sorted;
    sorted.reserve(quotes.size());
    for (const std::uint32_t q : order) {
        QuoteDraft& quote = sorted.emplace_back(std::move(quotes[q]));
        if (quote.parent) quote.parent = place[*quote.parent];
    }
    quotes = std::move(sorted);
}

}  // namespace

void nest_quotes(Draft& draft) {
    std::vector<QuoteDraft>& quotes = draft.quotes;
    std::vector<std::uint32_t> order(quotes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const TokenRange x = quotes[a].tokens, y = quotes[b].tokens;
        if (x.first != y.first) return x.first < y.first;
        return x.last != y.last ? x.last > y.last : a < b;
    });
    std::vector<std::uint32_t> open;
    std::vector<std::uint8_t> depth(quotes.size());
    for (const std::uint32_t q : order) {
        QuoteDraft& quote = quotes[q];
        while (!open.empty() && quotes[open.back()].tokens.last <= quote.tokens.first) open.pop_back();
        for (std::size_t i = open.size(); i-- > 0 && open.size() - i <= longest_look;) {
            const QuoteDraft& outer = quotes[open[i]];
            if (outer.tokens == quote.tokens) {
                quote.loss = Loss::same_quote;
                break;
            }
            if (holds(outer, quote)) {
                quote.parent = open[i];
                depth[q] = static_cast<std::uint8_t>(depth[open[i]] + 1);
                break;
            }
        }
        if (depth[q] >= deepest_nesting) {
            quote.loss = Loss::nested_too_deep;
            draft.cuts.push_back({CutDraft::Why::depth, Kind::quote, quotes[*quote.parent].tokens});
            quote.parent.reset();
        }
        if (quote.standing()) open.push_back(q);
    }
    reorder(quotes, order);
}

}  // namespace dateline
