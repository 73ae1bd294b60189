// The general lexicon is generated, so it is tested by sample and by what no row may hold.

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "extractors/rules/rulebook.hpp"

using namespace dateline;

namespace {

const WordClasses& lexicon() {
    static const Rules loaded = Rules::load();
    return loaded.find("en")->general_lexicon();
}

std::string classes_of(std::string_view word) {
    WordClass found;
    if (!lexicon().find(word, found)) return "unknown";
    const auto names = [](const std::array<Tag, 5>& tags) {
        std::string out;
        for (const Tag tag : tags)
            if (tag != Tag::none) out += (out.empty() ? "" : "|") + std::string(name_of(tag));
        return out;
    };
    return names(found.lower) + " / " + names(found.capital);
}

std::string whole_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

}  // namespace

TEST_CASE("words of every kind have the class first that they have most", "[lexicon]") {
    const std::pair<std::string_view, std::string_view> samples[] = {
        {"company", "NN"}, {"children", "NNS"}, {"said", "VBD"},   {"says", "VBZ"},  {"would", "MD"}, {"quickly", "RB"},
        {"larger", "JJR"}, {"largest", "JJS"},  {"the", "DT"},     {"in", "IN"},     {"and", "CC"},   {"its", "PRP$"},
        {"when", "WRB"},   {"to", "TO"},        {"rising", "VBG"}, {"annual", "JJ"}, {"they", "PRP"}, {"abate", "VB"},
    };
    for (const auto& [word, tag] : samples) {
        INFO(word << ": " << classes_of(word));
        WordClass found;
        REQUIRE(lexicon().find(word, found));
        CHECK(name_of(found.lower[0]) == tag);
    }
    CHECK(classes_of("baku") == " / NNP");  // a name alone
    CHECK(classes_of("zzxqy") == "unknown");
    CHECK(classes_of("united states") == "unknown");
}

TEST_CASE("a verb has all its forms", "[lexicon]") {
    for (const std::string_view form : {"announce", "announces", "announced", "announcing", "carry", "carries", "carried"}) {
        INFO(form);
        CHECK(classes_of(form).find("VB") != std::string::npos);
    }
}

TEST_CASE("the lexicon's file says where it comes from and holds single folded words with known tags alone", "[lexicon]") {
    const Table table = Table::parse("en/lexicon.tsv", whole_file("extractors/rules/en/lexicon.tsv"));
    CHECK(table.setting("kind") == "lexicon");
    CHECK(table.setting("source").find("licence") != std::string::npos);
    CHECK(whole_file("corpus/SOURCES.md").find("extractors/rules/en/lexicon.tsv") != std::string::npos);
    CHECK(table.size() == lexicon().size());  // no word twice
    CHECK(table.size() > 90'000);
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string_view word = table.cell(row, "word");
        bool sound = !word.empty() && word.size() <= 40 && word.front() != '\'';
        for (const char c : word)
            sound = sound && c != ' ' && c != '_' && c != '-' && c != '.' && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z');
        const bool tagged = !table.cell(row, "lower").empty() || !table.cell(row, "capital").empty();
        if (!sound || !tagged) FAIL(table.where(row) << ": " << word);
    }
}
