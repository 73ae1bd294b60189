#include "tests/support/marked.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace dateline;
using namespace dateline::testing;

namespace {

std::vector<std::string> stretches_of(const std::string& text) {
    const Article article = article_of(text);
    std::vector<std::string> out;
    for (const Fact& fact : extractor().extract(article).facts)
        if (fact.kind() == Kind::quote)
            for (const Place part : std::get<Quote>(fact.is).parts) out.emplace_back(article.text.slice(part.span));
    return out;
}

using Parts = std::vector<std::string>;

}  // namespace

TEST_CASE("marked words with a verb and speaker beside them are direct quotes", "[quotes]") {
    check(Kind::quote, {
                           {"\"[[We are ready to start at once]],\" he said.", {"direct he"}},
                           {"She said, \"[[We are ready.]]\"", {"direct She"}},
                           {"The minister said: \"[[We are ready.]]\"", {"direct The minister"}},
                           {"\"[[We are ready]],\" said the minister.", {"direct the minister"}},
                           {"\xE2\x80\x9C[[We are ready]],\xE2\x80\x9D she told reporters.", {"direct she"}},
                       });
}

TEST_CASE("a tag in the middle leaves one quote with two parts", "[quotes]") {
    CHECK(stretches_of("\"The bridge,\" she said, \"will open in May.\"") == Parts{"The bridge", "will open in May."});
    CHECK(stretches_of("\"It is late,\" she said. \"It will open.\"") == Parts{"It is late", "It will open."});
}

TEST_CASE("a quotation that is opened again in each paragraph is one quote", "[quotes]") {
    CHECK(stretches_of("\"The first part is here.\n\n\"The second part is here,\" she said.") ==
          Parts{"The first part is here.", "The second part is here"});
}

TEST_CASE("a new opening mark after an unclosed paragraph by another speaker does not join", "[quotes]") {
    CHECK(stretches_of("\"We tried all that we could.\" she said.\n\n\"No,\" he said. \"Never.\"").size() == 3);
}

TEST_CASE("an inner quotation that the outer mark ends is kept, and said to be unbalanced", "[quotes]") {
    const Article article = article_of("\"The envoy said, 'We will come to the talks and stay until the end,\" she said.");
    const Extraction extraction = extractor().extract(article);
    REQUIRE(extraction.facts.size() >= 2);
    int quotes = 0;
    for (const Fact& fact : extraction.facts) {
        if (fact.kind() != Kind::quote) continue;
        ++quotes;
        const Quote& quote = std::get<Quote>(fact.is);
        if (article.text.slice(fact.place.span).substr(0, 2) == "We") {
            CHECK_FALSE(quote.balanced);
            CHECK_FALSE(quote.parent.empty());
            REQUIRE(fact.attribution.size() == 1);
            CHECK(fact.attribution[0].actor->name == "she");
        }
    }
    CHECK(quotes == 2);
}

TEST_CASE("reported clauses are indirect quotes, with marks inside they are mixed", "[quotes]") {
    check(Kind::quote, {
                           {"He said that [[the dam was safe]].", {"indirect He"}},
                           {"He said [[the dam was safe]].", {"indirect He"}},
                           {"[[The dam was safe]], he said.", {"indirect he"}},
                           {"He said [[the dam was \"absolutely safe\" and would stay open]].", {"mixed He"}},
                           {"He said [[the dam was safe]], but engineers disagreed.", {"indirect He"}},
                           {"According to the report, [[rents fell by a tenth]].", {"indirect the report"}},
                           {"[[Rents fell by a tenth]], according to the survey.", {"indirect the survey"}},
                       });
}

TEST_CASE("terms, titles, scare quotes, apostrophes and acts are no quotes", "[quotes]") {
    check(Kind::quote, {
                           {"They support the 'One China' policy.", {}},
                           {"The so-called \"reform\" failed.", {}},
                           {"The farmers' union won't bend in the '90s.", {}},
                           {"She said goodbye.", {}},
                           {"A screen of 24\" and a board of 12\" were sold.", {}},
                           {"The said law expired.", {}},
                           {"He was told to go home.", {}},
                       });
}

TEST_CASE("denial is polarity, hearsay is an attribution without an actor", "[quotes]") {
    const Article article = article_of("He denied that the dam was unsafe.");
    const Extraction extraction = extractor().extract(article);
    REQUIRE_FALSE(extraction.facts.empty());
    CHECK(extraction.facts.front().polarity == Polarity::negative);
}

TEST_CASE("a dateline stands outside what is reported", "[quotes]") {
    const std::vector<std::string> parts =
        stretches_of("BAKU, Azerbaijan, April 22 (Trend) -- Trade rose by a fifth last year, the ministry said.");
    REQUIRE(parts.size() == 1);
    CHECK(parts[0] == "Trade rose by a fifth last year");
}

TEST_CASE("each verb takes the words nearest to it", "[quotes]") {
    check(Kind::quote, {
                           {"He said [[the dam was safe and that tests go on]].", {"indirect He"}},
                           {"It was announced that [[trains would stop]].", {"indirect nobody"}},
                           {"The survey found that [[rents fell by a tenth]].", {"indirect The survey"}},
                           {"They found that the door was open.", {}},
                       });
}

TEST_CASE("a pronoun goes on with who spoke last, unless another was named", "[quotes]") {
    const auto speakers = [](const std::string& text) {
        std::vector<std::string> out;
        for (const Fact& fact : extractor().extract(article_of(text)).facts)
            if (fact.kind() == Kind::quote) out.emplace_back(std::get<Quote>(fact.is).speaker->name);
        return out;
    };
    CHECK(speakers("\"We are ready to start,\" minister John Hale said. \"The road is open to all.\"\n\n\"It took a year,\" he said.") ==
          std::vector<std::string>{"John Hale", "John Hale"});
}

TEST_CASE("quotes nest eight deep at most, and a chain of speakers stays short", "[quotes]") {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "he said that ";
    const Article article = article_of(text + "it rose 5 percent.");
    const Extraction extraction = extractor().extract(article);
    std::size_t longest = 0, quotes = 0;
    for (const Fact& fact : extraction.facts) {
        longest = std::max(longest, fact.attribution.size());
        quotes += fact.kind() == Kind::quote;
    }
    CHECK(longest == 8);
    CHECK(quotes < 40);  // eight in each of the sentences that the text is cut into
}

TEST_CASE("a quotation may go on through thousands of marks", "[quotes]") {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "\"The work goes on here all day long.\" ";
    CHECK(stretches_of(text + "she said.").size() == 3000);
}

TEST_CASE("a marked part of a report is not taken a second time by the verb behind it", "[quotes]") {
    check(Kind::quote, {
                           {"She said [[the economy \"will not return to growth soon]]\", adding that [[rents would fall]].",
                            {"mixed She", "indirect She"}},
                           {"Inspectors had warned her ministry in January.", {}},
                       });
}

TEST_CASE("marks of two apostrophes open sentences as others do", "[quotes]") {
    CHECK(stretches_of("''It was a hard year,'' Mr. Hale said, shaking his head. ''And we got through it.''") ==
          Parts{"It was a hard year", "And we got through it."});
    CHECK(stretches_of("\"We will build it,\" Hale said on \"The Late Hour.\" \"It takes a year or two.\"") ==
          Parts{"We will build it", "It takes a year or two."});
}

TEST_CASE("a clause without a complementizer is known by its subject and verb", "[quotes]") {
    check(Kind::quote, {
                           {"The minister argues [[there is little point in waiting]].", {"indirect The minister"}},
                           {"Cole says [[too many drivers are worn out by the night shift]].", {"indirect Cole"}},
                           {"The firm promised [[its whole plan would be paid for]].", {"indirect The firm"}},
                           {"The company promised its workers a new canteen.", {}},
                       });
}

TEST_CASE("words go on behind a tag in the middle, and a short front is part of them", "[quotes]") {
    CHECK(stretches_of("Survival, Mr. Hale says, depends on giving readers what they want.") ==
          Parts{"Survival", "depends on giving readers what they want"});
    CHECK(stretches_of("Many days, former drivers said, they would sleep in the depot.") ==
          Parts{"Many days", "they would sleep in the depot"});
}

TEST_CASE("what speaks is the subject, not what stands nearest to the verb", "[quotes]") {
    check(Kind::quote, {
                           {"\"[[Who pays for it?]]\" a narrator in the union's film asks.", {"direct a narrator"}},
                           {"The head of state said that [[375 firms were open]].", {"indirect The head of state"}},
                           {"[[He had a voice in the talks about the port]], said a former spokesman.", {"indirect a former spokesman"}},
                       });
}

TEST_CASE("a relative pronoun that speaks is the mention, and has the name of what it goes back to", "[quotes]") {
    const Article article = article_of("We met Ana Cole, a freshman, who said she has friends in the navy.");
    bool found = false;
    for (const Fact& fact : extractor().extract(article).facts) {
        if (fact.kind() != Kind::quote) continue;
        const Quote& quote = std::get<Quote>(fact.is);
        REQUIRE(quote.speaker);
        CHECK(article.text.slice(quote.speaker->place.span) == "who");
        CHECK(quote.speaker->name == "Ana Cole");
        found = true;
    }
    CHECK(found);
}

TEST_CASE("of two words of hearsay in a sentence each covers what follows it", "[quotes]") {
    const Article article = article_of("The firm reportedly sold 40 ships and allegedly scrapped 30 of them.");
    for (const Fact& fact : extractor().extract(article).facts) CHECK(fact.attribution.size() <= 1);
}

TEST_CASE("a verb of speech whose only clause is the next speaker's words quotes nothing", "[quotes]") {
    check(Kind::quote, {
                           {"[[The port added 1,200 jobs in August]], the ministry said on Friday.", {"indirect the ministry"}},
                           {"[[The storm claimed 12 lives]], police said.", {"indirect police"}},
                           {"She claimed [[the dam was safe]].", {"indirect She"}},
                       });
}

TEST_CASE("marked words that a thing is called are a quote, a name that it is given is none", "[quotes]") {
    check(Kind::quote, {
                           {"Ana Cole called the plan \"[[a disgrace]]\".", {"direct Ana Cole"}},
                           {"She called it \"[[a waste of money]]\".", {"direct She"}},
                           {"Ben Reyes left early, calling the plan \"[[a farce]]\".", {"direct Ben Reyes"}},
                           {"They called the ship \"Ada\".", {}},
                           {"Ana Cole called the office and \"Late Hour\" was sold.", {}},
                       });
}

TEST_CASE("a pronoun that goes on speaking means the last speaker, though nobody named him", "[quotes]") {
    check(Kind::quote,
          {
              {"Ben Reyes said [[the talks would go on]]. A spokesman said [[the road was closed]]. \"[[We open it soon]],\" he said.",
               {"indirect Ben Reyes", "indirect A spokesman", "direct A spokesman"}},
              {"Ben Reyes said [[the talks would go on]]. A spokeswoman said [[the road was closed]]. \"[[We open it soon]],\" he said.",
               {"indirect Ben Reyes", "indirect A spokeswoman", "direct Ben Reyes"}},
              {"Ben Reyes said [[the talks would go on]]. The ministry said [[the road was closed]]. \"[[We open it soon]],\" he said.",
               {"indirect Ben Reyes", "indirect The ministry", "direct Ben Reyes"}},
          });
}

TEST_CASE("who speaks for somebody is the speaker", "[quotes]") {
    check(Kind::quote, {{"A spokesman for the ministry said [[the road was closed]].", {"indirect A spokesman"}}});
}
