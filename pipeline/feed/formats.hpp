#pragma once

#include <span>
#include <string_view>

#include "schemas/article.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// One family of feeds. To add one: a row in formats.cpp.
struct FeedFormat {
    std::string_view name;
    /// Whether a text that begins so is one.
    bool (*sniff)(std::string_view beginning);
    /// `text` is the whole document, `url` where it came from. Fills `feed`; false when it is none after all.
    bool (*parse)(SourceText text, const std::string& url, Feed& feed);
};

std::span<const FeedFormat> feed_formats();

}  // namespace dateline
