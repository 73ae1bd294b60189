#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// What bytes hold, whatever their file is called or their server says.
enum class Content : std::uint8_t {
    empty,   ///< nothing but white space
    binary,  ///< an image, an archive, a PDF: no text in any charset
    feed,    ///< XML whose first element is that of a feed, or a JSON Feed
    xml,     ///< other XML
    page,    ///< HTML
    lines,   ///< JSON documents of the contract, one a line
    text,
};

/// Looks at the first 64 KB.
Content sniff(std::string_view bytes);

/// "an empty file", "an image, an archive or the like", for messages.
std::string_view described(Content content);

}  // namespace dateline
