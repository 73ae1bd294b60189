#include <catch2/catch.hpp>

#include "pipeline/moment/read_moment.hpp"

using namespace dateline;

namespace {

std::string read(std::string_view text, const MomentOptions& options = {}) {
    const auto moment = read_moment(text, options);
    return moment ? moment->iso() : "none";
}

}  // namespace

TEST_CASE("moments as feeds and pages write them", "[moment]") {
    struct Case {
        const char *written, *wanted;
    };
    for (const Case& c : std::initializer_list<Case>{
             // ISO 8601 and its variants
             {"2013-03-22", "2013-03-22"},
             {"2013-03-22T08:30:00+04:00", "2013-03-22T08:30:00+04:00"},
             {"2013-03-22T08:30:00.123+0400", "2013-03-22T08:30:00+04:00"},
             {"2013-03-22T08:30Z", "2013-03-22T08:30:00Z"},
             {"2013-03-22 08:30:00 UTC", "2013-03-22T08:30:00Z"},
             {"2013-03-22T08:30:00,5-05", "2013-03-22T08:30:00-05:00"},
             {"20130322T083000Z", "2013-03-22T08:30:00Z"},
             {"20130322", "2013-03-22"},
             {"20130322083000", "2013-03-22T08:30:00"},
             {"2013/3/22 8:30", "2013-03-22T08:30:00"},
             {"2013-081", "2013-03-22"},
             {"2013年3月22日 8:30", "2013-03-22T08:30:00"},
             {"2013-03-22T24:00:00", "2013-03-23T00:00:00"},
             {"22 آذار / مارس 2013 08:30", "2013-03-22T08:30:00"},
             // RFC 822, asctime
             {"Fri, 22 Mar 2013 08:30:00 -0400", "2013-03-22T08:30:00-04:00"},
             {"Fri, 22 Mar 13 8:30 EST", "2013-03-22T08:30:00-05:00"},
             {"Thurs, 21 Mar 2013 08:30:00 GMT", "2013-03-21T08:30:00Z"},
             {"22 Mar 2013 08:30:00 GMT-07:00", "2013-03-22T08:30:00-07:00"},
             {"22-Mar-99 23:59:60 Z", "1999-03-22T23:59:59Z"},
             {"Fri Mar 22 08:30:00 2013", "2013-03-22T08:30:00"},
             {"Fri Mar 22 08:30:00 EDT 2013", "2013-03-22T08:30:00-04:00"},
             {"Fri, 22 Mar 2013 08:30:00 +9900", "2013-03-22T08:30:00"},
             {"Fri, 22 Mar 2013 08:30:00 Etc/GMT", "2013-03-22T08:30:00Z"},
             {"2013-03-22 08:30:00 Europe/Berlin", "2013-03-22T08:30:00+01:00"},
             {"2013-07-22 08:30:00 Europe/Berlin", "2013-07-22T08:30:00+02:00"},
             {"2013-03-22T08:30 America/New_York", "2013-03-22T08:30:00-04:00"},
             {"2013-03-22T08:30 Asia/Tokyo", "2013-03-22T08:30:00+09:00"},
             {"2013-03-22T08:30 Europe/Strelsau", "2013-03-22T08:30:00"},
             {"Fri 22 Mar 2013 09.30 CET", "2013-03-22T09:30:00+01:00"},
             {"22 March 2013, 9.30 percent", "2013-03-22"},
             // written out
             {"March 22, 2013 8:30 am EST", "2013-03-22T08:30:00-05:00"},
             {"Published 12:05 a.m. ET, Friday, March 22, 2013", "2013-03-22T00:05:00-04:00"},
             {"Updated Jan 2, 2013 at 8 PM PT", "2013-01-02T20:00:00-08:00"},
             {"22nd of March, 2013", "2013-03-22"},
             {"22. März 2013, 08.30 Uhr", "2013-03-22T08:30:00"},
             {"22.03.2013 um 08:30 Uhr", "2013-03-22T08:30:00"},
             {"22 de marzo de 2013", "2013-03-22"},
             {"1er août 2013 à 8h30", "2013-08-01T08:30:00"},
             {"22 марта 2013", "2013-03-22"},
             {"22 Mart 2013", "2013-03-22"},
             {"22 Şubat 2013", "2013-02-22"},
             {"3/22/2013", "2013-03-22"},
             {"22/3/2013", "2013-03-22"},
             {"3/4/2013", "2013-03-04"},
             {"3.4.2013", "2013-04-03"},
             {"1363941000", "2013-03-22T08:30:00Z"},
             {"1363941000123", "2013-03-22T08:30:00Z"},
             // not moments
             {"", "none"},
             {"yesterday", "none"},
             {"30 February 2013", "none"},
             {"2013-13-01", "none"},
             {"2013-03", "none"},
             {"2013", "none"},
             {"March 2013", "none"},
             {"version 1.2.3", "none"},
             {"call 0800 22 33 44", "none"},
         }) {
        INFO(c.written);
        CHECK(read(c.written) == c.wanted);
    }
}

TEST_CASE("the options say how an unclear or partial date is read", "[moment]") {
    CHECK(read("3/4/2013", {.day_first = true}) == "2013-04-03");
    CHECK(read("3/22/2013", {.day_first = true}) == "2013-03-22");
    CHECK(read("2013-03", {.partial = true}) == "2013-03-01");
    CHECK(read("2013", {.partial = true}) == "2013-01-01");
}

TEST_CASE("a moment is found in running text with its place", "[moment]") {
    const std::string text = "By Ann Lee - Posted on March 22, 2013 at 8:30 am EST in World 20130324";
    const auto found = find_moment(text);
    REQUIRE(found);
    CHECK(text.substr(found->begin, found->end - found->begin) == "March 22, 2013 at 8:30 am EST");
    CHECK_FALSE(find_moment("phone 20130322, in May 14 people"));
}

TEST_CASE("invalid UTF-8 states no moment", "[moment]") {
    CHECK(read("22 M\xe4rz 2013") == "none");
}
