#include "pipeline/feed/feed.hpp"

#include "pipeline/charset/charset.hpp"
#include "pipeline/feed/formats.hpp"
#include "schemas/ascii.hpp"
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

}  // namespace

bool is_feed(const RawDocument& document) {
    const Charset charset = decide(std::string_view(document.bytes).substr(0, beginning), document.charset, Markup::xml);
    return format_of(decoded_beginning(document, charset).utf8()) != nullptr;
}

std::optional<Feed> read_feed(const RawDocument& document) {
    const Charset charset = decide(document.bytes, document.charset, Markup::xml);
    const FeedFormat* format = format_of(decoded_beginning(document, charset).utf8());
    if (format == nullptr) return std::nullopt;
    Feed feed;
    SourceText text = decode(document.bytes, charset, 0, feed.warnings);
    check_declaration(text.utf8(), charset, feed.warnings);
    const std::string url = document.final_url == "-" ? std::string() : document.final_url;
    if (!format->parse(std::move(text), url, feed)) return std::nullopt;
    return feed;
}

}  // namespace dateline
