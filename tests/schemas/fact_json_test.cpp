#include "schemas/fact_json.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;

namespace {

std::string written(std::string_view text) {
    JsonBuffer out(1);
    out.close(out.string(out.open(), text));
    return std::string(out.view());
}

std::string written_by_json_writer(std::string_view text) {
    std::string out;
    JsonWriter(out).value(text);
    return out;
}

}  // namespace

TEST_CASE("a string is escaped wherever the mark stands in it, and however long it is", "[json]") {
    CHECK(written("") == R"("")");
    CHECK(written("\"a\\\n\x01") == R"("\"a\\\n\u0001")");
    const std::string wide = "\xC3\xA9";
    for (std::size_t size = 0; size < 40; ++size) {
        const std::string plain(size, 'x');
        CHECK(written(plain) == "\"" + plain + "\"");
        CHECK(written(plain + wide) == "\"" + plain + wide + "\"");
        for (std::size_t at = 0; at < size; ++at)
            for (const char c : {'"', '\\', '\n', '\x1F', '\0', ' ', '!', '\x7F'}) {
                std::string text = plain;
                text[at] = c;
                CHECK(written(text) == written_by_json_writer(text));
            }
    }
}

TEST_CASE("a buffer grows to what is put in it", "[json]") {
    JsonBuffer out(1);
    std::string wanted;
    for (std::uint32_t i = 0; i < 3000; ++i) {
        char* at = json::number(out.open(), i * 1'000'003);
        at = json::put(at, ",");
        out.close(out.raw(at, "null"));
        wanted += std::to_string(i * 1'000'003) + ",null";
    }
    CHECK(out.view() == wanted);
    out.clear();
    out.close(out.string(out.open(), "a", ':', "b\""));
    CHECK(out.view() == R"("a:b\"")");
}

TEST_CASE("a number is written in as many digits as it has", "[json]") {
    for (const std::uint32_t n : {0u, 9u, 10u, 99u, 100u, 909u, 1000u, 9999u, 10'000u, 90'009u, 999'999u, 1'000'000u, 4'294'967'295u}) {
        char text[16];
        CHECK(std::string(text, json::number(text, n)) == std::to_string(n));
    }
}

TEST_CASE("the id of a fact names its zone, kind and place, and a second one there", "[facts]") {
    const std::string digest = "0123456789abcdefffff";
    CHECK(FactId().text().empty());
    CHECK(FactId(digest, Kind::figure, {{12}, {24}}).text() == "0123456789abcdef:f12-24");
    CHECK(FactId(digest, Kind::date, {{0}, {4294967295}}, 12).text() == "0123456789abcdef:d0-4294967295.12");
    CHECK(FactId(digest, Kind::quote, {{1}, {2}}) != FactId(digest, Kind::entity, {{1}, {2}}));
}

TEST_CASE("a confidence is written in as few digits as it has", "[facts]") {
    const Article article = testing::article_of("a text");
    const auto confidence = [&](int per_mille) {
        Fact fact;
        fact.confidence = per_mille;
        const std::string json = fact_json(fact, article);
        const std::size_t from = json.find("\"confidence\":") + 13;
        return json.substr(from, json.find(',', from) - from);
    };
    CHECK(confidence(0) == "0");
    CHECK(confidence(7) == "0.007");
    CHECK(confidence(50) == "0.05");
    CHECK(confidence(907) == "0.907");
    CHECK(confidence(900) == "0.9");
    CHECK(confidence(1000) == "1");
}

TEST_CASE("a line in pieces is the same line, and no piece is large", "[facts]") {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "\"Sales rose " + std::to_string(i) + " percent in May,\" Anna Berg told Reuters.\n\n";
    const Article article = testing::article_of(text);
    std::string line;
    std::size_t pieces = 0, largest = 0;
    LineWriter writer(article, [&](std::string_view part) {
        line += part;
        ++pieces;
        largest = std::max(largest, part.size());
    });
    testing::extractor().extract(article, writer);
    CHECK(line == extraction_line(article, testing::extractor().extract(article)));
    CHECK(pieces > 10);
    CHECK(largest < LineWriter::piece + 8192);
}

TEST_CASE("the facts of an extraction outlive the article they are of, and copies share their texts", "[facts]") {
    Extraction copy;
    {
        const Extraction found = testing::extractor().extract(testing::article_of("\"Sales rose 12 percent,\" Anna Berg said."));
        copy = found;
    }
    std::vector<std::string> speakers;
    for (const Fact& fact : copy.facts)
        for (const Attribution& link : fact.attribution) speakers.emplace_back(link.actor->name);
    CHECK(speakers == std::vector<std::string>{"Anna Berg"});
}
