#include "pipeline/feed/feed.hpp"

#include <catch2/catch.hpp>
#include <ctime>

#include "pipeline/feed/feed_json.hpp"
#include "schemas/utf8.hpp"
#include "tests/support/marked_bytes.hpp"

using namespace dateline;
using dateline::tests::marked_bytes;

namespace {

RawDocument raw(std::string bytes, std::string url = "https://e.org/feed/", std::string charset = "") {
    RawDocument document;
    document.url = document.final_url = std::move(url);
    document.charset = std::move(charset);
    document.bytes = std::move(bytes);
    return document;
}

Feed feed_of(const std::string& bytes) {
    std::optional<Feed> feed = read_feed(raw(bytes));
    REQUIRE(feed);
    return *std::move(feed);
}

/// The one item of an RSS 2.0 feed.
FeedItem item_of(const std::string& inside) {
    const std::string all =
        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
        "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title><item>" +
        inside + "</item></channel></rss>";
    const Feed feed = feed_of(all);
    REQUIRE(feed.items.size() == 1);
    return feed.items.front();
}

FeedItem entry_of(const std::string& inside) {
    const Feed feed = feed_of("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry>" + inside + "</entry></feed>");
    REQUIRE(feed.items.size() == 1);
    return feed.items.front();
}

std::string iso(const std::optional<StatedTime>& time) {
    return time ? time->moment.iso() : "none";
}

std::vector<std::string> names(const FeedItem& item) {
    std::vector<std::string> out;
    for (const SourceText& author : item.authors) out.emplace_back(author.utf8());
    return out;
}

/// Of the processor: other work on the machine does not count.
double seconds_to_read(const std::string& bytes) {
    const std::clock_t start = std::clock();
    read_feed(raw(bytes));
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string repeated(const std::string& piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace

TEST_CASE("a feed is known by what it holds", "[feed]") {
    struct {
        const char* text;
        const char* format;
    } const cases[] = {
        {"<rss version=\"2.0\"><channel/></rss>", "rss 2.0"},
        {"\n\n<?xml version='1.0'?><!-- c --><!DOCTYPE rss [<!ENTITY a \"<b>\">]><rss version='0.91'/>", "rss 0.91"},
        {"<RSS><CHANNEL/></RSS>", "rss"},
        {"<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom 1.0"},
        {"<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", "atom 1.0"},
        {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom 0.3"},
        {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>", "rdf 1.0"},
        {"<channel href='http://e.org/'/>", "cdf"},
        {"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", "json 1.1"},
        {"\xEF\xBB\xBF<rss version='2.0'/>", "rss 2.0"},
        {"<html><body><rss/></body></html>", ""},
        {"<!DOCTYPE html><p>rss</p>", ""},
        {"<?xml version='1.0'?><urlset/>", "sitemap"},
        {"<sm:sitemapindex xmlns:sm='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemapindex"},
        {"<opml version='1.0'/>", "opml 1.0"},
        {"<?xml version='1.0'?><svg/>", ""},
        {"{\"id\": \"1\", \"text\": \"items\"}", ""},
        {"plain text about <rss>", "rss"},
        {"", ""},
        {"\x01\x02\x03\x00", ""},
    };
    for (const auto& c : cases) {
        INFO(c.text);
        const std::optional<Feed> feed = read_feed(raw(c.text));
        CHECK((feed ? feed->format : "") == c.format);
        CHECK(is_feed(raw(c.text)) == (c.format[0] != '\0'));
    }
}

TEST_CASE("every character of a title knows its bytes", "[feed]") {
    struct {
        const char* title;  // between the tags
        const char* text;
        const char* marked;  // the same bytes, with what the title came from in brackets
    } const cases[] = {
        {"Up 20.7%", "Up 20.7%", "[Up 20.7%]"},
        {" Up \n 20.7&#37; ", "Up 20.7%", " [Up ]\n [20.7&#37;] "},
        {"<![CDATA[Q&A: <b>now</b>]]>", "Q&A: now", "<![CDATA[[Q&A: ]<b>[now]</b>]]>"},
        {"AT&amp;T &#8364;5 &hellip;", "AT&T \u20AC5 \u2026", "[AT&amp;T &#8364;5 &hellip;]"},
        {"a &lt;i&gt;b&lt;/i&gt; c", "a b c", "[a ]&lt;i&gt;[b]&lt;/i&gt;[ c]"},
        {"AT&amp;amp;T", "AT&T", "[AT&amp;amp;T]"},
        {"5 < 6 & 7", "5 < 6 & 7", "[5 < 6 & 7]"},
        {"bell\x07 rings", "bell rings", "[bell]\x07[ rings]"},
    };
    for (const auto& c : cases) {
        INFO(c.title);
        const std::string before = "<rss><channel><item><title>";
        const std::string after = "</title></item></channel></rss>";
        const Feed feed = feed_of(before + c.title + after);
        REQUIRE(feed.items.size() == 1);
        CHECK(feed.items[0].title.utf8() == c.text);
        CHECK(marked_bytes(before + c.title + after, feed.items[0].title) == before + c.marked + after);
    }
}

TEST_CASE("the bytes are those of the payload, whatever its charset", "[feed]") {
    const std::string cyrillic =
        "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>\xCC\xE8\xF0 &amp; \xE3\xEE\xE4</title></channel></rss>";
    const Feed feed = feed_of(cyrillic);
    CHECK(feed.title.utf8() == "Мир & год");
    CHECK(marked_bytes(cyrillic, feed.title).find(">[\xCC\xE8\xF0 &amp; \xE3\xEE\xE4]<") != std::string::npos);
    CHECK(feed.warnings.empty());

    std::string wide;
    for (const char c : std::string("<rss><channel><title>ab</title></channel></rss>")) wide += {c, '\0'};
    const Feed utf16 = feed_of("\xFF\xFE" + wide);
    CHECK(utf16.title.utf8() == "ab");
    CHECK(utf16.title.raw(utf16.title.all()) == std::vector<RawSpan>{{{2 + 21 * 2}, {2 + 23 * 2}, 0}});
}

TEST_CASE("a wrong charset declaration is told", "[feed]") {
    CHECK_FALSE(feed_of("<?xml version='1.0' encoding='klingon'?><rss/>").warnings.empty());
    CHECK_FALSE(
        feed_of("<rss><channel><title>\xFF\xFE\xFD \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9</title></channel></rss>").warnings.empty());
    CHECK(feed_of("<?xml version='1.0' encoding='UTF-8'?><rss/>").warnings.empty());
    CHECK(feed_of("<?xml version='1.0' encoding='latin1'?><rss><channel><title>\xE9</title></channel></rss>").title.utf8() == "é");
}

TEST_CASE("RSS items give all their fields", "[feed][rss]") {
    const FeedItem item = item_of(
        "<title>Head</title><link> /a?b=1&amp;c=2 </link><guid isPermaLink='false'>id 1</guid><pubDate>Tue, 22 Apr 2025 08:30:00 "
        "+0400</pubDate>"
        "<dc:creator>Leyla A.</dc:creator><dc:creator>Rauf B.</dc:creator><category>Economy</category><category domain='d'>Oil</category>"
        "<description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long &amp; whole</p>]]></content:encoded>"
        "<enclosure url='/a.mp3' type='audio/mpeg' length='123'/>");
    CHECK(item.title.utf8() == "Head");
    CHECK(item.link == "https://e.org/a?b=1&c=2");
    CHECK(item.link_as_written == "/a?b=1&c=2");
    CHECK(item.guid == "id 1");
    CHECK(iso(item.published) == "2025-04-22T08:30:00+04:00");
    CHECK(item.published->written.utf8() == "Tue, 22 Apr 2025 08:30:00 +0400");
    CHECK(names(item) == std::vector<std::string>{"Leyla A.", "Rauf B."});
    CHECK(item.categories == std::vector<std::string>{"Economy", "Oil"});
    CHECK(item.summary.utf8() == "<p>Short</p>");
    CHECK(item.content.utf8() == "<p>Long &amp; whole</p>");
    REQUIRE(item.enclosures.size() == 1);
    CHECK(item.enclosures[0].url == "https://e.org/a.mp3");
    CHECK(item.enclosures[0].length == "123");
}

TEST_CASE("what is missing or wrong costs that field only", "[feed][rss]") {
    const FeedItem item = item_of("<pubDate>whenever</pubDate><title/><description>text</description>");
    CHECK_FALSE(item.published);
    CHECK(item.title.empty());
    CHECK(item.guid.empty());
    CHECK(item.link.empty());
    CHECK(item.summary.utf8() == "text");
    const Feed feed = feed_of("<rss><channel><item><pubDate>whenever</pubDate></item></channel></rss>");
    REQUIRE(feed.warnings.size() == 1);
    CHECK(feed.warnings[0].message == "pubdate: \"whenever\" is not a date");
}

TEST_CASE("links: guid as a permalink, alternates, original links of FeedBurner", "[feed]") {
    CHECK(item_of("<guid>https://e.org/1</guid>").link == "https://e.org/1");
    CHECK(item_of("<guid isPermaLink='false'>https://e.org/1</guid>").link.empty());
    CHECK(item_of("<guid>https://e.org/1</guid><link>https://e.org/2</link>").link == "https://e.org/2");
    CHECK(item_of("<link>https://proxy.org/1</link><feedburner:origLink>https://e.org/1</feedburner:origLink>").link == "https://e.org/1");
    CHECK(item_of("<atom:link rel='self' href='https://e.org/self'/><link>p.html</link>").link == "https://e.org/feed/p.html");
    CHECK(item_of("<link>p.html</link>").link_as_written == "p.html");
    CHECK(
        entry_of(
            "<link rel='enclosure' href='/a'/><link rel='alternate' type='application/json' href='/j'/><link href='/h' type='text/html'/>")
            .link == "https://e.org/h");
}

TEST_CASE("authors in all their forms", "[feed]") {
    struct {
        const char* author;
        const char* name;
    } const cases[] = {
        {"ann@e.org (Ann Lee)", "Ann Lee"},
        {"Ann Lee (ann@e.org)", "Ann Lee"},
        {"Ann Lee &lt;ann@e.org&gt;", "Ann Lee"},
        {"ann@e.org", "ann@e.org"},
        {" Ann\n Lee ", "Ann Lee"},
        {"&lt;a href='/x'&gt;Ann Lee&lt;/a&gt;", "Ann Lee"},
        {"ann@e.org Ann Lee", "Ann Lee"},
        {"Ann Lee (Reuters)", "Ann Lee (Reuters)"},
    };
    for (const auto& c : cases) {
        INFO(c.author);
        CHECK(names(item_of("<author>" + std::string(c.author) + "</author>")) == std::vector<std::string>{c.name});
    }
    CHECK(names(entry_of("<author><name>A</name></author><author><name/><email>b@e.org</email></author>")) ==
          std::vector<std::string>{"A", "b@e.org"});
    const Feed feed = feed_of(
        "<feed "
        "xmlns='http://www.w3.org/2005/Atom'><author><name>Desk</name></author><entry/><entry><author><name>A</name></author></entry></"
        "feed>");
    CHECK(names(feed.items[0]) == std::vector<std::string>{"Desk"});
    CHECK(names(feed.items[1]) == std::vector<std::string>{"A"});
}

TEST_CASE("Atom texts are plain, HTML or markup by their type", "[feed][rfc4287]") {
    CHECK(entry_of("<title>a &lt;b&gt;</title>").title.utf8() == "a <b>");
    CHECK(entry_of("<title type='html'>a &lt;b&gt;c&lt;/b&gt; &amp;amp; d</title>").title.utf8() == "a c & d");
    CHECK(entry_of("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>c</b> <i>d</i></div></title>").title.utf8() ==
          "a c d");
    CHECK(entry_of("<summary>1 &lt; 2</summary>").summary.utf8() == "1 &lt; 2");
    CHECK(entry_of("<content type='html'>&lt;p&gt;x&lt;/p&gt;</content>").content.utf8() == "<p>x</p>");
    CHECK(entry_of("<content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml' class='c'>a &lt; "
                   "<x:br/><x:p/><![CDATA[<&]]></x:div></content>")
              .content.utf8() == "<div class=\"c\">a &lt; <br><p></p>&lt;&amp;</div>");
    CHECK(entry_of("<content type='application/octet-stream'>PHA+eDwvcD4=</content>").content.utf8() == "<p>x</p>");
}

TEST_CASE("the characters of XHTML content know their bytes", "[feed]") {
    const std::string bytes =
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div>a &lt; <b>b</b></div></content></entry></feed>";
    const Feed feed = feed_of(bytes);
    CHECK_THAT(marked_bytes(bytes, feed.items[0].content), Catch::Contains("<div>[a &lt; ]<b>[b]</b></div>"));
}

TEST_CASE("bases nest, and hold for the element they stand on", "[feed]") {
    const Feed feed = feed_of(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.org/x/'><entry xml:base='y/'><link href='1'/>"
        "<content type='html' xml:base='/z/'>&lt;a href='2'&gt;</content></entry></feed>");
    CHECK(feed.items[0].link == "http://a.org/x/y/1");
    CHECK(feed.items[0].content_base == "http://a.org/z/");
    CHECK_THAT(feed_json(feed), Catch::Contains("http://a.org/z/2"));
}

TEST_CASE("namespaces count, not prefixes", "[feed]") {
    const Feed feed = feed_of(
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:q='http://purl.org/dc/elements/1.1/'>"
        "<channel r:about='c'><title>Chan</title></channel><item r:about='http://e.org/1'><title>T</title><q:creator>Ann</q:creator>"
        "<q:date>2025-04-22</q:date><q:subject>S</q:subject></item></r:RDF>");
    CHECK(feed.title.utf8() == "Chan");
    REQUIRE(feed.items.size() == 1);
    CHECK(names(feed.items[0]) == std::vector<std::string>{"Ann"});
    CHECK(iso(feed.items[0].updated) == "2025-04-22");
    CHECK(feed.items[0].guid == "http://e.org/1");
    CHECK(feed.items[0].categories == std::vector<std::string>{"S"});
    CHECK_FALSE(feed_of("<rss><channel><dc:title>x</dc:title></channel></rss>").warnings.empty());
}

TEST_CASE("damaged feeds give what is in them, with a warning", "[feed]") {
    struct {
        const char* what;
        const char* bytes;
        std::vector<std::string> titles;
    } const cases[] = {
        {"cut in the middle", "<rss><channel><item><title>A</title></item><item><title>B</title><descr", {"A", "B"}},
        {"cut in a title", "<rss><channel><item><title>A</title></item><item><title>B and", {"A", "B and"}},
        {"cut in CDATA", "<rss><channel><item><title><![CDATA[A", {"A"}},
        {"wrong end tag", "<rss><channel><item><title>A</titel></item><item><title>B</title></item></channel></rss>", {"A", "B"}},
        {"misspelled end tag", "<rss><channel><item><title>A</titel><link>x</link></item></channel></rss>", {"A"}},
        {"no end tag of an item", "<rss><channel><item><title>A</title><item><title>B</title></channel></rss>", {"A", "B"}},
        {"HTML that was not escaped",
         "<rss><channel><item><description><p>x<br>y</description><title>A</title></item></channel></rss>",
         {"A"}},
        {"attributes without quotes", "<rss version=2.0><channel><item><title lang=en>A</title></item></channel></rss>", {"A"}},
        {"junk before it", "Warning: mysql\n<?xml version='1.0'?><rss><channel><item><title>A</title></item></channel></rss>", {"A"}},
        {"NUL and controls", "<rss><channel><item><title>A\x01\x02</title></item></channel></rss>", {"A"}},
    };
    for (const auto& c : cases) {
        INFO(c.what);
        const std::optional<Feed> feed = read_feed(raw(c.bytes));
        REQUIRE(feed);
        std::vector<std::string> titles;
        for (const FeedItem& item : feed->items) titles.emplace_back(item.title.utf8());
        CHECK(titles == c.titles);
        CHECK_FALSE(feed->warnings.empty());
    }
}

TEST_CASE("one bad spot costs itself, not the items behind it", "[feed]") {
    const auto titles = [](const std::string& bytes) {
        std::string out;
        for (const FeedItem& item : feed_of(bytes).items) out += std::string(item.title.utf8()) + "|";
        return out;
    };
    const auto rss = [](const std::string& first) {
        return "<rss version=\"2.0\"><channel><item><title>One</title><description>" + first +
               "</description></item><item><title>Two</title><description><![CDATA[Two & more]]></description></item>"
               "<item><title>Three</title><!-- the last --></item></channel></rss>";
    };
    CHECK(titles(rss("<![CDATA[First & foremost")) == "One|Two|Three|");
    CHECK(titles(rss("First <!-- not closed")) == "One|Two|Three|");
    CHECK(titles(rss("<![CDATA[First <!-- & foremost]]>")) == "One|Two|Three|");
    CHECK(feed_of(rss("<![CDATA[First & foremost")).items[0].summary.utf8() == "First & foremost");
    CHECK(titles("<br />\n<b>Warning</b>: include() in <b>feed.php</b><br />\n<?xml version='1.0'?>" + rss("First")) == "One|Two|Three|");
    CHECK(titles(
              "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": [{\"id\": \"1\", \"title\": \"One\ntwo\"}, "
              "{\"id\": \"2\", \"title\": \"Th\x01ree\"}]}")
              .starts_with("One"));
}

TEST_CASE("a guid is an address where it looks like one", "[feed]") {
    CHECK(item_of("<guid>12345</guid><description>A text alone.</description>").link.empty());
    CHECK(item_of("<guid>https://e.org/12345</guid>").link == "https://e.org/12345");
    CHECK(item_of("<guid>/news/12345</guid>").link == "https://e.org/news/12345");
}

TEST_CASE("characters of a mended feed still know their bytes", "[feed]") {
    const std::string bytes = "<rss version=2><channel><item><title>A &amp; <i>B</title></item></channel>";
    const Feed feed = feed_of(bytes);
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].title.utf8() == "A & B");
    CHECK_THAT(marked_bytes(bytes, feed.items[0].title), Catch::Contains("<title>[A &amp; ]<i>[B]</title>"));
}

TEST_CASE("an escape that JSON has not takes one whole letter, a bad \\u its digits, and both know their bytes", "[feed][jsonfeed]") {
    const std::string bytes = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\\é\\u00é\\u12\\qx\",\"items\":[]}";
    const Feed feed = feed_of(bytes);
    CHECK(feed.title.utf8() == "Té\uFFFDé\uFFFDqx");
    const auto written = [&](std::uint32_t character) {
        std::string out;
        for (const RawSpan& raw : feed.title.raw({{character}, {character + 1}}))
            out += bytes.substr(raw.begin.value, raw.end.value - raw.begin.value);
        return out;
    };
    CHECK(written(1) == "\\é");
    CHECK(written(2) == "\\u00");
    CHECK(written(3) == "é");
    CHECK(written(4) == "\\u12");
    CHECK(written(5) == "\\q");
    CHECK(written(6) == "x");
}

TEST_CASE("JSON feeds are read with their bytes", "[feed][jsonfeed]") {
    const std::string bytes =
        "{\"version\":\"https://jsonfeed.org/version/"
        "1.1\",\"title\":\"J\\u00e9\",\"authors\":[{\"name\":\"Desk\"}],\"items\":[{\"id\":7,\"url\":\"/1\","
        "\"title\":\"A \\ud83d\\ude00 b\",\"content_text\":\"1 < 2\",\"date_published\":\"2025-04-22T08:30:00Z\",\"tags\":[\"x\"],"
        "\"attachments\":[{\"url\":\"/a.mp3\",\"mime_type\":\"audio/mpeg\",\"size_in_bytes\":12}]}, 5]}";
    const Feed feed = feed_of(bytes);
    CHECK(feed.format == "json 1.1");
    CHECK(feed.title.utf8() == "Jé");
    CHECK_THAT(marked_bytes(bytes, feed.title), Catch::Contains("\"[J\\u00e9]\""));
    REQUIRE(feed.items.size() == 1);
    const FeedItem& item = feed.items[0];
    CHECK(item.guid == "7");
    CHECK(item.link == "https://e.org/1");
    CHECK(item.title.utf8() == "A \U0001F600 b");
    CHECK_THAT(marked_bytes(bytes, item.title), Catch::Contains("\"[A \\ud83d\\ude00 b]\""));
    CHECK(item.content.utf8() == "1 &lt; 2");
    CHECK(iso(item.published) == "2025-04-22T08:30:00Z");
    CHECK(names(item) == std::vector<std::string>{"Desk"});
    CHECK(item.enclosures.at(0).length == "12");
    const Feed cut = feed_of("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\"},{\"id\":");
    CHECK(cut.title.utf8() == "T");
    CHECK_FALSE(cut.warnings.empty());
}

TEST_CASE("entities that a feed declares are not expanded, and nothing is fetched", "[feed]") {
    const Feed feed = feed_of(
        "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<rss><channel><title>&b;&x;</title></channel></rss>");
    CHECK(feed.title.utf8() == "&b;&x;");
}

TEST_CASE("hostile feeds are read in linear time", "[feed]") {
    const std::string open = "<rss><channel><item><title>T</title><description>";
    for (const std::string& piece :
         {std::string("<a>"), std::string("<"), std::string("<?a>"), std::string("<!D[\"x>"), std::string("<a b=\""), std::string("&#"),
          std::string("</a>"), std::string("<![CDATA["), std::string("<!--"), std::string("<a b='c' "), std::string("<item>")}) {
        INFO(piece);
        const double once = seconds_to_read(open + repeated(piece, 200'000 / piece.size()));
        const double twice = seconds_to_read(open + repeated(piece, 400'000 / piece.size()));
        CHECK(twice < 0.2 + 3 * once);
        CHECK(twice < 5.0);
    }
}

TEST_CASE("deep nesting keeps the text and the items after it", "[feed]") {
    const Feed feed = feed_of("<rss><channel><item><title>A</title><description>" + repeated("<b>", 10'000) + "deep" +
                              repeated("</b>", 10'000) + "</description></item><item><title>B</title></item></channel></rss>");
    REQUIRE(feed.items.size() == 2);
    CHECK(feed.items[0].summary.utf8().find("deep") != std::string::npos);
    CHECK(feed.items[1].title.utf8() == "B");
}
