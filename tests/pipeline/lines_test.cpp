#include <catch2/catch.hpp>
#include <sstream>

#include "pipeline/json_text.hpp"
#include "pipeline/line_reader.hpp"

using namespace dateline;

TEST_CASE("strings of a JSON line know their bytes", "[ingest]") {
    const std::string line = R"({"a": [1, {"text": "no"}], "text": "caf\u00e9 \"ok\" \ud83d\ude00 é\n", "title" : "T", "n": null})";
    const auto strings = json_strings(line);
    REQUIRE(strings.size() == 2);
    const SourceText& text = strings.at("text");
    CHECK(text.utf8() == "café \"ok\" 😀 é\n");
    const auto bytes = [&](std::uint32_t begin, std::uint32_t end) {
        std::string out;
        for (const RawSpan& raw : text.raw({{begin}, {end}})) out += line.substr(raw.begin.value, raw.length());
        return out;
    };
    CHECK(bytes(0, 3) == "caf");
    CHECK(bytes(3, 4) == "\\u00e9");
    CHECK(bytes(5, 9) == "\\\"ok\\\"");
    CHECK(bytes(10, 11) == "\\ud83d\\ude00");
    CHECK(bytes(12, 14) == "é\\n");
    CHECK(strings.at("title").utf8() == "T");
}

TEST_CASE("the last of two equal keys counts, as for the reader of documents", "[ingest]") {
    CHECK(json_strings(R"({"text":"one","text":"two"})").at("text").utf8() == "two");
    CHECK(json_strings(R"({})").empty());
}

TEST_CASE("lines come one by one, whatever their ends, and long ones are named", "[ingest]") {
    std::istringstream in("c\n\n  \nd\r\n" + std::string(100000, 'x') + "\nlast");
    LineReader lines(in,
                     "\xEF\xBB\xBF"
                     "a\nb",
                     1000);
    std::string line, all;
    while (lines.next(line)) all += std::to_string(lines.number()) + (lines.too_long() ? "!" : ":" + line) + " ";
    CHECK(all == "1:a 2:bc 5:d 6! 7:last ");
}
