#include <catch2/catch.hpp>

#include "extractors/draft.hpp"
#include "extractors/reading/tagging.hpp"
#include "extractors/rules/nearest.hpp"
#include "extractors/rules/pattern.hpp"
#include "extractors/rules/user_rows.hpp"
#include "extractors/stages.hpp"
#include "schemas/error.hpp"

using namespace dateline;

namespace {

constexpr const char* units =
    "# kind: words\n"
    "unit\tforms\tclass\n"
    "kilometre\tkm|kilometre|kilometres\tlength\n"
    "percent\tpercent|per cent\tshare\n"
    "tonne\ttonne|tonnes\tmass\n";

std::map<std::string, std::string> files(const std::string& pattern_rows) {
    return {{"units", units}, {"patterns", "# kind: patterns\nname\tpattern\tmakes\texample\n" + pattern_rows}};
}

/// What row 0 of the patterns takes in `text`: each match marked, with its captures.
std::vector<std::string> found(const std::string& pattern, const std::string& text) {
    const LanguageRules rules("xx", files("row\t" + pattern + "\tthing\tan example\n"));
    const PatternSet set(rules, "patterns");
    Article article;
    article.text = SourceText(text);
    const Reading reading(article, rules);
    SpanIndex spans;
    std::vector<SpanIndex::Entry> numbers;
    for (std::uint32_t t = 0; t < reading.size(); ++t)
        if (reading.token(t).is_digits()) numbers.push_back({{t, t + 1}, 0, 0});
    spans.set(SpanKind::number, numbers);
    std::vector<std::string> out;
    for (const Sentence& sentence : reading.sentences()) {
        std::vector<Match> matches;
        set.scan(reading, spans, sentence.tokens, matches);
        for (const Match& m : matches) {
            std::string shown(reading.text(m.tokens));
            if (const auto who = set.capture(m, "who")) shown += " who=" + std::string(reading.text(*who));
            out.push_back(shown);
        }
    }
    return out;
}

using Found = std::vector<std::string>;

std::string load_error(const std::map<std::string, std::string>& contents) {
    try {
        const LanguageRules rules("xx", contents);
        if (contents.count("patterns") != 0) PatternSet set(rules, "patterns");
    } catch (const Error& e) {
        CHECK(e.exit() == Exit::bad_config);
        return e.what();
    }
    return "loaded";
}

}  // namespace

TEST_CASE("each element of a pattern matches what it names and nothing else", "[rules]") {
    CHECK(found("{number} {units}", "a road of 12 km and 5 apples") == Found{"12 km"});
    CHECK(found("{number} {units:mass}", "12 km and 5 tonnes") == Found{"5 tonnes"});
    CHECK(found("{number} {units}", "up 20 per cent now") == Found{"20 per cent"});
    CHECK(found("\"May\"", "In May they may come") == Found{"May"});
    CHECK(found("may", "In May they may come") == Found{"May", "may"});
    CHECK(found("up /[a-z]{2}/ {number}", "up by 5, up 5") == Found{"up by 5"});
    CHECK(found("(up | down) {number}", "up 5 and down 6 and over 7") == Found{"up 5", "down 6"});
    CHECK(found("{number} ?about {units}", "5 about km, 6 km") == Found{"5 about km", "6 km"});
    CHECK(found("^ {number}", "5 is 6") == Found{"5"});
    CHECK(found("{number} $", "5 is 6") == Found{"6"});
    CHECK(found("{number} !{units}", "5 km, 6 apples") == Found{"6"});
}

TEST_CASE("repeats are greedy, the longest way wins, gaps stop at quotation marks", "[rules]") {
    CHECK(found("no+ {number}", "no no no 5") == Found{"no no no 5"});
    CHECK(found("from ..3 {number}", "from a big 5 to") == Found{"from a big 5"});
    CHECK(found("from ..3 {number}", "from a \"big\" 5") == Found{});
    CHECK(found("from ..4 {mark} ..3 {number}", "from a \"big\" 5") == Found{"from a \"big\" 5"});
    CHECK(found("from ..2 {number}", "from a very big 5") == Found{});
}

TEST_CASE("captures name what they took", "[rules]") {
    CHECK(found("who=(the /[a-z]+/) paid {number}", "then the firm paid 5") == Found{"the firm paid 5 who=the firm"});
    CHECK(found("?who=(the firm) paid {number}", "she paid 5") == Found{"paid 5"});
}

TEST_CASE("a sentence with more anchors than are looked at says so", "[rules]") {
    const LanguageRules rules("xx", files("row\t{number} {units}\tthing\t5 km\n"));
    const PatternSet set(rules, "patterns");
    const auto whole = [&](int times) {
        std::string text;
        for (int i = 0; i < times; ++i) text += "5 km ";
        Article article;
        article.text = SourceText(text);
        const Reading reading(article, rules);
        SpanIndex spans;
        std::vector<SpanIndex::Entry> numbers;
        for (std::uint32_t t = 0; t < reading.size(); ++t)
            if (reading.token(t).is_digits()) numbers.push_back({{t, t + 1}, 0, 0});
        spans.set(SpanKind::number, numbers);
        std::vector<Match> matches;
        const bool all = set.scan(reading, spans, reading.sentences()[0].tokens, matches);
        CHECK(matches.size() == static_cast<std::size_t>(std::min(times, 200)));
        return all;
    };
    CHECK(whole(200));
    CHECK_FALSE(whole(201));
}

TEST_CASE("a row is found by its rarest element, wherever that stands", "[rules]") {
    CHECK(found("the ?big {units} of /\\d+/", "the km of 5 and the big km of 6, the big of 7") == Found{"the km of 5", "the big km of 6"});
    CHECK(found("?(a | the) day=/[0-3]?\\d/ /st|nd|rd|th/", "the 4th, 5 th and a 91st or 3rd") == Found{"the 4th", "5 th", "3rd"});
    CHECK(found("(/[a-z]+/ | {number}) {number} {units}", "some 5 km, 3 4 km") == Found{"some 5 km", "3 4 km"});
    CHECK(found("^ ?the {units}", "km here and the km") == Found{"km"});
    CHECK(found("{units} ..2 $", "km is a km of") == Found{"km of"});
    CHECK(found("{units} !(of (5 | 6)) ?of ?{number}", "km of 5, km of 7") == Found{"km of 7"});
}

TEST_CASE("no match crosses the end of a sentence", "[rules]") {
    CHECK(found("paid ..3 {number}", "They paid. 5 came.") == Found{});
}

TEST_CASE("word classes and groups stand in patterns beside what a row is found by", "[rules]") {
    const Rules loaded = Rules::load();
    std::map<std::string, std::string> english = loaded.find("en")->contents();
    const auto found_in = [&](const std::string& pattern, const std::string& text) {
        std::map<std::string, std::string> contents = english;
        contents["own"] = "# kind: patterns\nname\tpattern\tmakes\texample\nrow\t" + pattern + "\tthing\tan example\n";
        const LanguageRules rules("en", contents, loaded.find("en")->general_lexicon().view());
        const PatternSet set(rules, "own");
        Article article;
        article.text = SourceText(text);
        const Reading reading(article, rules);
        std::vector<Match> matches;
        for (const Sentence& sentence : reading.sentences()) set.scan(reading, SpanIndex(), sentence.tokens, matches);
        Found out;
        for (const Match& m : matches) out.emplace_back(reading.text(m.tokens));
        return out;
    };
    CHECK(found_in("<VERB:Fin> by", "The cost rose by a third and the rise by half.") == Found{"rose by"});
    CHECK(found_in("<NOUN> of the", "the price of the tin, slowly of the tin") == Found{"price of the"});
    CHECK(found_in("{noun_group} {verb_group} by half", "The old firm has slowly shrunk by half.") ==
          Found{"The old firm has slowly shrunk by half"});
    CHECK(found_in("?<DET> <ADJ> {weekdays}", "on the busy Monday, on Tuesday") == Found{"the busy Monday"});
}

TEST_CASE("a faulty rule file stops loading and names file and line", "[rules]") {
    CHECK(load_error({{"units", "unit\nb\n"}}) ==
          "xx/units.tsv:1: the head must say \"# kind: words\", \"# kind: patterns\" or \"# kind: table\"");
    CHECK(load_error({{"units", "# kind: words\nunit\nb\na\n"}}) ==
          "xx/units.tsv:4: \"a\" is out of order; word rows are sorted by their first cell");
    CHECK(load_error({{"units", "# kind: words\nunit\tforms\na\tkrona|x\nb\tKrona\n"}}) ==
          "xx/units.tsv:4: \"Krona\" is already on line 3");
    CHECK(load_error({{"units", "# kind: words\nunit\na\tb\n"}}) == "xx/units.tsv:3: 2 cells, but the header has 1 columns");
    CHECK(load_error({{"units", "# kind: words\n"}}) == "xx/units.tsv:1: no header row");
    CHECK(load_error(files("a\t{number\tx\te\n")) == "xx/patterns.tsv:3: pattern: \"}\" is missing");
    CHECK(load_error(files("a\t{nothing}\tx\te\n")) == "xx/patterns.tsv:3: pattern: no word file \"nothing\"; nearest: units");
    CHECK(load_error(files("a\t{units:colour}\tx\te\n")) ==
          "xx/patterns.tsv:3: pattern: no row of \"units\" has the class \"colour\"; there are length, mass, share");
    CHECK(load_error(files("a\t(x | y\tx\te\n")) == "xx/patterns.tsv:3: pattern: \")\" is missing");
    CHECK(load_error(files("a\t..5 /a+/\tx\te\n")) ==
          "xx/patterns.tsv:3: pattern: no element that it can be found by; add a word, a file or a span that must be there");
    CHECK(load_error(files("a\t<NOUN> {noun_group}\tx\te\n")) ==
          "xx/patterns.tsv:3: pattern: no element that it can be found by; add a word, a file or a span that must be there");
    CHECK(load_error(files("a\t<VERB:Part> {verb_group}\tx\te\n")) ==
          "xx/patterns.tsv:3: pattern: no element that it can be found by; add a word, a file or a span that must be there");
    CHECK_THAT(load_error(files("a\tup <THING>\tx\te\n")),
               Catch::StartsWith("xx/patterns.tsv:3: pattern: no word class \"THING\"; there are CCONJ, NOUN"));
    CHECK(load_error(files("a\tup <NOUN\tx\te\n")) == "xx/patterns.tsv:3: pattern: \">\" is missing");
    CHECK(load_error(files("a\tup {noun_group:big}\tx\te\n")) == "xx/patterns.tsv:3: pattern: {noun_group:big}: a group has no classes");
    CHECK(load_error(files("a\tword\tx\n")) == "xx/patterns.tsv:3: a pattern without an example");
    CHECK_THAT(load_error(files("a\tup /(/\tx\te\n")), Catch::StartsWith("xx/patterns.tsv:3: pattern: "));
    CHECK(load_error(files("a\tup (?a ?b)*\tx\te\n")) == "xx/patterns.tsv:3: pattern: repeats something that can be nothing");
    CHECK(load_error(files("a\tup (((((a+)+)+)+)+)+ (((b+)+)+)+ ((((c+)+)+)+)+\tx\te\n")) ==
          "xx/patterns.tsv:3: pattern: too long: more than 256 steps");
}

TEST_CASE("a row that makes an unknown thing is an error", "[rules]") {
    const LanguageRules rules("xx", files("a\tword\tsomething\te\n"));
    const PatternSet set(rules, "patterns");
    CHECK_NOTHROW(set.require_productions({"something"}));
    CHECK_THROWS_WITH(set.require_productions({"percent"}), "xx/patterns.tsv:3: \"makes\": no production \"something\"; there are percent");
}

TEST_CASE("a table that lacks a row the program asks for is named with its line", "[rules]") {
    const Rules loaded = Rules::load();
    std::map<std::string, std::string> english = loaded.find("en")->contents();
    std::string& evidence = english.at("name_evidence");
    evidence.resize(evidence.find("\nfirst_name_and_more"));
    const auto run = [&] {
        const LanguageRules rules("en", english, loaded.find("en")->general_lexicon().view());
        Article article;
        article.text = SourceText("Leyla Mammadova went to Norway.");
        const Reading reading(article, rules);
        Draft draft;
        for (const auto& stage : stages(rules)) stage->run(reading, draft);
    };
    CHECK_THROWS_WITH(run(), Catch::StartsWith("en/name_evidence.tsv:1: no row \""));
}

TEST_CASE("the image that is built in holds the rules of the files as they are, and the same bytes each time", "[rules]") {
    Rules from_files(read_rule_folder("extractors/rules", true));
    CHECK(from_files.image() == built_in_rules());
    const Rules from_image = Rules::load();
    CHECK(from_image.sha256() == from_files.sha256());
    const LanguageRules &read = *from_image.find("en"), &loaded = *from_files.find("en");
    REQUIRE(read.tables().size() == loaded.tables().size());
    for (std::uint16_t file = 0; file < read.tables().size(); ++file) {
        const Table &a = read.table(file), &b = loaded.table(file);
        INFO(a.name());
        REQUIRE(a.name() == b.name());
        REQUIRE(a.size() == b.size());
        for (std::uint32_t row = 0; row < a.size(); ++row)
            if (a.where(row) != b.where(row) || a.cell(row, 0) != b.cell(row, 0) || read.class_of(file, row) != loaded.class_of(file, row))
                FAIL(a.where(row));
    }
    REQUIRE(read.lexicon().size() == loaded.lexicon().size());
    for (WordId word = 0; word < read.lexicon().size(); ++word)
        if (read.lexicon().find(loaded.lexicon().word(word)) != word ||
            read.tagger()->facts()[word].lower != loaded.tagger()->facts()[word].lower)
            FAIL(loaded.lexicon().word(word));
}

TEST_CASE("an image of another program is refused", "[rules]") {
    const std::string image = Rules(read_rule_folder("extractors/rules", true)).image();
    CHECK_THROWS_WITH(Rules::read(std::string_view(image).substr(0, image.size() / 2)), Catch::Contains("build it again"));
    CHECK_THROWS_WITH(Rules::read("not an image at all, but text"), Catch::Contains("build it again"));
}

TEST_CASE("a table laid over another adds rows, wins by first cell, may leave columns out, and says where its rows come from", "[rules]") {
    const Table base = Table::parse("xx/units.tsv", units);
    Table added = Table::parse("xx/units.tsv", "unit\tclass\nstone\tmass\npercent\n", "mine/xx/units.tsv");
    Table both = base.overlaid(added);
    both.sort_rows();
    CHECK(Table::parse("xx/units.tsv", std::string("\xEF\xBB\xBF") + units).size() == base.size());  // as spreadsheets save it
    REQUIRE(both.size() == 4);
    CHECK(both.setting("kind") == "words");
    CHECK(both.cell(0, "unit") == "kilometre");
    CHECK(both.where(0) == "xx/units.tsv:3");
    CHECK(both.cell(1, "unit") == "percent");
    CHECK(both.cell(1, "forms").empty());
    CHECK(both.where(1) == "mine/xx/units.tsv:3");
    CHECK(both.cell(2, "class") == "mass");
    CHECK(both.layer(2) == Table::Layer::added);
    CHECK(both.layer(3) == Table::Layer::own);
    CHECK_THROWS_WITH(base.overlaid(Table::parse("xx/units.tsv", "unit\tcolour\nb\tred\n", "mine/units.tsv")),
                      "mine/units.tsv:1: no column \"colour\" in the built-in xx/units.tsv");
    CHECK_THROWS_WITH(base.overlaid(Table::parse("xx/units.tsv", "forms\nred\n", "mine/units.tsv")),
                      "mine/units.tsv:1: the column \"unit\" of the built-in xx/units.tsv is missing");
}

TEST_CASE("rows of the user's that would do nothing are errors that say what there is", "[rules]") {
    const Table verbs =
        Table::parse("xx/verbs.tsv",
                     "# kind: words\n# closed: frames|kind\n# needed: kind\nverb\tframes\tkind\nsay\tquote|that\tsaid\ntell\ttold\tsaid\n");
    const auto with = [&](const std::string& rows, const Table& known) {
        check_user_rows(Table::parse("xx/verbs.tsv", rows, "mine.tsv"), {&known});
    };
    CHECK_NOTHROW(with("verb\tframes\tkind\nask\tquote|told\tsaid\nnod\t\tsaid\n", verbs));
    CHECK_THROWS_WITH(with("verb\tframes\tkind\nask\tquote|thta\tsaid\n", verbs),
                      "mine.tsv:2: \"frames\": there is no \"thta\"; there are that, told, quote");
    CHECK_THROWS_WITH(with("verb\tframes\nask\tquote\n", verbs), Catch::Contains("mine.tsv:2: no \"kind\""));

    const Table patterns =
        Table::parse("xx/figure_patterns.tsv", "# kind: patterns\nname\tpattern\tmakes\nsum\t(a={number} | c=\"d=e\") ?sign=/x=y/\tadd\n");
    CHECK_NOTHROW(with("name\tpattern\tmakes\nmine\tc=\"f=g\" a={number}\tadd\n", patterns));
    CHECK_NOTHROW(with("name\tpattern\tmakes\nmine\td={number}\tother\n", patterns));
    CHECK_THROWS_WITH(with("name\tpattern\tmakes\nmine\t(c=x | ?signs={number})\tadd\n", patterns),
                      "mine.tsv:2: pattern: \"add\" knows no \"signs=\"; it knows sign, a, c");
}

TEST_CASE("names in a message stand with the nearest first, and not all of them", "[rules]") {
    CHECK(nearest_first({"mass", "length", "length", "light"}, "lenght") == "length, light, mass");
    CHECK(nearest_first(std::vector<std::string_view>(1, "a"), "") == "a");
    std::vector<std::string> many;
    for (char c = 'a'; c <= 'z'; ++c) many.emplace_back(1, c);
    CHECK_THAT(nearest_first({many.begin(), many.end()}, "q"), Catch::StartsWith("q, a, b") && Catch::EndsWith(" and 14 more"));
}

TEST_CASE("a form of the user's wins over a built-in row that has it", "[rules]") {
    std::map<std::string, Table> added;
    added.emplace("units", Table::parse("xx/units.tsv", "unit\tforms\tclass\nzone\tkm|zone\tarea\n", "mine/units.tsv"));
    const LanguageRules rules(LanguageRules("xx", {{"units", units}}), std::move(added));
    const WordId km = rules.lexicon().find("km");
    REQUIRE(km != no_word);
    const Lexicon::Entries entries = rules.lexicon().entries(km);
    const LexiconHit* list = rules.lexicon().lists() + entries.hits;
    REQUIRE(list->length == 1);
    CHECK(rules.table("units").cell(list[1].row, "unit") == "zone");
}
