#pragma once

#include <optional>
#include <string_view>

#include "pipeline/article/page_elements.hpp"
#include "schemas/clipping.hpp"

namespace dateline {

/// Where an article of several pages goes on: a link to the address of this page with the number of the next page in it. Links to the next
/// article, which many pages call "next" too, and to more comments are none. Empty when there is none.
StatedValue next_page_of(const HtmlDocument& document, const PageElements& elements, std::string_view url);

/// The number in `next` where it is `current` with the number of the next page: ("/a.html", "/a-2.html") 2, ("/a?page=2", "/a?page=3") 3.
std::optional<int> next_number(std::string_view current, std::string_view next);

}  // namespace dateline
