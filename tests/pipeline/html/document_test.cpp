#include "pipeline/html/document.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <random>

#include "pipeline/charset/charset.hpp"
#include "pipeline/html/tree_dump.hpp"
#include "schemas/utf8.hpp"

using namespace dateline;
using namespace std::string_literals;

namespace {

HtmlDocument parsed(const std::string& bytes, const std::string& charset = "UTF-8", const ParseLimits& limits = {}) {
    std::vector<Warning> warnings;
    return HtmlDocument(decode(bytes, {charset, "test"}, 0, warnings), limits);
}

std::string utf8_of(char32_t c) {
    std::string out;
    append_utf8(out, c);
    return out;
}

/// What some raw bytes of a UTF-8 page say, read without the parser under test: a character as it stands, a line end, a NUL, or one of the
/// references that the cases below use. A reference of two characters is taken when `wanted` is either of them.
bool says(std::string_view raw, char32_t wanted) {
    static const std::map<std::string, std::u32string> names = {
        {"&amp", U"&"}, {"&lt", U"<"},       {"&gt", U">"},    {"&quot", U"\""},  {"&nbsp", U"\u00A0"}, {"&eacute", U"é"},
        {"&not", U"¬"}, {"&copy", U"©"},     {"&euro", U"€"},  {"&hellip", U"…"}, {"&notin", U"∉"},     {"&NotEqualTilde", U"≂\u0338"},
        {"&Afr", U"𝔄"}, {"&NewLine", U"\n"}, {"&fjlig", U"fj"}};
    if (raw == utf8_of(wanted)) return true;
    if (wanted == U'\n' && (raw == "\r\n" || raw == "\r")) return true;
    if (wanted == 0xFFFD && raw == "\0"s) return true;
    if (raw.empty() || raw[0] != '&') return false;
    if (raw.back() == ';') raw.remove_suffix(1);
    if (raw.substr(0, 2) == "&#") {
        const bool hex = raw.size() > 2 && (raw[2] == 'x' || raw[2] == 'X');
        const unsigned long value = std::stoul(std::string(raw.substr(hex ? 3 : 2)), nullptr, hex ? 16 : 10);
        if (value == 0x80) return wanted == U'€';
        if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return wanted == 0xFFFD;
        return value == wanted;
    }
    const auto found = names.find(std::string(raw));
    return found != names.end() && found->second.find(wanted) != std::u32string::npos;
}

/// Every character of `text` says what its raw bytes say, and the bytes go forward.
void check_traced(const SourceText& text, const std::string& page) {
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < text.end().value; ++i) {
        const std::vector<RawSpan> raw = text.raw({{i}, {i + 1}});
        INFO("character " << i << " of \"" << text.utf8() << "\" in " << page);
        REQUIRE(raw.size() == 1);
        const std::string_view bytes = std::string_view(page).substr(raw[0].begin.value, raw[0].length());
        INFO("from \"" << bytes << '"');
        CHECK(says(bytes, decode_at(text.utf8(), text.byte_of({i})).code_point));
        CHECK(raw[0].begin.value >= last);
        last = raw[0].begin.value;
    }
}

struct Counts {
    int texts = 0, attributes = 0;
};

Counts check_page(const std::string& page, const ParseLimits& limits = {}) {
    const HtmlDocument document = parsed(page, "UTF-8", limits);
    Counts counts;
    for (HtmlNode node = document.root(); node; node = node.next(document.root())) {
        if (node.is_text()) {
            INFO(page);
            CHECK(document.exact(node));
            const SourceText text = document.text(node);
            CHECK(text.utf8() == node.text());
            check_traced(text, page);
            ++counts.texts;
        }
        for (const char* name : {"title", "content", "href"})
            if (const auto value = document.attribute(node, name)) {
                CHECK(value->utf8() == *node.attribute(name));
                // The parser copies formatting elements that were left open; their copies cite nothing.
                if (node.is("a") && value->raw(value->all()).empty()) continue;
                check_traced(*value, page);
                ++counts.attributes;
            }
    }
    return counts;
}

std::string body_text(const HtmlDocument& document) {
    std::string out;
    for (HtmlNode node = document.body(); node; node = node.next(document.body())) out += node.text();
    return out;
}

double seconds(const std::string& page) {
    const auto start = std::chrono::steady_clock::now();
    { const HtmlDocument document = parsed(page); }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("every character of a page knows its raw bytes", "[html]") {
    for (const std::string& page : std::initializer_list<std::string>{
             "<p title='a&amp;b'>up&nbsp;20.7&#37;</p>",
             "<p>caf&eacute; caf&eacute caf\xC3\xA9 &euro;5 &#8364;5 &#x20ac;5 &#128;5</p>",
             "<p>&notit; &notin; &not;it &amp;amp; &unknown; &; & &&amp;& &#; &#x; &#xZ;</p>",
             "<p>&NotEqualTilde;x&Afr;&fjlig;&NewLine;y</p>",
             "<p>&#0; &#xD800; &#x110000; &#1114112;</p>",
             "<p>one\r\ntwo\rthree\r\r\nfour\r</p>\r",
             "<p>a\0b</p><svg>c\0d</svg><script>e\0f</script><title>g\0h</title>"s,
             "<pre>\nfirst newline goes</pre><pre>\r\nthis too</pre><textarea>\n&amp;\nx</textarea><pre>none</pre><listing>\n\nx</listing>",
             "  \n <html> \n <head> \n <title> A &amp; B </title> \n </head> \n <body> x \n </body> y \n </html> z ",
             "lost text &lt; <head> <title>t</title></head>",
             "<table>foster &amp; <b>bold &lt;</b> more<tr><td>cell &gt;</td>between</tr></table>after",
             "<table> <tr> <td>x</td> </tr> </table>",
             "<b>1<table>2&amp;3<td>4</td>5</table>6",
             "<table><tr>\0a&lt;\0b<td>c</table>"s,
             "a</>b</>< c</></>d<title>e</>f</title>",
             "a</><",
             "a</></",
             "<p>unterminated &am",
             "<p>unterminated &amp",
             "<p>unterminated &#12",
             "<p>unterminated <",
             "<p>unterminated </",
             "<p title='cut &amp; of",
             "<p title=\"&quot;&lt&amp;x=1&copy=2&copy;3&copyx &euro\" href=a&amp;b content='x\r\ny\rz'>t",
             "<a href='?a=1&not=2&notit=3&lt;'>x</a><a href=\"\">y</a><a href>z</a>",
             "<p>one<!-- c -->two<?php x ?>three<!x>four</p>",
             "<svg><![CDATA[x &amp; ]] ]]y]]]>z</svg><p><![CDATA[gone]]>",
             "<script>if (a < b && c) { '</scr' + '</>' }</script><style>a > b &amp;</style><xmp>&lt;</xmp>",
             "<script><!-- <script> x </script> --></script>y",
             "<plaintext>a &amp; b </plaintext> \0 </>c"s,
             "<select><option>a &amp; b<option>c</select><button>d</button>",
             "<frameset> x <frame> y </frameset> z ",
             "<template>a &amp;<p>b</template>c",
             "<math><mi>x &lt; y</mi></math><svg><desc>d &amp;</desc><title>e</title></svg>",
             "<p><i>a<p>b &lt;</i>c<p>d</b></p>",
             "<a>1<a>2 &amp;</a>3<div>4</a>5</div>",
             "<colgroup> <col> x</colgroup><table><colgroup> x &amp; <col></table>",
             "<noscript>a &amp; <p>b</p></noscript><iframe>c &amp;</iframe>",
             "<ruby>\xE6\xBC\xA2<rt>kan</rt></ruby> \xF0\x9F\x98\x80 \xEF\xBF\xBD",
             "",
             "\xEF\xBB\xBF<p>\xEF\xBB\xBFx",
         })
        check_page(page);
}

TEST_CASE("every start of a hard page is traced too", "[html]") {
    const std::string page =
        "<p title='a&amp;b&#37;'>x&notit;\r\ny<table>f&lt;<td>c&eacute;</td>\0g</table><pre>\nz</></><b>w</p><svg><![CDATA[u]]>&amp;</svg>"s;
    for (std::size_t n = 0; n <= page.size(); ++n) check_page(page.substr(0, n));
}

TEST_CASE("random pages are traced, with narrow limits too", "[html]") {
    const std::vector<std::string> pieces = {"<p>",      "</p>",      "<b>",        "</b>",        "<table>",
                                             "</table>", "<tr>",      "<td>",       "</td>",       "<a href='x&amp;y'>",
                                             "</a>",     "<div>",     "</div>",     "<pre>",       "<svg>",
                                             "</svg>",   "<i>",       "</i>",       "<select>",    "</select>",
                                             "<!--c-->", "</>",       "<title>",    "</title>",    "<head>",
                                             "<body>",   "&amp;",     "&notit;",    "&#37;",       "&eacute",
                                             "\r\n",     "\r",        "\n",         " ",           "\0"s,
                                             "<",        "&",         "<template>", "</template>", "<option>",
                                             "<h1>",     "<caption>", "<col>",      "<textarea>",  "</textarea>",
                                             "<ul>",     "<li>",      "</ul>",      "<center>",    "<nobr>",
                                             "<button>", "<script>",  "</script>"};
    std::mt19937 random(11);
    for (int round = 0; round < 1500; ++round) {
        std::string page;
        for (std::size_t i = 0, n = 2 + random() % 30; i < n; ++i) {
            page += pieces[random() % pieces.size()];
            if (random() % 2) page += "t" + std::to_string(round % 7) + std::to_string(i);
        }
        ParseLimits limits;
        if (round % 3 == 1) limits.open_elements = 6;
        if (round % 3 == 2) limits.formatting_elements = 2;
        check_page(page, limits);
    }
}

TEST_CASE("maps compose with the charset's", "[html]") {
    const HtmlDocument document = parsed("<p title='\xEF&amp;'>\xCF\xF0\xE8&nbsp;\xE2\xE5\xF2", "windows-1251");
    HtmlNode paragraph = document.body().first_child();
    REQUIRE(paragraph.is("p"));
    const SourceText text = document.text(paragraph.first_child());
    CHECK(text.utf8() == "При\u00A0вет");
    CHECK(text.raw({{2}, {5}}) == std::vector{RawSpan{{20}, {28}, 0}});
    CHECK(document.attribute(paragraph, "title")->raw({{0}, {2}}) == std::vector{RawSpan{{10}, {16}, 0}});
}

TEST_CASE("walks do not recurse and attributes are found by name", "[html]") {
    const HtmlDocument document = parsed("<div ID=a data-x='1' hidden><p>one</p><svg><title>t</title></svg><p>two</p></div><p>three");
    const HtmlNode div = document.body().first_child();
    CHECK(div.attribute("id") == "a");
    CHECK(div.attribute("data-x") == "1");
    CHECK(div.attribute("hidden") == "");
    CHECK_FALSE(div.attribute("class"));
    CHECK_FALSE(document.attribute(div, "class"));
    std::string seen;
    for (HtmlNode node = div.first_child(); node; node = node.next(div))
        seen += node.is_text() ? "[" + std::string(node.text()) + "]" : std::string(node.name()) + " ";
    CHECK(seen == "p [one]  [t]p [two]");  // names of SVG elements are not HTML names
}

TEST_CASE("hostile pages end soon and keep their text", "[html]") {
    const auto repeated = [](std::string_view text, int n) {
        std::string out;
        for (int i = 0; i < n; ++i) out += text;
        return out;
    };
    CHECK(seconds(repeated("<div>", 100000) + "x") < 8);  // under sanitizers; 2 s without
    std::string attributes = "<p ";
    for (int i = 0; i < 100000; ++i) attributes += "a" + std::to_string(i) + "=1 ";
    CHECK(seconds(attributes + ">x") < 8);
    CHECK(seconds(repeated("<font>", 5000) + repeated("<p>x", 5000)) < 8);
    CHECK(seconds(repeated("<table>", 20000) + "x") < 8);
    CHECK(seconds(repeated("<a><b><i><u>", 20000) + "x") < 8);
    const HtmlDocument deep = parsed(repeated("<div>", 3000) + "text" + repeated("</div>", 3000) + "after");
    CHECK(body_text(deep) == "textafter");
    REQUIRE(deep.warnings().size() == 1);
    CHECK_THAT(deep.warnings()[0].message, Catch::Contains("too deep"));
    ParseLimits small;
    small.page_bytes = 10;
    const HtmlDocument cut = parsed("<p>123456\xC3\xA9", "UTF-8", small);
    CHECK(body_text(cut) == "123456");
    CHECK(cut.warnings().size() == 1);
}

TEST_CASE("names of the HTML standard have a number, others none") {
    const HtmlDocument document(SourceText("<p>a<search>b</search><my-box>c</my-box><svg><title>d</title></svg>"));
    std::string seen;
    for (HtmlNode node = document.body().first_child(); node; node = node.next(document.body()))
        if (node.is_element() && node.name_number() != 0) {
            CHECK(HtmlNode::number_of(node.name()) == node.name_number());
            seen += std::string(node.name()) + " ";
        }
    CHECK(seen == "p search ");
    CHECK(HtmlNode::number_of("my-box") == 0);
    CHECK(HtmlNode::number_of("") == 0);
}

TEST_CASE("the tree is the standard's", "[html]") {
    CHECK(tree_dump(parsed("<!DOCTYPE html><p z=1 a='2'>x<table>y<template>t</template></table><!--c-->")) ==
          "| <!DOCTYPE html>\n| <html>\n|   <head>\n|   <body>\n|     <p>\n|       a=\"2\"\n|       z=\"1\"\n|       \"x\"\n|     \"y\"\n| "
          "    <table>\n|       <template>\n"
          "|         content\n|           \"t\"\n|     <!-- c -->\n");
}

TEST_CASE("a text that grows by many pieces is traced and copied seldom", "[html]") {
    std::string page;
    for (int i = 0; i < 600; ++i) page += "<div>";
    for (int i = 0; i < 30000; ++i) page += "<div>x&amp;y";  // beyond the limit: the tags are skipped, the texts become one
    CHECK(seconds(page) < 2);
    const HtmlDocument document = parsed(page);
    HtmlNode last;
    for (HtmlNode node = document.root(); node; node = node.next(document.root()))
        if (node.is_text()) last = node;
    CHECK(last.text().size() == 90000);
    CHECK(document.exact(last));
}
