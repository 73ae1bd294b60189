#include "pipeline/feed/feed.hpp"

#include <iostream>

#include "pipeline/cli/commands.hpp"
#include "pipeline/feed/feed_json.hpp"
#include "pipeline/fetch/file.hpp"
#include "pipeline/fetch/http_head.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_feed = 64u << 20;

int run(const Arguments& arguments) {
    RawDocument document = read_standard_input(longest_feed, 0);
    if (const auto url = arguments.get("--url")) document.url = document.final_url = *url;
    const ContentType type = parse_content_type(arguments.text("--content-type"));
    document.media_type = type.media_type;
    document.charset = type.charset;
    std::optional<Feed> feed = read_feed(document);
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
            "print the feed on standard input as JSON",
            "",
            {{"--url", "BASE", "where it was fetched: relative links are resolved against it", "", {}},
             {"--content-type", "TYPE", "the Content-Type it came with", "", {}}},
            run,
            Listed::step};
}

}  // namespace dateline
