#include "extractors/resolver.hpp"

#include <catch2/catch.hpp>

#include "extractors/clusters.hpp"
#include "extractors/names.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// Whom the marked mention of a text means: the cluster's name, or "nobody".
std::string meant(const std::string& marked) {
    const LanguageRules& rules = *extractor().rules().find("en");
    const Marked text = unmarked(marked);
    const Article article = article_of(text.text);
    const Reading reading(article, rules);
    Draft draft;
    const auto words = std::make_shared<const NameVocabulary>(rules);
    names_stage(words)->run(reading, draft);
    clusters_stage(words)->run(reading, draft);
    const Resolver resolver(rules);
    std::uint32_t first = 0;
    while (reading.token(first).character < text.spans.front().begin.value) ++first;
    std::uint32_t last = first;
    while (last < reading.size() && reading.token(last).character < text.spans.front().end.value) ++last;
    const auto cluster = resolver.refer(reading, draft, {first, last});
    return cluster ? std::string(draft.clusters[*cluster].canonical) : "nobody";
}

}  // namespace

TEST_CASE("a mention with a name means its bearer", "[resolver]") {
    CHECK(meant("Azer Garayev came. Then [[Garayev]] left.") == "Azer Garayev");
    CHECK(meant("The [[political analyst Azer Garayev]] came.") == "Azer Garayev");
    CHECK(meant("It was said by [[a spokesman for Gazprom]].") == "nobody");
}

TEST_CASE("a pronoun means the nearest who fits by gender", "[resolver]") {
    CHECK(meant("President Leyla Mammadova met Mr Brandt. [[She]] smiled.") == "Leyla Mammadova");
    CHECK(meant("President Leyla Mammadova met Mr Brandt. [[He]] smiled.") == "Brandt");
    CHECK(meant("Mr Cole met Mr Brandt in May. They spoke. [[He]] smiled.") == "Cole");
    CHECK(meant("[[He]] smiled.") == "nobody");
    CHECK(meant("Gazprom grew. [[It]] has many wells.") == "Gazprom");
}

TEST_CASE("a description means who was called so", "[resolver]") {
    CHECK(meant("President Ilham Aliyev met analyst Azer Garayev. [[The head of state]] spoke.") == "Ilham Aliyev");
    CHECK(meant("President Ilham Aliyev met analyst Azer Garayev. [[The analyst]] spoke.") == "Azer Garayev");
    CHECK(meant("President Ilham Aliyev met him. [[An analyst]] spoke.") == "nobody");
    CHECK(meant("The Ministry of Economy answered. [[The ministry]] has a plan.") == "Ministry of Economy");
    CHECK(meant("He left Georgia. [[The country]] is small.") == "Georgia");
}
