#include "pipeline/feed/sitemap.hpp"

#include <catch2/catch.hpp>

#include "pipeline/feed/feed.hpp"
#include "pipeline/feed/feed_json.hpp"
#include "tests/support/marked_bytes.hpp"

using namespace dateline;

namespace {

Feed feed_of(const std::string& bytes) {
    RawDocument document;
    document.url = document.final_url = "https://e.org/maps/news.xml";
    document.bytes = bytes;
    std::optional<Feed> feed = read_feed(document);
    REQUIRE(feed);
    return *std::move(feed);
}

std::string iso(const std::optional<StatedTime>& time) {
    return time ? time->moment.iso() : "none";
}

std::string urlset(const std::string& urls) {
    return "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
           "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9' xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>" +
           urls + "</urlset>";
}

}  // namespace

TEST_CASE("a news sitemap gives the pages with all that is said of them", "[feed][sitemap]") {
    const std::string bytes = urlset(
        "<url><loc> https://e.org/a?b=1&amp;c=2 </loc><lastmod>2025-04-22T09:00:00+04:00</lastmod><n:news><n:publication><n:name>Port "
        "News</n:name><n:language>en</n:language></n:publication><n:publication_date>2025-04-22</n:publication_date><n:title>Q&amp;A: the "
        "<![CDATA[crane]]></n:title><n:keywords>harbour, trade ,,cranes</n:keywords></n:news><image:image><image:loc>/a.jpg</image:loc>"
        "</image:image></url>");
    const Feed feed = feed_of(bytes);
    CHECK(feed.format == "sitemap");
    CHECK_FALSE(feed.lists_feeds);
    CHECK(feed.title.utf8() == "Port News");
    CHECK(feed.language == "en");
    CHECK(feed.warnings.empty());
    REQUIRE(feed.items.size() == 1);
    const FeedItem& item = feed.items[0];
    CHECK(item.link == "https://e.org/a?b=1&c=2");
    CHECK(item.guid == item.link);
    CHECK(item.title.utf8() == "Q&A: the crane");
    CHECK(tests::marked_bytes(bytes, item.title).find("<n:title>[Q&amp;A: the ]<![CDATA[[crane]]]>") != std::string::npos);
    CHECK(item.publication.utf8() == "Port News");
    CHECK(iso(item.published).starts_with("2025-04-22"));
    CHECK(iso(item.updated) == "2025-04-22T09:00:00+04:00");
    CHECK(item.categories == std::vector<std::string>{"harbour", "trade", "cranes"});
    REQUIRE(item.enclosures.size() == 1);
    CHECK(item.enclosures[0].url == "https://e.org/a.jpg");
    CHECK(feed_json(feed).find("\"publication\":\"Port News\",\"language\":\"en\"") != std::string::npos);
}

TEST_CASE("a sitemap index lists sitemaps, and a sitemap in it is no page", "[feed][sitemap]") {
    const Feed feed = feed_of(
        "<sitemapindex xmlns='https://www.sitemaps.org/schemas/sitemap/0.9/'><sitemap><loc>one.xml</loc><lastmod>2025-04</lastmod>"
        "</sitemap><url><loc>/page</loc></url></sitemapindex>");
    CHECK(feed.format == "sitemapindex");
    CHECK(feed.lists_feeds);
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].link == "https://e.org/maps/one.xml");
    CHECK(feed.items[0].link_as_written == "one.xml");
    CHECK(iso(feed.items[0].updated).starts_with("2025-04-01"));
}

TEST_CASE("what is wrong in a sitemap costs that field only", "[feed][sitemap][bad-input]") {
    const Feed feed =
        feed_of(urlset("<url><lastmod>2025-04-22</lastmod></url><url><loc>/a</loc><lastmod>2025-99-99</lastmod></url>"
                       "<url><loc>/b</loc><priority>high</priority><lastmod>soon</lastmod><lastmod>2025-04-23</lastmod></url>"));
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].link == "https://e.org/a");
    CHECK_FALSE(feed.items[0].updated);
    CHECK(iso(feed.items[1].updated).starts_with("2025-04-23"));
    CHECK(feed.warnings.size() == 1);

    const Feed cut =
        feed_of("\n<urlset><url><loc>https://e.org/1?a=b&c=d</loc></url>\x01<url><loc>https://e.org/2</loc><news:news><news:title>Up");
    REQUIRE(cut.items.size() == 2);
    CHECK(cut.items[0].link == "https://e.org/1?a=b&c=d");
    CHECK(cut.items[1].title.utf8() == "Up");
    CHECK_FALSE(cut.warnings.empty());
}

TEST_CASE("papers of several names share no title", "[feed][sitemap]") {
    const auto news = [](const std::string& name) {
        return "<url><loc>/" + name + "</loc><n:news><n:publication><n:name>" + name +
               "</n:name><n:language>az</n:language></n:publication></n:news></url>";
    };
    const Feed feed = feed_of(urlset(news("East") + news("West")));
    CHECK(feed.title.empty());
    CHECK(feed.language == "az");
    CHECK(feed.items[1].publication.utf8() == "West");
    CHECK(feed_of(urlset("")).items.empty());
}

TEST_CASE("a sitemap is read as far as the protocol goes", "[feed][sitemap]") {
    std::string urls;
    for (int i = 0; i < 50001; ++i) urls += "<url><loc>/" + std::to_string(i) + "</loc></url>";
    const Feed feed = feed_of(urlset(urls));
    CHECK(feed.items.size() == 50000);
    CHECK(feed.items.back().link == "https://e.org/49999");
    CHECK(feed.warnings.size() == 1);
}

TEST_CASE("a sitemap with a prefix that is not declared, or in another namespace, is read", "[feed][sitemap][bad-input]") {
    for (const char* bytes :
         {"<s:urlset><s:url><s:loc><![CDATA[ https://e.org/a ]]></s:loc><s:lastmod>2025-04-22</s:lastmod></s:url></s:urlset>",
          "<urlset xmlns='http://maps.example/other'><url><loc>https://e.org/a</loc><lastmod>2025-04-22</lastmod></url></urlset>",
          "<URLSET xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'><URL><i:image><i:loc>/i.jpg</i:loc></i:image>"
          "<LOC>https://e.org/a</LOC><LASTMOD>2025-04-22</LASTMOD></URL></URLSET>"}) {
        INFO(bytes);
        const Feed feed = feed_of(bytes);
        REQUIRE(feed.items.size() == 1);
        CHECK(feed.items[0].link == "https://e.org/a");
        CHECK(iso(feed.items[0].updated) == "2025-04-22");
    }
}

TEST_CASE("the times of a sitemap are read in all their forms", "[feed][sitemap]") {
    struct {
        const char* written;
        const char* iso;
    } const cases[] = {
        {"2025-04-22", "2025-04-22"},
        {"2025", "2025-01-01"},
        {"2025-04", "2025-04-01"},
        {"2025-04-22T08:30Z", "2025-04-22T08:30:00Z"},
        {"2025-04-22T08:30:15.7512345+04:00", "2025-04-22T08:30:15+04:00"},
        {" 2025-04-22T08:30:15+0400 ", "2025-04-22T08:30:15+04:00"},
        {"2025-04-22 08:30:15", "2025-04-22T08:30:15"},
        {"Tue, 22 Apr 2025 08:30:00 GMT", "2025-04-22T08:30:00Z"},
        {"2025-13-45", "none"},
        {"", "none"},
        {"yesterday", "none"},
    };
    for (const auto& c : cases) {
        INFO(c.written);
        const Feed feed = feed_of(urlset("<url><loc>/a</loc><lastmod>" + std::string(c.written) + "</lastmod></url>"));
        REQUIRE(feed.items.size() == 1);
        CHECK(iso(feed.items[0].updated) == c.iso);
    }
}
