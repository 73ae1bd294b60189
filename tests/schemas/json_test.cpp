#include "schemas/json.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("what is no document is an error, even nothing at all", "[json]") {
    for (const std::string_view line : {std::string_view(), std::string_view(""), std::string_view(" "), std::string_view("null"),
                                        std::string_view("[]"), std::string_view("{\"id\": \"a\"")}) {
        const ReadDocument read = read_document(line);
        CHECK_FALSE(read.document);
        REQUIRE(read.error);
        CHECK(read.error->code == "bad_json");
        CHECK_FALSE(places_in(line).value_or(std::vector<JsonPlace>()).size() > 0);
    }
}
