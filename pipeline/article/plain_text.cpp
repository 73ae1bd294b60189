#include "pipeline/article/plain_text.hpp"

#include <unicode/uchar.h>
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

bool white(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

/// What stands for a part that is no text: marks of a quotation, the sign of an exponent, or a blank.
std::string_view mark_of(std::span<const HtmlNode> parts, std::size_t i) {
    if (parts[i].is("sup")) return "^";
    if (!parts[i].is("q")) return " ";
    // A quotation begins where what comes next is in it; it stands twice, and an empty one side by side.
    if (i > 0 && parts[i - 1] == parts[i]) return "”";
    for (HtmlNode at = i + 1 < parts.size() ? parts[i + 1] : HtmlNode(); at; at = at.parent())
        if (at == parts[i]) return "“";
    return "”";
}

}  // namespace

std::string text_of(const Block& block) {
    std::string out;
    for (std::size_t i = 0; i < block.parts.size(); ++i) out += block.parts[i].is_text() ? block.parts[i].text() : mark_of(block.parts, i);
    return out;
}

SourceText source_of(const HtmlDocument& document, const Block& block) {
    TextBuilder builder;
    for (std::size_t i = 0; i < block.parts.size(); ++i) {
        if (block.parts[i].is_text())
            builder.append(document.text(block.parts[i]));
        else
            builder.insert(mark_of(block.parts, i));
    }
    return std::move(builder).build();
}

SourceText source_of(const HtmlDocument& document, HtmlNode node) {
    TextBuilder builder;
    for (const Block& block : blocks_of(node, {.hidden_too = true}).blocks) {
        if (!builder.empty()) builder.insert(" ");
        builder.append(source_of(document, block));
    }
    return std::move(builder).build();
}

std::optional<SourceText> short_text_of(const HtmlDocument& document, HtmlNode node) {
    constexpr int most_nodes = 200;
    constexpr std::size_t most_bytes = 4000;
    int nodes = 0;
    std::size_t bytes = 0;
    for (HtmlNode at = node.first_child(); at;) {
        bytes += at.text().size();
        if (++nodes > most_nodes || bytes > most_bytes) return std::nullopt;
        at = at.is("script") || at.is("style") ? at.next_after(node) : at.next(node);
    }
    return source_of(document, node);
}

SourceText unmarked(const SourceText& text) {
    if (text.utf8().find_first_of("&<") == std::string_view::npos) return text;
    const HtmlDocument document(text);
    return source_of(document, document.root());
}

SourceText trimmed(const SourceText& text) {
    const std::string_view characters = text.utf8();
    std::size_t begin = 0, end = characters.size();
    while (begin < end) {
        const Decoded c = decode_at(characters, begin);
        if (!white(c.code_point)) break;
        begin += c.length;
    }
    while (end > begin) {
        std::size_t last = end - 1;
        while ((static_cast<unsigned char>(characters[last]) & 0xC0) == 0x80) --last;
        if (!white(decode_at(characters, last).code_point)) break;
        end = last;
    }
    if (begin == 0 && end == characters.size()) return text;
    TextBuilder builder;
    builder.append(text, {text.char_of(static_cast<std::uint32_t>(begin)), text.char_of(static_cast<std::uint32_t>(end))});
    return std::move(builder).build();
}

std::string letters_of(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (const char c = text[at]; static_cast<unsigned char>(c) < 0x80) {
            ++at;
            if (ascii_alnum(c)) out.push_back(ascii_lower(c));
            continue;
        }
        const Decoded c = decode_at(text, at);
        at += c.length;
        const auto code = static_cast<UChar32>(c.code_point);
        if (u_isalnum(code)) append_utf8(out, static_cast<char32_t>(u_foldCase(code, U_FOLD_CASE_DEFAULT)));
    }
    return out;
}

}  // namespace dateline
