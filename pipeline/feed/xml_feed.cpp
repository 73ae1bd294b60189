#include "pipeline/feed/xml_feed.hpp"

#include <algorithm>
#include <array>

#include "pipeline/feed/entry.hpp"
#include "pipeline/feed/mended_tree.hpp"
#include "pipeline/feed/xml_tree.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

bool is_feed_root(std::string_view name) {
    constexpr std::array<std::string_view, 6> roots{"rss", "rdf", "feed", "channel", "item", "entry"};
    return std::any_of(roots.begin(), roots.end(), [&](std::string_view root) { return ascii_equal(root, name); });
}

/// CDF has links and times in attributes.
bool is_cdf(const XmlElement& channel) {
    if (channel.has_attribute("href") || channel.has_attribute("lastmod")) return true;
    const XmlElement item = channel.child("item");
    return item && (item.has_attribute("href") || item.has_attribute("lastmod"));
}

/// "rss 2.0", "atom 1.0", by the root and its version.
std::string format_of(const XmlElement& root, const XmlElement& channel) {
    const std::string name = root.name();
    const std::string version = root.attribute("version");
    if (name == "rdf:rdf" || name == "rdf") {
        const bool old = root.attribute("xmlns").find("0.9") != std::string::npos;
        return old ? "rdf 0.90" : "rdf 1.0";
    }
    if (name == "feed" || name == "entry") {
        const bool old = version == "0.3" || root.attribute("xmlns").find("purl.org/atom") != std::string::npos;
        return old ? "atom 0.3" : "atom 1.0";
    }
    if (name == "channel" && is_cdf(channel)) return "cdf";
    return version.empty() ? "rss" : "rss " + version;
}

std::optional<StatedTime> lastmod(const XmlElement& element) {
    const std::string written = element.attribute("lastmod");
    const std::optional<Moment> moment = read_moment(written);
    if (!moment) return std::nullopt;
    return StatedTime{*moment, {}, "lastmod"};
}

/// CDF (1997) says in attributes what the others say in elements.
void read_cdf(const XmlElement& channel, Feed& feed) {
    const auto link_of = [](const XmlElement& element) { return element.attribute("href"); };
    if (feed.link.empty()) feed.link = link_of(channel);
    if (!feed.updated) feed.updated = lastmod(channel);
    std::size_t i = 0;
    for (XmlElement child = channel.first_child(); child; child = child.next_sibling()) {
        if (child.name() != "item") continue;
        if (i >= feed.items.size()) break;
        FeedItem& item = feed.items[i++];
        if (item.link.empty()) item.link = item.link_as_written = link_of(child);
        if (!item.updated) item.updated = lastmod(child);
    }
}

void take_entries(const XmlElement& parent, Dialect dialect, Feed& feed) {
    for (XmlElement child = parent.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        if (name == "item" || name == "entry")
            feed.items.push_back(read_entry(child, dialect, feed.warnings));
        else if (name == "items" || name == "entries" || name == "channel" || name == "rss" || name == "feed")
            take_entries(child, dialect, feed);
    }
}

}  // namespace

bool begins_xml_feed(std::string_view beginning) {
    return is_feed_root(first_tag_name(beginning));
}

bool parse_xml_feed(SourceText text, const std::string& url, Feed& feed) {
    const std::unique_ptr<XmlTree> tree = mended_tree(std::move(text), url, feed.warnings);
    const XmlElement root = tree->root();
    if (!root || !is_feed_root(local_name(root.name()))) return false;
    XmlElement channel = root.name() == "channel" ? root : root.child("channel");
    if (!channel) channel = root;
    feed.format = format_of(root, channel);
    const Dialect dialect{feed.format.starts_with("atom") ? Construct::plain : Construct::html};
    const std::string name = root.name();
    if (name == "item" || name == "entry") {
        feed.items.push_back(read_entry(root, dialect, feed.warnings));
    } else {
        read_feed_head(channel, dialect, feed);
        take_entries(root, dialect, feed);
    }
    if (feed.format == "cdf") read_cdf(channel, feed);
    if (feed.id.empty()) feed.id = channel.attribute("rdf:about");
    // RFC 4287 section 4.2.1: an entry without author has the feed's.
    if (feed.format.starts_with("atom"))
        for (FeedItem& item : feed.items)
            if (item.authors.empty()) item.authors = feed.authors;
    return true;
}

}  // namespace dateline
