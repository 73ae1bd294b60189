#include <catch2/catch.hpp>

#include "schemas/decimal.hpp"

using dateline::Decimal;

TEST_CASE("a decimal keeps every digit and prints them back", "[decimal]") {
    const auto text = [](const char* s) { return Decimal::parse(s)->text(); };
    CHECK(text("3.70") == "3.7");
    CHECK(text("-12") == "-12");
    CHECK(text("12345678901234567890.123") == "12345678901234567890.123");
    CHECK(text("0.000000001") == "0.000000001");
    CHECK(text("1e21") == "1000000000000000000000");
    CHECK(text("1e22") == "1e22");
    CHECK(text("1.5e-12") == "1.5e-12");
    CHECK(text("000") == "0");
    for (const char* bad : {"", "-", ".", "1.2.3", "1e", "abc", "1x", "1234567890123456789012345678901234567"})
        CHECK_FALSE(Decimal::parse(bad));
}

TEST_CASE("decimal arithmetic is exact or says that it is not", "[decimal]") {
    const auto d = [](const char* s) { return *Decimal::parse(s); };
    CHECK(d("3.7").times(d("1e9"))->text() == "3700000000");
    CHECK(d("0.1").plus(d("0.2"))->text() == "0.3");
    CHECK(d("1").minus(d("0.999"))->text() == "0.001");
    CHECK(d("1").over(d("3"))->value.text() == "0.33333333333333333");
    CHECK_FALSE(d("1").over(d("3"))->exact);
    CHECK(d("2").over(d("3"))->value.text() == "0.66666666666666667");
    CHECK(d("1").over(d("8"))->value.text() == "0.125");
    CHECK(d("1").over(d("8"))->exact);
    CHECK_FALSE(d("1").over(d("0")));
    CHECK_FALSE(d("9e35").times(d("1.23456789012345678901234567890123456")));
    CHECK_FALSE(d("123456789012345678901234567890123456").times(d("11")));
    CHECK(d("375") > d("298"));
    CHECK(d("-2") < d("-1.5"));
    CHECK(d("1e3") == d("1000"));
    CHECK(d("3.65") < d("3.7"));
    CHECK(d("-0.5").approximate() == -0.5);
}
