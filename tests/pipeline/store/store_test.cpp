#include "pipeline/store/store.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "schemas/digest.hpp"
#include "schemas/error.hpp"
#include "tests/support/scratch.hpp"

using namespace dateline;

namespace {

constexpr std::int64_t noon = 1363953600;  // 2013-03-22T12:00:00Z

/// A fact of `kind` at the first place where `words` stand in the text.
template <typename Is>
Fact fact_at(const Article& article, const std::string& words, Is is) {
    const auto byte = article.text.utf8().find(words);
    REQUIRE(byte != std::string_view::npos);
    Fact fact;
    fact.place.span = {article.text.char_of(static_cast<std::uint32_t>(byte)),
                       article.text.char_of(static_cast<std::uint32_t>(byte + words.size()))};
    fact.sentence = article.text.all();
    fact.rule = {"en/test.tsv", "row"};
    fact.confidence = 900;
    fact.is = std::move(is);
    fact.id = FactId(sha256(article.text.utf8()), fact.kind(), fact.place.span);
    return fact;
}

Article article_of(const std::string& url, const std::string& text) {
    Article article;
    article.url = article.canonical_url = url;
    article.title = SourceText(std::string("A title"));
    article.text = SourceText(text);
    article.language = "en";
    article.payloads = {sha256(text)};
    article.charsets = {"utf-8"};
    return article;
}

Figure percent(const char* value) {
    Figure f;
    f.figure_type = FigureType::percent;
    f.value = Decimal::parse(value);
    f.interval = {f.value, f.value};
    f.unit = "percent";
    return f;
}

/// "Trade rose 20.7 percent" and the like: one figure, the words before " percent".
EntryRow entry_of(const std::string& url, const std::string& text, const std::string& figure, const std::string& rules = "rules-1") {
    EntryRow entry;
    entry.source = {"feed", "https://example.org/feed.xml", "Example"};
    entry.article = article_of(url, text);
    entry.identity = identity_of(entry.article, entry.source.url);
    entry.extraction.emplace();
    entry.extraction->language = "en";
    entry.extraction->facts.push_back(fact_at(entry.article, figure + " percent", percent(figure.c_str())));
    entry.rules_sha256 = rules;
    entry.seen_at = noon;
    return entry;
}

Outcome save(Store& store, EntryRow entry) {
    Batch batch;
    batch.entries.push_back(std::move(entry));
    return store.save(batch).at(0).outcome;
}

std::vector<FactRow> found(const Store& store, const Filter& filter) {
    std::vector<FactRow> out;
    store.find(filter, [&](const FactRow& row) {
        out.push_back(row);
        return true;
    });
    return out;
}

Store opened(const std::filesystem::path& path) {
    Store store(path, Access::write, noon);
    store.begin_run("test", "rules-1", noon);
    return store;
}

}  // namespace

TEST_CASE("the same article twice adds nothing, a changed one is a new version, nothing is overwritten", "[store]") {
    const Scratch scratch;
    Store store = opened(scratch / "a.db");
    const std::string url = "https://example.org/1";
    CHECK(store.wants("url:" + url, article_of(url, "Trade rose 20.7 percent."), "rules-1"));
    CHECK(save(store, entry_of(url, "Trade rose 20.7 percent.", "20.7")) == Outcome::added);
    CHECK_FALSE(store.wants("url:" + url, article_of(url, "Trade rose 20.7 percent."), "rules-1"));
    CHECK(save(store, entry_of(url, "Trade rose 20.7 percent.", "20.7")) == Outcome::unchanged);
    CHECK(store.counts().versions == 1);
    CHECK(save(store, entry_of(url, "Trade rose 21.7 percent.", "21.7")) == Outcome::changed);
    CHECK(store.counts().articles == 1);
    CHECK(store.counts().versions == 2);
    CHECK(store.counts().facts == 2);
    const auto now = found(store, {});
    REQUIRE(now.size() == 1);
    CHECK(now[0].value_text == "21.7");
    CHECK(now[0].seq == 2);
    CHECK(store.version(store.versions().at(0)).article.text.utf8() == "Trade rose 20.7 percent.");
    CHECK(save(store, entry_of(url, "Trade rose 20.7 percent.", "20.7")) == Outcome::changed);
    CHECK(store.counts().versions == 3);
}

TEST_CASE("copies of one text in two articles share fact ids and stand side by side", "[store]") {
    const Scratch scratch;
    Store store = opened(scratch / "a.db");
    CHECK(save(store, entry_of("https://example.org/1", "Trade rose 20.7 percent.", "20.7")) == Outcome::added);
    CHECK(save(store, entry_of("https://copy.example/9", "Trade rose 20.7 percent.", "20.7")) == Outcome::added);
    const auto all = found(store, {});
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == all[1].id);
    const auto same = store.fact(all[0].id);
    REQUIRE(same.size() == 2);
    CHECK(same[0].url == "https://example.org/1");
    CHECK(same[1].url == "https://copy.example/9");
}

TEST_CASE("two versions whose facts have one id stand side by side", "[store]") {
    const Scratch scratch;
    Store store = opened(scratch / "a.db");
    EntryRow second = entry_of("https://example.org/1", "Trade rose 20.7 percent.", "20.7");
    second.article.title = SourceText(std::string("Another title"));  // the text, and so the id, is the same
    CHECK(save(store, entry_of("https://example.org/1", "Trade rose 20.7 percent.", "20.7")) == Outcome::added);
    CHECK(save(store, std::move(second)) == Outcome::changed);
    const auto both = store.fact(found(store, {}).at(0).id);
    REQUIRE(both.size() == 2);
    CHECK(both[0].seq == 1);
    CHECK_FALSE(both[0].current);
    CHECK(both[1].seq == 2);
    CHECK(both[1].current);
}

TEST_CASE("changed rules make a new extraction beside the old one", "[store]") {
    const Scratch scratch;
    Store store = opened(scratch / "a.db");
    const std::string url = "https://example.org/1", text = "Trade rose 20.7 percent, not 3 percent.";
    CHECK(save(store, entry_of(url, text, "20.7")) == Outcome::added);
    CHECK(store.wants("url:" + url, article_of(url, text), "rules-2"));
    CHECK(save(store, entry_of(url, text, "3", "rules-2")) == Outcome::reextracted);
    CHECK(store.counts().versions == 1);
    CHECK(store.counts().facts == 2);
    CHECK(found(store, {}).at(0).value_text == "3");
    CHECK(save(store, entry_of(url, text, "20.7")) == Outcome::unchanged);
    CHECK(found(store, {}).at(0).value_text == "20.7");
}

TEST_CASE("where a reader came from makes no other article", "[store]") {
    Article article = article_of("https://example.org/1?utm_source=rss&id=4&fbclid=x#top", "Text.");
    CHECK(identity_of(article, "") == "url:https://example.org/1?id=4#top");
    article.canonical_url = "https://example.org/1?utm_source=rss";
    CHECK(identity_of(article, "") == "url:https://example.org/1");
    article.canonical_url = "https://example.org/1?page=2&q=utm_source";
    CHECK(identity_of(article, "") == "url:https://example.org/1?page=2&q=utm_source");
}

TEST_CASE("an article is known by canonical URL, else guid in its feed, else its file, else its text", "[store]") {
    Article article = article_of("https://example.org/1", "Text.");
    article.guid = "g1";
    article.url = "file:///news/a.txt";
    CHECK(identity_of(article, "https://example.org/feed") == "url:https://example.org/1");
    article.canonical_url.clear();
    CHECK(identity_of(article, "https://example.org/feed") == "guid:https://example.org/feed g1");
    CHECK(identity_of(article, "https://example.org/other") != identity_of(article, "https://example.org/feed"));
    article.guid.clear();
    CHECK(identity_of(article, "") == "file:///news/a.txt");
    article.url = "-";
    CHECK(identity_of(article, "") == "text:" + sha256("Text."));
}

TEST_CASE("what was saved reads back equal: text, offset maps, times, payloads", "[store]") {
    const Scratch scratch;
    Store store = opened(scratch / "a.db");
    EntryRow entry = entry_of("https://example.org/1", "L'été coûte 12 percent de plus, «dit-on».", "12");
    entry.article.captions = SourceText(std::string("A caption"), OffsetRuns({{0, 9, 400, 9, 1, RunKind::copy}}));
    entry.article.published = Moment::parse("2013-03-22T08:30:00+04:00");
    entry.article.authors = {"Ann \"A.\" Author"};
    save(store, entry);
    const VersionRow version = store.version(1);
    CHECK(version.article.text.utf8() == entry.article.text.utf8());
    CHECK(version.article.text.origin() == entry.article.text.origin());
    CHECK(version.article.captions.origin() == entry.article.captions.origin());
    CHECK(version.article.published == entry.article.published);
    CHECK(version.article.authors == entry.article.authors);
    CHECK(version.article.payloads == entry.article.payloads);
    CHECK(version.text_sha256 == sha256(entry.article.text.utf8()));
    CHECK(store.check().empty());
}

TEST_CASE("facts are found by kind, unit, exact value, speaker, entity, measure, source and words", "[store]") {
    const Scratch scratch;
    Store store = opened(scratch / "a.db");
    EntryRow entry = entry_of("https://example.org/1",
                              "Trade turnover rose 20.7 percent to 3.70 percent, Əli Həsənov said of Baku's \"fine year\".", "20.7");
    const Article& article = entry.article;
    Figure range = percent("3.7");
    range.value.reset();
    range.range = Interval{Decimal(3), Decimal(4)};
    range.measure = Measure{fact_at(article, "Trade turnover", Date{}).place, "trade turnover"};
    entry.extraction->facts.push_back(fact_at(article, "3.70 percent", range));
    Quote quote;
    quote.speaker = Ref{fact_at(article, "Əli Həsənov", Date{}).place, {1}, "Əli Həsənov"};
    entry.extraction->facts.push_back(fact_at(article, "fine year", quote));
    Entity person;
    person.entity_type = EntityType::PERSON;
    person.entity = {1};
    person.canonical = "Əli Həsənov";
    entry.extraction->facts.push_back(fact_at(article, "Əli Həsənov", person));
    save(store, entry);
    const auto texts = [&](const Filter& filter) {
        std::string out;
        for (const FactRow& row : found(store, filter)) out += (out.empty() ? "" : "|") + row.text;
        return out;
    };
    const auto with = [](auto change) {
        Filter filter;
        change(filter);
        return filter;
    };
    CHECK(texts(with([](Filter& f) { f.kinds = {"quote"}; })) == "fine year");
    CHECK(texts(with([](Filter& f) { f.units = {"percent"}; })) == "20.7 percent|3.70 percent");
    CHECK(texts(with([](Filter& f) { f.units = {"USD"}; })).empty());
    CHECK(texts(with([](Filter& f) { f.min = Decimal::parse("20.7"); })) == "20.7 percent");
    CHECK(texts(with([](Filter& f) { f.min = Decimal::parse("20.700000000000000000001"); })).empty());
    CHECK(texts(with([](Filter& f) { f.max = Decimal::parse("20.7"); })) == "20.7 percent|3.70 percent");
    CHECK(texts(with([](Filter& f) { f.min = Decimal::parse("3.5"), f.max = Decimal::parse("20"); })) == "3.70 percent");
    CHECK(texts(with([](Filter& f) { f.speaker = "hesenov"; })).empty());  // ə is a letter of its own
    CHECK(texts(with([](Filter& f) { f.speaker = "əli HƏSƏNOV"; })) == "fine year");
    CHECK(texts(with([](Filter& f) { f.entity = "Həsənov"; })) == "Əli Həsənov|fine year");
    CHECK(texts(with([](Filter& f) { f.measure = "TURNOVER"; })) == "3.70 percent");
    CHECK(texts(with([](Filter& f) {
              f.source = "example.org/feed";
              f.kinds = {"entity"};
          })) == "Əli Həsənov");
    CHECK(texts(with([](Filter& f) { f.source = "nowhere"; })).empty());
    CHECK(texts(with([](Filter& f) {
              f.text = "TURNOVER fine";
              f.kinds = {"quote", "entity"};
          })) == "Əli Həsənov|fine year");
    CHECK(texts(with([](Filter& f) { f.text = "turnover absent"; })).empty());
    CHECK(texts(with([](Filter& f) { f.text = "\"trade rose\""; })).empty());
    CHECK(texts(with([](Filter& f) {
              f.text = "\"trade turnover\"";
              f.kinds = {"quote"};
          })) == "fine year");
    CHECK(texts(with([](Filter& f) { f.limit = 1; })) == "20.7 percent");
    // FTS5 operators, quotes and signs of the user are words or nothing, never syntax.
    for (const char* odd : {"a AND", "NEAR(", "trade*", "-trade", "words:trade", "\"", "\"\"\"", "!!!", "' OR 1=1 --", "(", "^trade"})
        CHECK_NOTHROW(texts(with([&](Filter& f) { f.text = odd; })));
}

TEST_CASE("a second writer is told at once who writes", "[store]") {
    const Scratch scratch;
    {
        Store store = opened(scratch / "a.db");
        CHECK_THROWS_WITH(Store(scratch / "a.db", Access::write, noon),
                          Catch::Contains("process " + std::to_string(::getpid())) && Catch::Contains("2013-03-22T12:00:00Z"));
        try {
            Store(scratch / "a.db", Access::write, noon);
        } catch (const Error& e) {
            CHECK(e.exit() == Exit::locked);
        }
        CHECK_NOTHROW(Store(scratch / "a.db", Access::read, noon));
    }
    CHECK_NOTHROW(Store(scratch / "a.db", Access::write, noon));
}

TEST_CASE("a store of a newer program is refused and left as it is", "[store]") {
    const Scratch scratch;
    { opened(scratch / "a.db"); }
    {
        SQLite::Database db((scratch / "a.db").string(), SQLite::OPEN_READWRITE);
        db.exec("PRAGMA user_version = 99");
        db.exec("PRAGMA journal_mode = DELETE");
    }
    std::filesystem::remove(scratch / "a.db.lock");
    const std::string before = Scratch::read(scratch / "a.db");
    for (const Access access : {Access::read, Access::write}) {
        try {
            Store(scratch / "a.db", access, noon);
            FAIL("opened");
        } catch (const Error& e) {
            CHECK(e.exit() == Exit::bad_config);
            CHECK_THAT(e.what(), Catch::Contains("newer dateline (schema 99"));
        }
    }
    CHECK(Scratch::read(scratch / "a.db") == before);
    CHECK_FALSE(std::filesystem::exists(scratch / "a.db.lock"));
}

TEST_CASE("a file that is no store, and a missing one, are refused", "[store]") {
    const Scratch scratch;
    const auto exit_of = [&](const std::string& name, Access access) {
        try {
            Store(scratch / name, access, noon);
        } catch (const Error& e) {
            return e.exit();
        }
        return Exit::done;
    };
    scratch.write("text.db", "This is a text, not a store.\n");
    scratch.write("empty.db", "");
    { SQLite::Database((scratch / "other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (x)"); }
    CHECK(exit_of("text.db", Access::write) == Exit::bad_config);
    CHECK(exit_of("other.db", Access::write) == Exit::bad_config);
    CHECK(exit_of("none.db", Access::read) == Exit::no_input);
    CHECK(exit_of("no/such/folder.db", Access::write) == Exit::cannot_create);
    std::filesystem::create_directory(scratch / "folder.db");
    CHECK(exit_of("folder.db", Access::write) == Exit::cannot_create);
    CHECK(exit_of("folder.db", Access::read) == Exit::no_input);
    CHECK(exit_of("empty.db", Access::write) == Exit::done);
    {
        // What a kill between making the file and its tables leaves.
        SQLite::Database begun((scratch / "begun.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        begun.exec("PRAGMA journal_mode = WAL");
    }
    CHECK(exit_of("begun.db", Access::write) == Exit::done);
    CHECK(Scratch::read(scratch / "text.db") == "This is a text, not a store.\n");
}

TEST_CASE("killed at any moment the store is whole, and the next run completes it", "[store]") {
    const Scratch scratch;
    constexpr int articles = 60, kills = 20;
    const auto ingest = [&](const std::filesystem::path& path) {
        Store store = opened(path);
        for (int i = 0; i < articles; i += 4) {
            Batch batch;
            for (int n = i; n < i + 4; ++n) {
                const std::string text = "Item " + std::to_string(n) + " rose " + std::to_string(n) + " percent.";
                batch.entries.push_back(entry_of("https://example.org/" + std::to_string(n), text, std::to_string(n)));
            }
            store.save(batch);
        }
    };
    std::mt19937 random(15);
    for (int kill = 0; kill < kills; ++kill) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                ingest(scratch / "killed.db");
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 60000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK_FALSE((WIFEXITED(status) && WEXITSTATUS(status) == 1));
        if (!std::filesystem::exists(scratch / "killed.db")) continue;
        SQLite::Database db((scratch / "killed.db").string(), SQLite::OPEN_READWRITE);
        CHECK(db.execAndGet("PRAGMA integrity_check").getString() == "ok");
        if (db.execAndGet("PRAGMA user_version").getInt() == 0) continue;
        // Every article whole: one version, one extraction, one fact each.
        const auto count = [&](const char* table) { return db.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt(); };
        CHECK(count("article") % 4 == 0);
        CHECK(count("version") == count("article"));
        CHECK(count("fact") == count("article"));
        CHECK(db.execAndGet("SELECT count(*) FROM article WHERE current_version IS NULL").getInt() == 0);
    }
    ingest(scratch / "killed.db");
    ingest(scratch / "quiet.db");
    const Store killed(scratch / "killed.db", Access::read, noon), quiet(scratch / "quiet.db", Access::read, noon);
    const auto a = found(killed, {}), b = found(quiet, {});
    REQUIRE(a.size() == articles);
    REQUIRE(b.size() == articles);
    for (std::size_t i = 0; i < a.size(); ++i) CHECK((a[i].json == b[i].json && a[i].url == b[i].url));
    CHECK(killed.check().empty());
}
