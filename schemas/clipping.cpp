#include "schemas/clipping.hpp"

#include <array>

namespace dateline {

std::string_view wire(PageClass page) {
    constexpr std::array<std::string_view, 8> names{"article", "live_blog", "no_article",   "overview",
                                                    "paywall", "consent",   "needs_script", "blocked"};
    return names[static_cast<std::size_t>(page)];
}

}  // namespace dateline
