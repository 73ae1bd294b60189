#include <algorithm>
#include <catch2/catch.hpp>

#include "extractors/draft.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

std::string repeated(std::string_view unit, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += unit;
    return out;
}

std::vector<Flag> truncated(const Extraction& found) {
    std::vector<Flag> out;
    std::copy_if(found.flags.begin(), found.flags.end(), std::back_inserter(out), [](const Flag& f) { return f.name == "truncated"; });
    return out;
}

std::size_t count(const Extraction& found, Kind kind) {
    return static_cast<std::size_t>(std::count_if(found.facts.begin(), found.facts.end(), [&](const Fact& f) { return f.kind() == kind; }));
}

}  // namespace

TEST_CASE("a section has room for so many facts of a kind, and the article says behind which others are missing", "[limits]") {
    for (const auto& [kind, unit] : {std::pair(Kind::figure, "It cost $5.\n"), std::pair(Kind::date, "It ends in 2031.\n"),
                                     std::pair(Kind::entity, "We like Iran.\n"), std::pair(Kind::quote, "\"We go,\" he said.\n")}) {
        const Extraction found = extractor().extract(article_of(repeated(unit, most_proposals + 2000)));
        INFO(unit);
        CHECK(count(found, kind) >= most_proposals);
        CHECK(count(found, kind) < most_proposals + 200);
        const std::vector<Flag> flags = truncated(found);
        REQUIRE(flags.size() == 1);
        REQUIRE(flags[0].facts.size() == 1);
        const auto last = std::find_if(found.facts.rbegin(), found.facts.rend(), [&](const Fact& f) { return f.kind() == kind; });
        CHECK(flags[0].facts[0] == last->id);
        CHECK(truncated(extractor().extract(article_of(repeated(unit, most_proposals - 2000)))).empty());
    }
}

TEST_CASE("a quote with others nested too deep inside is flagged, one with a few is not", "[limits]") {
    const auto nested = [](std::size_t depth) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i)
            text += i % 2 == 0 ? "\xE2\x80\x9CTom said: "
                               : "\xE2\x80\x98"
                                 "Ann said: ";
        text += "we go there at once now";
        for (std::size_t i = depth; i-- > 0;) text += i % 2 == 0 ? ".\xE2\x80\x9D" : ".\xE2\x80\x99";
        return extractor().extract(article_of("Lee said: " + text));
    };
    CHECK(truncated(nested(3)).empty());
    const Extraction deep = nested(14);
    const std::vector<Flag> flags = truncated(deep);
    REQUIRE_FALSE(flags.empty());
    REQUIRE(flags[0].facts.size() == 1);
    CHECK(std::any_of(deep.facts.begin(), deep.facts.end(), [&](const Fact& f) { return f.id == flags[0].facts[0]; }));
}

TEST_CASE("many percentages in one sentence are figures each", "[limits]") {
    const Extraction found = extractor().extract(article_of(repeated("5% ", 100)));
    CHECK(count(found, Kind::figure) == 100);
}
