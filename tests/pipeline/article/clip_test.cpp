#include "pipeline/article/clip.hpp"
#include "pipeline/article/named_feed.hpp"

#include <catch2/catch.hpp>
#include <ctime>

#include "pipeline/normalize/normalize.hpp"

using namespace dateline;

namespace {

RawDocument page(std::string bytes, std::string url = "https://news.example/2013/03/22/tunnel.html") {
    RawDocument document;
    document.url = document.final_url = std::move(url);
    document.bytes = std::move(bytes);
    return document;
}

const std::string first = "The city council opened the new tunnel under the river on Friday, two years later than planned.";
const std::string second = "It cost 3.7 billion dollars, the mayor said, and nearly 40,000 cars are expected to use it each day.";
const std::string third = "\"We are proud of it,\" he told reporters at the southern gate, where a crowd of 500 had gathered.";

std::string article_page(const std::string& around_before = "", const std::string& around_after = "", const std::string& head = "") {
    return "<html lang=en><head><title>Tunnel opens at last | The Daily Example</title><meta charset=utf-8>" + head + "</head><body>" +
           around_before + "<div class=story><h1>Tunnel opens at last</h1><p>" + first + "</p><p>" + second +
           "</p><h2>The way there</h2><p>" + third + "</p></div>" + around_after + "</body></html>";
}

}  // namespace

TEST_CASE("the body is the container of the prose, not every paragraph of the page", "[article]") {
    const std::string menu =
        "<nav><ul><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav><p class=cookie-banner>We use cookies to give you the best "
        "experience on our pages, as you know.</p>";
    const std::string rest =
        "<div class=related><p><a href=/1>Another bridge closed for the winter after storms damaged its northern pillars</a></p></div>"
        "<section id=comments><p>I drove through it on Saturday and it was full of dust, what a waste of money this is.</p></section>"
        "<footer><p>Copyright 2013 The Daily Example. All rights reserved, no part may be copied without permission.</p></footer>";
    const Clipping clipping = clip(page(article_page(menu, rest)));
    CHECK(clipping.page == PageClass::article);
    CHECK(normalize(clipping).text.utf8() == first + "\n\n" + second + "\n\nThe way there\n\n" + third);
    CHECK(clipping.title.utf8() == "Tunnel opens at last");
    CHECK(clipping.language.value == "en");
    CHECK(clipping.confidence > 500);
}

TEST_CASE("a title ends before the section and the site that a page's <title> adds", "[article]") {
    const auto title = [](const std::string& written) {
        const Clipping clipping = clip(page("<html><head><meta charset=utf-8><title>" + written + "</title></head><body></body></html>"));
        return std::string(clipping.title.utf8());
    };
    CHECK(title("Clerk jailed over bank fraud » Court &amp; Crime » Liffey Courier") == "Clerk jailed over bank fraud");
    CHECK(title("Clerk jailed over bank fraud | Courts | Ireland | Liffey Courier") == "Clerk jailed over bank fraud");
    CHECK(title("Clerk jailed over bank fraud - a long road to a verdict | Liffey Courier") ==
          "Clerk jailed over bank fraud - a long road to a verdict");
}

TEST_CASE("every character of the article cites the page", "[article]") {
    const std::string bytes = article_page();
    const Article article = normalize(clip(page(bytes)));
    const auto at = static_cast<std::uint32_t>(article.text.utf8().find("3.7 billion"));
    const auto raw = article.text.raw({{at}, {at + 11}});
    REQUIRE(raw.size() == 1);
    CHECK(bytes.substr(raw[0].begin.value, raw[0].length()) == "3.7 billion");
    CHECK(bytes.substr(article.title.raw(article.title.all())[0].begin.value, 20) == "Tunnel opens at last");
}

TEST_CASE("captions stand apart, and hidden text nowhere", "[article]") {
    const Article article = normalize(clip(page(article_page("", "").insert(
        article_page().find("<h2>"),
        "<figure><img><figcaption>The mayor at the gate. Photo: A. Lee</figcaption></figure><p style='display: none'>" + first +
            " Hidden.</p>"))));
    CHECK(article.captions.utf8() == "The mayor at the gate. Photo: A. Lee");
    CHECK(article.text.utf8().find("Hidden") == std::string_view::npos);
    CHECK(article.text.utf8().find("Photo") == std::string_view::npos);
}

TEST_CASE("structured data tells title, authors and times with their bytes", "[article]") {
    const std::string bytes = article_page(
        "", "",
        R"(<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"The Daily Example"},{"@type":"NewsArticle",)"
        R"("headline":"Tunnel opens at last","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Chen"}],"datePublished":"2013-03-22T08:30:00+04:00",)"
        R"("dateModified":"2013-03-23","publisher":{"name":"The Daily Example"}}]}</script><link rel=canonical href="/tunnel#top">)");
    const Clipping clipping = clip(page(bytes));
    REQUIRE(clipping.authors.size() == 2);
    CHECK(clipping.authors[1].utf8() == "Bo Chen");
    REQUIRE(clipping.published);
    CHECK(clipping.published->moment.iso() == "2013-03-22T08:30:00+04:00");
    CHECK(clipping.published->from == "json-ld");
    const auto raw = clipping.published->written.raw(clipping.published->written.all());
    REQUIRE(raw.size() == 1);
    CHECK(bytes.substr(raw[0].begin.value, raw[0].length()) == "2013-03-22T08:30:00+04:00");
    CHECK(clipping.modified->moment.iso() == "2013-03-23");
    CHECK(clipping.site.value == "The Daily Example");
    CHECK(clipping.canonical_url.value == "https://news.example/tunnel");
}

TEST_CASE("dates are read from meta, elements, the URL and the text, in that order", "[article]") {
    struct Case {
        std::string head, before, url, wanted, from;
    };
    for (const Case& c : std::initializer_list<Case>{
             {"<meta property=article:published_time content=2013-03-20>", "<time datetime=2013-03-21>x</time>",
              "https://n.example/2013/03/22/t", "2013-03-20", "meta:article:published_time"},
             {"", "<time datetime='2013-03-21T10:00'>yesterday</time>", "https://n.example/2013/03/22/t", "2013-03-21T10:00:00",
              "time@datetime"},
             {"", "", "https://n.example/2013/03/22/t", "2013-03-22", "url"},
             {"", "<p>By Ann Lee | March 19, 2013 8:30 am</p>", "https://n.example/t", "2013-03-19T08:30:00", "text"},
             {"<meta name=date content='soon'>", "", "https://n.example/t", "none", ""},
         }) {
        INFO(c.head << c.before << c.url);
        const Clipping clipping = clip(page(article_page(c.before, "", c.head), c.url));
        CHECK((clipping.published ? clipping.published->moment.iso() : "none") == c.wanted);
        if (clipping.published) CHECK(clipping.published->from == c.from);
    }
}

TEST_CASE("pages without an article say why", "[article]") {
    CHECK(clip(page("")).page == PageClass::no_article);
    CHECK(clip(page("<ul><li><a href=1>One</a><li><a href=2>Two</a></ul>")).page == PageClass::no_article);
    CHECK(clip(page("<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>")).page ==
          PageClass::needs_script);
    CHECK(
        clip(
            page("<title>Before you continue</title><p>We and our partners use cookies and data to deliver and maintain our services.</p>"))
            .page == PageClass::consent);
    CHECK(clip(page("<script "
                    "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"isAccessibleForFree\":false}</script><p>" +
                    first))
              .page == PageClass::paywall);
    CHECK(clip(page(std::string(5000, '\0'))).page == PageClass::no_article);
}

TEST_CASE("text that only the script would show is taken from structured data", "[article]") {
    const std::string bytes = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"articleBody\":\"" +
                              first + "\\n\\n" + second + " Again: caf\\u00e9. " + second + second + third.substr(1, 40) + first +
                              "\"}</script><p>Loading</p>";
    const Clipping clipping = clip(page(bytes));
    CHECK(clipping.body_rule == "json-ld");
    REQUIRE(clipping.paragraphs.size() == 2);
    CHECK(clipping.paragraphs[0].utf8() == first);
    CHECK(bytes.substr(clipping.paragraphs[0].raw(clipping.paragraphs[0].all())[0].begin.value, first.size()) == first);
}

TEST_CASE("all of an entry's HTML is the article", "[article]") {
    const Clipping clipping =
        clip(SourceText("<p>Short one.</p><div>And <b>two</b><br><br>three</div><img><ul><li>four</ul>"), "https://n.example/");
    std::vector<std::string> paragraphs;
    for (const SourceText& paragraph : clipping.paragraphs) paragraphs.emplace_back(normalized(paragraph).utf8());
    CHECK(paragraphs == std::vector<std::string>{"Short one.", "And two", "three", "four"});
    CHECK(clip(SourceText(""), "").page == PageClass::no_article);
    const Clipping blog = clip(SourceText("<p>One.</p><p>The post <a href=/>One</a> appeared first on <a href=/>Blog</a>.</p>"), "");
    CHECK(blog.paragraphs.size() == 1);
}

TEST_CASE("each value of the metadata says where the page states it, and keeps its raw bytes") {
    RawDocument page;
    page.url = page.final_url = "https://news.example/2024/port";
    page.bytes =
        "<html lang='en_GB'><head><meta property='og:site_name' content='The Quay &amp; Post'><link rel='Canonical' href='/port'>"
        "<meta name='author' content='Mara Quill'><meta property='article:published_time' content='2024-05-06T07:08:09Z'></head>"
        "<body><h1>Port reopens</h1><p>The port reopened on Monday after two weeks, the harbour master said, and ships came in at dawn, "
        "one "
        "after the other, to unload what had waited.</p></body></html>";
    const Clipping clipping = clip(page);
    CHECK(clipping.title_from == "h1");
    CHECK(clipping.authors_from == "meta:author");
    REQUIRE(clipping.published);
    CHECK(clipping.published->from == "meta:article:published_time");
    const auto raw_of = [&](const SourceText& text) {
        std::string out;
        for (const RawSpan& span : text.raw(text.all())) out += page.bytes.substr(span.begin.value, span.length());
        return out;
    };
    CHECK(clipping.language.value == "en-GB");
    CHECK(clipping.language.from == "html");
    CHECK(raw_of(clipping.language.written) == "en_GB");
    CHECK(clipping.site.value == "The Quay & Post");
    CHECK(clipping.site.from == "meta:og:site_name");
    CHECK(raw_of(clipping.site.written) == "The Quay &amp; Post");
    CHECK(clipping.canonical_url.value == "https://news.example/port");
    CHECK(clipping.canonical_url.from == "link:canonical");
    CHECK(raw_of(clipping.canonical_url.written) == "/port");
    // What a page does not state has no origin.
    RawDocument bare;
    bare.bytes = "<p>No more than one line.</p>";
    const Clipping nothing = clip(bare);
    CHECK(nothing.authors_from.empty());
    CHECK(nothing.language.from.empty());
    CHECK(nothing.canonical_url.from.empty());
    CHECK(nothing.title_from.empty());
}

TEST_CASE("the day that a page shows as its own wins over an instant in UTC that is one day off", "[article]") {
    const auto published = [](const std::string& instant, const std::string& shown) {
        const Clipping clipping = clip(page(
            article_page("<p itemprop=datePublished>" + shown + "</p>", "",
                         "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"" + instant + "\"}</script>")));
        return clipping.published ? clipping.published->moment.iso() : "none";
    };
    CHECK(published("2013-03-21T23:15:00Z", "22 March 2013") == "2013-03-22");
    CHECK(published("2013-03-21T23:15:00Z", "21 March 2013") == "2013-03-21T23:15:00Z");
    CHECK(published("2013-03-21T23:15:00Z", "22 May 2013") == "2013-03-21T23:15:00Z");
    CHECK(published("2013-03-21T23:15:00+01:00", "22 March 2013") == "2013-03-21T23:15:00+01:00");
}

TEST_CASE("a page of one thing over and over costs for its bytes hardly more than one of prose", "[article][bad-input]") {
    const auto seconds = [](const std::string& bytes) {
        const RawDocument document = page(bytes);
        const std::clock_t begin = std::clock();
        clip(document);
        return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    const auto repeated = [](const std::string& unit, std::size_t bytes = 200000) {
        std::string out;
        while (out.size() < bytes) out += unit;
        return out;
    };
    const double prose = seconds(repeated("<p>" + first + "</p>", 1000000)) / 5;
    for (const std::string& bytes :
         {repeated("<time>x"), repeated("<span itemprop=author>x"), repeated("<span itemprop=datePublished>x"), repeated("<h1><div>x"),
          repeated("<meta name=date content='once upon a time'>"), repeated("<div class=comments>x"),
          repeated("<div class=article-body>x y"), repeated("<li>x"), "<p>" + repeated("<span>", 3000) + repeated("x<wbr>"),
          repeated("<blockquote>", 6000) + repeated("<p>x y z"), "<p>x " + repeated("<i class=caption></i>"),
          "<p>" + repeated("<time class=updated datetime=2013-03-22></time>"), "<p>x " + repeated("<sup>1"), "<p>" + repeated("<q> "),
          repeated("<p>a <span class=author>b</span> <a>c</a>"), repeated("<p>22 March 2013"),
          repeated("<table><tr><td><p>a</p><td>b</table>"),
          "<div class='" + repeated("ab ", 100000) + "'>" + repeated("<p>" + first, 100000),
          "<div class='" + repeated("ab ", 100000) + "'>" + repeated("<time>x</time>", 100000)}) {
        INFO(bytes.substr(0, 40));
        CHECK(seconds(bytes) < 100 * prose + 0.1);  // in quadratic time it were a thousand times
    }
}

TEST_CASE("of a page with more paragraphs than anybody reads the first are read, and it is told", "[article][bad-input]") {
    std::string many;
    for (int i = 0; i < 50010; ++i) many += "<p>" + first;
    const Clipping clipping = clip(page(many));
    CHECK(clipping.paragraphs.size() == 50000);
    REQUIRE(clipping.warnings.size() == 1);
    CHECK_THAT(clipping.warnings[0].message, Catch::Contains("too many paragraphs"));
}

TEST_CASE("of several articles in structured data the page's own is read", "[article]") {
    const auto script = [](const std::string& json) { return "<script type=application/ld+json>" + json + "</script>"; };
    const std::string other =
        R"({"@type": "NewsArticle", "headline": "Ferry sinks in the bay", "url": "https://news.example/2013/03/20/ferry.html",
            "datePublished": "2013-03-20", "author": {"name": "Tom Hall"}, "inLanguage": "fr", "isAccessibleForFree": false,
            "articleBody": ")" +
        std::string(1000, 'f') + R"("})";
    const std::string list = script(R"({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": )" + other + "}]}");
    for (const std::string own : {R"({"@type": "Article", "headline": "Tunnel opens at last", "datePublished": "2013-03-22"})",
                                  R"({"@type": "BlogPosting", "headline": "At last", "datePublished": "2013-03-22",
                                      "mainEntityOfPage": {"@id": "https://m.news.example/2013/03/22/tunnel.html"}})"})
        for (const std::string& around : {list, script(other)}) {
            const Clipping clipping = clip(page(article_page("", "", around + script(own))));
            REQUIRE(clipping.published);
            CHECK(clipping.published->moment.iso() == "2013-03-22");
            CHECK(clipping.authors.empty());
            CHECK(clipping.page == PageClass::article);
            CHECK(clipping.language.value == "en");
            CHECK(clipping.paragraphs.front().utf8() == first);
        }
    // A headline that is not the page's heading is the page's where nothing says otherwise.
    const Clipping alone = clip(
        page(article_page("", "", script(R"({"@type": "NewsArticle", "headline": "Under the river", "datePublished": "2013-03-21"})"))));
    REQUIRE(alone.published);
    CHECK(alone.published->moment.iso() == "2013-03-21");
}

TEST_CASE("the day of an article stands in a stamp, not in its sentences, its masthead or its foot", "[article]") {
    const auto published = [](const std::string& before_headline, const std::string& behind_it, const std::string& foot) {
        const Clipping clipping = clip(page("<html lang=en><title>Tunnel opens at last</title><body>" + before_headline +
                                                "<article><h1>Tunnel opens at last</h1>" + behind_it + "<p>" + first + "</p><p>" + second +
                                                "</p><p>" + third + "</p></article>" + foot + "</body></html>",
                                            "https://news.example/tunnel"));
        return clipping.published ? clipping.published->moment.iso() : std::string();
    };
    CHECK(published("", "<p>22 March 2013</p>", "") == "2013-03-22");
    CHECK(published("", "<p>By Ann Lee, 22 March 2013</p>", "") == "2013-03-22");
    CHECK(published("", "<p>The law of 3 June 1998 said nothing about tunnels under a river.</p>", "") == "");
    CHECK(published("<div>Friday, 29 March 2013</div>", "", "") == "");
    CHECK(published("", "", "<p>Last build 12 Jan 2012</p>") == "");
}

TEST_CASE("the hour that a page shows goes with the day of its address", "[article]") {
    const auto published = [](const std::string& stamp) {
        const Clipping clipping = clip(page(article_page().insert(article_page().find("</h1>") + 5, stamp)));
        return clipping.published ? clipping.published->moment.iso() : "none";
    };
    CHECK(published("<p>22 March 2013, 9:30 am GMT</p>") == "2013-03-22T09:30:00Z");
    CHECK(published("<p>25 March 2013, 9:30 am GMT</p>") == "2013-03-22");
    CHECK(published("<span class=stamp data-timestamp=1363944600>2 hours ago</span>") == "2013-03-22T09:30:00Z");
}

TEST_CASE("an update is no publication", "[article]") {
    const auto times = [](const std::string& stamp) {
        const Clipping clipping = clip(page(article_page().insert(article_page().find("</h1>") + 5, stamp), "https://news.example/tunnel"));
        return (clipping.published ? clipping.published->moment.iso() : "none") + " " +
               (clipping.modified ? clipping.modified->moment.iso() : "none");
    };
    CHECK(times("<p>Updated 15 May 2013 | Published 14 May 2013</p>") == "2013-05-14 2013-05-15");
    CHECK(times("<p>Published 14 May 2013, updated 15 May 2013</p>") == "2013-05-14 2013-05-15");
    CHECK(times("<div class=date>Last updated 15 May 2013</div>") == "none 2013-05-15");
    CHECK(times("<div class=date>Zuletzt aktualisiert: 15.05.2013</div>") == "none 2013-05-15");
    CHECK(times("<time class=updated datetime=2013-05-15></time><time class=published datetime=2013-05-14></time>") ==
          "2013-05-14 2013-05-15");
    CHECK(times("<p>Updated <time datetime=2013-05-15>Wednesday</time> Published <time datetime=2013-05-14>Tuesday</time></p>") ==
          "2013-05-14 2013-05-15");
    // One date that is both.
    CHECK(times("<time class='entry-date published updated' datetime=2013-05-14>14 May</time>") == "2013-05-14 none");
}

TEST_CASE("authors stand in lines named so, inside of lines, side by side or below each other", "[article]") {
    const auto authors = [](const std::string& line) {
        std::string out;
        for (const SourceText& name : clip(page(article_page().insert(article_page().find("</h1>") + 5, line))).authors)
            out += (out.empty() ? "" : "|") + std::string(name.utf8());
        return out;
    };
    CHECK(authors("<div class=meta><span class=author>Ann Lee</span> | <span class=date>22 March 2013</span></div>") == "Ann Lee");
    CHECK(authors("<p>By <span class='author vcard'><a class='url fn n' href=/ann>Ann Lee</a></span> on Friday</p>") == "Ann Lee");
    CHECK(authors("<div class=authors><a href=/ann>Ann Lee</a><a href=/bo>Bo Chen</a></div>") == "Ann Lee|Bo Chen");
    CHECK(authors("<ul class=authors><li>Ann Lee</li><li>Bo Chen</li></ul>") == "Ann Lee|Bo Chen");
    CHECK(authors("<div class=byline><div>By</div><div>Ann Lee</div><div>Chief Transport Editor</div></div>") == "Ann Lee");
    CHECK(authors("<div class=byline>Von Ann Lee und Bo Chen, Cardiff</div>") == "Ann Lee|Bo Chen");
    CHECK(authors("<p>By Ann Lee</p>") == "Ann Lee");
    CHECK(authors("<p>By the end of the year</p>") == "");
    CHECK(authors("<p>Ann Lee</p>") == "");
    const auto stated = [](const std::string& author) {
        return "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"Tunnel opens at last\", \"author\": " +
               author + ", \"publisher\": {\"name\": \"Daily Example\"}}</script>";
    };
    CHECK(authors(stated("[{\"name\": \"Daily Example\"}, {\"name\": \"Ann Lee\"}]")) == "Ann Lee");
    CHECK(authors(stated("{\"name\": \"Daily Example\"}")) == "Daily Example");
}

TEST_CASE("a page names its feed", "[article]") {
    const std::string base = "<html><head><base href=https://news.example/all/>";
    CHECK(feed_named_in(page(base + "<link rel=alternate type=application/rss+xml href=feed.xml></head>")) ==
          "https://news.example/all/feed.xml");
    CHECK(feed_named_in(page("<link rel='alternate' type='application/atom+xml' href=/atom>")) == "https://news.example/atom");
    CHECK(feed_named_in(page("<link rel=alternate hreflang=de href=/de><link rel=stylesheet href=/a.css>")) == "");
}

TEST_CASE("a title is what the article is called, not the site", "[article]") {
    const auto title = [](const std::string& written, const std::string& head = "",
                          const std::string& heading = "Tunnel opens at last after nine years") {
        const Clipping clipping = clip(page("<html><head><meta charset=utf-8><title>" + written + "</title>" + head + "</head><body><h1>" +
                                                heading + "</h1><p>" + first + "</p></body></html>",
                                            "https://www.daily-example.com/tunnel"));
        return std::string(clipping.title.utf8());
    };
    const std::string whole = "Tunnel opens at last after nine years";
    CHECK(title("Home") == whole);
    CHECK(title("Daily Example - news, sport, weather", "<meta property=og:site_name content='Daily Example'>") == whole);
    CHECK(title("Tunnel opens at... - Daily Example", "<meta property=og:title content='Tunnel opens at last...'>") == whole);
    for (const std::string mark : {"|", " -- ", " ~ ", " : ", "&nbsp;| ", " ◂ "})
        CHECK(title(whole + mark + "Daily Example", "", "") == whole);
    CHECK(title("Why the Daily Example", "", "") == "Why the Daily Example");
    CHECK(title("Tunnel: what the users say", "", "Comments") == "Tunnel: what the users say");
}

TEST_CASE("a report in a script without blanks is as long as it says much", "[article]") {
    const auto class_of = [](const std::string& text) {
        return clip(page("<html><head><meta charset=utf-8><title>橋が開通</title></head><body><article><h1>橋が開通</h1>" + text +
                         "</article></body></html>"))
            .page;
    };
    CHECK(
        class_of("<p>市は金曜日に川の下を通る新しいトンネルを開通させた。計画より二年遅れとなったが、市長は記者団に誇りに思うと語った。</p>"
                 "<p>建設費は三十七億円で、一日に四万台の車が利用する見通しだと市の担当者は説明した。</p>") == PageClass::article);
    CHECK(class_of("<p>市は金曜日に開通させた。</p>") == PageClass::no_article);
}
