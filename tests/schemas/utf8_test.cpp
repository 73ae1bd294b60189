#include "schemas/utf8.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("a prefix does not cut a character", "[utf8]") {
    CHECK(utf8_prefix("abc", 5) == "abc");
    CHECK(utf8_prefix("abc", 2) == "ab");
    CHECK(utf8_prefix("aйb", 2) == "a");
    CHECK(utf8_prefix("aйb", 3) == "aй");
    CHECK(utf8_prefix("😀", 3).empty());
}
