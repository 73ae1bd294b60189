#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// Modality and polarity of the figures (or facts of another kind) of a text, in order.
std::string told(const std::string& text, Kind kind = Kind::figure) {
    std::string out;
    for (const Fact& fact : extractor().extract(article_of(text)).facts) {
        if (fact.kind() != kind) continue;
        out += (out.empty() ? "" : " ") + std::string(wire(fact.modality));
        if (fact.polarity == Polarity::negative) out += "-negative";
    }
    return out;
}

}  // namespace

TEST_CASE("the verb that governs a figure says whether it is so, planned, expected or asked", "[modality]") {
    CHECK(told("Sales rose 5 percent.") == "asserted");
    CHECK(told("Sales will rise 5 percent.") == "forecast");
    CHECK(told("Sales are expected to rise 5 percent.") == "forecast");
    CHECK(told("The firm plans to hire 40 people.") == "planned");
    CHECK(told("If sales rise 5 percent, the firm hires.") == "conditional");
    CHECK(told("Did sales rise 5 percent?") == "question");
    CHECK(told("Sales did not reach 5 percent.") == "asserted-negative");
    CHECK(told("About 5 percent of workers would lose out.") == "forecast");
}

TEST_CASE("a month, a name or a noun of the same letters is no modal verb", "[modality]") {
    CHECK(told("Sales in May rose 5 percent.") == "asserted");
    CHECK(told("LONDON, May 3 (Reuters) - Shell posted a profit of $5.6 billion.") == "asserted");
    CHECK(told("Will Smith paid $3 million.") == "asserted");
    CHECK(told("The forecast was 5 percent.") == "asserted");
}

TEST_CASE("a verb beyond the governing one says nothing of the figure", "[modality]") {
    CHECK(told("The firm said it will close after sales fell 5 percent.") == "asserted");
    CHECK(told("Sales fell 5 percent and will fall 2 percent more.") == "asserted forecast");
}

TEST_CASE("what begins like a denial and is none denies nothing", "[modality]") {
    CHECK(told("No fewer than 30 miners drowned.") == "asserted");
    CHECK(told("No more than 70 guests stayed.") == "asserted");
    CHECK(told("Not only 60 barns burnt down.") == "asserted");
    CHECK(told("There is no doubt that 60 fled.") == "asserted");
    CHECK(told("There is no plan for 60 barns.") == "asserted-negative");
}

TEST_CASE("two denials of one clause are none", "[modality]") {
    CHECK(told("She did not deny accepting $7m.") == "asserted");
    CHECK(told("She denied accepting $7m.") == "asserted-negative");
    CHECK(told("She did not accept $7m.") == "asserted-negative");
}

TEST_CASE("what stands before the verb or in its subject denies too", "[modality]") {
    CHECK(told("The choir never had 90 singers.") == "asserted-negative");
    CHECK(told("No choir had 90 singers.") == "asserted-negative");
    CHECK(told("None of the 14 divers surfaced.") == "asserted-negative");
    CHECK(told("He did not sing and the choir had 90 singers.") == "asserted");
}

TEST_CASE("dates have the modality and polarity of their clause", "[modality][dates]") {
    CHECK(told("The council will not sit on Thursday.", Kind::date) == "forecast-negative");
    CHECK(told("The council sat on Thursday.", Kind::date) == "asserted");
    CHECK(told("On Thursday the council did not sit.", Kind::date) == "asserted-negative");
    CHECK(told("He resigned, and on Thursday he will leave.", Kind::date) == "forecast");
    CHECK(told("If it snows on Sunday, the race is off.", Kind::date) == "conditional");
    CHECK(told("Does the council sit on Thursday?", Kind::date) == "question");
    CHECK(told("The gates did not open until Thursday.", Kind::date) == "asserted");
}
