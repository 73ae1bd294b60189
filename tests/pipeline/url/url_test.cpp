#include <catch2/catch.hpp>

#include "pipeline/url/url.hpp"

using namespace dateline;

TEST_CASE("a reference becomes an absolute URL, or nothing", "[url]") {
    struct Case {
        const char *reference, *base, *wanted;  // wanted null: invalid
    };
    for (const Case& c : std::initializer_list<Case>{
             {"HTTP://Example.ORG/a b", "", "http://example.org/a%20b"},
             {"../c?x=1#f", "https://example.org/a/b/d", "https://example.org/a/c?x=1#f"},
             {"//cdn.example.org/i.png", "https://example.org/", "https://cdn.example.org/i.png"},
             {"#top", "http://h/a/b", "http://h/a/b#top"},
             {"  http://example.org  ", "", "http://example.org/"},
             {"http://bücher.example/", "", "http://xn--bcher-kva.example/"},
             {"/relative", "", nullptr},
             {"http://", "", nullptr},
             {"http://a b/", "", nullptr},
             {"page.html", "not a url", nullptr},
         }) {
        INFO(c.reference << " against " << c.base);
        const auto url = resolve(c.reference, c.base);
        CHECK(url.has_value() == (c.wanted != nullptr));
        if (url && c.wanted) CHECK(*url == c.wanted);
    }
}

TEST_CASE("a URL of unreasonable length is refused", "[url]") {
    CHECK(resolve("http://example.org/" + std::string(max_url_bytes - 100, 'a')));
    CHECK_FALSE(resolve("http://example.org/" + std::string(max_url_bytes, 'a')));
    CHECK_FALSE(resolve("a", "http://example.org/" + std::string(max_url_bytes, 'a')));
}

TEST_CASE("the parts of a URL", "[url]") {
    const auto parts = url_parts("https://www.Example.org:8443/news/1.html?id=4#c");
    REQUIRE(parts);
    CHECK(parts->scheme == "https");
    CHECK(parts->host == "www.example.org");
    CHECK(parts->path == "/news/1.html");
    CHECK(parts->query == "?id=4");
    CHECK_FALSE(url_parts("news/1.html"));
    CHECK(without_fragment("http://h/a#b") == "http://h/a");
    CHECK(same_host("http://www.example.org/a", "https://example.org/b"));
    CHECK_FALSE(same_host("http://example.org/", "http://example.com/"));
    CHECK_FALSE(same_host("file:///a", "file:///b"));
}
