#include <catch2/catch.hpp>

#include "extractors/calendar.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using dateline::testing::check;

namespace {

constexpr const char* tuesday = "2025-04-22";

}  // namespace

TEST_CASE("a date with month and day is one date in every order it is written in", "[dates]") {
    check(Kind::date,
          {
              {"The pact was signed on [[March 3, 2024]].", {"2024-03-03"}},
              {"It opened on [[3 March 2024]].", {"2024-03-03"}},
              {"It opened on [[the 3rd of March 2024]].", {"2024-03-03"}},
              {"It took place on [[Feb. 28]].", {"2025-02-28"}},
              {"They met on [[Monday, April 21]].", {"2025-04-21"}},
              {"The letter is dated [[2025-04-01]].", {"2025-04-01"}},
              {"It is stamped [[19-Nov-12]].", {"2012-11-19"}},
              {"A note of [[22/04/2025]] and of [[31.12.2024]].", {"2025-04-22", "2024-12-31"}},
              {"He is 22 may be 23.", {}},
              {"Call 555-12-2015 or 12/34/2025.", {}},
          },
          tuesday);
}

TEST_CASE("months and weekdays that are words of their own need a capital and a place where a date can stand", "[dates]") {
    check(Kind::date,
          {
              {"They may march in the sun and sat down.", {}},
              {"May I ask why?", {}},
              {"The Sun said so.", {}},
              {"It closed in [[May]] and reopened in [[March]].", {"2024-05", "2025-03"}},
          },
          tuesday);
}

TEST_CASE("a weekday or month without year is the last one unless its clause is about the future", "[dates]") {
    check(Kind::date,
          {
              {"Sales fell in [[November]].", {"2024-11"}},
              {"The trial will open in [[November]].", {"2025-11"}},
              {"He died on [[Sunday]].", {"2025-04-20"}},
              {"He said on [[Tuesday]] it was so.", {"2025-04-22"}},
              {"They will vote on [[Friday]].", {"2025-04-25"}},
              {"[[last Thursday]]", {"2025-04-17"}},
              {"[[next Monday]]", {"2025-04-28"}},
              {"[[next month]]", {"2025-05"}},
              {"[[last week]]", {"2025-W16"}},
          },
          tuesday);
}

TEST_CASE("without a reference time a date keeps what it does not say open", "[dates]") {
    check(Kind::date, {
                          {"It opened on [[April 22]].", {"XXXX-04-22"}},
                          {"It opened on [[Friday]].", {"XXXX-WXX-5"}},
                      });
}

TEST_CASE("periods of the calendar have TIMEX3 values and half-open ends", "[calendar]") {
    CHECK(timex_of(day_period(2025, 4, 22)) == "2025-04-22");
    CHECK(timex_of(period_of(day_period(2027, 1, 1).begin, Grain::week)) == "2026-W53");
    CHECK(timex_of(period_of(day_period(2013, 3, 22).begin, Grain::weekend)) == "2013-W12-WE");
    CHECK(timex_of(season_period(2024, Season::winter)) == "2024-WI");
    CHECK(iso(season_period(2024, Season::winter).end) == "2025-03-01");
    CHECK(timex_of(period_of(day_period(2025, 1, 3).begin, Grain::season)) == "2024-WI");
    CHECK(timex_of(decade_period(199)) == "199");
    CHECK(timex_of(century_period(19)) == "19");
    CHECK(timex_of(year_period(-43)) == "BC0044");
    CHECK(timex_of(shifted(month_period(2025, 1), -1)) == "2024-12");
    CHECK(timex_of(shifted(year_period(1), -1)) == "BC0001");
    CHECK(iso(plus_months(day_period(2024, 3, 31).begin, -1)) == "2024-02-29");
}

TEST_CASE("holidays are computed from their rules", "[calendar]") {
    CHECK(iso(easter(2025)) == "2025-04-20");
    CHECK(iso(easter(1961)) == "1961-04-02");
    CHECK(iso(*holiday("easter -2", 2013)) == "2013-03-29");
    CHECK(iso(*holiday("weekday 11 4 4", 2013)) == "2013-11-28");
    CHECK(iso(*holiday("weekday 11 4 4 1", 2013)) == "2013-11-29");
    CHECK(iso(*holiday("weekday 5 1 -1", 2013)) == "2013-05-27");
    CHECK_FALSE(holiday("moon 3", 2013));
}
