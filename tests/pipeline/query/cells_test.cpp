#include "pipeline/query/cells.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("cells have the width asked for, in columns of a terminal", "[query]") {
    CHECK(fitted("abc", 5) == "abc  ");
    CHECK(fitted("abcdef", 5) == "abcd…");
    CHECK(fitted("été 20", 6) == "été 20");
    CHECK(fitted("北京北京", 5) == "北京…");
    CHECK(fitted("北京北京", 4) == "北… ");
    CHECK(fitted("e\u0301te\u0301", 3) == "e\u0301te\u0301");
    CHECK(fitted_end("example.org/a/b.html", 8) == "…/b.html");
}

TEST_CASE("what would steer a terminal is shown, not obeyed", "[query]") {
    CHECK(printable("two\r\nlines\tand more") == "two lines and more");
    CHECK(printable("\x1b[31mred") == "\uFFFD[31mred");
    CHECK(printable("a\u202Eb") == "a\uFFFDb");
    CHECK(printable("«ok» – ə") == "«ok» – ə");
}

TEST_CASE("CSV keeps RFC 4180 and no cell starts a formula", "[query][rfc4180]") {
    CHECK(csv_line({"a", "b c", ""}, true) == "a,b c,\r\n");
    CHECK(csv_line({"say \"hi\"", "1,5", "two\nlines"}, true) == "\"say \"\"hi\"\"\",\"1,5\",\"two\nlines\"\r\n");
    CHECK(csv_line({"=1+1", "@x", "+x", "-x", "\tx"}, true) == "'=1+1,'@x,'+x,'-x,'\tx\r\n");
    CHECK(csv_line({"-3.2", "+5", "-1e9"}, true) == "-3.2,+5,-1e9\r\n");
    CHECK(csv_line({"=1+1"}, false) == "=1+1\r\n");
}
