#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

TEST_CASE("a person's name stands without title, role and possessive", "[names]") {
    check(
        Kind::entity,
        {
            {"President [[Nadia Corvin]] spoke first.", {"PERSON Nadia Corvin"}},
            {"They met Deputy Prime Minister [[Anar Safarli]] and Mr [[Brandt]].", {"PERSON Anar Safarli", "PERSON Brandt"}},
            {"He quoted [[Jonas Ekberg]]'s book.", {"PERSON Jonas Ekberg"}},
            {"Then [[Maria van den Berg]] met [[Kim Do-yun]].", {"PERSON Maria van den Berg", "PERSON Kim Do-yun"}},
            {"It was signed by [[T.J. Okafor]] and [[Martin B. Weiss Jr.]] in ink.", {"PERSON T.J. Okafor", "PERSON Martin B. Weiss Jr."}},
            {"He thanked General [[Tariq al-Hadi]] for it.", {"PERSON Tariq al-Hadi"}},
            {"The price was set by the president and the minister.", {}},
        });
}

TEST_CASE("a capital at the start of a sentence makes no name of a common word", "[names]") {
    check(Kind::entity, {
                            {"Inflation rose. Analysts expect more.", {}},
                            {"Yesterday [[Leyla Mammadova]] agreed.", {"PERSON Leyla Mammadova"}},
                            {"The minister met [[Korvath]]. [[Korvath]] agreed.", {"PERSON Korvath", "PERSON Korvath"}},
                            {"On Monday in May the CEO read the Q3 report on GDP.", {}},
                        });
}

TEST_CASE("a surname alone is the person named in full before", "[names][clusters]") {
    check(Kind::entity, {
                            {"[[Azer Garayev]] stayed. \"No,\" [[Garayev]] said.", {"PERSON Azer Garayev", "PERSON Azer Garayev"}},
                            {"[[Ana Cole]] and [[Piotr Zielinski]] came. Then [[Cole]] left.",
                             {"PERSON Ana Cole", "PERSON Piotr Zielinski", "PERSON Ana Cole"}},
                        });
}

TEST_CASE("organisations are known by what they say they are", "[names]") {
    check(Kind::entity, {
                            {"It was bought by [[Orbex Ltd]] and [[Nordlys Holding AG]].", {"ORG Orbex Ltd", "ORG Nordlys Holding AG"}},
                            {"He works at the [[Ministry of Health and Social Affairs]].", {"ORG Ministry of Health and Social Affairs"}},
                            {"She led the [[Food and Forestry Agency]] for years.", {"ORG Food and Forestry Agency"}},
                            {"He joined the [[People's Harbour Party]] in spring.", {"ORG People's Harbour Party"}},
                            {"It told [[China]]'s [[Xinhua News Agency]] so.", {"GPE China", "ORG Xinhua News Agency"}},
                            {"The [[Caspian Grain Union]] ([[CGU]]) grew. [[CGU]] said so.",
                             {"ORG Caspian Grain Union", "ORG Caspian Grain Union", "ORG Caspian Grain Union"}},
                        });
}

TEST_CASE("places, peoples and what is made of them", "[names]") {
    check(Kind::entity,
          {
              {"They left [[Batumi]], [[Georgia]], for the [[Black Sea]].", {"GPE Batumi", "GPE Georgia", "LOC Black Sea"}},
              {"The [[U.S.]] and the [[UK]] told us.", {"GPE United States", "GPE United Kingdom"}},
              {"[[Turkish]] and [[Azerbaijani]] officials spoke.", {"NORP Turkish", "NORP Azerbaijani"}},
              {"A [[Rome]]-based firm built the [[Port of Velika]].", {"GPE Rome", "FAC Port of Velika"}},
              {"Trucks crossed the [[Heydar Aliyev International Airport]] road.", {"FAC Heydar Aliyev International Airport"}},
          });
}

TEST_CASE("a genitive inside a name, and the day or the country behind it", "[names]") {
    check(Kind::entity, {
                            {"[[King's College]] on Monday said it would close.", {"ORG King's College"}},
                            {"They left [[King's College]] on Monday.", {"ORG King's College"}},
                            {"[[Children's Hospital]] said so.", {"FAC Children's Hospital"}},
                            {"She joined the [[Harbour Society]] in [[Canada]].", {"ORG Harbour Society", "GPE Canada"}},
                            {"He reads for the [[Society for Research in Chemistry]].", {"ORG Society for Research in Chemistry"}},
                        });
}

TEST_CASE("what stands in quotation marks with a capital on every word is a work's title, whole", "[names]") {
    check(Kind::entity, {
                            {"The song \"[[A Light over Velika]]\" sold well.", {"WORK A Light over Velika"}},
                            {"She read \xE2\x80\x9C[[The Tall Gardener]]\xE2\x80\x9D twice.", {"WORK The Tall Gardener"}},
                            {"\"Thank you,\" the driver said.", {}},
                            {"\"Never again a year like that,\" the driver said.", {}},
                        });
}

TEST_CASE("a number belongs to the name of a product or a road", "[names]") {
    check(Kind::entity, {
                            {"A [[Boeing 737]] stood near [[Highway 61]] there.", {"PRODUCT Boeing 737", "FAC Highway 61"}},
                            {"Then [[Airbus]] 12 months later said so.", {"ORG Airbus"}},
                        });
}

TEST_CASE("a headline takes what the text has settled", "[names]") {
    check(Kind::entity, {
                            {"[[Korvath]] Wins Vote As Rivals Stay Away\n\nThe minister [[Pavel Korvath]] won on Monday.",
                             {"PERSON Pavel Korvath", "PERSON Pavel Korvath"}},
                            {"Oil Prices Fall As Traders Wait For News\n\nThe price fell.", {}},
                        });
}

TEST_CASE("a word of the general lexicon that opens a sentence is no name without other evidence", "[names]") {
    check(Kind::entity, {
                            {"Layoffs hit the region.", {}},
                            {"Ridership fell from $75 million. Rescuers left.", {}},
                            {"Protesters said they would stay. Shipments of 5 GWh fell in January-April.", {}},
                            {"Commuters stayed away while 500 MW were lost at 40 Celsius.", {}},
                            {"[[Korvath]] agreed. Rainfall stopped. Then [[Korvath]] left.", {"PERSON Korvath", "PERSON Korvath"}},
                        });
}

TEST_CASE("a month's name is a person's behind a first name, and then alone before a verb", "[names]") {
    check(Kind::entity, {
                            {"[[Theresa May]] said she would resign. In May she left.", {"PERSON Theresa May"}},
                            {"It was [[Theresa May]]'s plan, and [[May]] kept it.", {"PERSON Theresa May", "PERSON Theresa May"}},
                            {"[[Ana Cole]] said in May 12 people came. May said nothing new.", {"PERSON Ana Cole"}},
                            {"Prime Minister [[May]] said so. In May it closed.", {"PERSON May"}},
                            {"Then [[Will Hartley]] won it.", {"PERSON Will Hartley"}},
                        });
}

TEST_CASE("what a name's last word says goes before a list of first names; thousands are no age", "[names]") {
    check(
        Kind::entity,
        {
            {"According to the [[Kenya Maritime Authority]], 1,200 people died.", {"ORG Kenya Maritime Authority"}},
            {"[[Azer Garayev]], 41, came.", {"PERSON Azer Garayev"}},
            {"The [[Caspian Pipeline Consortium]] told the [[Caspian Wire]] so.", {"ORG Caspian Pipeline Consortium", "ORG Caspian Wire"}},
            {"[[LONDON]], May 3 ([[Caspian Wire]]) - Prices rose there.", {"GPE London", "ORG Caspian Wire"}},
            {"He went to the [[University of Nevada, Reno]], in May.", {"ORG University of Nevada, Reno"}},
            {"He left the [[University of Nevada]], [[Reno]], [[Nevada]], in May.", {"ORG University of Nevada", "GPE Reno", "GPE Nevada"}},
        });
}
