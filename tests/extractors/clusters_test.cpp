#include "extractors/clusters.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// The names of a text by what they mean, one thing a line, in the order in which the text names them: "Anna Berg: Anna Berg, Berg".
std::string things(const std::string& text) {
    std::vector<std::pair<ClusterId, std::string>> lines;  // entity id, line
    const Article article = article_of(text);
    for (const Fact& fact : extractor().extract(article).facts) {
        if (fact.kind() != Kind::entity) continue;
        const Entity& entity = std::get<Entity>(fact.is);
        auto line = lines.begin();
        while (line != lines.end() && line->first != entity.entity) ++line;
        if (line == lines.end()) {
            lines.push_back({entity.entity, std::string(entity.canonical) + ": "});
            line = std::prev(lines.end());
        } else {
            line->second += ", ";
        }
        line->second += article.text.slice(fact.place.span);
    }
    std::string out;
    for (const auto& [id, line] : lines) out += line + "\n";
    return out;
}

}  // namespace

TEST_CASE("a short name joins the longer one it is a part of, before or behind it", "[clusters]") {
    CHECK(things("Anna Berg spoke. Berg left.") == "Anna Berg: Anna Berg, Berg\n");
    CHECK(things("Mr Berg spoke first. Then Anna Berg left.") == "Anna Berg: Berg, Anna Berg\n");
    CHECK(things("Robert F. Kennedy spoke. Robert Kennedy left.") == "Robert F. Kennedy: Robert F. Kennedy, Robert Kennedy\n");
}

TEST_CASE("two persons with one surname stay two, and the surname alone is the one named last", "[clusters]") {
    CHECK(things("Anna Berg met Peter Berg. They left.") == "Anna Berg: Anna Berg\nPeter Berg: Peter Berg\n");
    CHECK(things("Anna Berg came at noon. Peter Berg came later. Berg left.") == "Anna Berg: Anna Berg\nPeter Berg: Peter Berg, Berg\n");
}

TEST_CASE("letters join the name they stand behind, or whose initials they are", "[clusters]") {
    CHECK(things("The Harbour Safety Board (HSB) met. HSB has a plan.") == "Harbour Safety Board: Harbour Safety Board, HSB, HSB\n");
    CHECK(things("The Harbour Safety Board met. The HSB has a plan.") == "Harbour Safety Board: Harbour Safety Board, HSB\n");
}

TEST_CASE("names of different types do not join", "[clusters]") {
    CHECK(things("Paris Hilton left. Paris is large.").find("Paris Hilton: Paris Hilton\n") == 0);
}

TEST_CASE("spellings of one listed place are one thing", "[clusters]") {
    CHECK(things("He left the United States. The U.S. is large.").find('\n') ==
          things("He left the United States. The U.S. is large.").size() - 1);
}
