#include "pipeline/fetch/http_head.hpp"

#include <algorithm>
#include <ctime>

#include "pipeline/fetch/curl.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

/// The text up to the next line break, which is taken off `rest` too.
std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

}  // namespace

std::string_view HttpHead::get(std::string_view name) const {
    for (const auto& [field, value] : fields)
        if (ascii_equal(field, name)) return value;
    return {};
}

HttpHead parse_http_head(std::string_view text) {
    HttpHead head;
    const std::string_view first = take_line(text);
    if (const std::size_t space = first.find(' '); space != std::string_view::npos)
        for (std::size_t i = space + 1; i < first.size() && i < space + 4 && ascii_digit(first[i]); ++i)
            head.status = head.status * 10 + (first[i] - '0');
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty()) break;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) continue;
        head.fields.emplace_back(ascii_trimmed(line.substr(0, colon)), ascii_trimmed(line.substr(colon + 1)));
    }
    return head;
}

ContentType parse_content_type(std::string_view value) {
    ContentType type;
    const std::size_t semicolon = value.find(';');
    type.media_type = ascii_lower(ascii_trimmed(value.substr(0, semicolon)));
    std::string_view rest = semicolon == std::string_view::npos ? std::string_view() : value.substr(semicolon + 1);
    while (!rest.empty()) {
        const std::size_t next = rest.find(';');
        const std::string_view parameter = ascii_trimmed(rest.substr(0, next));
        rest = next == std::string_view::npos ? std::string_view() : rest.substr(next + 1);
        const std::size_t equals = parameter.find('=');
        if (equals == std::string_view::npos || !ascii_equal(ascii_trimmed(parameter.substr(0, equals)), "charset")) continue;
        std::string_view name = ascii_trimmed(parameter.substr(equals + 1));
        while (!name.empty() && (name.front() == '"' || name.front() == '\'')) name.remove_prefix(1);
        while (!name.empty() && (name.back() == '"' || name.back() == '\'')) name.remove_suffix(1);
        if (type.charset.empty()) type.charset = ascii_lower(name);
    }
    return type;
}

std::optional<std::int64_t> parse_retry_after(std::string_view value, std::int64_t now) {
    constexpr std::int64_t day = 24 * 60 * 60;
    value = ascii_trimmed(value);
    if (value.empty()) return std::nullopt;
    if (std::all_of(value.begin(), value.end(), ascii_digit)) {
        std::int64_t seconds = 0;
        for (const char c : value) seconds = std::min(day, seconds * 10 + (c - '0'));
        return seconds;
    }
    const std::time_t when = curl().getdate(std::string(value).c_str(), nullptr);
    if (when < 0) return std::nullopt;
    return std::clamp<std::int64_t>(when - now, 0, day);
}

}  // namespace dateline
