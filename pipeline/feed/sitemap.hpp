#pragma once

#include <string>
#include <string_view>

#include "schemas/article.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// Sitemaps, with what news sitemaps say of each page, and sitemap indexes, whose entries are sitemaps.
bool begins_sitemap(std::string_view beginning);
bool parse_sitemap(SourceText text, const std::string& url, Feed& feed);

}  // namespace dateline
