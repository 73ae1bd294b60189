#include "pipeline/sources.hpp"

#include <catch2/catch.hpp>

#include "schemas/error.hpp"
#include "tests/support/scratch.hpp"

using namespace dateline;

namespace {
/// The name of the file that `link` leads to, or why it leads nowhere.
std::string leads_to(const Scratch& scratch, const std::string& link) {
    try {
        return std::filesystem::relative(linked_file(scratch / "news/feed.xml", link), std::filesystem::canonical(scratch.path())).string();
    } catch (const Error& e) {
        return e.exit() == Exit::refused ? "refused" : "missing";
    }
}
}  // namespace

TEST_CASE("a feed in a file links to files in or below its folder, by relative link only", "[ingest][security]") {
    const Scratch scratch;
    for (const char* name : {"news/feed.xml", "news/a.html", "news/deep/b c.html", "secret.html", "news2/x.html"}) scratch.write(name, "x");
    std::filesystem::create_symlink(scratch / "secret.html", scratch / "news/link.html");
    std::filesystem::create_directory_symlink(scratch.path(), scratch / "news/up");
    std::filesystem::create_symlink("a.html", scratch / "news/inner.html");
    CHECK(leads_to(scratch, "a.html") == "news/a.html");
    CHECK(leads_to(scratch, "./a.html#top") == "news/a.html");
    CHECK(leads_to(scratch, "a.html?x=1") == "news/a.html");
    CHECK(leads_to(scratch, "deep/b%20c.html") == "news/deep/b c.html");
    CHECK(leads_to(scratch, "deep/../a.html") == "news/a.html");
    CHECK(leads_to(scratch, "inner.html") == "news/a.html");
    for (const std::string link : {"../secret.html", "..%2Fsecret.html", "deep/../../secret.html", "link.html", "up/secret.html",
                                   "../news2/x.html", "/etc/passwd", "//host/a.html", "file:///etc/passwd", "file:a.html", "FILE:a.html",
                                   "..\\secret.html", "ftp://x/a", "a.html%00.txt", "", "#top", "deep", "."})
        CHECK((link + " " + leads_to(scratch, link)) == link + " refused");
    CHECK(leads_to(scratch, "file://" + (scratch / "news/a.html").string()) == "refused");
    CHECK(leads_to(scratch, (scratch / "news/a.html").string()) == "refused");
    CHECK(leads_to(scratch, "none.html") == "missing");
}

TEST_CASE("a folder is walked in order of names, without what is hidden or leads out", "[ingest]") {
    const Scratch scratch;
    for (const char* name : {"in/b.html", "in/a/z.txt", "in/a/.hidden", "in/.git/config", "in/dateline.db", "in/dateline.db-wal",
                             "in/dateline.db.warc/00001.warc.gz", "out.html"})
        scratch.write(name, "x");
    std::filesystem::create_symlink(scratch / "out.html", scratch / "in/out.html");
    std::filesystem::create_directory_symlink(scratch / "in", scratch / "in/loop");
    std::filesystem::create_symlink("b.html", scratch / "in/c.html");
    std::string names;
    for (const auto& path : files_of(scratch / "in"))
        names += std::filesystem::relative(path, scratch / "in").lexically_normal().string() + " ";
    CHECK(names == "a/z.txt b.html b.html ");
}

TEST_CASE("a source written like a URL of another scheme is told from paths", "[ingest]") {
    CHECK(other_scheme("ftp://example.org/feed.xml") == "ftp://");
    CHECK(other_scheme("gopher+x://h") == "gopher+x://");
    for (const char* none : {"http://example.org/", "HTTPS://example.org/", "a/b://c", "news/feed.xml", "://x", "C:\\feed.xml", "-"})
        CHECK(other_scheme(none).empty());
}
