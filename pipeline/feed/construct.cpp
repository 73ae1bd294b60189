#include "pipeline/feed/construct.hpp"

#include <algorithm>
#include <array>

#include "pipeline/feed/references.hpp"
#include "pipeline/html/document.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Elements whose text nobody sees.
bool is_hidden(std::string_view name) {
    constexpr std::array<std::string_view, 8> names{"script", "style", "template", "noscript", "iframe", "object", "head", "textarea"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_space(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r');
}

/// White space that stands before what comes next; without bytes where a tag stands for it.
struct Blank {
    bool there = false;
    std::vector<RawSpan> raw;
};

/// Appends `text`, white space as single blanks.
void append_spaced(TextBuilder& builder, const SourceText& text, Blank& blank) {
    const std::string_view bytes = text.utf8();
    std::uint32_t from = 0;  // characters
    std::uint32_t at = 0;
    const auto flush = [&] {
        if (from == at) return;
        if (blank.there && !builder.empty()) builder.append(U' ', blank.raw);
        blank = {};
        builder.append(text, {{from}, {at}});
    };
    for (std::size_t i = 0; i < bytes.size(); ++at) {
        const Decoded c = decode_at(bytes, i);
        i += c.length;
        if (!is_space(c.code_point)) continue;
        flush();
        from = at + 1;
        if (!blank.there || blank.raw.empty()) blank = {true, text.raw({{at}, {at + 1}})};
    }
    flush();
}

/// The value of a hexadecimal or base64 digit is not needed elsewhere: RFC 4648 section 4.
std::string base64_decoded(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = digits.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out.push_back(static_cast<char>(static_cast<unsigned char>(bits >> count)));
    }
    return out;
}

/// Base64 text as the characters it stands for; all of them come from the whole of it.
SourceText unpacked(const SourceText& packed) {
    const std::string bytes = base64_decoded(packed.utf8());
    if (first_invalid_utf8(bytes)) return packed;
    const std::vector<RawSpan> raw = packed.raw(packed.all());
    TextBuilder builder;
    for (std::size_t i = 0; i < bytes.size();) {
        const Decoded c = decode_at(bytes, i);
        builder.append(c.code_point, raw);
        i += c.length;
    }
    return std::move(builder).build();
}

/// Atom 0.3 says so; in Atom 1.0 every media type but text and XML does (RFC 4287 section 4.1.3.3).
bool is_base64(const XmlElement& element) {
    if (ascii_equal(element.attribute("mode"), "base64")) return true;
    const std::string type = ascii_lower(ascii_trimmed(element.attribute("type")));
    if (type.find('/') == std::string::npos || type.starts_with("text/") || type.ends_with("xml") || type == "application/json")
        return false;
    const SourceText text = element.text();
    return std::all_of(text.utf8().begin(), text.utf8().end(),
                       [](char c) { return ascii_letter(c) || ascii_digit(c) || ascii_space(c) || c == '+' || c == '/' || c == '='; });
}

SourceText text_of(const XmlElement& element) {
    return is_base64(element) ? unpacked(element.text()) : element.text();
}

}  // namespace

bool is_absolute_link(std::string_view link) {
    if (!ascii_starts_with(link, "http://") && !ascii_starts_with(link, "https://")) return false;
    return std::all_of(link.begin(), link.end(), [](char c) { return c > ' ' && c < 0x7F && c != '\\'; });
}

Construct construct_of(const XmlElement& element, Construct unstated) {
    if (element.has_elements()) return Construct::markup;
    const std::string type = ascii_lower(ascii_trimmed(element.attribute("type")));
    if (is_base64(element)) return Construct::html;
    if (type.empty() && !ascii_equal(element.attribute("mode"), "escaped")) return unstated;
    if (type == "xhtml" || type == "application/xhtml+xml") return Construct::markup;
    if (type.find("html") != std::string::npos) return Construct::html;
    return type == "text" || type == "plain" || type == "text/plain" ? Construct::plain : unstated;
}

SourceText visible_text(const SourceText& html) {
    TextBuilder builder;
    Blank blank;
    if (html.utf8().find_first_of("<&") == std::string_view::npos) {
        append_spaced(builder, html, blank);
        return std::move(builder).build();
    }
    const HtmlDocument document(html);
    for (HtmlNode node = document.body(); node;) {
        if (node.is_text()) append_spaced(builder, document.text(node), blank);
        if (node.is("br") || node.is("p") || node.is("div") || node.is("li")) blank.there = true;
        node = is_hidden(node.name()) ? node.next_after(document.body()) : node.next(document.body());
    }
    return std::move(builder).build();
}

SourceText spaced(const SourceText& text) {
    TextBuilder builder;
    Blank blank;
    append_spaced(builder, text, blank);
    return std::move(builder).build();
}

SourceText title_of(const XmlElement& element, Construct unstated) {
    switch (construct_of(element, unstated)) {
        case Construct::plain:
            return spaced(text_of(element));
        case Construct::html:
            return visible_text(text_of(element));
        case Construct::markup:
            return visible_text(element.markup());
    }
    return {};
}

SourceText html_of(const XmlElement& element, Construct unstated) {
    switch (construct_of(element, unstated)) {
        case Construct::plain: {
            const SourceText text = text_of(element);
            TextBuilder builder;
            append_escaped(builder, text, 0, text.utf8().size());
            return std::move(builder).build();
        }
        case Construct::html:
            return text_of(element);
        case Construct::markup:
            return element.markup();
    }
    return {};
}

}  // namespace dateline
