#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Status line and headers of one HTTP answer.
struct HttpHead {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> fields;  ///< as written, in order, values trimmed

    /// The first value of that name (case ignored); empty when there is none.
    std::string_view get(std::string_view name) const;
};

/// Reads what a server sent; lines that are no header are left out.
HttpHead parse_http_head(std::string_view text);

/// "text/html; charset=UTF-8" in its parts: both lower-case, empty where not told.
struct ContentType {
    std::string media_type;
    std::string charset;
};
ContentType parse_content_type(std::string_view value);

/// Retry-After in seconds from `now` on: given as seconds or as an HTTP date; at most a day.
std::optional<std::int64_t> parse_retry_after(std::string_view value, std::int64_t now);

}  // namespace dateline
