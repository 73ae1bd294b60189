#include "pipeline/article/passage_index.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("a passage index finds what the text holds and nothing else") {
    const std::string text = "theministersaidonmondaythattheportwouldstayclosed";
    const PassageIndex index(text);
    for (std::size_t at = 0; at + PassageIndex::shortest <= text.size(); ++at)
        for (std::size_t length = PassageIndex::shortest; at + length <= text.size(); ++length)
            CHECK(index.holds(std::string_view(text).substr(at, length)));
    for (const char* other : {"theministersaysonmonday", "stayclosedtheminister", "stayclosedfor", "xxxxxxxxxxxx"})
        CHECK_FALSE(index.holds(other));
    CHECK_FALSE(PassageIndex("short").holds("theministersaid"));
}
