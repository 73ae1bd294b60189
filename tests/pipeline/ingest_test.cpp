#include "pipeline/ingest.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <mutex>
#include <sstream>

#include "pipeline/archive.hpp"
#include "pipeline/documents.hpp"
#include "pipeline/query/verify.hpp"
#include "tests/support/gzip.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/scratch.hpp"

using namespace dateline;
using dateline::tests::HttpExchange;
using dateline::tests::HttpServer;
using dateline::tests::packed;

namespace {

constexpr std::int64_t noon = 1363953600;  // 2013-03-22T12:00:00Z

/// A scratch folder with a store in it, and runs of `ingest` on it.
class Newsroom {
public:
    const Scratch scratch;
    std::string progress;     ///< of the last run
    std::int64_t now = noon;  ///< of the next one

    IngestReport run(const std::vector<std::string>& sources, IngestSettings settings = {}, const std::function<bool()>& stopped = {}) {
        static const Extractor extractor(Rules::load());
        const auto clock = [this] { return now; };
        Store store(scratch / "news.db", Access::write, now);
        store.begin_run("test", extractor.rules().sha256(), now);
        FetchOptions options;
        options.allow_private = true;
        Fetcher fetcher(options, clock);
        std::ostringstream lines;
        settings.politeness.between = std::chrono::milliseconds{0};
        IngestTools tools{fetcher, extractor, store, clock, lines};
        if (stopped) tools.stopped = stopped;
        const IngestReport report = ingest(sources, settings, tools).report;
        progress = lines.str();
        const auto failed = static_cast<std::int64_t>(report.failures.size());
        CHECK(report.documents == report.added + report.changed + report.reextracted + report.unchanged + failed);
        return report;
    }
    std::string path(const std::string& name) const { return (scratch / name).string(); }
    Store store() const { return Store(scratch / "news.db", Access::read, noon); }
    std::vector<std::string> faults() const {
        const Store opened = store();
        return verify(opened, {}, [&](const PayloadRow& row) { return Archive::bytes_of(opened, row); }).faults;
    }
};

std::string page(const std::string& title, const std::string& body, const std::string& head = "") {
    return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>" + title + "</title>" + head + "</head><body><article><h1>" +
           title + "</h1><p>" + body +
           " The council of the port town met on Tuesday evening to discuss the budget for next year.</p><p>Members said that the harbour "
           "needs a new "
           "crane, that the old one broke twice in March, and that ships wait for days.</p><p>A vote is planned for the first week of May, "
           "the "
           "chairwoman told reporters after the meeting.</p></article></body></html>";
}

std::string feed(const std::string& items) {
    return "<?xml version='1.0'?><rss version='2.0'><channel><title>Port News</title><link>https://port.example/</link>" + items +
           "</channel></rss>";
}

std::string item(const std::string& link, const std::string& guid, const std::string& more = "") {
    return "<item><title>Item " + guid + "</title>" + (link.empty() ? "" : "<link>" + link + "</link>") + "<guid isPermaLink='false'>" +
           guid + "</guid>" + more + "</item>";
}

const std::string full_content =
    "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>The text in the feed says that 12 ships waited "
    "for days in the harbour.</p>]]></content:encoded>";

}  // namespace

TEST_CASE("a feed's pages are stored once, and again when they change", "[ingest]") {
    Newsroom news;
    news.scratch.write("feed.xml", feed(item("a.html", "1") + item("pages/b.html", "2")));
    news.scratch.write("a.html", page("Crane", "Trade rose by 20.7 percent."));
    news.scratch.write("pages/b.html", page("Ferry", "Trade fell by 3 percent."));
    const IngestReport first = news.run({news.path("feed.xml")});
    CHECK(first.exit() == Exit::done);
    CHECK(first.added == 2);
    CHECK(first.feeds == 1);
    CHECK_FALSE(first.facts.empty());
    const Store::Counts before = news.store().counts();
    const IngestReport second = news.run({news.path("feed.xml")});
    CHECK(second.unchanged == 2);
    CHECK(second.facts.empty());
    CHECK(news.store().counts().facts == before.facts);
    news.scratch.write("a.html", page("Crane", "Trade rose by 21.7 percent."));
    const IngestReport third = news.run({news.path("feed.xml")});
    CHECK(third.changed == 1);
    CHECK(third.unchanged == 1);
    CHECK(news.store().counts().articles == 2);
    CHECK(news.store().counts().versions == 3);
    CHECK(news.faults().empty());
}

TEST_CASE("what holds nothing to ingest is named with its exit code, and what is stored stays", "[ingest][bad-input]") {
    Newsroom news;
    using namespace std::string_literals;
    news.scratch.write("good.txt", "Trade rose by 20.7 percent.\n");
    REQUIRE(news.run({news.path("good.txt")}).added == 1);
    struct Case {
        std::string name, bytes;
        Exit exit;
        std::string failure, says;
    };
    const Case cases[] = {
        {"empty.xml", "", Exit::bad_input, "empty", "empty"},
        {"white.txt", " \n\n", Exit::bad_input, "empty", "empty"},
        {"photo.html", "\x89PNG\r\n\x1a\n\0\0"s, Exit::bad_input, "binary", "not text"},
        {"latin.txt", "Le caf\xe9 co\xfbte 3 euros.\n", Exit::bad_input, "invalid_utf8", "invalid UTF-8 at byte 6 (0xE9)"},
        {"map.xml", "<?xml version='1.0'?><svg><url/></svg>", Exit::bad_input, "xml", "neither a feed nor a sitemap"},
        {"menu.html", "<html><body><ul><li><a href=/a>One</a><li><a href=/b>Two</a></ul></body></html>", Exit::bad_input, "not_article",
         "no article"},
        {"line.jsonl", "{\"id\": \"1\"}\n", Exit::bad_input, "no_text", "line 1"},
        {"cut.jsonl", "{\"id\": \"1\", \"text\": \"abc", Exit::bad_input, "bad_json", "line 1"},
        {"long.txt", std::string(5000, 'a') + "\n", Exit::bad_input, "too_large", "over --max-text 4000"},
    };
    IngestSettings settings;
    settings.max_text = 4000;
    for (const Case& c : cases) {
        CAPTURE(c.name);
        news.scratch.write(c.name, c.bytes);
        const IngestReport report = news.run({news.path(c.name)}, settings);
        CHECK(report.exit() == c.exit);
        REQUIRE(report.failures.size() == 1);
        CHECK(report.failures[0].failure == c.failure);
        CHECK_THAT(report.failures[0].message, Catch::StartsWith(news.path(c.name)) && Catch::Contains(c.says));
        CHECK_THAT(news.progress, Catch::Contains(report.failures[0].message));
    }
    CHECK(news.run({news.path("nowhere.xml")}).exit() == Exit::no_input);
    CHECK(news.store().counts().articles == 1);
    CHECK(news.faults().empty());
    // Together with good ones the rest goes on.
    const IngestReport mixed = news.run({news.path("empty.xml"), news.path("good.txt"), news.path("nowhere.xml")});
    CHECK(mixed.exit() == Exit::some_failed);
    CHECK(mixed.unchanged == 1);
    CHECK(news.run({news.path("empty.xml"), news.path("nowhere.xml")}).exit() == Exit::all_failed);
}

TEST_CASE("a text that is not UTF-8 is read when its charset is named", "[ingest]") {
    Newsroom news;
    news.scratch.write("latin.txt", "Le caf\xe9 co\xfbte 3 euros.\n");
    IngestSettings settings;
    settings.charset = "iso-8859-1";
    CHECK(news.run({news.path("latin.txt")}, settings).added == 1);
    CHECK(news.store().version(1).article.text.utf8() == "Le café coûte 3 euros.\n");
    CHECK(news.faults().empty());
}

TEST_CASE("a feed that breaks off keeps the entries before the break", "[ingest][bad-input]") {
    Newsroom news;
    const std::string whole = feed(item("", "1", full_content) + item("", "2", full_content));
    news.scratch.write("cut.xml", whole.substr(0, whole.find("<item><title>Item 2") + 12));
    const IngestReport report = news.run({news.path("cut.xml")});
    CHECK(report.added == 1);
    REQUIRE_FALSE(report.warnings.empty());
    CHECK_THAT(report.warnings[0], Catch::StartsWith(news.path("cut.xml")));
}

TEST_CASE("files are what they hold, not what they are called", "[ingest][bad-input]") {
    Newsroom news;
    news.scratch.write("feed.xml", page("Crane", "Trade rose by 20.7 percent."));
    news.scratch.write("page.html", feed(item("", "1", full_content)));
    const IngestReport html = news.run({news.path("feed.xml")});
    CHECK(html.added == 1);
    CHECK(html.feeds == 0);
    const IngestReport xml = news.run({news.path("page.html")});
    CHECK(xml.added == 1);
    CHECK(xml.feeds == 1);
}

TEST_CASE("a file that may not be read is named, without root's rights", "[ingest][bad-input]") {
    Newsroom news;
    const auto path = news.scratch.write("in/secret.txt", "Trade rose by 20.7 percent.\n");
    news.scratch.write("in/readable.txt", "Trade fell by 3 percent.\n");
    REQUIRE(::chmod(path.c_str(), 0) == 0);
    REQUIRE(::chmod(news.scratch.path().c_str(), 0777) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        int code = 99;
        try {
            const Extractor extractor(Rules::load());
            Store store(news.scratch / "news.db", Access::write, noon);
            store.begin_run("test", "", noon);
            Fetcher fetcher({}, [] { return noon; });
            std::ostringstream lines;
            if (::geteuid() != 0 || ::setuid(65534) == 0) {
                const IngestReport report = ingest({path.string()}, {}, {fetcher, extractor, store, [] { return noon; }, lines}).report;
                const bool named =
                    report.failures.size() == 1 && report.failures[0].message.find("no permission to read it") != std::string::npos;
                code = named ? static_cast<int>(report.exit()) : 98;
                // In a folder the others are read.
                const IngestReport folder =
                    ingest({(news.scratch / "in").string()}, {}, {fetcher, extractor, store, [] { return noon; }, lines}).report;
                if (folder.added != 1 || folder.failures.size() != 1) code = 96;
            }
        } catch (...) {
            code = 97;
        }
        ::_exit(code);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == static_cast<int>(Exit::no_input));
}

TEST_CASE("an article in a language without rules is stored, has no facts, and it is said", "[ingest][bad-input]") {
    Newsroom news;
    news.scratch.write("ru.txt", "Сбор пшеницы в области вырос на 14,5 процента. Об этом сообщил министр сельского хозяйства.\n");
    const IngestReport report = news.run({news.path("ru.txt")});
    CHECK(report.exit() == Exit::done);
    CHECK(report.added == 1);
    CHECK(report.without_rules == 1);
    CHECK_THAT(report.text(), Catch::Contains("1 article stored without facts: no rules for the language"));
    CHECK_THAT(news.progress, Catch::Contains("no rules: ru"));
    CHECK(news.store().counts().facts == 0);
    CHECK(news.faults().empty());
}

TEST_CASE("a URL that gives 404 is all that failed", "[ingest][bad-input]") {
    const HttpServer server([](HttpExchange& x) { x.answer(404, "gone"); });
    Newsroom news;
    const IngestReport report = news.run({server.url("/feed.xml")});
    CHECK(report.exit() == Exit::all_failed);
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].failure == "http_4xx");
    CHECK_THAT(report.failures[0].message, Catch::Contains("404") && Catch::Contains(server.url("/feed.xml")));
}

TEST_CASE("where a page cannot be had the feed's own text is used, but it does not replace the page's", "[ingest]") {
    std::atomic<bool> up = false;
    const HttpServer server([&](HttpExchange& x) {
        const std::string url = "http://" + x.header("Host");
        if (x.path() == "/feed.xml")
            return x.answer(200, feed(item(url + "/a.html", "1", full_content) + item(url + "/b.html", "2")),
                            "Content-Type: application/rss+xml\r\n");
        if (x.path() == "/robots.txt") return x.answer(404, "");
        if (!up) return x.answer(503, "later");
        x.answer(200, page("Crane", "Trade rose by 20.7 percent.", "<link rel=canonical href='" + url + x.path() + "'>"),
                 "Content-Type: text/html\r\n");
    });
    Newsroom news;
    const IngestReport down = news.run({server.url("/feed.xml")});
    CHECK(down.exit() == Exit::some_failed);
    CHECK(down.added == 1);
    CHECK(down.failures.size() == 1);
    CHECK(down.failures[0].failure == "http_5xx");
    CHECK_THAT(news.progress, Catch::Contains("the text in the feed is used"));
    up = true;
    CHECK(news.run({server.url("/feed.xml")}).visits.not_due == 2);  // what fails is given rest
    news.now += 2 * an_hour;
    const IngestReport back = news.run({server.url("/feed.xml")});
    CHECK(back.exit() == Exit::done);
    CHECK(back.changed == 1);  // the page has more than the feed
    CHECK(back.added == 1);
    up = false;
    news.now += 2 * an_hour;
    const IngestReport again = news.run({server.url("/feed.xml")});
    CHECK(again.failures.size() == 2);
    CHECK(news.store().counts().versions == 3);
    CHECK(news.faults().empty());
}

TEST_CASE("an entry's update dates the text where neither page nor feed tell its publication", "[ingest]") {
    FeedItem entry;
    entry.updated = StatedTime{*Moment::parse("2013-03-21"), {}, "feed"};
    Article article;
    add_entry(article, entry, {});
    CHECK(article.reference_time == Moment::parse("2013-03-21"));
    CHECK_FALSE(article.published);
    entry.published = StatedTime{*Moment::parse("2013-03-20"), {}, "feed"};
    Article told;
    add_entry(told, entry, {});
    CHECK(told.reference_time == Moment::parse("2013-03-20"));
}

TEST_CASE("no feed leads to files it has no business with", "[ingest][security]") {
    Newsroom news;
    const auto secret = news.scratch.write("secret.html", page("Secret", "Nobody may read this."));
    const HttpServer server([&](HttpExchange& x) {
        x.answer(200, feed(item("file://" + secret.string(), "1") + item(secret.string(), "2")), "Content-Type: application/rss+xml\r\n");
    });
    const IngestReport fetched = news.run({server.url("/feed.xml")});
    CHECK(fetched.added == 0);
    CHECK(fetched.failures.size() == 2);
    news.scratch.write("in/feed.xml",
                       feed(item("../secret.html", "1") + item("file://" + secret.string(), "2") + item(secret.string(), "3")));
    const IngestReport local = news.run({news.path("in/feed.xml")});
    CHECK(local.added == 0);
    REQUIRE(local.failures.size() == 3);
    for (const IngestFailure& failure : local.failures) CHECK(failure.failure == "blocked_link");
    CHECK(news.store().counts().articles == 0);
}

TEST_CASE("a sitemap gives its pages, an index its sitemaps' pages, an OPML list its feeds'", "[ingest]") {
    const HttpServer server([](HttpExchange& x) {
        const std::string url = "http://" + x.header("Host");
        if (x.path() == "/index.xml")
            return x.answer(200, "<sitemapindex><sitemap><loc>" + url + "/one.xml</loc></sitemap><sitemap><loc>" + url +
                                     "/index.xml</loc></sitemap><sitemap><loc>" + url + "/gone.xml</loc></sitemap></sitemapindex>");
        if (x.path() == "/one.xml")
            return x.answer(200, "<urlset><url><loc>" + url + "/a.html</loc></url><url><loc>" + url +
                                     "/b.html</loc><lastmod>2013-03-20</lastmod></url></urlset>");
        if (x.path() == "/list.opml")
            return x.answer(200, "<opml version='2.0'><body><outline text='Port' xmlUrl='" + url + "/one.xml'/></body></opml>");
        if (x.path() == "/gone.xml") return x.answer(404, "gone");
        x.answer(200, page("Crane " + x.path(), "Trade rose by 20.7 percent."), "Content-Type: text/html\r\n");
    });
    Newsroom news;
    const IngestReport index = news.run({server.url("/index.xml")});
    CHECK(index.feeds == 2);
    CHECK(index.added == 2);
    CHECK(index.repeated == 1);
    REQUIRE(index.failures.size() == 1);
    CHECK(index.failures[0].failure == "http_4xx");
    CHECK(news.run({server.url("/one.xml")}).visits.not_due == 2);
    news.now += 2 * an_hour;
    CHECK(news.run({server.url("/list.opml")}).unchanged == 2);
    CHECK(news.faults().empty());
}

TEST_CASE("a limit takes the newest pages of a sitemap, packed or not", "[ingest]") {
    const HttpServer server([](HttpExchange& x) {
        const std::string url = "http://" + x.header("Host");
        const auto entry = [&](const std::string& path, const std::string& time) {
            return "<url><loc>" + url + path + "</loc>" + (time.empty() ? "" : "<lastmod>" + time + "</lastmod>") + "</url>";
        };
        if (x.path() == "/map.xml.gz")
            return x.answer(200,
                            packed("<urlset>" + entry("/undated.html", "") + entry("/old.html", "2013-03-20") +
                                   entry("/new.html", "2013-03-22T08:00:00+04:00") + "</urlset>"),
                            "Content-Type: application/x-gzip\r\n");
        x.answer(200, page("Crane " + x.path(), "Trade rose by 20.7 percent."), "Content-Type: text/html\r\n");
    });
    Newsroom news;
    IngestSettings settings;
    settings.limit = 1;
    CHECK(news.run({server.url("/map.xml.gz")}, settings).added == 1);
    CHECK_THAT(news.progress, Catch::Contains("Crane /new.html"));
    settings.limit = 2;
    CHECK(news.run({server.url("/map.xml.gz")}, settings).added == 1);
    CHECK_THAT(news.progress, Catch::Contains("Crane /old.html"));
    CHECK(news.faults().empty());
}

TEST_CASE("lists are followed only so deep, and from files only to files beside them", "[ingest][security]") {
    Newsroom news;
    const auto list = [](const std::string& to) { return "<opml><body><outline xmlUrl='" + to + "'/></body></opml>"; };
    news.scratch.write("secret.xml", feed(item("", "1", full_content)));
    for (int i = 0; i < 5; ++i) news.scratch.write("in/" + std::to_string(i) + ".opml", list(std::to_string(i + 1) + ".opml"));
    const IngestReport deep = news.run({news.path("in/0.opml")});
    REQUIRE(deep.failures.size() == 1);
    CHECK(deep.failures[0].failure == "too_deep");
    news.scratch.write("in/out.opml", list("../secret.xml"));
    const IngestReport out = news.run({news.path("in/out.opml")});
    REQUIRE(out.failures.size() == 1);
    CHECK(out.failures[0].failure == "blocked_link");
    CHECK(news.store().counts().articles == 0);
}

TEST_CASE("documents one a line are articles, known by URL, else by id", "[ingest]") {
    Newsroom news;
    news.scratch.write("lines.jsonl",
                       "{\"id\":\"1\",\"text\":\"Trade rose by 20.7 percent \\u2014 "
                       "caf\\u00e9.\",\"title\":\"Up\",\"reference_time\":\"2013-03-22\",\"language\":\"en\"}\n"
                       "{\"id\":\"2\"}\n"
                       "{\"id\":\"3\",\"text\":\"Trade fell by 3 percent.\",\"url\":\"https://example.org/3\"}\n"
                       "{\"id\":\"4\",\"text\":\"x\",\"reference_time\":\"soon\"}\n");
    const IngestReport report = news.run({news.path("lines.jsonl")});
    CHECK(report.added == 2);
    CHECK(report.failures.size() == 2);
    CHECK(report.exit() == Exit::some_failed);
    CHECK(news.run({news.path("lines.jsonl")}).unchanged == 2);
    news.scratch.write("lines.jsonl", "{\"id\":\"1\",\"text\":\"Trade rose by 21 percent.\"}\n");
    CHECK(news.run({news.path("lines.jsonl")}).changed == 1);
    CHECK(news.faults().empty());
}

TEST_CASE("a folder gives its feeds, pages and texts, each once", "[ingest]") {
    Newsroom news;
    news.scratch.write("in/z-feed.xml", feed(item("a.html", "1")));
    news.scratch.write("in/a.html", page("Crane", "Trade rose by 20.7 percent."));
    news.scratch.write("in/b.txt", "Trade fell by 3 percent.\n");
    news.scratch.write("in/README.md", "About this folder.\n");
    news.scratch.write("in/photo.png", "\x89PNG\r\n");
    news.scratch.write("in/empty.html", "");
    const IngestReport report = news.run({news.path("in")});
    CHECK(report.exit() == Exit::done);
    CHECK(report.added == 2);
    CHECK(report.repeated == 1);
    CHECK(report.skipped == 3);
    IngestSettings one;
    one.limit = 1;
    CHECK(news.run({news.path("in")}, one).documents == 1);
}

TEST_CASE("verify says what is wrong and where", "[ingest][verify]") {
    Newsroom news;
    news.scratch.write("a.html", page("Crane &amp; quay", "Trade rose by 20.7&nbsp;percent."));
    REQUIRE(news.run({news.path("a.html")}).added == 1);
    REQUIRE(news.faults().empty());
    const auto damaged = [&](const std::string& sql) {
        std::filesystem::copy_file(news.scratch / "news.db", news.scratch / "kept.db", std::filesystem::copy_options::overwrite_existing);
        { SQLite::Database(news.path("news.db"), SQLite::OPEN_READWRITE).exec(sql); }
        std::string all;
        for (const std::string& fault : news.faults()) all += fault + "\n";
        std::filesystem::copy_file(news.scratch / "kept.db", news.scratch / "news.db", std::filesystem::copy_options::overwrite_existing);
        return all;
    };
    SECTION("a fact that says other words than stand there") {
        const std::string faults = damaged("UPDATE fact SET json = json_set(json, '$.span.text', 'other words')");
        CHECK_THAT(faults, Catch::Contains("says \"other words\" stands at text ") && Catch::Contains("but there stands \"") &&
                               Catch::Contains("a.html version 1: fact "));
    }
    SECTION("a fact at another place") {
        CHECK_THAT(damaged("UPDATE fact SET start = start + 1"), Catch::Contains("column start says"));
    }
    SECTION("a fact behind the end") {
        CHECK_THAT(damaged("UPDATE fact SET json = json_set(json, '$.span.end', 99999)"), Catch::Contains("outside of the article"));
    }
    SECTION("a fact that is no JSON") {
        CHECK_THAT(damaged("UPDATE fact SET json = '{'"), Catch::Contains("a.html version 1: its facts cannot be read"));
    }
    SECTION("a title that is not what the page says") {
        const std::string faults = damaged("UPDATE version SET title = replace(title, 'quay', 'quiz')");
        CHECK_THAT(faults, Catch::Contains("title characters 7 to 12: the text says") && Catch::Contains("not the digest"));
    }
    SECTION("a payload that is not in the store") {
        CHECK_THAT(damaged("PRAGMA foreign_keys = OFF; DELETE FROM payload"), Catch::Contains("is not in the store"));
    }
    SECTION("one byte of the archive") {
        const auto archive = news.scratch / "news.db.warc/00001.warc.gz";
        const std::string good = Scratch::read(archive);
        for (const std::size_t at : {good.size() - 200, good.size() - 9}) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            news.scratch.write("news.db.warc/00001.warc.gz", bad);
            const auto faults = news.faults();
            REQUIRE_FALSE(faults.empty());
            CHECK_THAT(faults[0], Catch::StartsWith("payload ") && Catch::Contains("00001.warc.gz"));
        }
        std::filesystem::remove(archive);
        REQUIRE_FALSE(news.faults().empty());
    }
}

TEST_CASE("the sample feed is read whole and every character is where it is said to be", "[ingest][verify]") {
    Newsroom news;
    const IngestReport report = news.run({"corpus/sample/feed.xml", "corpus/sample/atom.xml"});
    CHECK(report.exit() == Exit::done);
    CHECK(report.feeds == 2);
    CHECK(report.added == 12);
    CHECK(news.faults().empty());
}

TEST_CASE("a second look sends the validators back, and what did not change costs no body", "[ingest][visits]") {
    std::vector<std::string> asked;
    std::mutex lock;
    std::string version = "1";
    const HttpServer server([&](HttpExchange& x) {
        const std::lock_guard held(lock);
        asked.push_back(x.path() + " " + x.header("If-None-Match") + " " + x.header("If-Modified-Since"));
        if (x.path() == "/robots.txt") return x.answer(404, "");
        const std::string tag = "W/\"" + x.path() + version + "\"";
        if (x.header("If-None-Match") == tag) return x.answer(304, "");
        const std::string fields = "ETag: " + tag + "\r\nLast-Modified: long ago\r\n";
        if (x.path() == "/feed.xml") return x.answer(200, feed(item("/a.html", "1")), fields + "Content-Type: application/rss+xml\r\n");
        x.answer(200, page("Crane", "Trade rose by 2" + version + " percent."), fields + "Content-Type: text/html\r\n");
    });
    Newsroom news;
    const IngestReport first = news.run({server.url("/feed.xml")});
    CHECK(first.added == 1);
    CHECK(first.visits.done == 2);
    CHECK(asked == std::vector<std::string>{"/robots.txt  ", "/feed.xml  ", "/a.html  "});
    asked.clear();
    const IngestReport soon = news.run({server.url("/feed.xml")});
    CHECK(soon.visits.not_modified == 1);
    CHECK(soon.visits.not_due == 1);
    CHECK(soon.exit() == Exit::done);
    CHECK(asked == std::vector<std::string>{"/feed.xml W/\"/feed.xml1\" long ago"});
    news.now += 2 * an_hour;
    const IngestReport later = news.run({server.url("/feed.xml")});
    CHECK(later.visits.not_modified == 2);
    CHECK(later.unchanged == 1);
    version = "2";
    news.now += 6 * an_hour;
    const IngestReport changed = news.run({server.url("/feed.xml")});
    CHECK(changed.changed == 1);
    CHECK(changed.visits.due() == 2);
    CHECK(news.store().counts().versions == 2);
    CHECK(news.faults().empty());
}

TEST_CASE("a site that asks for time is left alone until then, in later runs too", "[ingest][visits]") {
    std::atomic<bool> tired = false;
    const HttpServer server([&](HttpExchange& x) {
        if (x.path() == "/robots.txt") return x.answer(404, "");
        if (x.path() == "/feed.xml" && !tired)
            return x.answer(200, feed(item("/a.html", "1") + item("/b.html", "2") + item("/c.html", "3")),
                            "Content-Type: application/rss+xml\r\n");
        tired = true;
        x.answer(429, "", "Retry-After: 7200\r\n");
    });
    Newsroom news;
    const IngestReport first = news.run({server.url("/feed.xml")});
    CHECK(first.visits.done == 1);
    CHECK(first.visits.failed == 1);
    CHECK(first.visits.skipped == 2);
    CHECK(server.requests() == 3);
    CHECK_THAT(news.progress, Catch::Contains("asked not to come back before 2013-03-22T14:00:00Z"));
    news.now += 7199;
    const IngestReport early = news.run({server.url("/feed.xml")});
    CHECK(early.visits.skipped == 1);
    CHECK(early.exit() == Exit::done);
    CHECK(server.requests() == 3);
    news.now += 1;
    CHECK(news.run({server.url("/feed.xml")}).visits.failed == 1);
    CHECK(server.requests() == 4);
}

TEST_CASE("robots.txt is kept to, and where it cannot be had nothing is visited", "[ingest][visits]") {
    std::atomic<int> robots = 200;
    const HttpServer server([&](HttpExchange& x) {
        if (x.path() == "/robots.txt") return robots == 200 ? x.answer(200, "User-agent: *\nDisallow: /private/\n") : x.answer(robots, "");
        if (x.path() == "/feed.xml")
            return x.answer(200, feed(item("/private/a.html", "1") + item("/b.html", "2")), "Content-Type: application/rss+xml\r\n");
        x.answer(200, page("Crane", "Trade rose by 20.7 percent."), "Content-Type: text/html\r\n");
    });
    {
        Newsroom news;
        const IngestReport report = news.run({server.url("/feed.xml")});
        CHECK(report.added == 1);
        REQUIRE(report.failures.size() == 1);
        CHECK(report.failures[0].failure == "robots");
        CHECK(report.failures[0].exit == Exit::refused);
        IngestSettings settings;
        settings.politeness.robots = false;
        news.now += 2 * an_hour;
        CHECK(news.run({server.url("/feed.xml")}, settings).added == 1);
        // Rules that are known go on to hold while the server fails.
        robots = 503;
        news.now += 2 * a_day;
        CHECK(news.run({server.url("/feed.xml")}).failures[0].failure == "robots");
    }
    Newsroom news;
    const IngestReport failing = news.run({server.url("/feed.xml")});
    CHECK(failing.exit() == Exit::all_failed);
    CHECK(failing.failures[0].failure == "http_5xx");
    CHECK_THAT(failing.failures[0].message, Catch::Contains("robots.txt"));
    robots = 404;
    news.now += a_day;
    CHECK(news.run({server.url("/feed.xml")}).added == 2);
}

TEST_CASE("a run that is told to stop saves what is done and says that it was stopped", "[ingest][visits]") {
    Newsroom news;
    std::string lines;
    for (int i = 0; i < 100; ++i)
        lines += R"({"id": ")" + std::to_string(i) + R"(", "text": "Trade rose by )" + std::to_string(i) +
                 R"( percent."})"
                 "\n";
    news.scratch.write("many.jsonl", lines);
    int asked = 0;
    const IngestReport report = news.run({news.path("many.jsonl")}, {}, [&] { return ++asked > 40; });
    CHECK(report.stopped);
    CHECK(report.added > 0);
    CHECK(report.added < 100);
    CHECK(news.store().counts().articles == report.added);
    CHECK(news.faults().empty());
    const IngestReport rest = news.run({news.path("many.jsonl")});
    CHECK_FALSE(rest.stopped);
    CHECK(rest.added + report.added == 100);
}
