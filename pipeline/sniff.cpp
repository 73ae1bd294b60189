#include "pipeline/sniff.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "pipeline/charset/charset.hpp"
#include "pipeline/feed/feed.hpp"
#include "pipeline/feed/url_list.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::size_t window = 65536;

bool white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string_view without_white(std::string_view text) {
    while (!text.empty() && white(text.front())) text.remove_prefix(1);
    return text;
}

/// Starts of files that may look like text for a while.
constexpr std::array<std::string_view, 9> binary_starts{"%PDF-",
                                                        "PK\x03\x04",
                                                        "\x1f\x8b",
                                                        "\x89PNG",
                                                        "GIF8",
                                                        "\xff\xd8\xff",
                                                        "BZh",
                                                        "\xfd"
                                                        "7zXZ",
                                                        "SQLite format 3"};

/// Control characters that no text has: a file with NUL or more than one in a hundred of them is binary.
bool looks_binary(std::string_view utf8) {
    const auto odd = std::count_if(utf8.begin(), utf8.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && !white(c) && c != '\x1b') || byte == 0x7F;
    });
    return utf8.find('\0') != std::string_view::npos || static_cast<std::size_t>(odd) * 100 > utf8.size();
}

/// What markup that starts with "<" is: prolog, comments and document type are skipped, then the first element's name decides.
Content markup(std::string_view text) {
    text.remove_prefix(junk_before_feed(text));
    bool declared = false;
    while (true) {
        text = without_white(text);
        if (ascii_starts_with(text, "<?")) {
            declared = declared || ascii_starts_with(text, "<?xml");
            const std::size_t end = text.find("?>");
            if (end == std::string_view::npos) return declared ? Content::xml : Content::page;
            text.remove_prefix(end + 2);
        } else if (ascii_starts_with(text, "<!--")) {
            const std::size_t end = text.find("-->");
            if (end == std::string_view::npos) return Content::page;
            text.remove_prefix(end + 3);
        } else if (ascii_starts_with(text, "<!doctype")) {
            if (ascii_starts_with(without_white(text.substr(9)), "html")) return Content::page;
            const std::size_t subset = text.find('['), close = text.find('>');
            const std::size_t end = subset < close ? text.find("]>") : close;
            if (end == std::string_view::npos) return Content::xml;
            text.remove_prefix(end + (subset < close ? 2 : 1));
        } else {
            break;
        }
    }
    if (text.empty() || text.front() != '<') return declared ? Content::xml : Content::page;
    std::string_view name = text.substr(1, text.find_first_of(" \t\r\n\f/>", 1) - 1);
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    const auto is = [&](std::string_view wanted) { return name.size() == wanted.size() && ascii_starts_with(name, wanted); };
    if (is("rss") || is("feed") || is("rdf") || is("urlset") || is("sitemapindex") || is("opml") || is("channel")) return Content::feed;
    if (is("html")) return Content::page;
    return declared ? Content::xml : Content::page;
}

}  // namespace

Content sniff(std::string_view bytes) {
    bytes = bytes.substr(0, window);
    for (const std::string_view start : binary_starts)
        if (bytes.starts_with(start)) return Content::binary;
    std::vector<Warning> ignored;
    const Charset charset = decide(bytes, {});
    const bool wide = charset.name.starts_with("UTF-16") || charset.name.starts_with("UTF-32");
    if (bytes.find('\0') != std::string_view::npos && !wide) return Content::binary;
    const SourceText head = decode(bytes, charset, 0, ignored);
    std::string_view text = without_white(head.utf8());
    if (text.empty()) return Content::empty;
    if (looks_binary(text)) return Content::binary;
    if (text.front() == '<') return markup(text);
    if (wide && charset.from != "bom") return Content::binary;
    if (text.front() == '{' && without_white(text.substr(1)).starts_with('"'))
        return text.find("jsonfeed.org/version/") != std::string_view::npos ? Content::feed : Content::lines;
    // What a broken server prints before its page or feed.
    const std::string_view start = text.substr(0, 2048);
    for (std::size_t at = start.find('<'); at != std::string_view::npos; at = start.find('<', at + 1)) {
        const std::string_view tag = start.substr(at);
        if (ascii_starts_with(tag, "<?xml") || ascii_starts_with(tag, "<rss") || ascii_starts_with(tag, "<!doctype html") ||
            ascii_starts_with(tag, "<html"))
            return markup(text.substr(at));
    }
    return begins_url_list(text) ? Content::feed : Content::text;
}

std::string_view described(Content content) {
    switch (content) {
        case Content::empty:
            return "empty";
        case Content::binary:
            return "no text: an image, an archive or the like";
        case Content::feed:
            return "a feed";
        case Content::xml:
            return "XML, but no feed";
        case Content::page:
            return "an HTML page";
        case Content::lines:
            return "JSON documents";
        case Content::text:
            return "plain text";
    }
    return "";
}

}  // namespace dateline
