#include <iostream>

#include "pipeline/article/clip.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/standard_input.hpp"
#include "pipeline/normalize/normalize.hpp"
#include "pipeline/sniff.hpp"
#include "schemas/ascii.hpp"
#include "schemas/error.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

void write_paragraphs(JsonWriter& json, const SourceText& text) {
    json.key("paragraphs").array();
    const std::string_view utf8 = text.utf8();
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t end = std::min(utf8.find("\n\n", at), utf8.size());
        json.value(utf8.substr(at, end - at));
        at = end + 2;
    }
    json.close();
}

/// [[text begin, text end, raw begin, raw end], ...]: where the characters of the text stand in the page.
void write_spans(JsonWriter& json, std::string_view name, const SourceText& text) {
    json.key(name).array();
    for (const OffsetRun& run : text.origin().runs()) {
        if (run.kind == RunKind::inserted) continue;
        json.array()
            .value(run.text_begin)
            .value(run.text_begin + run.length)
            .value(run.raw_begin)
            .value(run.raw_begin + run.raw_length)
            .close();
    }
    json.close();
}

void write_time(JsonWriter& json, std::string_view name, const std::optional<StatedTime>& time) {
    json.key(name);
    if (!time) {
        json.null();
        return;
    }
    json.value(time->moment.iso());
}

/// The posts of a live blog: where each begins in the text and when it was written.
void write_updates(JsonWriter& json, const Clipping& clipping, const std::vector<CharOffset>& paragraphs) {
    json.key("updates").array();
    for (const LiveUpdate& update : clipping.updates) {
        json.object().key("begin").value(paragraphs[update.paragraph].value);
        write_time(json, "time", update.time);
        json.close();
    }
    json.close();
}

/// A page with a few odd bytes is a page.
bool has_tags(std::string_view bytes) {
    for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1))
        for (const std::string_view tag : {"<!doctype html", "<html", "<head", "<body"})
            if (ascii_starts_with(bytes.substr(at), tag)) return true;
    return false;
}

void write_reasons(JsonWriter& json, const std::vector<Reason>& reasons) {
    json.key("confidence_reasons").array();
    for (const Reason& reason : reasons)
        json.object().field("reason", reason.what).key("points").raw(std::to_string(reason.points)).close();
    json.close();
}

/// Where each value of the metadata was stated.
void write_sources(JsonWriter& json, const Clipping& clipping) {
    json.key("from").object();
    const auto field = [&](std::string_view name, const std::string& from) {
        if (!from.empty()) json.field(name, from);
    };
    field("title", clipping.title_from);
    field("authors", clipping.authors_from);
    if (clipping.published) field("published", clipping.published->from);
    if (clipping.modified) field("modified", clipping.modified->from);
    field("language", clipping.language.from);
    field("site", clipping.site.from);
    field("canonical_url", clipping.canonical_url.from);
    field("next_page", clipping.next_page.from);
    json.close();
}

/// What stands in the page for each value, with its spans; a value that stands in its address alone has none.
void write_metadata_spans(JsonWriter& json, const Clipping& clipping) {
    json.key("metadata_spans").array();
    const auto value = [&](std::string_view name, const SourceText& written) {
        if (written.empty()) return;
        json.object().field("field", name).field("written", written.utf8());
        write_spans(json, "spans", written);
        json.close();
    };
    for (const SourceText& author : clipping.authors) value("authors", author);
    if (clipping.published) value("published", clipping.published->written);
    if (clipping.modified) value("modified", clipping.modified->written);
    value("language", clipping.language.written);
    value("site", clipping.site.written);
    value("canonical_url", clipping.canonical_url.written);
    value("next_page", clipping.next_page.written);
    json.close();
}

int run(const Arguments& arguments) {
    RawDocument page;
    page.url = page.final_url = arguments.text("--url");
    page.charset = arguments.text("--charset");
    tell_unknown_charset("article", page.charset);
    page.bytes = standard_input(65536);
    // An image, an archive, noise: there is nothing to read in it, however long it goes on.
    const bool binary = sniff(page.bytes) == Content::binary && !has_tags(page.bytes);
    if (binary)
        page.bytes.clear();
    else
        page.bytes += standard_input();
    const Clipping clipping = clip(page);
    std::vector<CharOffset> paragraphs;
    Article article = normalize(clipping, &paragraphs);
    if (binary) article.warnings.push_back({"not text, but an image, an archive or the like"});
    std::string out;
    JsonWriter json(out);
    json.object().field_or_null("title", article.title.utf8()).key("authors").array();
    for (const std::string& author : article.authors) json.value(author);
    json.close();
    write_time(json, "published", clipping.published);
    write_time(json, "modified", clipping.modified);
    json.field_or_null("language", article.language)
        .field_or_null("site", article.source)
        .field_or_null("canonical_url", article.canonical_url);
    write_sources(json, clipping);
    const bool has_text =
        clipping.page == PageClass::article || clipping.page == PageClass::live_blog || clipping.page == PageClass::paywall;
    json.field("page", wire(clipping.page)).field("page_reason", clipping.page_reason).field("body_rule", article.body_rule);
    json.key("confidence")
        .raw(std::to_string(article.confidence / 1000) + "." + std::to_string(1000 + article.confidence % 1000).substr(1));
    write_reasons(json, clipping.confidence_reasons);
    json.field_or_null("next_page", clipping.next_page.value);
    const SourceText none;
    const SourceText& text = has_text ? article.text : none;
    json.field("text", text.utf8());
    write_paragraphs(json, text);
    json.field("captions", article.captions.utf8());
    if (has_text && !clipping.updates.empty()) write_updates(json, clipping, paragraphs);
    if (arguments.has("--spans")) {
        json.field("charset", charset_of(page));
        write_spans(json, "title_spans", article.title);
        write_spans(json, "text_spans", text);
        write_spans(json, "caption_spans", article.captions);
        write_metadata_spans(json, clipping);
    }
    json.key("warnings").array();
    for (const Warning& warning : article.warnings) json.value(warning.message);
    json.close().close();
    std::cout << out << '\n';
    return 0;
}

}  // namespace

Command article_command() {
    return {"article",
            "print the article of the HTML page on standard input as JSON",
            "",
            {{"--url", "URL", "where the page came from", "", {}},
             {"--charset", "LABEL", "the encoding that the transport told", "", {}},
             {"--spans", "", "also print which raw bytes the text came from", "", {}}},
            run,
            Listed::step};
}

}  // namespace dateline
