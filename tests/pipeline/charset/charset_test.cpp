#include "pipeline/charset/charset.hpp"

#include <catch2/catch.hpp>

#include "schemas/utf8.hpp"

using namespace dateline;
using namespace std::string_literals;

namespace {

SourceText decoded(const std::string& bytes, const std::string& name, std::size_t invalid = 0) {
    std::vector<Warning> warnings;
    SourceText text = decode(bytes, {name, "test"}, 3, warnings);
    CHECK(warnings.size() == (invalid > 0 ? 1u : 0u));
    if (!warnings.empty()) CHECK_THAT(warnings[0].message, Catch::StartsWith(std::to_string(invalid) + " "));
    return text;
}

std::string bytes_of(const SourceText& text, std::uint32_t begin, std::uint32_t end) {
    std::string out;
    for (const RawSpan& raw : text.raw({{begin}, {end}})) {
        CHECK(raw.payload == 3);
        out += std::to_string(raw.begin.value) + "-" + std::to_string(raw.end.value) + " ";
    }
    return out;
}

}  // namespace

TEST_CASE("the encoding is decided in the order of the standard", "[charset]") {
    struct Case {
        std::string bytes, label;
        Markup markup;
        std::string name, from;
    };
    const std::string meta = "<html><meta charset=iso-8859-2><p>\xE1";
    for (
        const Case& c : std::initializer_list<Case>{
            {"\xEF\xBB\xBF" + meta, "windows-1251", Markup::html, "UTF-8", "bom"},
            {"\xFF\xFE<\0"s, "", Markup::html, "UTF-16LE", "bom"},
            {meta, "KOI8-R", Markup::html, "KOI8-R", "transport"},
            {meta, " Latin1 ", Markup::html, "windows-1252", "transport"},
            {meta, "no such charset", Markup::html, "ISO-8859-2", "declaration"},
            {meta, "", Markup::any, "ISO-8859-2", "declaration"},
            {"<?xml version='1.0' encoding='windows-1251'?><rss>\xE1", "", Markup::xml, "windows-1251", "declaration"},
            {"\n<?xml version=\"1.0\" encoding = \"windows-1251\"?><rss>\xE1", "", Markup::any, "windows-1251", "declaration"},
            {"<?xml version='1.0' encoding='utf-16'?><rss>\xC3\xA9", "", Markup::xml, "UTF-8", "declaration"},
            {"<rss>caf\xC3\xA9</rss>", "", Markup::xml, "UTF-8", "bytes"},
            {"<rss>cafe</rss>", "", Markup::xml, "UTF-8", "default"},
            {"<p>cafe", "", Markup::html, "windows-1252", "default"},
            {"Ang\xC3\xA9lique va au caf\xC3\xA9 " +
                 "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xE9 fin"s,
             "", Markup::text, "UTF-8", "bytes"},
            {"\x1b$B%F%9%H\x1b(B", "", Markup::text, "ISO-2022-JP", "bytes"},
            {"f\0a\0c\0t\0s\0"s, "", Markup::text, "UTF-16LE", "bytes"},
            {"\0f\0a\0c\0t\0s"s, "", Markup::text, "UTF-16BE", "bytes"},
            {"", "", Markup::any, "windows-1252", "default"},
        }) {
        INFO(c.bytes << " label " << c.label);
        const Charset charset = decide(c.bytes, c.label, c.markup);
        CHECK(charset.name == c.name);
        CHECK(charset.from == c.from);
    }
}

TEST_CASE("a declaration in a meta element is found where a browser finds it", "[charset]") {
    struct Case {
        std::string bytes, wanted;
    };
    for (const Case& c : std::initializer_list<Case>{
             {"<META http-equiv=Content-Type content='text/html; charset=gbk'>", "GBK"},
             {"<meta content='text/html; charset=gbk' http-equiv=content-type>", "GBK"},
             {"<meta content='text/html; charset=gbk'>", "windows-1252"},  // no pragma
             {"<!-- <meta charset=gbk> --><meta charset=big5>", "Big5"},
             {"<!--><meta charset=big5>", "Big5"},
             {"<a title='<meta charset=gbk>'><meta charset=big5>", "Big5"},
             {"<meta charset=nonsense><meta charset=big5>", "Big5"},
             {"<meta charset=utf-16>", "UTF-8"},
             {"<metadata charset=gbk>", "windows-1252"},
             {"<meta charset=gbk", "windows-1252"},  // cut off
             {std::string(3000, ' ') + "<meta charset=gbk>", "GBK"},
         })
        CHECK(decide(c.bytes, "", Markup::html).name == c.wanted);
}

TEST_CASE("valid UTF-8 is one run behind its byte order mark", "[charset]") {
    const SourceText text = decoded("\xEF\xBB\xBFn\xC3\xA9 \xE2\x82\xAC", "UTF-8");
    CHECK(text.utf8() == "né €");
    CHECK(text.origin().runs().size() == 1);
    CHECK(bytes_of(text, 1, 2) == "4-6 ");
    CHECK(bytes_of(text, 3, 4) == "7-10 ");
}

TEST_CASE("invalid bytes become U+FFFD with their place", "[charset]") {
    const SourceText text = decoded("a\xE2\x82z\xFF\xC0\x80", "UTF-8", 4);
    CHECK(text.utf8() == "a\uFFFDz\uFFFD\uFFFD\uFFFD");
    CHECK(bytes_of(text, 1, 2) == "1-3 ");
    CHECK(bytes_of(text, 2, 3) == "3-4 ");
    CHECK(bytes_of(text, 4, 6) == "5-7 ");
}

TEST_CASE("legacy encodings give every character its bytes", "[charset]") {
    const SourceText cyrillic = decoded("\xCF\xF0\xE8\xE2\xE5\xF2, 5", "windows-1251");
    CHECK(cyrillic.utf8() == "Привет, 5");
    CHECK(cyrillic.origin().runs().size() == 1);
    CHECK(bytes_of(cyrillic, 2, 4) == "2-4 ");
    const SourceText quotes = decoded(
        "\x93"
        "20\x80\x94",
        "windows-1252");
    CHECK(quotes.utf8() == "“20€”");
    const SourceText chinese = decoded(
        "a\xD6\xD0\xCE\xC4"
        "b\x80\xFF",
        "GBK", 1);
    CHECK(chinese.utf8() == "a中文b€\uFFFD");
    CHECK(bytes_of(chinese, 1, 2) == "1-3 ");
    CHECK(bytes_of(chinese, 3, 4) == "5-6 ");
    const SourceText four = decoded("\x81\x30\x84\x36z", "gb18030");
    CHECK(four.utf8() == "¥z");
    CHECK(bytes_of(four, 0, 1) == "0-4 ");
    // UTF-8 that is declared as GBK: what looked like the start of four bytes is given up, its digit stands for itself.
    const SourceText given_up = decoded("\xAC\x34\xE6\x9C\x88z", "GBK", 1);
    CHECK(given_up.utf8().substr(0, 4) ==
          "\uFFFD"
          "4");
    CHECK(bytes_of(given_up, 1, 2) == "1-2 ");
    CHECK(bytes_of(given_up, 2, 3) == "2-4 ");
    const SourceText pair = decoded("\x88\x62z", "Big5");  // one sequence, two characters
    CHECK(pair.utf8() == "Ê\u0304z");
    CHECK(bytes_of(pair, 2, 3) == "2-3 ");
    const SourceText wide = decoded(
        "\xFF\xFE"
        "a\0\x3D\xD8\x00\xDE"
        "b\0c"s,
        "UTF-16LE", 1);
    CHECK(wide.utf8() == "a😀b\uFFFD");
    CHECK(bytes_of(wide, 1, 2) == "4-8 ");
    const SourceText japanese = decoded("x\x1b$B%F%9\x1b(By", "ISO-2022-JP");
    CHECK(japanese.utf8() == "xテスy");
    const SourceText kana = decoded("\x83\x65\x83\x58", "Shift_JIS");
    CHECK(kana.utf8() == "テス");
    CHECK(bytes_of(kana, 1, 2) == "2-4 ");
}

TEST_CASE("UTF-8 that is declared as an encoding of one byte a letter is read as declared, and it is told", "[charset]") {
    const auto told = [](const std::string& bytes, const Charset& charset) {
        std::vector<Warning> warnings;
        decode(bytes, charset, 0, warnings);
        return !warnings.empty();
    };
    CHECK(told("Öffnung für Fußgänger", {"windows-1252", "declaration"}));
    CHECK(told("Öffnung für Fußgänger", {"ISO-8859-2", "transport"}));
    CHECK_FALSE(told("Öffnung für Fußgänger", {"UTF-8", "declaration"}));
    CHECK_FALSE(told("Opening for walkers", {"windows-1252", "declaration"}));
    CHECK_FALSE(
        told("\xD6"
             "ffnung f\xFCr Fu\xDFg\xE4nger",
             {"windows-1252", "declaration"}));
}

TEST_CASE("a byte that is read again behind a sequence given up belongs to one character only", "[charset]") {
    const SourceText chinese = decoded("\x81 z", "GBK", 1);
    CHECK(chinese.utf8() == "\uFFFD z");
    CHECK(bytes_of(chinese, 0, 1) == "0-1 ");
    CHECK(bytes_of(chinese, 1, 2) == "1-2 ");
    const SourceText half = decoded("\x3D\xD8z\0"s, "UTF-16LE", 1);  // a high surrogate without its low one
    CHECK(half.utf8() == "\uFFFDz");
    CHECK(bytes_of(half, 0, 1) == "0-2 ");
    CHECK(bytes_of(half, 1, 2) == "2-4 ");
}

TEST_CASE("text cut inside a character ends with one U+FFFD", "[charset]") {
    for (const auto& [bytes, name] : std::initializer_list<std::pair<std::string, std::string>>{{"a\xE2\x82", "UTF-8"},
                                                                                                {"a\xD6", "GBK"},
                                                                                                {"a\x83", "Shift_JIS"},
                                                                                                {"a\xA4", "EUC-JP"},
                                                                                                {"a\x88", "Big5"},
                                                                                                {"a\xB0", "EUC-KR"},
                                                                                                {"a\0\x3D"s, "UTF-16LE"}}) {
        INFO(name);
        CHECK(decoded(bytes, name, 1).utf8() == "a\uFFFD");
    }
}
