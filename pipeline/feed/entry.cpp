#include "pipeline/feed/entry.hpp"

#include <algorithm>

#include "pipeline/feed/person.hpp"
#include "pipeline/feed/value.hpp"
#include "schemas/ascii.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Keeps the value of the name that comes first in a list of names, wherever it stands in the entry.
class Best {
public:
    /// True when `rank` beats what was there. Rank 0 is the best.
    bool take(std::size_t rank) {
        if (rank >= rank_) return false;
        rank_ = rank;
        return true;
    }
    bool none() const { return rank_ == std::string::npos; }

private:
    std::size_t rank_ = std::string::npos;
};

template <std::size_t N>
std::size_t rank_in(const std::string_view (&names)[N], std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return i;
    return std::string::npos;
}

constexpr std::string_view title_names[] = {"title", "dc:title", "itunes:title", "media:title"};
constexpr std::string_view id_names[] = {"guid", "id", "dc:identifier"};
constexpr std::string_view published_names[] = {"published", "pubdate",         "issued",           "dcterms:issued",
                                                "created",   "dcterms:created", "dcterms:available"};
constexpr std::string_view updated_names[] = {"updated",       "modified", "dcterms:modified", "dc:date", "dcterms:date",
                                              "lastbuilddate", "date",     "lastmod"};
constexpr std::string_view summary_names[] = {"description", "summary",        "dc:description",  "abstract",         "tagline",
                                              "subtitle",    "itunes:summary", "itunes:subtitle", "media:description"};
constexpr std::string_view content_names[] = {"content:encoded", "content", "xhtml:body", "body", "xhtml:div", "fullitem"};
constexpr std::string_view author_names[] = {"author",         "dc:creator", "dc:author", "itunes:author", "googleplay:author",
                                             "managingeditor", "creator",    "webmaster"};

/// What both a feed and its entries have.
struct Common {
    SourceText title;
    std::string id;
    std::string link;
    std::string link_as_written;
    std::optional<StatedTime> published;
    std::optional<StatedTime> updated;
    SourceText summary;
    std::string summary_base;
    std::vector<SourceText> authors;
    std::vector<std::string> categories;
};

/// Reads the children that feeds and entries share. Say `take` for each child; what it does not know it leaves.
class CommonReader {
public:
    CommonReader(Dialect dialect, std::vector<Warning>& warnings) : dialect_(dialect), warnings_(warnings) {}

    bool take(const XmlElement& child, const std::string& name) {
        if (take_text(child, name) || take_time(child, name)) return true;
        if (name == "link" || name == "feedburner:origlink") {
            take_link(child, name);
        } else if (const std::size_t rank = rank_in(author_names, name); rank != std::string::npos) {
            // The names of one element name make a list; a better one begins anew.
            if (author_.take(rank)) common_.authors.clear(), author_rank_ = rank;
            if (rank == author_rank_)
                for (SourceText& person : persons_of(child))
                    if (!person.empty()) common_.authors.push_back(std::move(person));
        } else if (name == "category" || name == "dc:subject" || name == "itunes:category" || name == "media:category") {
            take_category(child, name);
        } else if (name == "itunes:keywords" || name == "media:keywords" || name == "keywords") {
            take_keywords(child);
        } else {
            return false;
        }
        return true;
    }

    Common finish() {
        if (common_.link.empty() && !permalink_.empty()) {
            common_.link = permalink_;
            common_.link_as_written = common_.id;
        }
        return std::move(common_);
    }

private:
    bool take_text(const XmlElement& child, const std::string& name) {
        if (const std::size_t rank = rank_in(title_names, name); rank != std::string::npos) {
            SourceText title = title_of(child, dialect_.unstated);
            if (!title.empty() && title_.take(rank)) common_.title = std::move(title);
            return true;
        }
        if (const std::size_t rank = rank_in(id_names, name); rank != std::string::npos) {
            if (!id_.take(rank)) return true;
            common_.id = child.trimmed_text();
            // An id is an absolute IRI in Atom; a relative one is made so, as its readers expect.
            if (name == "id" && !common_.id.empty() && common_.id.find(':') == std::string::npos &&
                common_.id.find('/') != std::string::npos)
                common_.id = resolved(common_.id, child);
            // A bare number is no address, whatever its feed leaves unsaid.
            const bool address = common_.id.find_first_of("/:") != std::string::npos;
            const bool permalink = name == "guid" && address && !ascii_equal(ascii_trimmed(child.attribute("ispermalink")), "false");
            if (permalink && common_.id.find(' ') == std::string::npos) permalink_ = resolved(common_.id, child);
            return true;
        }
        if (const std::size_t rank = rank_in(summary_names, name); rank != std::string::npos) {
            SourceText html = html_of(child, dialect_.unstated);
            if (!ascii_trimmed(html.utf8()).empty() && summary_.take(rank)) {
                common_.summary = std::move(html);
                common_.summary_base = child.base();
            }
            return true;
        }
        return false;
    }

    bool take_time(const XmlElement& child, const std::string& name) {
        const std::size_t published = rank_in(published_names, name);
        const std::size_t updated = rank_in(updated_names, name);
        if (published == std::string::npos && updated == std::string::npos) return false;
        std::optional<StatedTime> time = stated_time(child);
        if (!time) {
            const std::string written = child.trimmed_text();
            if (!written.empty()) warnings_.push_back({name + ": \"" + std::string(utf8_prefix(written, 60)) + "\" is not a date"});
        } else if (published != std::string::npos) {
            if (published_.take(published)) common_.published = std::move(time);
        } else if (updated_.take(updated)) {
            common_.updated = std::move(time);
        }
        return true;
    }

    void take_link(const XmlElement& child, const std::string& name) {
        std::size_t rank = 2;
        std::string written = child.trimmed_text();
        const std::string rel = ascii_lower(ascii_trimmed(child.attribute("rel")));
        if (!rel.empty() && rel != "alternate" && !rel.ends_with("#alternate")) return;
        if (child.has_attribute("href")) {
            const std::string type = ascii_lower(ascii_trimmed(child.attribute("type")));
            written = child.attribute("href");
            // Of several the one that is a page.
            rank = type.empty() || type.find("html") != std::string::npos ? 1 : 3;
        } else if (name == "feedburner:origlink") {
            rank = 0;
        }
        if (ascii_trimmed(written).empty() || !link_.take(rank)) return;
        common_.link_as_written = std::string(ascii_trimmed(written));
        common_.link = resolved(written, child);
    }

    void take_category(const XmlElement& child, const std::string& name) {
        std::string term = std::string(ascii_trimmed(child.attribute(name == "itunes:category" ? "text" : "term")));
        if (term.empty()) term = child.has_elements() ? std::string() : child.trimmed_text();
        if (term.empty()) term = std::string(ascii_trimmed(child.attribute("label")));
        if (!term.empty() && std::find(common_.categories.begin(), common_.categories.end(), term) == common_.categories.end())
            common_.categories.push_back(std::move(term));
        if (name == "itunes:category")
            for (XmlElement inner = child.first_child(); inner; inner = inner.next_sibling())
                if (inner.name() == name) take_category(inner, name);
    }

    void take_keywords(const XmlElement& child) { take_terms(child.trimmed_text(), common_.categories); }

    Dialect dialect_;
    std::vector<Warning>& warnings_;
    Common common_;
    Best title_, id_, published_, updated_, summary_, author_, link_;
    std::size_t author_rank_ = 0;
    std::string permalink_;
};

/// Media RSS puts the same things into <media:group>.
void take_enclosures(const XmlElement& child, const std::string& name, std::vector<FeedItem::Enclosure>& out) {
    if (name == "media:group") {
        for (XmlElement inner = child.first_child(); inner; inner = inner.next_sibling()) take_enclosures(inner, inner.name(), out);
        return;
    }
    const bool link = name == "link" && ascii_equal(ascii_trimmed(child.attribute("rel")), "enclosure");
    const bool media = name == "media:content" || name == "media:peerlink" || name == "media:thumbnail";
    if (name != "enclosure" && !media && !link) return;
    std::string url = child.attribute("url");
    if (url.empty()) url = child.attribute("href");
    if (url.empty()) url = child.attribute("rdf:resource");
    if (ascii_trimmed(url).empty()) return;
    std::string length = child.attribute("length");
    if (length.empty()) length = child.attribute("filesize");
    url = resolved(url, child);
    if (std::any_of(out.begin(), out.end(), [&](const FeedItem::Enclosure& other) { return other.url == url; })) return;
    out.push_back({url, std::string(ascii_trimmed(child.attribute("type"))), std::string(ascii_trimmed(length))});
}

}  // namespace

FeedItem read_entry(const XmlElement& entry, Dialect dialect, std::vector<Warning>& warnings) {
    CommonReader reader(dialect, warnings);
    FeedItem item;
    Best content;
    for (XmlElement child = entry.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        take_enclosures(child, name, item.enclosures);
        if (const std::size_t rank = rank_in(content_names, name); rank != std::string::npos) {
            SourceText html = html_of(child, dialect.unstated);
            if (!ascii_trimmed(html.utf8()).empty() && content.take(rank)) {
                item.content = std::move(html);
                item.content_base = child.base();
            }
            continue;
        }
        if (name == "media:group") {
            for (XmlElement inner = child.first_child(); inner; inner = inner.next_sibling()) reader.take(inner, inner.name());
            continue;
        }
        reader.take(child, name);
    }
    // FeedBurner counts downloads under a URL of its own and gives the true one beside it.
    if (const XmlElement origin = entry.child("feedburner:origenclosurelink"); origin && item.enclosures.size() == 1)
        item.enclosures.front().url = resolved(origin.trimmed_text(), origin);
    Common common = reader.finish();
    item.title = std::move(common.title);
    item.guid = common.id.empty() ? entry.attribute("rdf:about") : std::move(common.id);
    item.link = std::move(common.link);
    item.link_as_written = std::move(common.link_as_written);
    item.authors = std::move(common.authors);
    item.published = std::move(common.published);
    item.updated = std::move(common.updated);
    item.summary = std::move(common.summary);
    item.summary_base = std::move(common.summary_base);
    item.categories = std::move(common.categories);
    return item;
}

void read_feed_head(const XmlElement& channel, Dialect dialect, Feed& feed) {
    CommonReader reader(dialect, feed.warnings);
    for (XmlElement child = channel.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.name();
        if (name == "item" || name == "entry" || name == "image" || name == "textinput") continue;
        if ((name == "language" || name == "dc:language") && feed.language.empty()) feed.language = child.trimmed_text();
        reader.take(child, name);
    }
    Common common = reader.finish();
    feed.title = std::move(common.title);
    feed.id = std::move(common.id);
    feed.link = std::move(common.link);
    feed.authors = std::move(common.authors);
    feed.published = std::move(common.published);
    feed.updated = std::move(common.updated);
    feed.description = std::move(common.summary);
    feed.description_base = std::move(common.summary_base);
    feed.categories = std::move(common.categories);
    if (feed.language.empty()) feed.language = channel.language();
}

}  // namespace dateline
