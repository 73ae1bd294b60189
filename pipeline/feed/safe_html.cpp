#include "pipeline/feed/safe_html.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "pipeline/html/document.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::string_view elements[] = {
    "a",   "abbr",    "acronym", "address",    "article", "aside", "audio",    "b",     "bdi",    "bdo",     "big",    "blockquote",
    "br",  "caption", "center",  "cite",       "code",    "col",   "colgroup", "dd",    "del",    "details", "dfn",    "div",
    "dl",  "dt",      "em",      "figcaption", "figure",  "font",  "footer",   "h1",    "h2",     "h3",      "h4",     "h5",
    "h6",  "header",  "hr",      "i",          "img",     "ins",   "kbd",      "li",    "main",   "mark",    "nav",    "ol",
    "p",   "picture", "pre",     "q",          "s",       "samp",  "section",  "small", "source", "span",    "strike", "strong",
    "sub", "summary", "sup",     "table",      "tbody",   "td",    "tfoot",    "th",    "thead",  "time",    "tr",     "tt",
    "u",   "ul",      "var",     "video",      "wbr",     "~"};

/// Gone with all that is in them.
constexpr std::string_view hidden[] = {"applet", "embed", "frameset", "iframe", "noembed", "noframes", "script", "style", "template"};
constexpr std::string_view empty[] = {"br", "col", "hr", "img", "source", "wbr"};
constexpr std::string_view attributes[] = {"abbr",  "alt",     "align",  "char",     "colspan", "controls", "datetime",
                                           "dir",   "headers", "height", "hreflang", "lang",    "rel",      "rowspan",
                                           "scope", "span",    "start",  "title",    "width"};
constexpr std::string_view links[] = {"cite", "href", "poster", "src"};
constexpr std::string_view schemes[] = {"http", "https", "ftp", "mailto", "tel", "news", "feed"};

template <std::size_t N>
bool among(const std::string_view (&names)[N], std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

void escape(std::string& out, std::string_view text, bool attribute) {
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"' && attribute)
            out += "&quot;";
        else
            out.push_back(c);
    }
}

/// The link as it may stand in the output, or nothing.
std::optional<std::string> safe_link(std::string_view written, const std::string& base) {
    const std::string_view trimmed = ascii_trimmed(written);
    if (const auto url = resolve(trimmed, base)) {
        const std::size_t colon = url->find(':');
        if (!among(schemes, std::string_view(*url).substr(0, colon))) return std::nullopt;
        return url;
    }
    // Relative without a base: kept when no reading of it has a scheme.
    if (trimmed.find(':') != std::string_view::npos) return std::nullopt;
    return std::string(trimmed);
}

void open_tag(std::string& out, HtmlNode node, const std::string& base) {
    out += '<';
    out += node.name();
    const auto add = [&](std::string_view name, std::string_view value) {
        out += ' ';
        out += name;
        out += "=\"";
        escape(out, value, true);
        out += '"';
    };
    for (const std::string_view name : links)
        if (const auto value = node.attribute(name))
            if (const auto link = safe_link(*value, base)) add(name, *link);
    for (const std::string_view name : attributes)
        if (const auto value = node.attribute(name)) add(name, *value);
    out += '>';
}

std::string safe_html_at(const SourceText& html, const std::string& base, int depth) {
    std::string out;
    if (html.utf8().find_first_of("<&") == std::string_view::npos) {
        escape(out, html.utf8(), false);
        return out;
    }
    const HtmlDocument document(html);
    const HtmlNode root = document.html();
    const auto shown = [](HtmlNode node) { return node.is_element() && among(elements, node.name()); };
    HtmlNode node = root;
    const auto fallback = [&](HtmlNode frame) {
        // What a frame holds is markup for readers without frames; the parser leaves it as one text.
        if (depth == 0 && frame.first_child().is_text())
            out += safe_html_at(SourceText(std::string(frame.first_child().text())), base, depth + 1);
    };
    while (node) {
        if (node.is_text()) escape(out, node.text(), false);
        if (node.is("iframe") && node.first_child()) fallback(node);
        if (shown(node)) open_tag(out, node, base);
        if (node.first_child() && !among(hidden, node.name())) {
            node = node.first_child();
            continue;
        }
        if (shown(node) && !among(empty, node.name())) out += "</" + std::string(node.name()) + ">";
        while (node != root && !node.next_sibling()) {
            node = node.parent();
            if (node != root && shown(node)) out += "</" + std::string(node.name()) + ">";
        }
        node = node == root ? HtmlNode() : node.next_sibling();
    }
    return out;
}

}  // namespace

std::string safe_html(const SourceText& html, const std::string& base) {
    return safe_html_at(html, base, 0);
}

}  // namespace dateline
