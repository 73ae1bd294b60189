#include "pipeline/query/raw_check.hpp"

#include <catch2/catch.hpp>

#include "schemas/text_builder.hpp"

using namespace dateline;

namespace {

/// Each character of `text` from the raw ranges beside it; what the check says of it.
struct Piece {
    char32_t character;
    std::vector<std::string> raw;
};

std::string checked(const std::vector<Piece>& pieces, const std::string& charset = "UTF-8") {
    RawBytes payload{"<<", charset};
    TextBuilder builder;
    for (const Piece& piece : pieces) {
        std::vector<RawSpan> spans;
        for (const std::string& raw : piece.raw) {
            const auto begin = static_cast<std::uint32_t>(payload.bytes.size());
            payload.bytes += raw + "|";
            spans.push_back({{begin}, {begin + static_cast<std::uint32_t>(raw.size())}, 0});
        }
        builder.append(piece.character, spans);
    }
    std::int64_t untraced = 0;
    const auto faults = check_raw(
        std::move(builder).build(), [&](std::uint16_t) { return &payload; }, untraced);
    std::string out = untraced > 0 ? std::to_string(untraced) + " untraced;" : "";
    for (const RawFault& fault : faults) out += std::to_string(fault.span.begin.value) + "-" + std::to_string(fault.span.end.value) + ";";
    return out;
}

}  // namespace

TEST_CASE("a bad escape says U+FFFD, a reference of two characters says both", "[verify]") {
    CHECK(checked({{U'\uFFFD', {"\\u<nam"}}, {U'\uFFFD', {"\\ud8"}}, {U'a', {"\\u00/>"}}}) == "2-3;");
    CHECK(checked({{U'f', {"&fjlig;"}}, {U'j', {"&fjlig;"}}, {U'x', {"&fjlig;"}}}) == "2-3;");
}

TEST_CASE("a zero and a reference to a control character say U+FFFD, and nothing else", "[verify]") {
    CHECK(checked({{U'\uFFFD', {std::string(1, '\0')}}, {U'\uFFFD', {"&#1"}}, {U'\uFFFD', {"&#x1f;"}}}) == "");
    CHECK(checked({{U'x', {std::string(1, '\0')}}, {U'\uFFFD', {"&#10;"}}, {U'\uFFFD', {"&#65;"}}, {U'\uFFFD', {"&#1&#1"}}}) == "0-4;");
}

TEST_CASE("raw bytes that say the character are right", "[verify]") {
    CHECK(checked({{U'a', {"a"}}, {U'é', {"é"}}, {U'%', {"&#37;"}}, {U'\u00a0', {"&nbsp;"}}, {U'&', {"&amp;"}}}) == "");
    CHECK(checked({{U'&', {"&amp;amp;"}}, {U'é', {"&amp;eacute;"}}, {U'"', {"\\\""}}, {U'é', {"\\u00e9"}}, {U'<', {"\\u0026lt;"}}}) == "");
    CHECK(checked({{U'é', {"e", "\u0301"}}, {U'é', {"e", "&#769;"}}, {U'–', {"&#150;"}}, {U'😀', {"\\ud83d\\ude00"}}}) == "");
    CHECK(checked({{U'\u09af', {"\u09df\u09be"}}, {U'\u09bc', {"\u09df\u09be"}}, {U'\u09be', {"\u09df\u09be"}}}) == "");
    CHECK(checked({{U'’', {"\u0092"}}, {U'<', {"Jmx0O3AmZ3Q7RW50cnkgU3VtbWFyeSZsdDsvcCZndDs="}}}) == "");
    CHECK(checked({{U'E', {" RW50cnkgU3VtbWFyeQ== "}}, {U'y', {" RW50cnkgU3VtbWFyeQ== "}}}) == "");
    CHECK(checked({{U' ', {"&shy; "}}, {U' ', {" \u2060"}}}) == "");
    CHECK(checked({{U' ', {"\n  ", "\t"}}, {U' ', {"&nbsp;"}}, {U'\n', {"<br>"}}, {U' ', {"<br/>"}}}) == "");
    CHECK(checked({{U'é', {"\xe9"}}, {U'€', {"\x80"}}, {U'ш', {"&#1096;"}}}, "windows-1252") == "");
    CHECK(checked({{U'ш', {"\xf8"}}}, "windows-1251") == "");
    CHECK(checked({{U'日', {"\x93\xfa"}}}, "Shift_JIS") == "");
}

TEST_CASE("raw bytes that say something else are wrong, and wrong neighbours are one fault", "[verify]") {
    CHECK(checked({{U'a', {"a"}}, {U'b', {"c"}}, {U'd', {"d"}}}) == "1-2;");
    CHECK(checked({{U'a', {"x"}}, {U'b', {"y"}}, {U'c', {"c"}}}) == "0-2;");
    CHECK(checked({{U'é', {"e"}}}) == "0-1;");
    CHECK(checked({{U'e', {"é"}}}) == "0-1;");
    CHECK(checked({{U'%', {"&#38;"}}}) == "0-1;");
    CHECK(checked({{U' ', {"a"}}}) == "0-1;");
    CHECK(checked({{U'a', {"ab"}}}) == "0-1;");
    CHECK(checked({{U'q', {" RW50cnkgU3VtbWFyeQ== "}}}) == "0-1;");
    CHECK(checked({{U'é', {"\xe9"}}}, "windows-1251") == "0-1;");
    CHECK(checked({{U'a', {}}, {U' ', {}}}) == "1 untraced;");
}

TEST_CASE("ranges behind the end of a payload are wrong, missing payloads are passed over", "[verify]") {
    const SourceText text("abc", OffsetRuns({{0, 3, 7, 3, 0, RunKind::copy}}));
    const RawBytes payload{"abcabcab", "UTF-8"};
    std::int64_t untraced = 0;
    CHECK(check_raw(
              text, [&](std::uint16_t) { return &payload; }, untraced)
              .size() == 1);
    CHECK(check_raw(
              text, [&](std::uint16_t) { return nullptr; }, untraced)
              .empty());
}
