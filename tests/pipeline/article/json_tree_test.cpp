#include "pipeline/article/json_tree.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("strings of embedded JSON know their place", "[article]") {
    const std::string page =
        R"({"a": {"headline": "20\u0025 \"up\" \ud83d\ude00\/x", "n": 12.5, "t": true}, "list": ["one", {"k": "two"}, null]})";
    const JsonTree tree{SourceText(page)};
    const auto a = tree.member(0, "a");
    REQUIRE(a);
    const auto headline = tree.member(*a, "headline");
    REQUIRE(headline);
    const SourceText text = tree.text(*headline);
    CHECK(text.utf8() == "20% \"up\" 😀/x");
    CHECK(page.substr(text.raw({{2}, {3}})[0].begin.value, 6) == "\\u0025");
    CHECK(text.raw({{9}, {10}})[0].length() == 12);
    CHECK(tree.utf8(*tree.member(*a, "n")) == "12.5");
    CHECK(tree.kind(*tree.member(*a, "t")) == JsonTree::Kind::boolean);
    const auto list = tree.children(*tree.member(0, "list"));
    REQUIRE(list.size() == 3);
    CHECK(tree.utf8(*tree.member(list[1], "k")) == "two");
    CHECK_FALSE(tree.member(list[0], "k"));
    CHECK_FALSE(tree.member(0, "missing"));
}

TEST_CASE("JSON as pages really have it is read as far as it goes", "[article]") {
    const auto first = [](const std::string& json) {
        const JsonTree tree{SourceText(json)};
        if (tree.empty()) return std::string("nothing");
        const auto value = tree.member(0, "a");
        return value ? tree.utf8(*value) : std::string("no member");
    };
    CHECK(first("<!-- {\"a\": \"x\"} -->") == "x");
    CHECK(first("//<![CDATA[\n{\"a\": \"x\"}//]]>") == "x");
    CHECK(first("{\"a\": \"line\none\",}") == "line\none");
    CHECK(first("{\"a\": \"cut off") == "cut off");
    CHECK(first("{\"a\": \"bad \\u12 \\q escape\\") == "bad \uFFFD12 q escape\\");
    CHECK(first("{\"a\": \"\\ud800x\"}") == "\uFFFDx");
    CHECK(first("{a: 1}") == "no member");
    CHECK(first("") == "nothing");
    CHECK(first("{\"b\": [[[[") == "no member");
    CHECK(first("{\"b\": }]} \"a\"") == "no member");
    JsonTree deep{SourceText(std::string(100000, '['))};
    CHECK_FALSE(deep.empty());
}
