#include <catch2/catch.hpp>

#include "extractors/reading/reading.hpp"
#include "extractors/reading/universal.hpp"
#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// "word/TAG word/TAG ..." of a text, Universal classes, verbs with their form.
std::string tagged(const std::string& text) {
    const Article article = article_of(text);
    const Reading reading(article, *extractor().rules().find("en"));
    std::string out;
    for (const Sentence& sentence : reading.sentences()) {
        const std::vector<Universal> tags = universal(reading, sentence.tokens);
        for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
            const Universal& u = tags[t - sentence.tokens.first];
            if (u.tag == UniversalTag::PUNCT) continue;
            out += (out.empty() ? "" : " ") + std::string(reading.text(t)) + "/" + std::string(name_of(u.tag));
            if (u.form != VerbForm::none) out += "." + std::string(name_of(u.form));
        }
    }
    return out;
}

using Lines = std::vector<std::string>;

Lines noun_groups(const std::string& text) {
    const Article article = article_of(text);
    const Reading reading(article, *extractor().rules().find("en"));
    Lines out;
    for (const NounGroup& group : reading.noun_groups())
        out.push_back(std::string(reading.text(group.tokens)) + ": " + std::string(reading.text(group.head)));
    return out;
}

Lines subjects(const std::string& text) {
    const Article article = article_of(text);
    const Reading reading(article, *extractor().rules().find("en"));
    Lines out;
    for (const VerbGroup& group : reading.verb_groups())
        out.push_back((group.subject ? std::string(reading.text(*group.subject)) : std::string("nobody")) + " " +
                      std::string(reading.text(group.main)));
    return out;
}

}  // namespace

TEST_CASE("a word's class is told from its neighbours", "[reading]") {
    CHECK(tagged("They plan the trade.") == "They/PRON plan/VERB.Fin the/DET trade/NOUN");
    CHECK(tagged("the plan to trade it") == "the/DET plan/NOUN to/PART trade/VERB.Inf it/PRON");
    CHECK(tagged("He reports that reports rose.") == "He/PRON reports/VERB.Fin that/SCONJ reports/NOUN rose/VERB.Fin");
    CHECK(tagged("It has been built by him.") == "It/PRON has/AUX.Fin been/AUX.Part built/VERB.Part by/ADP him/PRON");
    CHECK(tagged("a law that bans it") == "a/DET law/NOUN that/PRON bans/VERB.Fin it/PRON");
    CHECK(tagged("In May they may go.") == "In/ADP May/PROPN they/PRON may/AUX.Fin go/VERB.Inf");
}

TEST_CASE("a noun group has all that stands before its head, and no more", "[reading]") {
    CHECK(noun_groups("14 first-team players of the old club left") == Lines{"14 first-team players: players", "the old club: club"});
    CHECK(noun_groups("Azerbaijan's foreign policy changed") == Lines{"Azerbaijan's foreign policy: policy"});
    CHECK(noun_groups("the science writer Ron Hubbard spoke") == Lines{"the science writer Ron Hubbard: writer"});
    CHECK(noun_groups("Daniel Montalvo spoke") == Lines{"Daniel Montalvo: Daniel"});
    CHECK(noun_groups("on October 9 in September 2010") == Lines{"October 9: 9", "September: September", "2010: 2010"});
}

TEST_CASE("the subject of a verb is found over asides, objects and relative clauses", "[reading]") {
    CHECK(subjects("The head of the bank said rates fell.") == Lines{"head said", "rates fell"});
    CHECK(subjects("Cole, who left the club, has often said so.") == Lines{"who left", "Cole said"});
    CHECK(subjects("The plan passed in May was popular.").back() == "plan was");
    CHECK(subjects("There were plans for it.") == Lines{"plans were"});
    CHECK(subjects("He came and left.") == Lines{"He came", "He left"});
    CHECK(subjects("It is a partner for Peru and its share in trade has grown.").back() == "share grown");
}

TEST_CASE("a modal that opens a sentence before a finite verb is a name, one before its subject is none", "[tagging]") {
    CHECK(tagged("May said it.") == "May/PROPN said/VERB.Fin it/PRON");
    CHECK(tagged("Will has left.") == "Will/PROPN has/AUX.Fin left/VERB.Part");
    CHECK(tagged("May they go?") == "May/AUX.Fin they/PRON go/VERB.Inf");
}
