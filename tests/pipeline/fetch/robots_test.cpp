#include "pipeline/fetch/robots.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {

struct Decision {
    const char* robots;
    const char* agent;
    const char* url;
    bool allowed;
};

void check(const std::vector<Decision>& decisions) {
    for (const Decision& d : decisions) {
        INFO(d.robots << "\n" << d.agent << " " << d.url);
        CHECK(Robots::parse(d.robots).allows(d.agent, d.url) == d.allowed);
    }
}

}  // namespace

TEST_CASE("the longest rule wins, allow wins a tie", "[robots][rfc9309]") {
    constexpr const char* file = "User-agent: *\nDisallow: /news\nAllow: /news/public\nDisallow: /tie\nAllow: /tie\nDisallow:\n";
    check({
        {file, "dateline", "https://e.org/news/1", false},
        {file, "dateline", "https://e.org/news/public/1", true},
        {file, "dateline", "https://e.org/tie", true},
        {file, "dateline", "https://e.org", true},
        {file, "dateline", "/news", false},
        {"", "dateline", "https://e.org/", true},
        {"User-agent: *\nDisallow: /", "dateline", "https://e.org/robots.txt", true},
    });
}

TEST_CASE("an agent's own groups are joined and hide the star", "[robots][rfc9309]") {
    constexpr const char* file =
        "Disallow: /no-group\nUser-agent: Dateline/1.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\nUser-agent: other\nUser-agent: "
        "dateline\n"
        "Sitemap: https://e.org/s.xml\nDisallow: /c\n";
    check({
        {file, "dateline", "https://e.org/a", false},
        {file, "DATELINE", "https://e.org/c", false},
        {file, "Mozilla/5.0 (compatible; dateline/2; +https://e.org)", "https://e.org/c", false},
        {file, "dateline", "https://e.org/b", true},
        {file, "dateline", "https://e.org/no-group", true},
        {file, "datelinebot", "https://e.org/b", false},
        {file, "my-dateline", "https://e.org/a", true},
    });
    CHECK(Robots::parse(file).sitemaps() == std::vector<std::string>{"https://e.org/s.xml"});
}

TEST_CASE("star and dollar are wildcards in rules, never in URLs", "[robots][rfc9309]") {
    constexpr const char* file = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /x*y*z\nDisallow: /literal%2A\nDisallow: /end$\n";
    check({
        {file, "d", "https://e.org/a.pdf", false},
        {file, "d", "https://e.org/a.pdf?x", true},
        {file, "d", "https://e.org/xyz", false},
        {file, "d", "https://e.org/x1y2z3", false},
        {file, "d", "https://e.org/xzy", true},
        {file, "d", "https://e.org/literal*", false},
        {file, "d", "https://e.org/literally", true},
        {file, "d", "https://e.org/end", false},
        {file, "d", "https://e.org/ending", true},
        {file, "d", "https://e.org/end?", true},
    });
}

TEST_CASE("percent-encoding does not hide a path", "[robots][rfc9309]") {
    constexpr const char* file = "User-agent: *\nDisallow: /caf\xC3\xA9\nDisallow: /a%62c\nDisallow: /s%2fx\n";
    check({
        {file, "d", "https://e.org/caf%c3%A9", false},
        {file, "d", "https://e.org/caf\xC3\xA9/1", false},
        {file, "d", "https://e.org/abc", false},
        {file, "d", "https://e.org/s%2Fx", false},
        {file, "d", "https://e.org/s/x", true},
        {file, "d", "https://user@e.org:8080/abc?q#f", false},
        {file, "d", "https://e.org?/abc", true},
    });
}

TEST_CASE("byte order mark, bare CR, comments and misspelled keys are understood", "[robots][house]") {
    check({
        {"\xEF\xBB\xBFUser-agent: *\rDisallow: /a # all of it\r", "d", "/a", false},
        {"useragent *\ndissallow /a", "d", "/a", false},
        {"User-agent: *\n# Disallow: /a\n", "d", "/a", true},
        {"User-agent: *\nNoindex: /a\nDisallow : /b\n", "d", "/b", false},
    });
}

TEST_CASE("an unknown line does not close a list of agents, an unknown rule does", "[robots][rfc9309]") {
    check({
        {"User-agent: a\nNote: hello\nUser-agent: b\nDisallow: /", "a", "/x", false},
        {"User-agent: a\nNoindex: /x\nUser-agent: b\nDisallow: /", "a", "/x", true},
    });
}

TEST_CASE("the crawl delay of the agent's group is given as written", "[robots]") {
    const Robots robots =
        Robots::parse("User-agent: slow\nCrawl-delay: 2.50\nUser-agent: odd\nCrawl-delay: soon\nUser-agent: *\nDisallow:\n");
    CHECK(robots.crawl_delay("slow") == std::string("2.50"));
    CHECK_FALSE(robots.crawl_delay("odd"));
    CHECK_FALSE(robots.crawl_delay("other"));
}

TEST_CASE("hostile patterns stay cheap", "[robots]") {
    std::string file = "User-agent: *\nDisallow: /";
    for (int i = 0; i < 100'000; ++i) file += "*a";
    file += "b$\n";
    CHECK(Robots::parse(file).allows("d", "https://e.org/" + std::string(100'000, 'b')));
}
