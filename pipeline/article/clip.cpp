#include "pipeline/article/clip.hpp"

#include <unordered_map>

#include "pipeline/article/body.hpp"
#include "pipeline/article/confidence.hpp"
#include "pipeline/article/live_blog.hpp"
#include "pipeline/article/metadata.hpp"
#include "pipeline/article/next_page.hpp"
#include "pipeline/article/page_class.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/article/script_text.hpp"
#include "pipeline/article/structured.hpp"
#include "pipeline/charset/charset.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

void take_body(const HtmlDocument& document, const PageBlocks& blocks, const Body& body, Clipping& out) {
    for (const std::size_t i : body.paragraphs) out.paragraphs.push_back(source_of(document, blocks.blocks[i]));
    for (const std::size_t i : body.captions) out.captions.push_back(source_of(document, blocks.blocks[i]));
    out.body_rule = body.rule;
}

/// The paragraphs of a text that structured data gives: parted by empty lines or line ends.
void take_stated_text(const SourceText& stated, Clipping& out) {
    const std::string_view text = stated.utf8();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        TextBuilder builder;
        builder.append(stated, {stated.char_of(static_cast<std::uint32_t>(at)), stated.char_of(static_cast<std::uint32_t>(end))});
        SourceText paragraph = trimmed(std::move(builder).build());
        if (!paragraph.empty()) out.paragraphs.push_back(std::move(paragraph));
        at = end + 1;
    }
}

void take_stated_body(const SourceText& stated, Clipping& out) {
    take_stated_text(stated, out);
    out.body_rule = "json-ld";
    out.confidence = 500;
    out.confidence_reasons = {{"the text stands in JSON-LD alone", 500}};
}

std::optional<StatedTime> time_of(const StructuredArticle::Update& update) {
    if (!update.published) return std::nullopt;
    const auto moment = read_moment(update.published->utf8());
    return moment ? std::optional<StatedTime>(StatedTime{*moment, *update.published, "json-ld"}) : std::nullopt;
}

/// Posts that stand nowhere but in JSON-LD, behind what the page shows.
void take_stated_posts(const StructuredArticle& structured, Clipping& out) {
    for (const StructuredArticle::Update& update : structured.updates) {
        const std::size_t first = out.paragraphs.size();
        take_stated_text(update.headline, out);
        take_stated_text(update.body, out);
        if (out.paragraphs.size() > first) out.updates.push_back({first, time_of(update)});
    }
    out.body_rule = "json-ld";
    out.confidence = 500;
    out.confidence_reasons = {{"the text stands in JSON-LD alone", 500}};
}

/// Where the posts begin among the paragraphs, and when each was written; times that the page does not show may stand in JSON-LD.
void take_posts(const PageBlocks& blocks, const Body& body, const LiveBlog& live, const StructuredArticle& structured, Clipping& out) {
    std::unordered_map<std::string, const StructuredArticle::Update*> by_headline;
    for (const StructuredArticle::Update& update : structured.updates)
        if (!update.headline.empty()) by_headline.try_emplace(letters_of(update.headline.utf8()), &update);
    std::size_t paragraph = 0;
    for (const LivePost& post : live.posts) {
        while (paragraph < body.paragraphs.size() && body.paragraphs[paragraph] < post.begin) ++paragraph;
        if (paragraph == body.paragraphs.size()) break;
        if (body.paragraphs[paragraph] >= post.end) continue;
        std::optional<StatedTime> time = post.time;
        const auto stated = by_headline.find(letters_of(text_of(blocks.blocks[body.paragraphs[paragraph]])));
        if (!time && stated != by_headline.end()) time = time_of(*stated->second);
        out.updates.push_back({paragraph, std::move(time)});
    }
}

std::size_t chars_of(const std::vector<StructuredArticle::Update>& updates) {
    std::size_t chars = 0;
    for (const StructuredArticle::Update& update : updates) chars += update.body.end().value;
    return chars;
}

std::size_t length_of(const Clipping& clipping) {
    std::size_t length = 0;
    for (const SourceText& paragraph : clipping.paragraphs) length += paragraph.end().value;
    return length;
}

/// How much a text says, in letters of an alphabet: where no blanks are written a character says as much as three.
std::size_t weight_of(const Clipping& clipping) {
    std::size_t weight = 0;
    for (const SourceText& paragraph : clipping.paragraphs) {
        const std::string_view text = paragraph.utf8();
        for (std::size_t at = 0; at < text.size();) {
            const Decoded c = decode_at(text, at);
            at += c.length;
            weight += ideographic(c.code_point) ? 3 : 1;
        }
    }
    return weight;
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
    PageBlocks blocks = blocks_of(document.root());
    const bool stated_live = structured.type == "LiveBlogPosting";
    const LiveBlog live = live_blog_of(document, elements, blocks, stated_live, out.title.utf8(), page.final_url);
    const BodyClues clues{std::string(out.title.utf8()), std::string(structured.body.utf8()), metadata.description(), live.feed};
    Body body = body_of(blocks, document.root(), clues);
    const bool some_noscript = blocks.some_noscript, some_hidden = blocks.some_hidden;
    const auto look_wider = [&](const BlockOptions& options) {
        blocks = blocks_of(document.root(), options);
        body = body_of(blocks, document.root(), clues);
    };
    if (!live.posts.empty()) take_posts(blocks, body, live, structured, out);
    if (body.paragraphs.empty() && some_noscript) look_wider({.noscript_too = true});
    if (body.paragraphs.empty() && some_hidden) look_wider({.hidden_too = true});
    take_body(document, blocks, body, out);
    if (blocks.cut) out.warnings.push_back({"page: too many paragraphs; the rest was left out"});
    // Text that stands nowhere but in JSON-LD (the page's script shows it), or of which the page shows a small part only.
    if (structured.body.end().value > 300 && length_of(out) * 2 < structured.body.end().value) {
        out.paragraphs.clear();
        out.updates.clear();
        take_stated_body(structured.body, out);
    } else if (stated_live && live.posts.empty() && chars_of(structured.updates) > 2 * length_of(out)) {
        take_stated_posts(structured, out);
    } else if (out.paragraphs.empty()) {
        out.paragraphs = paragraphs_in_scripts(document);
        if (!out.paragraphs.empty()) {
            out.body_rule = "script";
            out.confidence = 400;
            out.confidence_reasons = {{"the text stands in data for a script alone", 400}};
        }
    }
    Metadata::Authors authors = metadata.authors(blocks, body);
    out.authors = std::move(authors.names);
    out.authors_from = std::move(authors.from);
    out.published = metadata.published(blocks, body);
    out.modified = metadata.modified(blocks, body);
    out.language = metadata.language();
    out.site = metadata.site();
    out.canonical_url = metadata.canonical_url();
    const PageFacts facts{
        document, elements, blocks, body, structured, weight_of(out), out.title.utf8(), page.final_url, !out.updates.empty()};
    ClassedPage classed = class_of(facts);
    if (out.body_rule != "json-ld" && out.body_rule != "script") {
        Estimate estimate = confidence_of(facts, clues);
        out.confidence = estimate.confidence;
        out.confidence_reasons = std::move(estimate.reasons);
    }
    out.next_page = next_page_of(document, elements, page.final_url.empty() ? page.url : page.final_url);
    out.page = classed.page;
    out.page_reason = std::move(classed.reason);
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
    take_body(document, blocks, body, out);
    out.confidence = 700;
    out.confidence_reasons = {{"all that the feed has of it", 700}};
    if (out.paragraphs.empty()) out.page = PageClass::no_article;
    out.page_reason = out.paragraphs.empty() ? "no text" : "the text of a feed's entry";
    return out;
}

}  // namespace dateline
