#include "pipeline/article/node_table.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("a table of nodes keeps a value for each node, in the order they came", "[article]") {
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += "<p>x</p>";
    const HtmlDocument document{SourceText(bytes)};
    NodeTable<int> table;
    CHECK(table.find(document.root()) == nullptr);
    int count = 0;
    for (HtmlNode node = document.body().first_child(); node; node = node.next_sibling())
        CHECK(table.at(node, [&] { return count++; }).second);
    for (HtmlNode node = document.body().first_child(); node; node = node.next_sibling()) {
        const auto [value, fresh] = table.at(node, [] { return -1; });
        CHECK_FALSE(fresh);
        CHECK(value == *table.find(node));
    }
    REQUIRE(table.all().size() == 1000);
    CHECK(table.all()[17].second == 17);
    CHECK(table.all().front().first == document.body().first_child());
    CHECK(table.find(document.head()) == nullptr);
}
