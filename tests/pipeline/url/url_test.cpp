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

TEST_CASE("parameters that tell where a reader came from are left out, others stay") {
    struct {
        const char* url;
        const char* without;
    } const cases[] = {
        {"https://e.org/a?utm_source=x&utm_medium=y", "https://e.org/a"},
        {"https://e.org/a?id=7&utm_source=x", "https://e.org/a?id=7"},
        {"https://e.org/a?fbclid=1&id=7&gclid=2#top", "https://e.org/a?id=7#top"},
        {"https://e.org/a?id=7&source=x&page=2", "https://e.org/a?id=7&source=x&page=2"},
        {"https://e.org/a#b?utm_source=x", "https://e.org/a#b?utm_source=x"},
        {"https://e.org/a?", "https://e.org/a"},
        {"https://e.org/a", "https://e.org/a"},
    };
    for (const auto& c : cases) {
        INFO(c.url);
        CHECK(without_tracking(c.url) == c.without);
    }
}

TEST_CASE("views of one site are one host, other names in front are not") {
    CHECK(same_host("https://www.e.org/a", "http://e.org/b"));
    CHECK(same_host("https://amp.e.org/a", "https://e.org/a"));
    CHECK(same_host("https://m.news.e.org/a", "https://www.news.e.org/a"));
    CHECK_FALSE(same_host("https://blog.e.org/a", "https://e.org/a"));
    CHECK_FALSE(same_host("https://m.org/a", "https://e.org/a"));
    CHECK_FALSE(same_host("https://amp.org/", "https://org/"));
}
