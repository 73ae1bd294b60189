#include <catch2/catch.hpp>

#include "extractors/reading/reading.hpp"

using namespace dateline;

namespace {

const Rules& rules() {
    static const Rules loaded = Rules::load();
    return loaded;
}

Article article(std::string text) {
    Article a;
    a.text = SourceText(std::move(text));
    return a;
}

std::string tokens_of(std::string text) {
    const Article a = article(std::move(text));
    const Reading reading(a, *rules().find("en"));
    std::string out;
    for (std::uint32_t t = 0; t < reading.size(); ++t) out += (t ? " " : "") + std::string(reading.text(t));
    return out;
}

std::vector<std::string> sentences_of(std::string text) {
    const Article a = article(std::move(text));
    const Reading reading(a, *rules().find("en"));
    std::vector<std::string> out;
    for (const Sentence& s : reading.sentences()) out.emplace_back(reading.text(s.tokens));
    return out;
}

}  // namespace

TEST_CASE("tokens are runs of letters, runs of digits, and marks", "[reading]") {
    CHECK(tokens_of("$3.7 billion") == "$ 3 . 7 billion");
    CHECK(tokens_of("14-year-old") == "14 - year - old");
    CHECK(tokens_of("the 20th") == "the 20 th");
    CHECK(tokens_of("Wait... (no)") == "Wait ... ( no )");
    CHECK(tokens_of("Əliyev İlham") == "Əliyev İlham");
}

TEST_CASE("clitics are tokens of their own, an apostrophe in a name is not", "[reading]") {
    CHECK(tokens_of("Azerbaijan's won't they’re") == "Azerbaijan 's wo n't they ’re");
    CHECK(tokens_of("O'Brien and D’Angelo") == "O'Brien and D’Angelo");
    CHECK(tokens_of("'One China' policy") == "' One China ' policy");
    CHECK(tokens_of("the countries' rule") == "the countries ' rule");
}

TEST_CASE("words are folded before rules see them", "[reading]") {
    const Article a = article("Co\xC2\xADoperation Cafe\xCC\x81 DON\xE2\x80\x99T");
    const Reading reading(a, *rules().find("en"));
    CHECK(reading.folded(0) == "cooperation");
    CHECK(reading.folded(1) == "café");
    CHECK(reading.folded(2) == "do");
    CHECK(reading.folded(3) == "n't");
    CHECK(reading.place({1, 2}).span == Span{{13}, {18}});
}

TEST_CASE("what is too long for a sentence is cut behind a comma, else where it gets too long", "[reading]") {
    std::string list;
    for (int i = 0; i < 1000; ++i) list += "a big red thing, ";
    std::string rest;
    for (const std::string& sentence : sentences_of(list)) {
        CHECK(sentence.back() == ',');
        CHECK(sentence.size() < 2000);
        rest += sentence + " ";
    }
    CHECK(rest == list);
    std::string words;
    for (int i = 0; i < 1200; ++i) words += "word ";
    CHECK(sentences_of(words).size() == 3);
}

TEST_CASE("sentences end at marks, not at abbreviations, initials or decimals", "[reading]") {
    CHECK(sentences_of("Trade rose. It fell 3.7 percent! Really?").size() == 3);
    CHECK(sentences_of("Mr. Smith met Dr. A. B. Jones in the U.S. on Friday.").size() == 1);
    CHECK(sentences_of("He moved to the U.S. The firm stayed.").size() == 2);
    CHECK(sentences_of("\"We agree.\" \"No,\" she said.") == std::vector<std::string>{"\"We agree.\"", "\"No,\" she said."});
    CHECK(sentences_of("\"So what?\" said Hill. He left.").size() == 2);
    CHECK(sentences_of("See No. 5 for more.").size() == 1);
}

TEST_CASE("a line break ends a paragraph unless the lines were wrapped by hand", "[reading]") {
    const Article a = article("First line here.\nSecond one.\n\nThird.");
    CHECK(Reading(a, *rules().find("en")).paragraphs().size() == 3);
    const std::string line = "this line goes on to about the width at which old agencies broke\n";
    const Article wrapped = article(line + line + line + line + "end.\n\nNext paragraph is this one.");
    CHECK(Reading(wrapped, *rules().find("en")).paragraphs().size() == 2);
}

TEST_CASE("zones are read one after the other and keep their own offsets", "[reading]") {
    Article a = article("Body text.");
    a.title = SourceText(std::string("A title"));
    a.captions = SourceText(std::string("A caption"));
    const Reading reading(a, *rules().find("en"));
    CHECK(reading.size() == 7);
    CHECK(reading.zone_of(0) == Zone::text);
    CHECK(reading.zone_of(3) == Zone::caption);
    CHECK(reading.place({5, 7}) == Place{{{0}, {7}}, Zone::title});
}
