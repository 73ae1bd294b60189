#include "pipeline/reextract.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "pipeline/archive.hpp"
#include "pipeline/fetch/fetcher.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/query/verify.hpp"
#include "tests/support/scratch.hpp"

using namespace dateline;

namespace {

constexpr std::int64_t noon = 1363953600;

void run_ingest(const Scratch& scratch, const std::vector<std::string>& sources) {
    const Extractor extractor(Rules::load());
    Store store(scratch / "news.db", Access::write, noon);
    store.begin_run("test", extractor.rules().sha256(), noon);
    Fetcher fetcher({}, [] { return noon; });
    std::ostringstream lines;
    REQUIRE(ingest(sources, {}, {fetcher, extractor, store, [] { return noon; }, lines}).report.exit() == Exit::done);
}

std::vector<std::string> facts_of(const Store& store) {
    std::vector<std::string> out;
    store.find({}, [&](const FactRow& fact) {
        out.push_back(fact.id + " " + fact.json);
        return true;
    });
    return out;
}

ReextractResult again(
    const Scratch& scratch, const std::string& rules, const std::function<bool()>& stopped = [] { return false; }) {
    const Extractor extractor(Rules::load(rules));
    Store store(scratch / "news.db", Access::write, noon);
    store.begin_run("test", extractor.rules().sha256(), noon);
    std::ostringstream lines;
    return reextract(store, extractor, stopped, lines);
}

}  // namespace

TEST_CASE("stored articles are read again with other rules, once, and what was found before stays", "[reextract]") {
    const Scratch scratch;
    std::string lines;
    for (int i = 0; i < 40; ++i)
        lines += R"({"id": ")" + std::to_string(i) + R"(", "text": "On Monday, Jan Novak said trade rose by )" + std::to_string(i) +
                 R"( percent to 14 zorbs.", "reference_time": "2024-05-08"})"
                 "\n";
    run_ingest(scratch, {scratch.write("many.jsonl", lines).string()});
    const auto before = facts_of(Store(scratch / "news.db", Access::read, noon));
    REQUIRE(before.size() >= 80);

    CHECK(again(scratch, "").read == 0);  // these rules have read them

    scratch.write("rules/en/units.tsv", "name\tforms\tclass\tcode\nzorb\tzorb|zorbs\tvolume\t[zorb]\n");
    int asked = 0;
    const ReextractResult part = again(scratch, (scratch / "rules").string(), [&] { return ++asked > 10; });
    CHECK(part.stopped);
    CHECK(part.read == 10);
    const ReextractResult rest = again(scratch, (scratch / "rules").string());
    CHECK(rest.articles == 40);
    CHECK(rest.read == 30);
    CHECK_FALSE(rest.stopped);

    const Store store(scratch / "news.db", Access::read, noon);
    const auto now = facts_of(store);
    CHECK(std::count_if(now.begin(), now.end(), [](const std::string& fact) { return fact.find("[zorb]") != std::string::npos; }) == 40);
    CHECK(store.counts().articles == 40);
    CHECK(store.counts().versions == 40);
    CHECK(verify(store, {}, [&](const PayloadRow& row) { return Archive::bytes_of(store, row); }).faults.empty());

    // Back to the built-in rules: they have read all of it, and what they found holds again.
    CHECK(again(scratch, "").read == 0);
    CHECK(facts_of(store) == before);
}

TEST_CASE("a store that is read again with the same rules gives the same facts", "[reextract]") {
    const Scratch scratch;
    run_ingest(scratch, {"corpus/sample/feed.xml"});
    const auto before = facts_of(Store(scratch / "news.db", Access::read, noon));
    REQUIRE_FALSE(before.empty());
    // An empty rule file changes no rule, but it is another set of rules.
    scratch.write("rules/en/units.tsv", "name\tforms\tclass\tcode\nzorb\tzorb|zorbs\tvolume\t[zorb]\n");
    const ReextractResult result = again(scratch, (scratch / "rules").string());
    CHECK(result.read == result.articles);
    CHECK(result.before == result.after);
    CHECK(facts_of(Store(scratch / "news.db", Access::read, noon)) == before);
}
