#include "extractors/rule_examples.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

using testing::extractor;

/// The faults of one pattern row of a user's figure_patterns.tsv.
std::vector<std::string> faults(const std::string& row) {
    const tests::TemporaryFolder folder;
    folder.write("en/figure_patterns.tsv", "# kind: patterns\nname\tpattern\tmakes\texample\tnot\n" + row + "\n");
    const Extractor own(Rules::load(folder.path()));
    const LanguageRules& english = *own.rules().find("en");
    std::vector<std::string> out;
    const std::uint16_t file = english.file("figure_patterns");
    const ExampleReport report = run_examples(own, english, file);
    CHECK(report.rows == english.table(file).size());
    for (const std::string& fault : report.faults)
        if (fault.find("strokes") != std::string::npos || fault.find("marks no span") != std::string::npos)
            out.push_back(fault.substr(fault.find(": ") + 2));
    return out;
}

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("every row of a rule file fires on its example and on nothing that it must not take", "[rules][examples]") {
    for (const std::string& tag : extractor().rules().languages()) {
        const LanguageRules& language = *extractor().rules().find(tag);
        for (std::uint16_t file = 0; file < language.tables().size(); ++file)
            for (const std::string& fault : run_examples(extractor(), language, file).faults) FAIL_CHECK(fault);
    }
}

TEST_CASE("a user's row that never fires, or fires where it must not, is told with its example", "[rules][examples]") {
    CHECK(faults("strokes\tn={number} strokes\tcount\tIt won by [[12 strokes]].\tTwelve came.").empty());
    CHECK(faults("strokes\tn={number} strikes\tcount\tIt won by [[12 strokes]].\tTwelve came.") ==
          Faults{"the row does not make what its example marks: \"It won by 12 strokes.\"; found: [[12 strokes]] stroke 12 by "
                 "en/figure_patterns.tsv:count;"});
    CHECK(faults("strokes\tn={number} strokes\tcount\tIt won by [[12 strokes]].\tIt lost by 9 strokes.").size() == 1);
    CHECK(faults("strokes\tn={number} strokes\tcount\tIt won by 12 strokes.\tTwelve came.") ==
          Faults{"the example marks no span with [[ ]], or a mark has no partner"});
}

}  // namespace dateline
