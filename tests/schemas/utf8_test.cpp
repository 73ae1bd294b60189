#include "schemas/utf8.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("a prefix does not cut a character", "[utf8]") {
    CHECK(utf8_prefix("abc", 5) == "abc");
    CHECK(utf8_prefix("abc", 2) == "ab");
    CHECK(utf8_prefix("aйb", 2) == "a");
    CHECK(utf8_prefix("aйb", 3) == "aй");
    CHECK(utf8_prefix("😀", 3).empty());
}

TEST_CASE("characters are counted and faults found wherever they stand", "[utf8]") {
    for (std::size_t before = 0; before < 40; ++before)
        for (const std::string_view middle : {"", "é", "“”", "😀é", "日本語"}) {
            const std::string text = std::string(before, 'a') + std::string(middle) + std::string(40 - before, 'b');
            std::uint32_t plain = 0;
            for (const char c : text) plain += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            CHECK(count_code_points(text) == plain);
            CHECK_FALSE(first_invalid_utf8(text));
            CHECK(first_invalid_utf8(text.substr(0, before) + "\xC3" + text.substr(before)) == before);
            CHECK(first_invalid_utf8(text + "\xE2\x80") == text.size());
        }
}
