#include <catch2/catch.hpp>

#include "extractors/draft.hpp"
#include "extractors/numbers.hpp"
#include "extractors/rules/pattern_files.hpp"
#include "tests/support/marked.hpp"

namespace dateline {
namespace {

/// The numbers of a text as "text=value", those that are blocked with "!" before.
std::string numbers(const std::string& text) {
    const Article article = testing::article_of(text);
    const LanguageRules& rules = *testing::extractor().rules().find("en");
    const Reading reading(article, rules);
    Draft draft;
    static const auto patterns = std::make_shared<const PatternFiles>(rules);
    numbers_stage(rules, patterns)->run(reading, draft);
    std::string out;
    for (const NumberDraft& n : draft.numbers) {
        if (!out.empty()) out += "; ";
        out += (n.blocked ? "!" : "") + std::string(reading.text(n.tokens)) + "=" + n.value.text();
        if (n.high) out += ".." + n.high->text();
        if (n.ordinal) out += " ordinal";
    }
    return out;
}

}  // namespace

TEST_CASE("digits are read with every grouping and decimal mark", "[numbers]") {
    CHECK(numbers("1,250 and 1.250.000 and 1'250") == "1,250=1250; 1.250.000=1250000; 1'250=1250");
    CHECK(numbers("40 000 euros, 2,50,000 rupees, 9,5 tonnes") == "40 000=40000; 2,50,000=250000; 9,5=9.5");
    CHECK(numbers("up .5 points, 20.7 points, -3 points, +0.2") == ".5=0.5; 20.7=20.7; -3=-3; +0.2=0.2");
    CHECK(numbers("1/2 a mile, 2 1/2 miles, 2½ miles") == "1/2=0.5; 2 1/2=2.5; 2½=2.5");
    CHECK(numbers("1.99×10−30 kg, 4e14 or 10^6 of them") == "1.99×10−30=1.99e-30; 4e14=400000000000000; 10^6=1000000");
    CHECK(numbers("3.7 billion, $5m, 12k fans, 3 lakh crore") ==
          "3.7 billion=3700000000; 5m=5000000; 12k=12000; 3 lakh crore=3000000000000");
    CHECK(numbers("1.2m tonnes but 1.2m tall") == "1.2m=1200000; 1.2=1.2");
}

TEST_CASE("number words follow the grammar of cardinals", "[numbers]") {
    CHECK(numbers("twenty-eight thousand six hundred and forty-two lots") == "twenty-eight thousand six hundred and forty-two=28642");
    CHECK(numbers("a hundred men, twelve hundred men, half a dozen men") == "a hundred=100; twelve hundred=1200; half a dozen=6");
    CHECK(numbers("one and a half million, a million and a half of it") == "one and a half million=1500000; a million and a half=1500000");
    CHECK(numbers("two-thirds, a third of it, three quarters, half a million") ==
          "two-thirds=0.66666666666666667; a third=0.33333333333333333; three quarters=0.75; half a million=500000");
    CHECK(numbers("the fourth, the twenty-fifth and the 22nd") == "fourth=4 ordinal; twenty-fifth=25 ordinal; 22nd=22 ordinal");
    CHECK(numbers("tens of thousands left, dozens stayed") == "tens of thousands=10000..100000; dozens=12..120");
    CHECK(numbers("five point three percent, minus 5 degrees") == "five point three=5.3; minus 5=-5");
    CHECK(numbers("a man and a point") == "");
}

TEST_CASE("what is part of an id, a code or a clock time is blocked", "[numbers]") {
    CHECK(numbers("G7, COVID-19, F-16") == "!7=7; !19=19; !16=16");
    CHECK(numbers("at 10:45 p.m., in 12/03/2013") == "!10=10; !45=45; !12=12; !03=3; !2013=2013");
    CHECK(numbers("see example.org/12-34 or a@b12.org") == "");
    CHECK(numbers("one of the flights, flight 12") == "!one=1; !12=12");
}

}  // namespace dateline
