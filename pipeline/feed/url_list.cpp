#include "pipeline/feed/url_list.hpp"

#include "pipeline/feed/construct.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

/// As of a sitemap (sitemaps.org).
constexpr std::size_t most_urls = 50000;

}  // namespace

bool begins_url_list(std::string_view beginning) {
    std::size_t urls = 0, others = 0;
    while (!beginning.empty()) {
        const std::size_t end = beginning.find('\n');
        const std::string_view line = ascii_trimmed(beginning.substr(0, end));
        // The last line may be cut off anywhere, also inside of "https"; alone it must be a URL.
        const bool cut = end == std::string_view::npos && urls > 0 && line.find(' ') == std::string_view::npos;
        beginning = end == std::string_view::npos ? std::string_view() : beginning.substr(end + 1);
        if (line.empty() || line.front() == '#' || cut) continue;
        if (is_absolute_link(line))
            ++urls;
        else if (++others > urls)  // the first line, or a text that names some
            return false;
    }
    return urls > 2 * others;
}

bool parse_url_list(SourceText text, const std::string&, Feed& feed) {
    feed.format = "urls";
    feed.lists_feeds = true;
    std::size_t others = 0;
    for (std::string_view rest = text.utf8(); !rest.empty();) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = ascii_trimmed(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (line.empty() || line.front() == '#') continue;
        if (!is_absolute_link(line)) {
            ++others;
            continue;
        }
        if (feed.items.size() == most_urls) {
            feed.warnings.push_back({"only the first " + std::to_string(most_urls) + " entries read"});
            break;
        }
        FeedItem item;
        item.link = item.link_as_written = item.guid = std::string(line);
        feed.items.push_back(std::move(item));
    }
    if (others > 0) feed.warnings.push_back({"lines that are no http or https URL left out: " + std::to_string(others)});
    return true;
}

}  // namespace dateline
