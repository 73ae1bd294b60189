#include "extractors/confidence.hpp"

#include <catch2/catch.hpp>

#include "schemas/error.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

constexpr const char* head = "# kind: table\nkind\tmakes\trule\tevidence\tright\tseen\n";

std::map<std::string, std::string> files(const std::string& counts) {
    return {{"confidence", head + counts},
            {"sums", "# kind: patterns\nname\tpattern\tmakes\texample\nfirst\tone\tsum\te\nsecond\ttwo\tsum\te\nthird\tthree\tother\te\n"}};
}

/// The confidence of a figure that row `row` of sums.tsv made on this evidence.
int confidence(const std::string& counts, std::uint32_t row, std::uint32_t bits, const std::vector<std::string>& flags = {}) {
    const LanguageRules rules("xx", files(counts));
    const Article article = article_of("one");
    const Reading reading(article, rules);
    Draft draft;
    FigureDraft& figure = draft.figures.emplace_back();
    figure.rule_file = rules.file("sums");
    figure.rule_row = row;
    figure.evidence = bits;
    figure.figure.flags = flags;
    confidence_stage(rules)->run(reading, draft);
    return figure.confidence;
}

std::string fault(const std::string& counts) {
    const LanguageRules rules("xx", files(counts));
    try {
        confidence_stage(rules);
    } catch (const Error& e) {
        return e.what();
    }
    return "none";
}

const std::string counted =
    "figure\tsum\txx/sums.tsv:first\tinside\t95\t100\n"
    "figure\tsum\txx/sums.tsv:first\tshape\t5\t10\n"
    "figure\tsum\txx/sums.tsv:gone\tinside\t0\t10\n"
    "figure\tdoubt\tassumed_currency\t-\t60\t100\n";

}  // namespace

TEST_CASE("a rule seen often on some evidence is believed as often as it was right, a little drawn to its production", "[confidence]") {
    CHECK(confidence(counted, 0, evidence::inside) == 930);  // 95 of 100, and 20 more at the mean
}

TEST_CASE("a rule seen seldom leans on its production, one never seen has its production's mean", "[confidence]") {
    CHECK(confidence(counted, 1, evidence::inside) == 830);  // 100 of 120, the row that is gone among them, and 20 at the mean of its kind
    CHECK(confidence(counted, 0, evidence::inside | evidence::shape) == 830);  // this evidence was never seen
    CHECK(confidence(counted, 0, evidence::shape) == 720);                     // 5 of 10, and 20 more at the mean
}

TEST_CASE("a production never seen has the mean of its kind, a kind never seen a cautious one", "[confidence]") {
    CHECK(confidence(counted, 2, evidence::inside) == 814);
    CHECK(confidence("", 0, evidence::inside) == 700);
    const std::string pooled = "figure\tsum\txx/sums.tsv:-\tshape\t30\t40\nfigure\tsum\txx/sums.tsv:third\tinside\t60\t60\n";
    CHECK(confidence(pooled, 1, evidence::shape) == 798);  // what the rows of its file were right on that evidence
    CHECK(confidence(pooled, 1, evidence::inside) == 894);
}

TEST_CASE("each doubtful step takes its share", "[confidence]") {
    CHECK(confidence(counted, 0, evidence::inside, {"currency_assumed"}) == 930 * 600 / 1000);
    CHECK(confidence(counted, 0, evidence::inside, {"unit_elided"}) == 930 * 850 / 1000);
    CHECK(confidence(counted, 0, evidence::inside, {"currency_assumed", "unit_elided"}) == 558 * 850 / 1000);
    CHECK(confidence(counted, 0, evidence::inside, {"rounded"}) == 930);
}

TEST_CASE("a faulty table of counts names file and line", "[confidence]") {
    CHECK(fault("number\tsum\txx/sums.tsv:first\tinside\t1\t2\n") == "xx/confidence.tsv:3: no kind \"number\"");
    CHECK(fault("figure\tsum\txx/sums.tsv:first\toutside\t1\t2\n") == "xx/confidence.tsv:3: \"evidence\" is not one that proposals have");
    CHECK(fault("figure\tsum\txx/sums.tsv:first\tinside\t3\t2\n") == "xx/confidence.tsv:3: more are right than were seen");
    CHECK(fault("figure\tsum\txx/sums.tsv:first\tinside\t1\tmany\n") == "xx/confidence.tsv:3: \"seen\" is not a number from 0 to 1000000");
    CHECK(fault("figure\tdoubt\tweather\t-\t1\t2\n") == "xx/confidence.tsv:3: no doubt \"weather\"");
}
