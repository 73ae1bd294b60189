#include "extractors/rules/token_shape.hpp"

#include <re2/re2.h>

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("a token shape takes what RE2 takes", "[rules]") {
    const std::string tokens[] = {"1",  "12", "123", "1234", "12345", "0",  "09", "31", "90", "s",    "st", "th",
                                  "nd", "a",  "ab",  "abc",  "'s",    "AB", "é",  "aé", "1a", "2020", "-",  "x1"};
    for (const char* regex : {"[0-3]?\\d", "[12]\\d{3}", "st|nd|rd|th", "\\d{2}|\\d{4}", "0?[1-9]|1[0-2]", "\\d{1,4}", "[a-z]+", "'s",
                              "\\d+[a-z]*", "a*b?c?", "[A-Z]{2}", "\\d\\d0", "[\\da-f]+"}) {
        const auto shape = TokenShape::parse(regex);
        REQUIRE(shape);
        for (const std::string& token : tokens) {
            INFO(regex << " on " << token);
            CHECK(shape->matches(token) == re2::RE2::FullMatch(token, regex));
        }
    }
}

TEST_CASE("an expression with more in it is no token shape", "[rules]") {
    for (const char* regex : {"", "a|", "(a)", "a.b", "^a", "[^a]", "\\w+", "a{2,}", "a+?", "é", "\\p{L}", "a{0}", "[a", "a{99}", "x{"})
        CHECK_FALSE(TokenShape::parse(regex));
}

TEST_CASE("a token shape knows whether it is of digits and whether it is a list of words", "[rules]") {
    CHECK(TokenShape::parse("[0-3]?\\d")->digits_only());
    CHECK_FALSE(TokenShape::parse("\\d[a-z]")->digits_only());
    CHECK(TokenShape::parse("st|nd")->words() == std::vector<std::string>{"st", "nd"});
    CHECK(TokenShape::parse("st|n+")->words().empty());
}
