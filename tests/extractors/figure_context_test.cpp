#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

namespace dateline {
namespace {

/// The context of each figure: "20.7: trade turnover of X; growth.up; 2024; base 75; whole 375; per share".
std::vector<std::string> context(const std::string& text) {
    const Extraction found = testing::extractor().extract(testing::article_of(text, "2025-04-22"));
    const auto value = [&](const FactId& id) -> std::string {
        for (const Fact& f : found.facts)
            if (f.id == id && f.kind() == Kind::figure && std::get<Figure>(f.is).value) return std::get<Figure>(f.is).value->text();
        return "?";
    };
    std::vector<std::string> out;
    for (const Fact& f : found.facts) {
        if (f.kind() != Kind::figure) continue;
        const Figure& figure = std::get<Figure>(f.is);
        std::string line = figure.value ? figure.value->text() : "range";
        if (figure.measure) line += "; " + figure.measure->name;
        if (figure.subject) line += "; of " + std::string(figure.subject->name);
        if (figure.change) {
            line += "; " + std::string(wire(figure.change->kind)) + "." + std::string(wire(figure.change->direction));
            if (figure.change->trend != Direction::none) line += " trend " + std::string(wire(figure.change->trend));
            if (!figure.change->base.empty()) line += " base " + value(figure.change->base);
        }
        if (figure.period) line += "; " + figure.period->value;
        if (!figure.whole.empty()) line += "; whole " + value(figure.whole);
        if (!figure.per.empty()) line += "; per " + figure.per;
        if (figure.basis) line += "; " + std::string(wire(*figure.basis));
        out.push_back(line);
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("measure, change and period come from the clause, and go on to the figure that follows", "[figure_context]") {
    CHECK(context("With trade turnover increasing by 20.7 percent in 2024, reaching $3.7 billion, they were glad.") ==
          Lines{"20.7; trade turnover; growth.up trend up; 2024", "3700000000; trade turnover; level.none trend up; 2024"});
    CHECK(context("Its share in the country's foreign trade has reached 7.9 percent.") == Lines{"7.9; share; share.none"});
    CHECK(context("It booked a loss of $2.3 million.") == Lines{"2300000; loss"});
}

TEST_CASE("the period of a figure goes from the first date of a range to the second", "[figure_context]") {
    const auto period = [](const std::string& text) {
        const Extraction found = testing::extractor().extract(testing::article_of(text, "2025-05-14"));
        for (const Fact& f : found.facts)
            if (const auto* figure = std::get_if<Figure>(&f.is); figure != nullptr && figure->period)
                return figure->period->value + " " + figure->period->start + ".." + figure->period->end;
        return std::string("none");
    };
    CHECK(period("The port handled 1.9 million tonnes of cargo in January-April.") == "2025-01 2025-01-01..2025-05-01");
    CHECK(period("The port handled 1.9 million tonnes of cargo in the year to January 31.") == "P1Y 2024-02-01..2025-02-01");
    CHECK(period("In January-April the port handled 1.9 million tonnes of cargo.") == "2025-01 2025-01-01..2025-05-01");
    CHECK(period("The port handled 1.9 million tonnes of cargo in January.") == "2025-01 2025-01-01..2025-02-01");
}

TEST_CASE("the figure that a change starts from is its base", "[figure_context]") {
    CHECK(context("The tariff fell from $75 to $45.88.") ==
          Lines{"75; tariff; level.none", "45.88; tariff; level.none trend down base 75"});
}

TEST_CASE("parts know their whole, rates what they are per", "[figure_context]") {
    CHECK(context("There are 375 companies, with 298 of them active.") == Lines{"375; level.none", "298; whole 375"});
    CHECK(context("Three of the eight cranes were replaced.") == Lines{"3; whole 8", "8"});
    CHECK(context("Oil costs $76 a barrel.") == Lines{"76; cost; of Oil; level.none; per [bbl_us]"});
    CHECK(context("The dividend was 19 cents per share.") == Lines{"0.19; dividend; level.none; per share"});
    CHECK(context("It paid $76 a year ago.") == Lines{"76; 2024"});
}

TEST_CASE("where and when an article was written is said of no figure; the verb's subject is whose it is", "[figure_context]") {
    CHECK(context("LONDON, May 3 (Reuters) - Shell posted a profit of $5.6 billion.") == Lines{"5600000000; profit; of Shell"});
    CHECK(context("In London, Shell posted a profit of $5.6 billion.") == Lines{"5600000000; profit; of Shell"});
    CHECK(context("BP said Shell lost $3 million.") == Lines{"3000000; of Shell; delta.down trend down"});
    CHECK(context("Shell's profit rose to $5.6 billion in May.") == Lines{"5600000000; profit; of Shell; level.none trend up; 2024-05"});
}

TEST_CASE("a period stands in the clause of its figure", "[figure_context]") {
    CHECK(context("Inflation was 5.4 percent, the highest since 1998.") == Lines{"5.4; inflation; level.none"});
    CHECK(context("It will cost $5 million, but last year it cost $3 million.") ==
          Lines{"5000000; cost; level.none", "3000000; cost; level.none; 2024"});
    CHECK(context("In 2024 exports rose by 3 percent and imports fell by 5 percent.") ==
          Lines{"3; exports; growth.up trend up; 2024", "5; imports; growth.down trend down; 2024"});
}

TEST_CASE("the verb says the trend, not a noun of what it changes", "[figure_context]") {
    CHECK(context("The bank cut its growth forecast to 1.2 percent from 1.6 percent.") ==
          Lines{"1.2; growth forecast; of bank; level.none trend down base 1.6", "1.6; growth forecast; of bank; level.none trend down"});
    CHECK(context("It reported a rise of 5 percent.") == Lines{"5; rise; growth.up"});
    CHECK(context("Growth slowed to 2 percent.") == Lines{"2; growth; level.none trend down"});
}

TEST_CASE("a distance is no amount of change; a measure has no part of another figure and no hedge", "[figure_context]") {
    CHECK(context("A boat had sunk 15 km off Mombasa.") == Lines{"15"});
    CHECK(context("The level sank 15 cm.") == Lines{"15; level; delta.down trend down"});
    for (const std::string& line : context("It beat the 411 million euro average forecast of six analysts."))
        CHECK(line.find("average") == std::string::npos);
}

TEST_CASE("a figure before a noun, a phrase behind it or a label says what is measured", "[figure_context]") {
    CHECK(context("Customers pay a 0.6 percent fee.") == Lines{"0.6; fee; of Customers"});
    CHECK(context("They sit on $1 billion in gains.") == Lines{"1000000000; gains"});
    CHECK(context("Base price: $590.") == Lines{"590; base price"});
    CHECK(context("They sold products priced at $10.") == Lines{"10; products"});
    CHECK(context("The shop announced price reductions on 50 goods.") == Lines{"50; price reductions; of shop"});
    // a date, a change and a name behind the figure are nothing that is measured
    CHECK(context("It rose 5 percent Monday.").front().find("monday") == std::string::npos);
    CHECK(context("Sales saw a 5 percent increase.").front().find("increase") == std::string::npos);
}

TEST_CASE("without a word of change the verb's subject or object is what a figure is of", "[figure_context]") {
    CHECK(context("The firm employs 100 bakers.") == Lines{"100; of firm"});
    CHECK(context("Kernow Ltd has paid $300 for it.") == Lines{"300; of Kernow Ltd"});
    CHECK(context("The furniture maker expects a loss of $3 million.") == Lines{"3000000; loss; of furniture maker"});
    CHECK(context("The mass of the comet is 90 kg.") == Lines{"90; mass; of comet; level.none"});
    CHECK(context("Kernow Ltd said it has 90 clients.") == Lines{"90; of Kernow Ltd"});
    CHECK(context("Prices of bank stocks, which were up 2.8 percent, led.") == Lines{"2.8; prices; of bank stocks; growth.up trend up"});
    // what is counted is the subject itself, or the subject is a pronoun or an empty "there"
    CHECK(context("The two sides met.") == Lines{"2"});
    CHECK(context("There were 40 people.") == Lines{"40; level.none"});
    CHECK(context("She bought 40 chairs.") == Lines{"40"});
}

TEST_CASE("in a relative clause a figure is of what stands before it, and behind it of the sentence's own subject", "[figure_context]") {
    CHECK(context("Kernow Ltd, which has 90 clients, was sold.") == Lines{"90; of Kernow Ltd"});
    CHECK(context("He ran the yard that built 12 ships.") == Lines{"12; of yard"});
    CHECK(context("The profit of the yard, which has 70 welders, was $3 million.") ==
          Lines{"70; of yard", "3000000; profit; of yard; level.none"});
    CHECK(context("The mill, whose output fell 8 percent, has 70 looms.").at(1) == "70");
}

TEST_CASE("an amount is of the one who gets it, a lead of the one who has it", "[figure_context]") {
    CHECK(context("The court fined Kernow Ltd $3 million for delays.") == Lines{"3000000; of Kernow Ltd"});
    CHECK(context("A court in Baku fined the yard $4,000.") == Lines{"4000; of yard"});
    CHECK(context("The judge fined him $4,000.") == Lines{"4000"});
    CHECK(context("Kernow Ltd was fined $3 million for delays.") == Lines{"3000000; of Kernow Ltd"});
    CHECK(context("Ann Moss led Jon Lund by 5 points.") == Lines{"5; of Ann Moss"});
    CHECK(context("Ann Moss leads Jon Lund 48 percent to 43 percent.") == Lines{"48; of Ann Moss", "43; of Jon Lund"});
}

TEST_CASE("an age is of who stands before its comma, or of the noun it stands before", "[figure_context]") {
    CHECK(context("It was a slip, said Ann Moss, 62, who came.") == Lines{"62; of Ann Moss"});
    CHECK(context("A man, aged 34, was held.") == Lines{"34; of man"});
    CHECK(context("A 14-year-old boy was held.") == Lines{"14; of boy"});
}

TEST_CASE("a title and what is counted are nothing that is measured, a forecast is", "[figure_context]") {
    CHECK(context("Sen. Ann Moss was at 10 percent.") == Lines{"10; of Ann Moss; level.none"});
    CHECK(context("About 42 borrowers bear a burden.") == Lines{"42"});
    CHECK(context("The bank cut its growth forecast to 4.7 percent.") == Lines{"4.7; growth forecast; of bank; level.none trend down"});
}

TEST_CASE("who only tells a figure is not whose it is", "[figure_context]") {
    CHECK(context("According to the World Bank, the economy grew 3 percent.") == Lines{"3; economy; growth.up trend up"});
    CHECK(context("The World Bank said the economy grew 3 percent.") == Lines{"3; economy; growth.up trend up"});
    CHECK(context("Analyst Ann Moss said exports fell 5 percent.") == Lines{"5; exports; growth.down trend down"});
    CHECK(context("Kernow Ltd said its sales rose 8 percent.") == Lines{"8; sales; of Kernow Ltd; growth.up trend up"});
}

TEST_CASE("a figure told again in another unit has the measure and the change of the first", "[figure_context]") {
    CHECK(context("The index lost 190 points, or 0.6 percent.") ==
          Lines{"190; index; delta.down trend down", "0.6; index; growth.down trend down"});
    CHECK(context("The loss was 9 billion yuan ($1.3 billion).") == Lines{"9000000000; loss; level.none", "1300000000; loss; level.none"});
}

}  // namespace dateline
