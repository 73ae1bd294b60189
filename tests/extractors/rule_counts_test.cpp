#include "extractors/rule_counts.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// "fired proposed won" of a row in a text.
std::string counts(const std::string& file, const std::string& name, const std::string& text) {
    RuleCounts counts(extractor().rules());
    extractor().extract(article_of(text, "2024-06-12"), [&](const Reading& reading, const Draft& draft) { counts.add(reading, draft); });
    const LanguageRules& english = *extractor().rules().find("en");
    const std::uint16_t number = english.file(file);
    for (std::uint32_t row = 0; row < english.table(number).size(); ++row) {
        if (english.table(number).cell(row, std::size_t{0}) != name) continue;
        const RuleCount& count = counts.of(english, number, row);
        return std::to_string(count.fired) + " " + std::to_string(count.proposed) + " " + std::to_string(count.won);
    }
    return "no such row";
}

}  // namespace

TEST_CASE("a pattern row is counted where it matches, where it proposes and where it wins", "[rules]") {
    CHECK(counts("figure_patterns", "money", "It paid $3 million and $4 million, and rose 5 percent.") == "2 2 2");
    CHECK(counts("figure_patterns", "money", "It rose 5 percent.") == "0 0 0");
    CHECK(counts("date_patterns", "year", "Sales fell in 2019.") == "1 1 1");
}

TEST_CASE("a row that its production declines fired, but proposed nothing", "[rules]") {
    CHECK(counts("figure_patterns", "count", "Sales fell in 2019.").substr(0, 2) == "1 ");
    CHECK(counts("figure_patterns", "count", "Sales fell in 2019.").back() == '0');
}

TEST_CASE("a row that keeps numbers from being figures is counted though it makes none", "[rules]") {
    CHECK(counts("number_blocks", "label", "It falls under section 20.7 of the act.") == "1 0 0");
    CHECK(counts("number_blocks", "label", "Some 20.7 million people came.") == "0 0 0");
}

TEST_CASE("a row of words is counted where its words stand, and for the facts it opened", "[rules]") {
    CHECK(counts("speech_verbs", "say", "\"It is late,\" she said. They say so.") == "2 1 1");
    CHECK(counts("units", "percent", "It rose 5 percent, then 6 per cent.") == "2 0 0");
    CHECK(counts("units", "percent", "It rose.") == "0 0 0");
}

TEST_CASE("names are counted by the entry or by the piece of evidence that weighed most", "[rules]") {
    CHECK(counts("countries", "Norway", "It went to Norway and to Chile.") == "1 1 1");
    CHECK(counts("name_evidence", "first_name_and_more", "Leyla Mammadova spoke.") == "1 1 1");
    CHECK(counts("name_evidence", "first_name_and_more", "She spoke.") == "0 0 0");
}

TEST_CASE("a context rule of the tagger is counted where it changed a word's class", "[rules]") {
    CHECK(counts("tagging", "to_verb", "They want to plan it.") == "1 0 0");
    CHECK(counts("tagging", "to_verb", "They like the plan.") == "0 0 0");
}
