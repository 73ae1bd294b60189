// The whole flow, and the only file that knows its order: get a document, see what it is, make it an article, save it with its facts.
// How each step is done stands in intake.cpp and documents.cpp. The network is used and facts are extracted before a batch is written,
// never while one is.
#include "pipeline/ingest.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>

#include "pipeline/documents.hpp"
#include "pipeline/feed/feed.hpp"
#include "pipeline/fetch/file.hpp"
#include "pipeline/intake.hpp"
#include "pipeline/line_reader.hpp"
#include "pipeline/sniff.hpp"
#include "pipeline/sources.hpp"

namespace dateline {
namespace {

/// The order in which entries are followed. Sitemaps hold a site's whole past: the newest first, so that a limit is not spent on the
/// oldest. What states no time comes last.
std::vector<FeedItem> in_order(Feed feed) {
    std::vector<FeedItem> items = std::move(feed.items);
    if (!feed.format.starts_with("sitemap")) return items;
    const auto time = [](const FeedItem& item) {
        const std::optional<StatedTime>& stated = item.published ? item.published : item.updated;
        return stated ? stated->moment.utc() : std::chrono::sys_seconds::min();
    };
    std::stable_sort(items.begin(), items.end(), [&](const FeedItem& a, const FeedItem& b) { return time(a) > time(b); });
    return items;
}

class Ingest {
public:
    explicit Ingest(Intake& intake) : intake_(intake) {}

    void source(const std::string& name) {
        if (const std::string path = path_of_file_url(name); !path.empty()) return source(path);
        const Origin origin{source_row(name)};
        intake_.each(name, origin, [&] {
            if (const std::string_view scheme = other_scheme(name); !scheme.empty() && !std::filesystem::exists(name))
                throw Unusable{"bad_url",
                               name + ": " + std::string(scheme) + " is not supported; name an http, https or file URL, or a path"};
            if (name == "-") return stream(std::cin, name, origin);
            if (is_web(name)) {
                Visit visit = look(name);
                visit.only_when_due = intake_.settings().only_due;
                return intake_.visit(name, origin, std::move(visit), [=, this](auto found) { document(found, origin); });
            }
            if (std::filesystem::is_directory(name)) return folder(name);
            if (std::filesystem::exists(name) && !std::filesystem::is_regular_file(name)) return pipe(name, origin);
            file(name, origin);
        });
    }

private:
    void folder(const std::filesystem::path& path) {
        // Feeds first: a page is an entry of its feed rather than a file of its own.
        const std::int64_t before = intake_.met();
        std::vector<std::filesystem::path> others;
        const auto one = [&](const std::filesystem::path& found) {
            const Origin origin{source_row(found.string()), false};
            intake_.each(found.string(), origin, [&] { file(found, origin); });
        };
        for (const std::filesystem::path& found : files_of(path))
            if (starts_feed(found))
                one(found);
            else
                others.push_back(found);
        for (const std::filesystem::path& found : others) one(found);
        if (!intake_.full() && intake_.met() == before)
            throw Unusable{"no_documents", path.string() + ": a folder without feeds, pages or texts; name one that has some",
                           Exit::no_input};
    }

    /// Can be read but once: <(...), named pipes.
    void pipe(const std::string& name, const Origin& origin) {
        std::ifstream in(name, std::ios::binary);
        if (!in) throw Error(Exit::no_input, name + ": cannot be opened; change its mode or run as its owner");
        stream(in, file_url(name), origin);
    }

    void file(const std::filesystem::path& path, const Origin& origin) {
        const Content content = sniff(start_of(path));
        if (content == Content::text && !origin.listed && !named_as_text(path)) return intake_.skip();
        if (content != Content::lines) return document(shared(intake_.file(path)), origin);
        std::ifstream in(path, std::ios::binary);
        stream(in, file_url(path.string()), origin);
    }

    /// Documents one a line, however many; anything else is read to its end first.
    void stream(std::istream& in, const std::string& url, const Origin& origin) {
        std::string start = piece_of(in);
        if (sniff(start) != Content::lines || spread_out(start)) return document(shared(intake_.rest(in, std::move(start), url)), origin);
        LineReader lines(in, std::move(start), 8 * intake_.settings().max_text);
        RawDocument from = intake_.line_source(url);
        for (std::string json; !intake_.full() && lines.next(json);)
            intake_.each(shown(from) + " line " + std::to_string(lines.number()), origin, [&] {
                if (lines.too_long()) throw too_long_line(from, lines.number());
                line(json, lines.number(), from, origin);
            });
    }

    using Document = std::shared_ptr<const RawDocument>;
    static Document shared(RawDocument document) { return std::make_shared<const RawDocument>(std::move(document)); }

    /// A source is asked for now. Of what a feed links to, a page is looked at when it is due or its feed says that it changed.
    static Visit look(const std::string& url) { return {url, feed_limit, Rhythm::feed, false, 0}; }
    static Visit look(const FeedItem& item) {
        const std::int64_t updated = item.updated ? item.updated->moment.utc().time_since_epoch().count() : 0;
        return {item.link, page_limit, Rhythm::page, true, updated};
    }

    void document(const Document& document, const Origin& origin) {
        const Content content = sniff(document->bytes);
        if (content == Content::feed) return feed(document, origin);
        if (content == Content::page) return page(*document, origin);
        if (content == Content::text) return text(*document, origin);
        if (content == Content::lines) return is_feed(*document) ? feed(document, origin) : line(document->bytes, 1, *document, origin);
        throw unsuitable(*document, content);
    }

    void feed(const Document& document, Origin origin) {
        std::optional<Feed> feed = read_feed(*document);
        if (!feed) throw unsuitable(*document, Content::xml);
        origin.source.kind = "feed";
        origin.source.name = feed->title.utf8();
        intake_.feed_read(*document, *feed, origin);
        if (feed->lists_feeds) return listed(*std::move(feed), document, origin);
        for (const FeedItem& item : in_order(*std::move(feed))) intake_.each(name_of(item), origin, [&] { entry(item, document, origin); });
    }

    /// The sitemaps of a sitemap index, the feeds of an OPML list: each is a source of its own.
    void listed(Feed list, const Document& document, const Origin& origin) {
        if (origin.depth == 0) intake_.first_time(document->final_url);  // so that no list leads back to itself
        if (origin.depth == deepest_list)
            throw Unusable{"too_deep", shown(*document) + ": a list in a list in a list is not followed; name it as a source"};
        for (const FeedItem& item : in_order(std::move(list))) {
            if (intake_.full()) break;
            if (listed_ == most_listed) {
                intake_.warn(shown(*document) + ": only the first " + std::to_string(most_listed) +
                             " feeds and sitemaps of lists are followed in a run; name the others as sources");
                break;
            }
            const std::string address = address_of(item, *document);
            if (!intake_.first_time(address)) continue;
            ++listed_;
            Origin own{is_web(address) ? source_row(address) : origin.source};
            own.depth = origin.depth + 1;
            if (is_web(address))
                intake_.visit(name_of(item), own, look(address), [=, this](const Document& found) { this->document(found, own); });
            else
                intake_.each(name_of(item), origin, [&] { this->document(shared(intake_.linked(*document, item)), own); });
        }
    }

    void entry(const FeedItem& item, const Document& feed, const Origin& origin) {
        if (item.link.empty()) return entry_itself(item, *feed, origin, std::nullopt);
        if (!intake_.first_time(address_of(item, *feed))) return;
        const auto otherwise = [=, this](const Unusable& why) { entry_itself(item, *feed, origin, why); };
        if (is_web(item.link))
            return intake_.visit(
                name_of(item), origin, look(item), [=, this](const Document& page) { page_of(item, *page, *feed, origin); }, otherwise);
        std::optional<RawDocument> page;
        try {
            page = intake_.linked(*feed, item);
        } catch (const Unusable& why) {
            return otherwise(why);
        }
        page_of(item, *page, *feed, origin);
    }

    /// The page that an entry links to.
    void page_of(const FeedItem& item, const RawDocument& page, const RawDocument& feed, const Origin& origin) {
        try {
            Article article = article_of_page(page);
            add_entry(article, item, feed);
            intake_.save(std::move(article), page, origin);
        } catch (const Unusable& why) {
            entry_itself(item, feed, origin, why);
        }
    }

    /// What a page fails to give may stand in the feed; but where the page was read before, that stays the article's last version.
    void entry_itself(const FeedItem& item, const RawDocument& feed, const Origin& origin, const std::optional<Unusable>& why) {
        Article article = article_of_entry(item, feed, !why);
        if (why && (article.text.empty() || intake_.stored(article, origin))) throw *why;
        if (article.text.empty())
            throw Unusable{"no_text", shown(feed) + ": " + name_of(item) + ": the entry has neither a link to a page nor a text"};
        if (why) intake_.warn(why->message + "; the text in the feed is used");
        intake_.save(std::move(article), feed, origin);
    }

    void page(const RawDocument& document, const Origin& origin) {
        if (intake_.first_time(document.final_url)) intake_.save(article_of_page(document), document, origin);
    }

    void text(const RawDocument& document, const Origin& origin) {
        if (intake_.first_time(document.final_url)) intake_.save(article_of_text(document), document, origin);
    }

    void line(std::string_view json, std::int64_t number, const RawDocument& from, const Origin& origin) {
        RawDocument payload;
        Article article = article_of_line(json, number, from, payload);
        intake_.save(std::move(article), payload, origin);
    }

    // A list may lead to lists, which may be hostile.
    static constexpr int deepest_list = 2;
    static constexpr std::size_t most_listed = 2000;

    Intake& intake_;
    std::size_t listed_ = 0;  // documents that lists led to
};

}  // namespace

IngestResult ingest(const std::vector<std::string>& sources, const IngestSettings& settings, const IngestTools& tools) {
    Intake intake(settings, tools, sources);
    Ingest flow(intake);
    for (const std::string& source : sources) flow.source(source);
    while (intake.visited()) {
    }
    return intake.finish();
}

}  // namespace dateline
