#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// "place | date | agency" of an article; "-" where it says none, "none" without a dateline.
std::string dateline_of(const std::string& text) {
    const Extraction out = extractor().extract(article_of(text, "2025-04-23"));
    if (!out.dateline) return "none";
    std::string date = "-";
    for (const Fact& fact : out.facts)
        if (fact.id == out.dateline->date) date = std::get<Date>(fact.is).value.value_or("null");
    const auto name = [](const std::optional<Ref>& ref) { return std::string(ref ? ref->name : "-"); };
    return name(out.dateline->place) + " | " + date + " | " + name(out.dateline->agency);
}

}  // namespace

TEST_CASE("the dateline is read in the habits of several agencies", "[datelines]") {
    CHECK(dateline_of("BAKU, Azerbaijan, April 22. Ties between the two grew.") == "Baku | 2025-04-22 | -");
    CHECK(dateline_of("LONDON (Reuters) - Shares fell on Monday.") == "London | - | Reuters");
    CHECK(dateline_of("WASHINGTON, March 3 (AP) \xE2\x80\x94 The vote was close.") == "Washington, D.C. | 2025-03-03 | Associated Press");
    CHECK(dateline_of("Port talks go on\n\nTBILISI, March 4 (Interpress) - They met again.") == "Tbilisi | 2025-03-04 | Interpress");
    CHECK(dateline_of("VELIKA, March 2 -- The town voted.") == "VELIKA | 2025-03-02 | -");
}

TEST_CASE("a sentence that begins with a place is no dateline", "[datelines]") {
    CHECK(dateline_of("London is calm. Nobody came.") == "none");
    CHECK(dateline_of("Ana Cole, Piotr Zielinski and others came.") == "none");
    CHECK(dateline_of("NATO - a body of many members - met on Monday.") == "none");
    CHECK(dateline_of("") == "none");
}
