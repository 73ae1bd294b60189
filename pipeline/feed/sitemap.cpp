#include "pipeline/feed/sitemap.hpp"

#include <algorithm>

#include "pipeline/feed/construct.hpp"
#include "pipeline/feed/mended_tree.hpp"
#include "pipeline/feed/value.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

/// What the protocol allows (sitemaps.org): what is behind them is not read by anybody.
constexpr std::size_t most_pages = 50000;

bool is_sitemap_root(std::string_view name) {
    return ascii_equal(name, "urlset") || ascii_equal(name, "sitemapindex");
}

void take_publication(const XmlElement& publication, FeedItem& item) {
    for (XmlElement child = publication.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        if (name == "news:name" && item.publication.empty()) item.publication = spaced(child.text());
        if (name == "news:language" && item.language.empty()) item.language = child.trimmed_text();
    }
}

void take_news(const XmlElement& news, FeedItem& item) {
    for (XmlElement child = news.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        if (name == "news:publication")
            take_publication(child, item);
        else if (name == "news:title" && item.title.empty())
            item.title = visible_text(child.text());
        else if (name == "news:publication_date" && !item.published)
            item.published = stated_time(child);
        else if (name == "news:keywords" && item.categories.empty())
            take_terms(child.trimmed_text(), item.categories);
    }
}

void take_image(const XmlElement& image, FeedItem& item) {
    const XmlElement where = image.child("image:loc");
    if (std::string url = where ? resolved(where.trimmed_text(), where) : std::string(); !url.empty())
        item.enclosures.push_back({std::move(url), "", ""});
}

/// The name without a prefix that no extension of the protocol has: writers forget to declare theirs, or declare it wrongly.
std::string own_name(const XmlElement& element) {
    std::string name = element.name();
    for (const std::string_view extension : {"image:", "news:", "video:", "xhtml:", "mobile:"})
        if (name.starts_with(extension)) return name;
    return std::string(local_name(name));
}

/// One `<url>` or `<sitemap>`.
FeedItem read_page(const XmlElement& page) {
    FeedItem item;
    for (XmlElement child = page.first_child(); child; child = child.next_sibling()) {
        const std::string name = own_name(child);
        if (name == "loc" && item.link.empty()) {
            item.link_as_written = child.trimmed_text();
            item.link = item.guid = resolved(item.link_as_written, child);
        } else if (name == "lastmod" && !item.updated) {
            item.updated = stated_time(child);
        } else if (name == "news:news") {
            take_news(child, item);
        } else if (name == "image:image") {
            take_image(child, item);
        }
    }
    return item;
}

/// The sitemap of one paper is called by the paper's name and is in its language.
void take_shared(Feed& feed) {
    if (feed.items.empty()) return;
    const FeedItem& first = feed.items.front();
    const auto all = [&](const auto& same) { return std::all_of(feed.items.begin(), feed.items.end(), same); };
    if (all([&](const FeedItem& item) { return item.publication.utf8() == first.publication.utf8(); })) feed.title = first.publication;
    if (all([&](const FeedItem& item) { return item.language == first.language; })) feed.language = first.language;
}

}  // namespace

bool begins_sitemap(std::string_view beginning) {
    return is_sitemap_root(first_tag_name(beginning));
}

bool parse_sitemap(SourceText text, const std::string& url, Feed& feed) {
    const std::unique_ptr<XmlTree> tree = mended_tree(std::move(text), url, feed.warnings);
    const XmlElement root = tree->root();
    const std::string root_name = root ? root.name() : std::string();
    if (!is_sitemap_root(local_name(root_name))) return false;
    feed.lists_feeds = local_name(root_name) == "sitemapindex";
    feed.format = feed.lists_feeds ? "sitemapindex" : "sitemap";
    const std::string_view wanted = feed.lists_feeds ? "sitemap" : "url";
    std::size_t nowhere = 0;
    for (XmlElement child = root.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        if (local_name(name) != wanted) continue;
        if (feed.items.size() == most_pages) {
            feed.warnings.push_back({"only the first " + std::to_string(most_pages) + " entries read"});
            break;
        }
        FeedItem item = read_page(child);
        if (item.link.empty())
            ++nowhere;
        else
            feed.items.push_back(std::move(item));
    }
    if (nowhere > 0) feed.warnings.push_back({"entries without an address left out: " + std::to_string(nowhere)});
    take_shared(feed);
    return true;
}

}  // namespace dateline
