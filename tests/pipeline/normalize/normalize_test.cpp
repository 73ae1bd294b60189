#include "pipeline/normalize/normalize.hpp"

#include <catch2/catch.hpp>

#include "pipeline/normalize/compose.hpp"
#include "schemas/text_builder.hpp"

using namespace dateline;

namespace {
RawSpan raw(std::uint32_t begin, std::uint32_t end) {
    return {{begin}, {end}, 0};
}
}  // namespace

TEST_CASE("white space is one space with all its bytes", "[normalize]") {
    const SourceText text = normalized(SourceText("  up\n\t 20\u00A0percent \u2003 "));
    CHECK(text.utf8() == "up 20 percent");
    CHECK(text.raw({{2}, {3}}) == std::vector{raw(4, 7)});
    CHECK(text.raw({{5}, {6}}) == std::vector{raw(9, 11)});
    CHECK(text.raw(text.all()) == std::vector{raw(2, 18)});
    CHECK(normalized(SourceText(" \u00A0\n")).empty());
}

TEST_CASE("what nobody sees is left out", "[normalize]") {
    const SourceText text = normalized(SourceText("Ener\u00ADgie\u200Bpreis \uFEFF\u200Fx\x01y"));
    CHECK(text.utf8() == "Energiepreis xy");
    CHECK(text.raw({{3}, {5}}) == std::vector{raw(3, 4), raw(6, 7)});
    CHECK(normalized(SourceText("👩\u200D🔬")).utf8() == "👩\u200D🔬");
}

TEST_CASE("a composed character has the bytes of its parts", "[normalize]") {
    const SourceText text = normalized(SourceText("cafe\u0301 \u212B o\u0323\u0302"));
    CHECK(text.utf8() == "café Å ộ");
    CHECK(text.raw({{3}, {4}}) == std::vector{raw(3, 6)});
    CHECK(text.raw({{5}, {6}}) == std::vector{raw(7, 10)});
    CHECK(text.raw({{7}, {8}}) == std::vector{raw(11, 16)});
    // From two places of the page: <b>e</b>&#769;
    TextBuilder builder;
    builder.append(U'e', raw(3, 4), RunKind::copy);
    builder.append(U'\u0301', raw(8, 14));
    CHECK(composed(std::move(builder).build()).raw({{0}, {1}}) == std::vector{raw(3, 4), raw(8, 14)});
}

TEST_CASE("paragraphs have an empty line between them that stands in no payload", "[normalize]") {
    Clipping clipping;
    for (const char* paragraph : {" One. ", "", "Two.", "Two.", "Three."}) clipping.paragraphs.emplace_back(paragraph);
    clipping.captions.emplace_back("A view");
    clipping.title = SourceText(" The\ntitle ");
    const Article article = normalize(clipping);
    CHECK(article.text.utf8() == "One.\n\nTwo.\n\nThree.");
    CHECK(article.text.raw({{4}, {6}}).empty());
    CHECK(article.captions.utf8() == "A view");
    CHECK(article.title.utf8() == "The title");
}

TEST_CASE("plain text keeps its lines", "[normalize]") {
    const Article article = normalize_text(SourceText("Title\r\n\r\n  One line\rnext\u00A0line\ncafe\u0301\x02!\n"));
    CHECK(article.text.utf8() == "Title\n\n  One line\nnext\u00A0line\ncafé!\n");
    CHECK(article.text.raw({{5}, {7}}) == std::vector{raw(5, 9)});
    CHECK(normalize_text(SourceText("as it stands")).text.origin().runs().size() == 1);
}
