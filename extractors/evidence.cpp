#include "extractors/evidence.hpp"

#include <algorithm>
#include <iterator>

namespace dateline::evidence {
namespace {

constexpr std::string_view in_order[] = {"inside", "beside", "document", "listed", "shape"};

}  // namespace

std::string names(std::uint32_t bits) {
    std::string out;
    for (std::size_t i = 0; i < std::size(in_order); ++i)
        if ((bits & (1u << i)) != 0) out += (out.empty() ? "" : "+") + std::string(in_order[i]);
    return out.empty() ? "none" : out;
}

std::optional<std::uint32_t> named(std::string_view names) {
    std::uint32_t bits = 0;
    if (names == "none") return bits;
    while (true) {
        const std::size_t end = names.find('+');
        const auto found = std::find(std::begin(in_order), std::end(in_order), names.substr(0, end));
        if (found == std::end(in_order)) return std::nullopt;
        bits |= 1u << (found - std::begin(in_order));
        if (end == std::string_view::npos) return bits;
        names.remove_prefix(end + 1);
    }
}

}  // namespace dateline::evidence
