#include "pipeline/article/next_page.hpp"

#include <catch2/catch.hpp>

#include "pipeline/article/clip.hpp"

using namespace dateline;

TEST_CASE("the next page has the address of this one with the next number in it", "[article]") {
    const std::string host = "https://port.example";
    struct {
        const char* current;
        const char* next;
        std::optional<int> number;
    } const cases[] = {
        {"/a.html", "/a-2.html", 2},
        {"/a.html", "/a,2.html", 2},
        {"/a", "/a/2", 2},
        {"/a/", "/a/page/2/", 2},
        {"/a/page/2/", "/a/page/3/", 3},
        {"/a", "/a?page=2", 2},
        {"/a?id=7", "/a?id=7&seite=2", 2},
        {"/a?page=9", "/a?page=10", 10},
        {"/a?utm_source=feed", "/a?page=2", 2},
        {"/a-2.html", "/a-3.html", 3},
        {"/a.html", "/a-3.html", {}},  // not the next
        {"/a-2.html", "/a.html", {}},  // the first
        {"/a.html", "/b.html", {}},    // another article
        {"/2025/04/22/a", "/2025/04/21/b", {}},
        {"/news/1041", "/news/1042", {}},  // the next article
        {"/a", "/a#2", {}},
        {"/a", "/a?comment=2", {}},
        {"/a", "/a", {}},
    };
    for (const auto& c : cases) {
        INFO(c.current << " " << c.next);
        CHECK(next_number(host + c.current, host + c.next) == c.number);
    }
    CHECK_FALSE(next_number("https://port.example/a", "https://other.example/a/2"));
    CHECK(next_number("https://www.port.example/a", "https://port.example/a/2") == 2);
}

TEST_CASE("a page says where its article goes on", "[article]") {
    const auto next = [](const std::string& inside) {
        RawDocument page;
        page.url = page.final_url = "https://port.example/cranes.html";
        page.bytes =
            "<!DOCTYPE html><title>Cranes</title><article><h1>Cranes</h1><p>The port got two cranes on Tuesday, its operator said, and "
            "wants more.</p></article>" +
            inside;
        return clip(page).next_page;
    };
    CHECK(next("<link rel=next href='/cranes-2.html'>").value == "https://port.example/cranes-2.html");
    CHECK(next("<div>Page 1 of 3 <a href='cranes-2.html#top'>2</a> <a href='cranes-3.html'>3</a></div>").value ==
          "https://port.example/cranes-2.html");
    CHECK(next("<div><a href='cranes-2.html'>2</a></div>").written.utf8() == "cranes-2.html");
    CHECK(next("<a rel=next href='/storm.html'>Next article</a>").value.empty());
    CHECK(next("<a href='cranes.html?cpage=2'>Older comments</a>").value.empty());
    CHECK(next("").value.empty());
}
