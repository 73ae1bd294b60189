#include "pipeline/feed/feed.hpp"

#include <algorithm>
#include <iterator>

#include "pipeline/charset/charset.hpp"
#include "pipeline/feed/formats.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Enough for comments and declarations before the first tag.
constexpr std::size_t beginning = 16384;

const FeedFormat* format_of(std::string_view text) {
    for (const FeedFormat& format : feed_formats())
        if (format.sniff(text)) return &format;
    return nullptr;
}

SourceText decoded_beginning(const RawDocument& document, const Charset& charset) {
    std::vector<Warning> ignored;
    return decode(std::string_view(document.bytes).substr(0, beginning), charset, 0, ignored);
}

/// The label in `<?xml ... encoding="...">`; empty when there is none.
std::string_view declared_label(std::string_view text) {
    text = ascii_trimmed(text);
    if (!text.starts_with("<?xml")) return {};
    text = text.substr(0, text.find("?>"));
    const std::size_t name = text.find("encoding");
    if (name == std::string_view::npos) return {};
    const std::size_t open = text.find_first_of("'\"", name);
    if (open == std::string_view::npos) return {};
    const std::size_t close = text.find(text[open], open + 1);
    return close == std::string_view::npos ? std::string_view() : text.substr(open + 1, close - open - 1);
}

/// Says so where the document is not in the charset that it says.
void check_declaration(std::string_view text, const Charset& charset, std::vector<Warning>& warnings) {
    const std::string_view label = declared_label(text.substr(0, beginning));
    if (label.empty()) return;
    const auto named = charset_named(label);
    if (!named)
        warnings.push_back({"unknown charset \"" + std::string(utf8_prefix(label, 40)) + "\" declared; read as " + charset.name});
    else if (*named != charset.name && !(charset.name.starts_with("UTF-16") && named->starts_with("UTF-")))
        warnings.push_back({"declares charset " + *named + "; read as " + charset.name});
}

/// The text without what a broken server printed before the feed.
SourceText without_junk(SourceText text, std::vector<Warning>& warnings) {
    const std::size_t junk = junk_before_feed(text.utf8().substr(0, beginning));
    if (junk == 0) return text;
    warnings.push_back({"text before the document dropped"});
    TextBuilder builder;
    builder.append(text, {text.char_of(static_cast<std::uint32_t>(junk)), text.end()});
    return std::move(builder).build();
}

}  // namespace

std::size_t junk_before_feed(std::string_view text) {
    constexpr std::size_t window = 4096;
    constexpr std::string_view roots[] = {"rss", "rdf:rdf", "urlset", "sitemapindex", "opml"};
    text = text.substr(0, window);
    bool tags = false;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        const std::string_view rest = text.substr(at);
        const std::string_view name = rest.substr(1, rest.find_first_of(" \t\r\n/>", 1) - 1);
        for (const std::string_view page : {"!doctype", "html", "head", "body"})
            if (ascii_equal(name, page)) return 0;
        const bool root = std::any_of(std::begin(roots), std::end(roots), [&](std::string_view r) { return ascii_equal(name, r); });
        if (root || ascii_equal(name, "?xml")) return tags ? at : 0;
        tags = tags || (name.size() > 0 && ascii_letter(name.front()));
    }
    return 0;
}

bool is_feed(const RawDocument& document) {
    const Charset charset = decide(std::string_view(document.bytes).substr(0, beginning), document.charset, Markup::xml);
    const SourceText start = decoded_beginning(document, charset);
    return format_of(start.utf8().substr(junk_before_feed(start.utf8()))) != nullptr;
}

std::optional<Feed> read_feed(const RawDocument& document) {
    const Charset charset = decide(document.bytes, document.charset, Markup::xml);
    const SourceText start = decoded_beginning(document, charset);
    const FeedFormat* format = format_of(start.utf8().substr(junk_before_feed(start.utf8())));
    if (format == nullptr) return std::nullopt;
    Feed feed;
    SourceText text = without_junk(decode(document.bytes, charset, 0, feed.warnings), feed.warnings);
    check_declaration(text.utf8(), charset, feed.warnings);
    const std::string url = document.final_url == "-" ? std::string() : document.final_url;
    if (!format->parse(std::move(text), url, feed)) return std::nullopt;
    return feed;
}

}  // namespace dateline
