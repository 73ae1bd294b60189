#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

namespace dateline {
namespace {

using testing::Case;

void check(const std::vector<Case>& cases) {
    testing::check(Kind::figure, cases, "2024-06-12");
}

}  // namespace

TEST_CASE("money has its currency, magnitude and sign in one span", "[figures]") {
    check({
        {"Exports reached [[$3.7 billion]].", {"USD 3700000000"}},
        {"It set aside [[£4bn]] and [[€12.5m]].", {"GBP 4000000000", "EUR 12500000"}},
        {"They raised [[USD34.6 million]] and [[EUR 75 million]].", {"USD 34600000", "EUR 75000000"}},
        {"A margin of [[-$23]] was booked.", {"USD -23"}},
        {"He owed [[Rs 3 lakh crore]] and [[Rs. 2,50,000]].", {"INR 3000000000000", "INR 250000"}},
        {"The mine sold for [[C$40m]].", {"CAD 40000000"}},
        {"They gave us [[$5]] each.", {"USD 5"}},
        {"It paid [[EUR 2m]], [[USD 5m]] and [[EUR 40k]].", {"EUR 2000000", "USD 5000000", "EUR 40000"}},
        {"The dividend is [[19 cents]], the share [[470p]].", {"USD 0.19", "GBP 4.7"}},
        {"A [[$640 million]] harbour roof scheme failed.", {"USD 640000000"}},
        {"Leaders met before COP29 in a café.", {}},
    });
}

TEST_CASE("a bare dollar is the one that the article names", "[figures]") {
    check({
        {"All sums are in Canadian dollars. It paid [[$5 million]].", {"CAD 5000000"}},
        {"The cake costs [[€3]] and the tea [[90 cents]].", {"EUR 3", "EUR 0.9"}},
    });
}

TEST_CASE("two amounts are one range only where nothing says a change", "[figures]") {
    check({
        {"The dam will cost [[$4-5 billion]].", {"USD 4000000000..5000000000"}},
        {"Growth of between [[3 and 5 percent]] is likely.", {"percent 3..5"}},
        {"Grants range from [[$18,500 to $2.4 million]].", {"USD 18500..2400000"}},
        {"Prices fell from [[$75]] to [[$45.88]].", {"USD 75", "USD 45.88"}},
        {"Turnover rose [[8%]] to [[4.1 million tonnes]].", {"percent 8", "t 4100000"}},
        {"Growth slowed from [[6.3]] to [[5.9 percent]].", {"percent 6.3", "percent 5.9"}},
    });
}

TEST_CASE("the unit of a count is the singular of the noun that heads its group", "[figures]") {
    check({
        {"They met [[14 first-team players]] and [[two new coaches]].", {"player 14", "coach 2"}},
        {"Some [[28,642 children]] and [[31 people]] came.", {"child 28642 approximately", "person 31"}},
        {"They counted [[460 Kia and Hyundai vehicles]].", {"vehicle 460"}},
        {"[[Eight other employees]] left, and [[one lawmaker]] called it wrong.", {"employee 8", "lawmaker 1"}},
        {"A [[six-speed]] gearbox and a [[12-page]] report.", {"speed 6", "page 12"}},
        {"[[Hundreds of thousands of refugees]] crossed.", {"refugee 100000..1000000"}},
    });
}

TEST_CASE("a unit that is left out is that of the figure beside it", "[figures]") {
    check({
        {"The yard built [[27 ferries]] for the lakes and [[14]] for the coast.", {"ferry 27", "ferry 14"}},
        {"[[Three]] of the [[five hostages]] were freed.", {"hostage 3", "hostage 5"}},
        {"[[Two]] of the firm's deputies left.", {"deputy 2"}},
        {"It fell to [[5.1 percent]] from [[5.4]].", {"percent 5.1", "percent 5.4"}},
        {"The index fell [[0.4 percent]] to [[13,176]].", {"percent 0.4", "number 13176"}},
    });
}

TEST_CASE("hedges give a modifier and stay outside", "[figures]") {
    check({
        {"More than [[40 homes]] and at least [[12 barns]] burnt.", {"home 40 more_than", "barn 12 at_least"}},
        {"Up to [[700 jobs]] and no more than [[$5]] a head.", {"job 700 at_most", "USD 5 at_most"}},
        {"About [[40 km]], nearly [[half]] of it by boat.", {"km 40 approximately", "ratio 0.5 nearly"}},
        {"It takes [[18 percent]] or more.", {"percent 18 at_least"}},
    });
}

TEST_CASE("ages, ratios, multipliers and ordinals", "[figures]") {
    check({
        {"Anna Hague, [[44]], and a [[14-year-old]] boy.", {"a 44", "a 14"}},
        {"Voters aged [[18 to 34]] stayed home.", {"a 18..34"}},
        {"[[One in five]] trucks takes the ferry, [[two-thirds]] do not.", {"ratio 0.2", "ratio 0.66666666666666667"}},
        {"Sales grew [[2.5 times]], profit [[doubled]], a [[sixfold]] rise.", {"multiplier 2.5", "multiplier 2", "multiplier 6"}},
        {"China is the [[fourth]] largest partner.", {"ordinal 4"}},
        {"It was the first lady's double room.", {}},
    });
}

TEST_CASE("what only looks like a figure is none", "[figures]") {
    check({
        {"He was born in 1992; the 2024-25 season ended.", {}},
        {"Call +994 12 555 01 23 or 1-800-555-0199.", {}},
        {"See https://example.org/12-34 or write to a12@example.org.", {}},
        {"The Boeing 737 left gate 12 for Interstate 95.", {}},
        {"Rovers won 4-1 under section 20.7 of the rules.", {}},
        {"A 5-to-4 majority, one of many, at one point.", {}},
        {"The id is 667366217527767040.", {}},
        {"Her office is at 12 Park Avenue.", {}},
    });
}

}  // namespace dateline
