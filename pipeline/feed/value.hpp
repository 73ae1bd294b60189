#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/feed/xml_tree.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// `link` as a URL: resolved against the base in force at `at`, or as it stands where that fails.
std::string resolved(const std::string& link, const XmlElement& at);

/// The moment that the element's text states, in any form that feeds use; nothing when it states none.
std::optional<StatedTime> stated_time(const XmlElement& element);

/// Appends the terms of a list with commas between them: "harbour, trade".
void take_terms(std::string_view list, std::vector<std::string>& terms);

}  // namespace dateline
