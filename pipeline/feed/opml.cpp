#include "pipeline/feed/opml.hpp"

#include "pipeline/feed/construct.hpp"
#include "pipeline/feed/mended_tree.hpp"
#include "pipeline/feed/value.hpp"
#include "schemas/ascii.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

// A folder's name is repeated for every feed in it: hostile lists must not grow by that.
constexpr std::size_t most_folders = 8;
constexpr std::size_t longest_folder = 200;

SourceText title_in(const XmlElement& outline) {
    SourceText title = spaced(outline.attribute_text("title"));
    return title.empty() ? spaced(outline.attribute_text("text")) : title;
}

FeedItem read_outline(const XmlElement& outline, const std::vector<std::string>& folders) {
    FeedItem item;
    item.link_as_written = std::string(ascii_trimmed(outline.attribute("xmlurl")));
    item.link = item.guid = resolved(item.link_as_written, outline);
    item.title = title_in(outline);
    item.site = resolved(outline.attribute("htmlurl"), outline);
    item.language = std::string(ascii_trimmed(outline.attribute("language")));
    item.categories = folders;
    take_terms(outline.attribute("category"), item.categories);
    return item;
}

/// Outlines wherever they stand: where the end tag of <head> is missing, <body> is in it.
void take_outlines(const XmlElement& parent, std::vector<std::string>& folders, Feed& feed) {
    for (XmlElement child = parent.first_child(); child; child = child.next_sibling()) {
        if (child.name() != "outline") {
            take_outlines(child, folders, feed);
            continue;
        }
        const bool is_feed = !ascii_trimmed(child.attribute("xmlurl")).empty();
        if (is_feed) feed.items.push_back(read_outline(child, folders));
        if (!child.has_elements()) continue;
        const SourceText name = is_feed ? SourceText() : title_in(child);
        const bool named = !name.empty() && folders.size() < most_folders;
        if (named) folders.emplace_back(utf8_prefix(name.utf8(), longest_folder));
        take_outlines(child, folders, feed);
        if (named) folders.pop_back();
    }
}

void read_head(const XmlElement& head, Feed& feed) {
    for (XmlElement child = head.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        if (name == "title" && feed.title.empty())
            feed.title = spaced(child.text());
        else if (name == "datecreated" && !feed.published)
            feed.published = stated_time(child);
        else if (name == "datemodified" && !feed.updated)
            feed.updated = stated_time(child);
        else if (name == "ownername" && feed.authors.empty())
            if (SourceText owner = spaced(child.text()); !owner.empty()) feed.authors.push_back(std::move(owner));
    }
}

/// As XML shows it between tags and quotes. Characters that XML 1.0 has no way to write are left out.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out.push_back(c);
        else if (ascii_space(c))
            out.push_back(' ');
    }
    return out;
}

void write_attribute(std::string& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
}

}  // namespace

bool begins_opml(std::string_view beginning) {
    return ascii_equal(first_tag_name(beginning), "opml");
}

bool parse_opml(SourceText text, const std::string& url, Feed& feed) {
    const std::unique_ptr<XmlTree> tree = mended_tree(std::move(text), url, feed.warnings);
    const XmlElement root = tree->root();
    if (!root || local_name(root.name()) != "opml") return false;
    const std::string version = std::string(ascii_trimmed(root.attribute("version")));
    feed.format = version.empty() ? "opml" : "opml " + version;
    feed.lists_feeds = true;
    read_head(root.child("head"), feed);
    std::vector<std::string> folders;
    take_outlines(root, folders, feed);
    return true;
}

std::string opml_of(const Feed& list) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n";
    out += "  <head><title>" + escaped(list.title.utf8()) + "</title></head>\n  <body>\n";
    for (const FeedItem& item : list.items) {
        out += "    <outline type=\"rss\"";
        // OPML 2.0 wants "text" of every outline.
        const std::string_view title = item.title.empty() ? std::string_view(item.link) : item.title.utf8();
        write_attribute(out, "text", title);
        write_attribute(out, "xmlUrl", item.link);
        write_attribute(out, "htmlUrl", item.site);
        write_attribute(out, "language", item.language);
        std::string terms;
        for (const std::string& term : item.categories) terms += (terms.empty() ? "" : ",") + term;
        write_attribute(out, "category", terms);
        out += "/>\n";
    }
    return out + "  </body>\n</opml>\n";
}

}  // namespace dateline
