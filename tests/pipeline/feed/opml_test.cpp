#include "pipeline/feed/opml.hpp"

#include <catch2/catch.hpp>

#include "pipeline/feed/feed.hpp"
#include "pipeline/feed/url_list.hpp"
#include "tests/support/marked_bytes.hpp"

using namespace dateline;

namespace {

Feed feed_of(const std::string& bytes) {
    RawDocument document;
    document.url = document.final_url = "https://e.org/lists/all.opml";
    document.bytes = bytes;
    std::optional<Feed> feed = read_feed(document);
    REQUIRE(feed);
    return *std::move(feed);
}

const std::string list =
    "<?xml version='1.0'?><opml version='2.0'><head><title>Ports &amp; ships</title><dateCreated>Tue, 22 Apr 2025 08:30:00 GMT"
    "</dateCreated><ownerName>Leyla A.</ownerName></head><body><outline text='News'><outline text='World'><outline type='rss' "
    "text='Q&amp;A' xmlUrl='https://e.org/rss?a=1&amp;b=2' htmlUrl='https://e.org/' category='sea, trade'/></outline><outline text='x' "
    "title='Near' XMLURL='../near.xml' language='az'/></outline><outline text='A note'/><outline type='link' text='Page' "
    "url='https://e.org/page'/></body></opml>";

}  // namespace

TEST_CASE("the feeds of an OPML list are read from all its folders, and only they", "[feed][opml]") {
    const Feed feed = feed_of(list);
    CHECK(feed.format == "opml 2.0");
    CHECK(feed.lists_feeds);
    CHECK(feed.title.utf8() == "Ports & ships");
    CHECK(feed.published);
    REQUIRE(feed.authors.size() == 1);
    REQUIRE(feed.items.size() == 2);
    const FeedItem& first = feed.items[0];
    CHECK(first.title.utf8() == "Q&A");
    CHECK(tests::marked_bytes(list, first.title).find("text='[Q&amp;A]'") != std::string::npos);
    CHECK(first.link == "https://e.org/rss?a=1&b=2");
    CHECK(first.guid == first.link);
    CHECK(first.site == "https://e.org/");
    CHECK(first.categories == std::vector<std::string>{"News", "World", "sea", "trade"});
    CHECK(feed.items[1].title.utf8() == "Near");
    CHECK(feed.items[1].link == "https://e.org/near.xml");
    CHECK(feed.items[1].language == "az");
    CHECK(feed.items[1].categories == std::vector<std::string>{"News"});
}

TEST_CASE("a damaged OPML list keeps its feeds", "[feed][opml][bad-input]") {
    const Feed feed = feed_of(
        "<opml><head><dateCreated>soon</dateCreated></head><body><outline text='a & b' xmlUrl=https://e.org/1><outline text='cut' "
        "xmlUrl='https://e.org/2'");
    CHECK_FALSE(feed.published);
    CHECK_FALSE(feed.warnings.empty());
    CHECK(feed.items.size() >= 1);
    CHECK(feed_of("<opml version='2.0'/>").items.empty());
    const Feed open_head = feed_of(
        "<opml version='1.1'><head><title>Mine<body><outline text='Sea'><outline text='a' xmlUrl='https://e.org/1'/></outline><outline "
        "text='b' xmlUrl='https://e.org/2'/></body></opml>");
    REQUIRE(open_head.items.size() == 2);
    CHECK(open_head.title.utf8() == "Mine");
    CHECK(open_head.items[0].categories == std::vector<std::string>{"Sea"});
    CHECK(open_head.items[1].categories.empty());
}

TEST_CASE("a written OPML list reads as the one it was made of", "[feed][opml]") {
    const Feed feed = feed_of(list);
    const Feed again = feed_of(opml_of(feed));
    CHECK(again.warnings.empty());
    CHECK(again.title.utf8() == feed.title.utf8());
    REQUIRE(again.items.size() == feed.items.size());
    for (std::size_t i = 0; i < feed.items.size(); ++i) {
        CHECK(again.items[i].title.utf8() == feed.items[i].title.utf8());
        CHECK(again.items[i].link == feed.items[i].link);
        CHECK(again.items[i].site == feed.items[i].site);
        CHECK(again.items[i].language == feed.items[i].language);
        CHECK(again.items[i].categories == feed.items[i].categories);
    }
}

TEST_CASE("URLs one a line make a list of pages and feeds", "[feed][opml]") {
    const Feed feed = feed_of("\xEF\xBB\xBF# ours\r\n https://e.org/a.xml?x=\"1\"&y \r\n\r\nhttp://e.org/c");
    CHECK(feed.format == "urls");
    CHECK(feed.lists_feeds);
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[1].link == "http://e.org/c");
    CHECK(feed.warnings.empty());
    CHECK(feed_of(opml_of(feed)).items[0].link == "https://e.org/a.xml?x=\"1\"&y");

    Feed loose;
    parse_url_list(SourceText("https://e.org/a\nnot one\nftp://e.org/b"), "", loose);
    CHECK(loose.items.size() == 1);
    CHECK(loose.warnings.size() == 1);
}

TEST_CASE("a text that begins with a URL is no list of them", "[feed][opml]") {
    for (const char* text : {"https://e.org/a\nThe port reported more cargo.", "https://e.org/a says so", "# https://e.org/a",
                             "ftp://e.org/a", "The port: https://e.org/a"}) {
        INFO(text);
        CHECK_FALSE(begins_url_list(text));
    }
    CHECK(begins_url_list("https://e.org/a\nhttps://e.org/b\nhttps"));
}
