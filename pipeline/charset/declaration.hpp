#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// The encoding declared by `<?xml version="1.0" encoding="...">` at the start, as a WHATWG name.
std::optional<std::string> xml_declared(std::string_view bytes);

/// The encoding declared by a `<meta>` element: "prescan a byte stream to determine its encoding" of the HTML standard, section 13.2.3.2.
/// It reads on to `window` bytes, since browsers too change the encoding for a late `<meta>`.
std::optional<std::string> html_declared(std::string_view bytes, std::size_t window = 65536);

}  // namespace dateline
