#include "pipeline/article/clip.hpp"

#include "pipeline/article/body.hpp"
#include "pipeline/article/metadata.hpp"
#include "pipeline/article/page_class.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/article/structured.hpp"
#include "pipeline/charset/charset.hpp"
#include "schemas/text_builder.hpp"

namespace dateline {
namespace {

void take_body(const HtmlDocument& document, const PageBlocks& blocks, const Body& body, Clipping& out) {
    for (const std::size_t i : body.paragraphs) out.paragraphs.push_back(source_of(document, blocks.blocks[i]));
    for (const std::size_t i : body.captions) out.captions.push_back(source_of(document, blocks.blocks[i]));
    out.body_rule = body.rule;
    out.confidence = body.confidence;
}

/// The paragraphs of a text that structured data gives: parted by empty lines or line ends.
void take_stated_body(const SourceText& stated, Clipping& out) {
    const std::string_view text = stated.utf8();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        TextBuilder builder;
        builder.append(stated, {stated.char_of(static_cast<std::uint32_t>(at)), stated.char_of(static_cast<std::uint32_t>(end))});
        SourceText paragraph = trimmed(std::move(builder).build());
        if (!paragraph.empty()) out.paragraphs.push_back(std::move(paragraph));
        at = end + 1;
    }
    out.body_rule = "json-ld";
    out.confidence = 500;
}

std::size_t length_of(const Clipping& clipping) {
    std::size_t length = 0;
    for (const SourceText& paragraph : clipping.paragraphs) length += paragraph.end().value;
    return length;
}

Markup markup_of(const RawDocument& page) {
    return page.media_type.find("xml") != std::string::npos ? Markup::any : Markup::html;
}

/// What blog software puts under each entry: "The post X appeared first on Y."
bool feed_footer(std::string_view text) {
    return text.find("The post ") < 4 && text.find(" appeared first on ") != std::string_view::npos && text.size() < 600;
}

}  // namespace

std::string charset_of(const RawDocument& page) {
    return decide(page.bytes, page.charset, markup_of(page)).name;
}

Clipping clip(const RawDocument& page) {
    Clipping out;
    const Charset charset = decide(page.bytes, page.charset, markup_of(page));
    const HtmlDocument document(decode(page.bytes, charset, 0, out.warnings));
    out.warnings.insert(out.warnings.end(), document.warnings().begin(), document.warnings().end());
    const PageElements elements(document);
    const std::string& url = page.final_url.empty() ? page.url : page.final_url;
    const StructuredArticle structured = structured_article(document, elements, url);
    const Metadata metadata(document, elements, structured, url);
    StatedValue title = metadata.title();
    out.title = std::move(title.written);
    out.title_from = out.title.empty() ? std::string() : std::move(title.from);
    const BodyClues clues{std::string(out.title.utf8()), std::string(structured.body.utf8()), metadata.description()};
    PageBlocks blocks = blocks_of(document.root());
    Body body = body_of(blocks, document.root(), clues);
    const bool some_noscript = blocks.some_noscript, some_hidden = blocks.some_hidden;
    const auto look_wider = [&](const BlockOptions& options) {
        blocks = blocks_of(document.root(), options);
        body = body_of(blocks, document.root(), clues);
    };
    if (body.paragraphs.empty() && some_noscript) look_wider({.noscript_too = true});
    if (body.paragraphs.empty() && some_hidden) look_wider({.hidden_too = true});
    take_body(document, blocks, body, out);
    if (blocks.cut) out.warnings.push_back({"page: too many paragraphs; the rest was left out"});
    // Text that stands nowhere but in JSON-LD (the page's script shows it), or of which the page shows a small part only.
    if (structured.body.end().value > 300 && length_of(out) * 2 < structured.body.end().value) {
        out.paragraphs.clear();
        take_stated_body(structured.body, out);
    }
    Metadata::Authors authors = metadata.authors(blocks, body);
    out.authors = std::move(authors.names);
    out.authors_from = std::move(authors.from);
    out.published = metadata.published(blocks, body);
    out.modified = metadata.modified(blocks, body);
    out.language = metadata.language();
    out.site = metadata.site();
    out.canonical_url = metadata.canonical_url();
    out.page = class_of({document, elements, blocks, structured.found, structured.free, length_of(out), out.title.utf8(), page.final_url});
    return out;
}

Clipping clip(const SourceText& html_fragment, std::string_view) {
    Clipping out;
    const HtmlDocument document(html_fragment);
    out.warnings = document.warnings();
    const PageBlocks blocks = blocks_of(document.root());
    Body body;
    for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
        if (feed_footer(text_of(blocks.blocks[i]))) continue;
        (blocks.blocks[i].role == Block::Role::caption ? body.captions : body.paragraphs).push_back(i);
    }
    body.rule = "feed";
    body.confidence = 700;
    take_body(document, blocks, body, out);
    if (out.paragraphs.empty()) out.page = PageClass::no_article;
    return out;
}

}  // namespace dateline
