#include "pipeline/feed/feed.hpp"

#include <iostream>

#include "pipeline/charset/charset.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/feed/feed_json.hpp"
#include "pipeline/feed/opml.hpp"
#include "pipeline/feed/url_list.hpp"
#include "pipeline/fetch/file.hpp"
#include "pipeline/fetch/http_head.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_feed = 64u << 20;

/// The list that the document is, or that its lines make, as OPML.
int write_opml(const RawDocument& document, std::optional<Feed> list) {
    if (list && !list->lists_feeds)
        throw Error(Exit::bad_input, "--opml: a " + list->format + " document; give an OPML list, or the URLs of feeds one a line");
    if (!list) {
        std::vector<Warning> ignored;
        list.emplace();
        parse_url_list(decode(document.bytes, decide(document.bytes, document.charset, Markup::text), 0, ignored), "", *list);
        if (list->items.empty()) throw Error(Exit::bad_input, "--opml: no feeds; give an OPML list, or the URLs of feeds one a line");
    }
    for (const Warning& warning : list->warnings) std::cerr << "dateline feed: " << warning.message << '\n';
    std::cout << opml_of(*list);
    return 0;
}

int run(const Arguments& arguments) {
    RawDocument document = read_standard_input(longest_feed, 0);
    if (const auto url = arguments.get("--url")) document.url = document.final_url = *url;
    const ContentType type = parse_content_type(arguments.text("--content-type"));
    document.media_type = type.media_type;
    document.charset = type.charset;
    std::optional<Feed> feed = read_feed(document);
    if (arguments.has("--opml")) return write_opml(document, std::move(feed));
    if (!feed) {
        feed.emplace();
        feed->warnings.push_back({"not a feed"});
    }
    std::cout << feed_json(*feed) << '\n';
    return 0;
}

}  // namespace

Command feed_command() {
    return {"feed",
            "print the feed, sitemap or OPML list on standard input as JSON",
            "",
            {{"--url", "BASE", "where it was fetched: relative links are resolved against it", "", {}},
             {"--content-type", "TYPE", "the Content-Type it came with", "", {}},
             {"--opml", "", "write OPML 2.0 of an OPML list or of URLs one a line instead", "", {}}},
            run,
            Listed::step};
}

}  // namespace dateline
