#include "extractors/explain.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

std::string report(const std::string& text) {
    std::string out;
    extractor().explain(article_of(text, "2024-06-12"), out);
    return out;
}

/// The lines of the report that begin so, without what stands before.
std::vector<std::string> lines(const std::string& text, const std::string& begin) {
    std::vector<std::string> out;
    const std::string all = report(text);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = all.find('\n', at);
        if (all.compare(at, begin.size(), begin) == 0) out.push_back(all.substr(at + begin.size(), end - at - begin.size()));
        at = end + 1;
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("--explain shows each sentence with its words, groups and entries of word files", "[explain]") {
    const std::string text = "Exports did not fall.\nThey were cut by the new minister.";
    CHECK(lines(text, "    words   ") ==
          Lines{"Exports/NNS did/VBD not/RB fall/VB ./PUNCT", "They/PRP were/VBD cut/VBN by/IN the/DT new/JJ minister/NN ./PUNCT"});
    CHECK(lines(text, "    nouns   ") == Lines{"[Exports]", "[They] pronoun [the new *minister*]"});
    CHECK(lines(text, "    verbs   ") ==
          Lines{"did not fall (fall): past, negated, subject Exports", "were cut (cut): past, passive, subject They"});
    CHECK_THAT(report("It rose 5 percent."), Catch::Contains("percent units:share"));
    CHECK(report("It was\tlate.").find("It was late.\n") == 0);
}

TEST_CASE("--explain shows what won with rule, line, evidence and confidence, and what lost with the reason", "[explain]") {
    const std::string all = report("Sales of the Boeing 737 fell 5 percent in 2019.");
    CHECK_THAT(all,
               Catch::Contains("  + figure 29-38 \"5 percent\"  percent 5\n      by en/figure_patterns.tsv:unit, en/figure_patterns.tsv:"));
    CHECK_THAT(all, Catch::Contains("; evidence inside; confidence 0."));
    CHECK_THAT(all, Catch::Contains("  + date 42-46 \"2019\"  2019\n"));
    CHECK_THAT(
        report("It paid USD34.6 million."),
        Catch::Contains("\"USD34\"  PRODUCT USD34\n      lost to figure \"USD34.6 million\": longer, or more evidence\n      by en/"));
}

TEST_CASE("--explain shows what matched and came to nothing, and what is blocked", "[explain]") {
    const std::string all = report("See www.example.org/a on page 12. It may rain. Ada Verlin said 5 percent of it.");
    CHECK_THAT(all, Catch::Contains("  # block 4-21 \"www.example.org/a\"  an address, a number or a code: no figure or date in it\n"));
    CHECK_THAT(all, Catch::Contains("  # number 25-32 \"page 12\"  names something, or is part of a phrase: no figure\n"
                                    "      by en/number_blocks.tsv:"));
    CHECK_THAT(all, Catch::Contains("  ~ date 37-40 \"may\"  matched, but its production declined\n      by en/date_patterns.tsv:month, "));
    CHECK_THAT(all, Catch::Contains("confidence 0.") && Catch::Contains("      over "));
    const std::string idle = report("John said yes. The report was late.");
    CHECK_THAT(idle, Catch::Contains(
                         "  ~ quote 5-9 \"said\"  no speaker with words of theirs beside this verb\n      by en/speech_verbs.tsv:say, "));
    CHECK_THAT(idle, !Catch::Contains("\"report\""));
    CHECK_THAT(report("Trade rose by 5 percent."), !Catch::Contains("  ~ ") && !Catch::Contains("  # "));
}

TEST_CASE("--explain breaks long lines, and cuts sentences without end", "[explain]") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "they ran and ";
    std::string all = report(text + "fell.");
    all = all.substr(0, all.find("\n  + "));
    CHECK_THAT(all, Catch::Contains("... and "));
    std::size_t longest = 0;
    for (std::size_t at = all.find("\n    "); at != std::string::npos; at = all.find("\n    ", at + 1))
        longest = std::max(longest, all.find('\n', at + 1) - at - 1);
    CHECK(longest <= 100);
    CHECK(report("") == "");
}
