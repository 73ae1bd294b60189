#include "pipeline/article/bylines.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {

std::string joined(const std::vector<SourceText>& names) {
    std::string out;
    for (const SourceText& name : names) {
        if (!out.empty()) out += '|';
        out += name.utf8();
    }
    return out;
}

}  // namespace

TEST_CASE("bylines are parted into names", "[article]") {
    struct Case {
        const char *byline, *names;
    };
    for (const Case& c : std::initializer_list<Case>{
             {"By Ann Lee and Bo Chen", "Ann Lee|Bo Chen"},
             {"  Von Jürgen Müller, Ute Öz ", "Jürgen Müller|Ute Öz"},
             {"Written by Ann Lee, Bo Chen & Cy Poe", "Ann Lee|Bo Chen|Cy Poe"},
             {"ANN LEE", "ANN LEE"},
             {"Ann Lee, Ann Lee", "Ann Lee"},
             {"Martin Luther King, Jr.", "Martin Luther King, Jr."},
             {"By Ann Lee | March 22, 2013", "Ann Lee"},
             {"By ann@news.example", ""},
             {"https://news.example/ann-lee", ""},
             {"The Daily Example", ""},  // the site
             {"admin", ""},
             {"15:36 Uhr", ""},
             {"(Image: Agency)", ""},
             {"Written by: Ann Lee", "Ann Lee"},
             {"Автор: Анна Ли", "Анна Ли"},
             {"ANN LEE AND BO CHEN", "ANN LEE|BO CHEN"},
             {"[\"Ann Lee\",\"Bo Chen\"]", "Ann Lee|Bo Chen"},
             {"By Ann Lee, Economics Correspondent", "Ann Lee"},
             {"By Ann Lee in Cardiff", "Ann Lee"},
             {"By Ann Lee, Cardiff", "Ann Lee"},
             {"By Ann Lee, Reuters", "Ann Lee|Reuters"},
             {"By Ann Lee for the Daily Example", "Ann Lee"},
             {"By Ann Lee; photographs by Bo Chen", "Ann Lee"},
             {"Opinion by Ann Lee", "Ann Lee"},
             {"By Ludwig van Beethoven", "Ludwig van Beethoven"},
             {"Email the author", ""},
             {"Follow", ""},
             {"Guest post", ""},
             {"By editors", ""},
             {"By", ""},
             {"Texter Dimitri Avon", "Texter Dimitri Avon"},
             {"", ""},
         }) {
        INFO(c.byline);
        CHECK(joined(names_in_byline(SourceText(c.byline), "The Daily Example")) == c.names);
    }
}

TEST_CASE("a name in structured data stays whole", "[article]") {
    CHECK(joined(names_in_field(SourceText("Le Journal et AFP"))) == "Le Journal et AFP");
    CHECK(joined(names_in_field(SourceText("Ann Lee, Bo Chen"))) == "Ann Lee|Bo Chen");
    CHECK(joined(names_in_field(SourceText("BBC News"))) == "BBC News");
}

TEST_CASE("a name cites its place in the byline", "[article]") {
    const auto names = names_in_byline(SourceText("By Ann Lee and Bo Chen"), "");
    REQUIRE(names.size() == 2);
    CHECK(names[1].raw(names[1].all()) == std::vector{RawSpan{{15}, {22}, 0}});
}
