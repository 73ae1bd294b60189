#include "pipeline/feed/feed_json.hpp"

#include "pipeline/feed/safe_html.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

void write_time(JsonWriter& json, std::string_view name, const std::optional<StatedTime>& time) {
    json.field_or_null(name, time ? time->moment.iso() : std::string());
}

void write_names(JsonWriter& json, std::string_view name, const std::vector<SourceText>& names) {
    json.key(name).array();
    for (const SourceText& text : names) json.value(text.utf8());
    json.close();
}

void write_terms(JsonWriter& json, std::string_view name, const std::vector<std::string>& terms) {
    json.key(name).array();
    for (const std::string& term : terms) json.value(term);
    json.close();
}

void write_item(JsonWriter& json, const FeedItem& item) {
    json.object();
    json.field_or_null("id", item.guid).field_or_null("title", item.title.utf8()).field_or_null("link", item.link);
    write_time(json, "published", item.published);
    write_time(json, "updated", item.updated);
    write_names(json, "authors", item.authors);
    json.field_or_null("summary", safe_html(item.summary, item.summary_base));
    json.field_or_null("content", safe_html(item.content, item.content_base));
    write_terms(json, "categories", item.categories);
    json.key("enclosures").array();
    for (const FeedItem::Enclosure& enclosure : item.enclosures)
        json.object().field("url", enclosure.url).field_or_null("type", enclosure.type).field_or_null("length", enclosure.length).close();
    json.close();
    // Of sitemaps and OPML only.
    if (!item.publication.empty()) json.field("publication", item.publication.utf8());
    if (!item.language.empty()) json.field("language", item.language);
    if (!item.site.empty()) json.field("site", item.site);
    json.close();
}

}  // namespace

std::string feed_json(const Feed& feed) {
    std::string out;
    JsonWriter json(out);
    json.object().field_or_null("format", feed.format).field_or_null("id", feed.id).field_or_null("title", feed.title.utf8());
    json.field_or_null("link", feed.link).field_or_null("language", feed.language);
    json.field_or_null("description", safe_html(feed.description, feed.description_base));
    write_time(json, "published", feed.published);
    write_time(json, "updated", feed.updated);
    write_names(json, "authors", feed.authors);
    write_terms(json, "categories", feed.categories);
    json.key("entries").array();
    for (const FeedItem& item : feed.items) write_item(json, item);
    json.close().key("warnings").array();
    for (const Warning& warning : feed.warnings) json.value(warning.message);
    json.close().close();
    return out;
}

}  // namespace dateline
