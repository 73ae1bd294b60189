#include <algorithm>
#include <catch2/catch.hpp>

#include "extractors/reading/reading.hpp"
#include "extractors/reading/sections.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += unit;
    return out;
}

std::vector<std::string> borders(std::string_view text) {
    std::vector<std::string> out;
    for (const Section section : sections(text))
        if (!section.last) out.emplace_back(text.substr(section.end - 4, 8));
    return out;
}

}  // namespace

TEST_CASE("a long text is read in sections that begin at the best border", "[reading]") {
    CHECK(sections("").size() == 1);
    CHECK(sections(repeated("Sales rose. ", longest_section - 20)).size() == 1);
    CHECK(borders(repeated("Sales rose.\n\nCosts fell. ", longest_section + 100)) == std::vector<std::string>{"e.\n\nCost"});
    CHECK(borders(repeated("Sales rose. Costs fell too. ", longest_section + 100)) == std::vector<std::string>{"oo. Sale"});
    CHECK(borders(repeated("sales ", longest_section + 100)) == std::vector<std::string>{"les sale"});
    CHECK(borders(repeated("ab-", longest_section + 100)) == std::vector<std::string>{"-ab-ab-a"});
    // Nothing better near by: between two tokens.
    CHECK(borders(repeated("1/", longest_section + 100)) == std::vector<std::string>{"1/1/1/1/"});
    CHECK(borders(repeated("1x", longest_section + 100)) == std::vector<std::string>{"x1x1x1x1"});
    CHECK(sections(repeated("\xE2\x80\x94\xC3\xA9", 3 * longest_section)).size() > 2);
    // What has no place to be cut stays whole: a word, a number, a run of one mark.
    for (const char* unit : {"a", "7", "(", "\xC3\xA9", "\xE2\x80\x94"}) CHECK(sections(repeated(unit, 3 * longest_section)).size() == 1);
}

TEST_CASE("facts of later sections stand where they are and have ids of their own", "[reading]") {
    const std::string filler = repeated("Sales rose and costs fell at the café. ", 2 * longest_section);
    const std::string text = filler + "Minister Ada Verlin paid 12 million euros on 3 May 2024.";
    Article article = article_of(text);
    article.title = SourceText("Verlin pays 12 million euros");
    const Extraction found = extractor().extract(article);
    std::vector<std::string> slices;
    for (const Fact& fact : found.facts) slices.emplace_back(article.text.slice(fact.place.span));
    CHECK(std::find(slices.begin(), slices.end(), "12 million euros") != slices.end());
    CHECK(std::find(slices.begin(), slices.end(), "Ada Verlin") != slices.end());
    CHECK(std::find(slices.begin(), slices.end(), "3 May 2024") != slices.end());
    CHECK_FALSE(found.title_facts.empty());
}
