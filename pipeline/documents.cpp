#include "pipeline/documents.hpp"

#include "pipeline/article/clip.hpp"
#include "pipeline/article/named_feed.hpp"
#include "pipeline/charset/charset.hpp"
#include "pipeline/json_text.hpp"
#include "pipeline/normalize/normalize.hpp"
#include "pipeline/sources.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/digest.hpp"
#include "schemas/json.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Says which payload the article came from: number 0.
void set_payload(Article& article, const RawDocument& document, const std::string& charset) {
    article.url = document.final_url;
    article.payloads = {document.sha256};
    article.charsets = {charset};
}

/// The same text, its raw bytes counted as those of payload `number`.
SourceText of_payload(const SourceText& text, std::uint16_t number) {
    std::vector<OffsetRun> runs(text.origin().runs().begin(), text.origin().runs().end());
    for (OffsetRun& run : runs)
        if (run.kind != RunKind::inserted) run.payload = number;
    return {std::string(text.utf8()), OffsetRuns(std::move(runs))};
}

/// A canonical URL that names the site rather than the page would make one article of all its pages.
bool plausible_canonical(const std::string& canonical, const std::string& url) {
    const auto parts = url_parts(canonical);
    if (!parts || !is_web(canonical)) return false;
    const auto own = url_parts(url);
    return !(parts->path == "/" && parts->query.empty()) || (own && own->path == "/");
}

std::string quoted_byte(std::string_view bytes, std::size_t at) {
    constexpr char hex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(bytes[at]);
    return std::string("0x") + hex[byte >> 4] + hex[byte & 15];
}

}  // namespace

Unusable unsuitable(const RawDocument& document, Content content) {
    const std::string advice = "; name a feed, an HTML page or a text";
    switch (content) {
        case Content::empty:
            return {"empty", shown(document) + ": empty" + advice};
        case Content::binary:
            return {"binary", shown(document) + ": not text, but an image, an archive or the like" + advice};
        case Content::feed:
            return {"not_feed", shown(document) + ": starts like a feed, but holds no entry that can be read; check that it is complete"};
        default:
            return {"xml", shown(document) + ": XML, but neither a feed nor a sitemap nor a page" + advice};
    }
}

Article article_of_page(const RawDocument& page) {
    const Content content = sniff(page.bytes);
    if (content != Content::page)
        throw Unusable{"not_article",
                       shown(page) + ": not an HTML page but " + std::string(described(content)) + "; name a page with an article"};
    const Clipping clipping = clip(page);
    const auto none = [&](const char* failure, const std::string& why) { return Unusable{failure, shown(page) + ": " + why}; };
    const auto a_feed = [&] {
        const std::string feed = feed_named_in(page);
        return feed.empty() ? std::string("a feed") : "its feed, " + feed;
    };
    switch (clipping.page) {
        case PageClass::article:
        case PageClass::live_blog:
            break;
        case PageClass::no_article:
            throw none("not_article",
                       "no article in this page (" + clipping.page_reason + "); name the page of one article or " + a_feed());
        case PageClass::overview:
            throw none("overview", "a list of articles (" + clipping.page_reason + "); name the page of one article or " + a_feed());
        case PageClass::paywall:
            throw none("paywall", "only the start of the article is given to those who do not pay (" + clipping.page_reason +
                                      "); nothing is stored of it");
        case PageClass::consent:
            throw none("consent", "the page asks for consent first and holds no article");
        case PageClass::needs_script:
            throw none("needs_script", "the article is not in the page, a script fetches it");
        case PageClass::blocked:
            throw none("blocked", "the site keeps programs out (" + clipping.page_reason + "); try again later or ask it for a feed");
    }
    Article article = normalize(clipping);
    set_payload(article, page, charset_of(page));
    if (!clipping.next_page.value.empty()) article.warnings.push_back({"the article goes on at " + clipping.next_page.value});
    if (!plausible_canonical(article.canonical_url, page.final_url)) article.canonical_url.clear();
    return article;
}

Article article_of_entry(const FeedItem& item, const RawDocument& feed, bool summary_too) {
    const SourceText& html = item.content.empty() && summary_too ? item.summary : item.content;
    Article article;
    if (!html.empty()) {
        Clipping clipping = clip(html, item.content.empty() ? item.summary_base : item.content_base);
        clipping.title = item.title;
        article = normalize(clipping);
    }
    set_payload(article, feed, decide(feed.bytes, feed.charset, Markup::xml).name);
    article.canonical_url = is_web(item.link) ? item.link : "";
    if (is_web(item.link)) article.url = item.link;
    add_entry(article, item, feed);
    return article;
}

void add_entry(Article& article, const FeedItem& item, const RawDocument& feed) {
    article.guid = item.guid;
    if (article.title.empty() && !item.title.empty()) {
        article.payloads.push_back(feed.sha256);
        article.charsets.push_back(decide(feed.bytes, feed.charset, Markup::xml).name);
        article.title = of_payload(normalized(item.title), static_cast<std::uint16_t>(article.payloads.size() - 1));
    }
    if (!article.published && item.published) article.published = item.published->moment;
    if (!article.modified && item.updated) article.modified = item.updated->moment;
    if (!article.reference_time) article.reference_time = article.published ? article.published : article.modified;
    if (article.authors.empty())
        for (const SourceText& author : item.authors) article.authors.emplace_back(author.utf8());
}

Article article_of_text(const RawDocument& text) {
    Charset charset = decide(text.bytes, text.charset, Markup::text);
    if (charset.from != "bom" && charset.from != "transport") {
        if (const auto bad = first_invalid_utf8(text.bytes))
            throw Unusable{"invalid_utf8", shown(text) + ": invalid UTF-8 at byte " + std::to_string(*bad) + " (" +
                                               quoted_byte(text.bytes, *bad) + "); convert it, or name its charset, such as --charset " +
                                               charset.name};
        charset.name = "UTF-8";
    }
    std::vector<Warning> ignored;
    Article article = normalize_text(decode(text.bytes, charset, 0, ignored));
    set_payload(article, text, charset.name);
    return article;
}

Article article_of_line(std::string_view json, std::int64_t number, const RawDocument& from, RawDocument& payload) {
    const std::string where = shown(from) + " line " + std::to_string(number);
    const ReadDocument read = read_document(json);
    if (read.error) throw Unusable{read.error->code, where + ": " + read.error->message};
    const InputDocument& document = *read.document;
    payload.url = from.url == "-" ? "-" : from.url + "#line=" + std::to_string(number);
    payload.final_url = payload.url;
    payload.media_type = "application/json";
    payload.bytes = json;
    payload.sha256 = sha256(json);
    payload.fetched_at = from.fetched_at;

    const std::map<std::string, SourceText> strings = json_strings(json);
    Article article = normalize_text(strings.at("text"));
    if (const auto title = strings.find("title"); title != strings.end()) article.title = normalized(title->second);
    set_payload(article, payload, "UTF-8");
    article.language = document.language;
    if (!document.reference_time.empty()) {
        article.reference_time = Moment::parse(document.reference_time);
        if (!article.reference_time)
            throw Unusable{"bad_field", where + ": \"reference_time\": \"" + document.reference_time +
                                            "\" is not a date like 2013-03-22 or 2016-11-07T00:00:00"};
    }
    if (!document.url.empty()) {
        article.url = document.url;
        article.canonical_url = document.url;
    } else if (from.url != "-" || !document.source.empty()) {
        article.guid = document.id;
    }
    article.source = document.source;
    return article;
}

}  // namespace dateline
