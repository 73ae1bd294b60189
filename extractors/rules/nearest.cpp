#include "extractors/rules/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace dateline {
namespace {

/// Letters to put in, leave out, change or swap with the next to make one word of the other.
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(now);
    }
    return last[b.size()];
}

}  // namespace

std::string nearest_first(std::vector<std::string_view> names, std::string_view wanted) {
    constexpr std::size_t most = 12, longest = 40;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::pair<std::size_t, std::string_view>> ranked;
    for (const std::string_view name : names) ranked.emplace_back(edits(name.substr(0, longest), wanted.substr(0, longest)), name);
    std::sort(ranked.begin(), ranked.end());
    std::string out;
    for (std::size_t i = 0; i < std::min(ranked.size(), most); ++i) out.append(i == 0 ? "" : ", ").append(ranked[i].second);
    if (ranked.size() > most) out += " and " + std::to_string(ranked.size() - most) + " more";
    return out;
}

}  // namespace dateline
