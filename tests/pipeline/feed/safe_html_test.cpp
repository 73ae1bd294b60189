#include "pipeline/feed/safe_html.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {
std::string safe(const std::string& html, const std::string& base = "https://e.org/a/") {
    return safe_html(SourceText(html), base);
}
}  // namespace

TEST_CASE("what may be shown stays", "[feed]") {
    CHECK(safe("plain > text") == "plain &gt; text");
    CHECK(safe("<p>a <b>b</b><br>c &amp; d</p>") == "<p>a <b>b</b><br>c &amp; d</p>");
    CHECK(safe("<a href='../x?a=1&amp;b=2' title='\"t\"'>l</a>") ==
          "<a href=\"https://e.org/x?a=1&amp;b=2\" title=\"&quot;t&quot;\">l</a>");
    CHECK(safe("<img src=i.png alt=x>") == "<img src=\"https://e.org/a/i.png\" alt=\"x\">");
    CHECK(safe("<a href='x.html'>l</a>", "") == "<a href=\"x.html\">l</a>");
    CHECK(safe("<table><tr><td colspan=2>1") == "<table><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>");
}

TEST_CASE("what may run or reach out goes", "[feed]") {
    const std::pair<const char*, const char*> cases[] = {
        {"a<script>alert(1)</script>b", "ab"},
        {"a<style>p{}</style>b", "ab"},
        {"<p onclick='x()' style='color:red' id=i class=c>t</p>", "<p>t</p>"},
        {"<a href='javascript:alert(1)'>l</a>", "<a>l</a>"},
        {"<a href=' java\nscript:alert(1)'>l</a>", "<a>l</a>"},
        {"<a href='&#106;avascript:alert(1)'>l</a>", "<a>l</a>"},
        {"<a href='data:text/html,x'>l</a>", "<a>l</a>"},
        {"<img src='vbscript:x'>", "<img>"},
        {"<iframe src='https://evil.org/'></iframe>t", "t"},
        {"<iframe><b onload=x>t</b><script>y</script></iframe>", "<b>t</b>"},
        {"<object data=x><embed src=y>in</object>", "in"},
        {"<form action=x><input name=y><button>go</button></form>", "go"},
        {"<meta http-equiv=refresh content='0;url=x'><base href=x><link rel=stylesheet href=x>t", "t"},
        {"<svg><a xlink:href='javascript:x'><script>y</script>t</a></svg>", ""},
        {"<math><mtext><img src=x onerror=y></mtext></math>", "<img src=\"https://e.org/a/x\">"},
        {"<!-- c --><?php x ?>t<![CDATA[u]]>", "t"},
        {"<template><img src=x onerror=y></template>t", "t"},
    };
    for (const auto& [html, wanted] : cases) {
        INFO(html);
        const std::string got = safe(html);
        for (const char* bad : {"script", "onclick", "onerror", "onload", "style", "<iframe", "<svg", "<meta", "evil", "<form", "<input"})
            CHECK_THAT(got, !Catch::Contains(bad));
        if (wanted[0] != '\0') CHECK(got == wanted);
        // Reading the output again changes nothing.
        CHECK(safe(got) == got);
    }
}

TEST_CASE("what looks like a tag inside an attribute stays text", "[feed]") {
    CHECK(safe("<noscript><p title='</noscript><img src=x onerror=y>'></noscript>") ==
          "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=y&gt;\"></p>");
}
