#include <catch2/catch.hpp>

#include "extractors/dates/calendar.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using dateline::testing::check;
namespace testing = dateline::testing;

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
              {"The fire was contained by [[Sunday]].", {"2025-04-20"}},
              {"It is to be ready by [[Friday]].", {"2025-04-25"}},
              {"[[last Thursday]]", {"2025-04-17"}},
              {"[[next Monday]]", {"2025-04-28"}},
              {"[[next month]]", {"2025-05"}},
              {"[[last week]]", {"2025-W16"}},
          },
          tuesday);
}

TEST_CASE("years are known by their shape and what stands beside them", "[dates]") {
    check(Kind::date,
          {
              {"It has run since [[1992]], and by [[2030]] it will end.", {"1992", "2030"}},
              {"the [[1998]] treaty", {"1998"}},
              {"the swine flu of [[2009]]-[[10]]", {"2009", "2010"}},
              {"the wars of [[44 BC]] and of [[the 1990s]] and [[the '60s]]", {"BC0044", "199", "196"}},
              {"in [[the 19th century]] and in [[nineteen eighty-four]]", {"18", "1984"}},
              {"1,984 people and $2000 and 1990 metres and 2013.5 points", {}},
              {"Call 020 1990 2000-33 or write to x2013@example.org.", {}},
          },
          tuesday);
}

TEST_CASE("quarters, halves, seasons and fiscal years have values of their own", "[dates]") {
    check(Kind::date,
          {
              {"in [[the third quarter of 2024]]", {"2024-Q3"}},
              {"Profit rose in [[Q3 2024]] and in [[H1 2025]].", {"2024-Q3", "2025-H1"}},
              {"[[last quarter]]", {"2025-Q1"}},
              {"in [[the summer of 2023]]", {"2023-SU"}},
              {"[[last winter]]", {"2024-WI"}},
              {"in [[fiscal 2025]] and [[FY24]]", {"2025", "2024"}},
              {"three quarters of voters watched the fall of the wall", {}},
          },
          tuesday);
}

TEST_CASE("lengths of time, sets and times of day are dates; ages are not", "[dates]") {
    check(Kind::date,
          {
              {"for [[three years]] and [[several months]]", {"P3Y", "PXM"}},
              {"a [[four-week]] trial took [[3 hours 7 minutes]]", {"P4W", "PT3H7M"}},
              {"held for [[almost seven years]]", {"P7Y LESS_THAN"}},
              {"[[every week]], [[every morning]], on [[Sundays]]", {"P1W", "XXXX-XX-XXTMO", "XXXX-WXX-7"}},
              {"[[Friday afternoon]]", {"2025-04-18TAF"}},
              {"at [[3:30 p.m.]]", {"2025-04-22T15:30"}},
              {"It began at [[16:05 (UTC+04:00) on 3 June]].", {"2025-06-03T16:05+04:00"}},
              {"It began at [[9:30 a.m. GMT-5]] and at [[21:00 (UTC+0545)]].", {"2025-04-22T09:30-05:00", "2025-04-22T21:00+05:45"}},
              {"won in [[2:03:59]]", {"PT2H3M59S"}},
              {"a 47-year-old man and a woman of 30 years of age", {}},
          },
          tuesday);
}

TEST_CASE("what is relative counts from the time of writing or from the date told of before", "[dates]") {
    check(Kind::date,
          {
              {"It was sold [[three days ago]].", {"2025-04-19"}},
              {"It was sold [[six years ago]].", {"2019"}},
              {"He came on [[May 3, 2024]] and left [[two days later]].", {"2024-05-03", "2024-05-05"}},
              {"It earned 5 in [[Q4 2024]], against 3 [[a year earlier]].", {"2024-Q4", "2023-Q4"}},
              {"It earned 5 in [[March 2024]], against 3 [[two years earlier]].", {"2024-03", "2022-03"}},
              {"It earned 5 in [[2024]], against 3 [[a year earlier]].", {"2024", "2023"}},
              {"Built in [[1940]], it fell in [[the following year]].", {"1940", "1941"}},
              {"[[yesterday]], [[tonight]], [[the day after tomorrow]]", {"2025-04-21", "2025-04-22TNI", "2025-04-24"}},
              {"[[recently]], [[currently]], [[in the future]]", {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}},
              {"[[the end of March]] and [[early 2011]]", {"2025-03 END", "2011 START"}},
          },
          tuesday);
}

TEST_CASE("a range is two dates, the first tied to the second", "[dates]") {
    const Extraction found =
        testing::extractor().extract(testing::article_of("Open from October 2023 to March, and on April 3-7.", tuesday));
    std::vector<std::pair<std::string, std::string>> dates;
    for (const Fact& f : found.facts)
        if (const auto* d = std::get_if<Date>(&f.is)) dates.emplace_back(*d->value, d->range_end.text());
    REQUIRE(dates.size() == 4);
    CHECK(dates[0].second.ends_with(":d26-31"));
    CHECK(dates[1].second.empty());
    CHECK(dates[2].first == "2025-04-03");
    CHECK(dates[2].second.ends_with(":d48-49"));
    CHECK(dates[3].first == "2025-04-07");
}

TEST_CASE("a length that ends with a day has the days it spans, a time of day its zone", "[dates]") {
    const auto span = [](const std::string& text) {
        std::string out;
        for (const Fact& fact : testing::extractor().extract(testing::article_of(text, tuesday)).facts)
            if (const auto* date = std::get_if<Date>(&fact.is))
                out += date->value.value_or("") + " " + date->start + ".." + date->end + ";";
        return out;
    };
    CHECK(span("Rents doubled in the year to March 31.") == "P1Y 2024-04-01..2025-04-01;");
    CHECK(span("Rents doubled in the six months ended June 30, 2023.") == "P6M 2023-01-01..2023-07-01;");
    CHECK(span("The gates open at noon GMT.") == "2025-04-22T12:00Z 2025-04-22T12:00:00Z..2025-04-22T12:01:00Z;");
}

TEST_CASE("a history goes on from the dates it tells, not from the day it was written", "[dates]") {
    check(Kind::date,
          {{"War came on [[3 May 1911]]. The town fell in [[June]]. In [[1912]] peace was made, and on [[2 July 1913]] a king was crowned. "
            "He died on "
            "[[9 August 1914]] and his son ruled until [[February 1917]]. In [[April]] he fled.",
            {"1911-05-03", "1911-06", "1912", "1913-07-02", "1914-08-09", "1917-02", "1917-04"}}},
          tuesday);
}

TEST_CASE("a date that is not in the calendar, or is another weekday, is flagged and kept whole", "[dates][flags]") {
    const auto flags = [](const std::string& text) {
        std::vector<std::string> out;
        for (const Flag& f : testing::extractor().extract(testing::article_of(text, tuesday)).flags)
            out.push_back(f.rule + " " + f.message);
        return out;
    };
    using List = std::vector<std::string>;
    check(Kind::date, {{"due on [[February 30, 2025]]", {"none"}}}, tuesday);
    CHECK(flags("due on February 30, 2025") == List{"D01 \"February 30, 2025\": there is no such day"});
    CHECK(flags("due on February 29, 2024") == List{});
    CHECK(flags("on Friday, March 21, 2013") == List{"D02 \"Friday, March 21, 2013\": 2013-03-21 is a Thursday"});
    CHECK(flags("on Thursday, March 21, 2013") == List{});
}

TEST_CASE("hostile text costs no more than its length", "[dates]") {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += "the Friday, May 3 1990 ";
    CHECK_FALSE(testing::extractor().extract(testing::article_of(text, tuesday)).facts.empty());
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
