#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// Modality and polarity of the figures of a text, in order.
std::string told(const std::string& text) {
    std::string out;
    for (const Fact& fact : extractor().extract(article_of(text)).facts) {
        if (fact.kind() != Kind::figure) continue;
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
