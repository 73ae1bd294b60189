#include <catch2/catch.hpp>
#include <random>

#include "schemas/error.hpp"
#include "schemas/source_text.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

using namespace dateline;

namespace {
Span span(std::uint32_t begin, std::uint32_t end) {
    return {{begin}, {end}};
}
RawSpan raw(std::uint32_t begin, std::uint32_t end) {
    return {{begin}, {end}, 0};
}
}  // namespace

TEST_CASE("text taken as it stands is one run", "[source_text]") {
    const SourceText text("né €5");
    CHECK(text.end().value == 5);
    CHECK(text.slice(span(3, 4)) == "€");
    CHECK(text.raw(span(3, 5)) == std::vector{raw(4, 8)});
    CHECK(text.char_of(4).value == 3);
    CHECK(text.origin().runs().size() == 1);
}

TEST_CASE("invalid UTF-8 is refused with the byte where it starts", "[source_text]") {
    for (const char* bad : {"ab\xff", "a\xc0\x80", "\xed\xa0\x80", "ab\xe2\x82"}) CHECK_THROWS_AS(SourceText(std::string(bad)), Error);
    CHECK_THROWS_WITH(SourceText(std::string("ab\xff")), Catch::Contains("byte 2"));
}

TEST_CASE("maps compose from stage to stage", "[source_text]") {
    // <p>up&nbsp;20.7&#37;</p>, as in the header.
    const SourceText page("<p>up&nbsp;20.7&#37;</p>");
    TextBuilder builder;
    builder.append(page, span(3, 5));
    builder.append(U' ', page.raw(span(5, 11)));
    builder.append(page, span(11, 15));
    builder.append(U'%', page.raw(span(15, 20)));
    const SourceText first = std::move(builder).build();
    CHECK(first.utf8() == "up 20.7%");
    CHECK(first.raw(span(3, 8)) == std::vector{raw(11, 20)});
    TextBuilder second;
    second.append(first, span(3, 8));
    second.insert("\n\n");
    second.append(first, span(0, 2));
    const SourceText text = std::move(second).build();
    CHECK(text.utf8() == "20.7%\n\nup");
    CHECK(text.raw(span(0, 9)) == std::vector{raw(11, 20), raw(3, 5)});
    CHECK(text.raw(span(5, 7)).empty());
}

TEST_CASE("a character can come from several raw ranges", "[source_text]") {
    TextBuilder builder;
    builder.append(U'a', raw(0, 1), RunKind::copy);
    builder.append(U'é', std::vector{raw(4, 5), raw(9, 11)});
    builder.append(U'b', raw(11, 12), RunKind::copy);
    const SourceText text = std::move(builder).build();
    CHECK(text.raw(span(1, 2)) == std::vector{raw(4, 5), raw(9, 11)});
    CHECK(text.raw(span(0, 1)) == std::vector{raw(0, 1)});
    CHECK(text.raw(span(2, 3)) == std::vector{raw(11, 12)});
    CHECK(text.raw(span(1, 3)) == std::vector{raw(4, 5), raw(9, 12)});
}

TEST_CASE("the map agrees with a plain list of one entry per character", "[source_text]") {
    std::mt19937 random(7);
    const auto pick = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    for (int round = 0; round < 300; ++round) {
        struct Entry {
            char32_t c;
            std::vector<RawSpan> raw;
        };
        std::vector<Entry> plain;
        TextBuilder builder;
        std::uint32_t at = 0;
        for (std::uint32_t i = 0, n = 1 + pick(600); i < n; ++i) {
            constexpr char32_t letters[] = {U'a', U'é', U'€', U'😀'};
            const char32_t c = letters[pick(4)];
            at += pick(3) == 0 ? pick(5) : 0;
            std::vector<RawSpan> from;
            switch (pick(4)) {
                case 0:
                    from = {raw(at, at + 3)};
                    builder.append(c, from[0]);
                    break;
                case 1:
                    from = {raw(at, at + utf8_length(c))};
                    builder.append(c, from[0], RunKind::copy);
                    break;
                case 2:
                    from = {raw(at, at + 1), raw(at + 4, at + 6)};
                    builder.append(c, from);
                    break;
                default:
                    builder.append(c, from);
                    break;
            }
            if (!from.empty()) at = from.back().end.value;
            plain.push_back({c, from});
        }
        TextBuilder sliced;
        const SourceText whole = std::move(builder).build();
        const std::uint32_t cut = pick(whole.end().value + 1);
        sliced.append(whole, {{0}, {cut}});
        sliced.append(whole, {{cut}, whole.end()});
        const SourceText text = std::move(sliced).build();
        CHECK(OffsetRuns::unpack(text.origin().pack()) == text.origin());
        for (int probe = 0; probe < 30; ++probe) {
            const std::uint32_t begin = pick(text.end().value), end = begin + 1 + pick(std::min(40u, text.end().value - begin));
            std::vector<RawSpan> wanted;
            std::string characters;
            for (std::uint32_t i = begin; i < end; ++i) {
                append_utf8(characters, plain[i].c);
                for (const RawSpan& r : plain[i].raw) {
                    if (!wanted.empty() && wanted.back().end == r.begin)
                        wanted.back().end = r.end;
                    else
                        wanted.push_back(r);
                }
            }
            CHECK(text.slice(span(begin, end)) == characters);
            CHECK(text.raw(span(begin, end)) == wanted);
            CHECK(whole.raw(span(begin, end)) == wanted);
        }
    }
}
