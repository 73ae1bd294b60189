#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "extractors/language.hpp"
#include "tests/support/marked.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

void check_german(Kind kind, const std::vector<Case>& cases) {
    check(kind, cases, "2025-04-23", "de");
}
void check_azerbaijani(Kind kind, const std::vector<Case>& cases) {
    check(kind, cases, "2025-04-23", "az");
}

}  // namespace

TEST_CASE("German numbers of several parts are one word", "[languages][figures]") {
    check_german(Kind::figure, {
                                   {"Es kamen [[dreihundertfünfundsiebzig Firmen]].", {"firma 375"}},
                                   {"Dort leben [[zwanzigtausend Menschen]].", {"mensch 20000"}},
                                   {"Es gab [[zweihundertfünfzigtausend Stimmen]] dagegen.", {"stimme 250000"}},
                                   {"Er zahlte [[einundzwanzig Euro]] dafür.", {"EUR 21"}},
                                   {"Der Bau kostet [[anderthalb Millionen Euro]].", {"EUR 1500000"}},
                                   {"Das Tausendfüßlerhaus ist zu.", {}},
                                   {"Und hunderterlei Einwände folgten.", {}},
                               });
}

TEST_CASE("German writes decimals with a comma, groups with points or thin blanks", "[languages][figures]") {
    check_german(Kind::figure, {
                                   {"Der Umsatz stieg um [[20,7 Prozent]].", {"percent 20.7"}},
                                   {"Der Umsatz stieg um [[20,7 %]].", {"percent 20.7"}},
                                   {"Die Ausfuhr erreichte [[3,7 Mrd. Euro]] im Vorjahr.", {"EUR 3700000000"}},
                                   {"Das kostet [[1.250 Euro]] im Monat.", {"EUR 1250"}},
                                   {"Das kostet [[1.250.000,50 Euro]] im Ganzen.", {"EUR 1250000.5"}},
                                   {"Dort leben [[40 000 Menschen]].", {"mensch 40000"}},
                                   {"Die Firma verdiente [[2,5 Mio. US-Dollar]] damit.", {"USD 2500000"}},
                                   {"Etwa [[375 chinesische Unternehmen]] sind eingetragen.", {"unternehmen 375 approximately"}},
                                   {"Die Strecke ist [[12,5 Kilometer]] lang.", {"km 12.5"}},
                               });
}

TEST_CASE("German dates are dates and no figures", "[languages][dates]") {
    check_german(Kind::date, {
                                 {"Das Treffen war am [[22. April 2025]] in Baku.", {"2025-04-22"}},
                                 {"Das sagte er am [[Dienstag]] in Berlin.", {"2025-04-22"}},
                                 {"Seit [[2024]] gibt es Verträge.", {"2024"}},
                                 {"Der Brief vom [[22.04.2025]] liegt vor.", {"2025-04-22"}},
                             });
    check_german(Kind::figure, {{"Das Treffen war am 22. April 2025 in Baku.", {}}, {"Seit 2024 gibt es Verträge.", {}}});
}

TEST_CASE("German quotation marks close with the mark that English opens with", "[languages][quotes]") {
    check_german(Kind::quote, {
                                  {"„[[Wir sind bereit]]“, sagte der Minister.", {"direct der Minister"}},
                                  {"„[[Wir sind bereit]]“, so der Sprecher.", {"direct der Sprecher"}},
                                  {"Der Minister erklärte: „[[Wir sind bereit.]]“ Danach ging er.", {"direct Der Minister"}},
                                  {"»[[Wir sind bereit]]«, sagte sie.", {"direct sie"}},
                                  {"«[[Wir sind bereit]]», sagte sie.", {"direct sie"}},
                                  {"Der Film „Das Boot“ läuft wieder.", {}},
                              });
}

TEST_CASE("Azerbaijani is a folder of rules and no code", "[languages][figures]") {
    check_azerbaijani(Kind::figure, {
                                        {"Ticarət dövriyyəsi [[3,7 milyard dollar]] təşkil edib.", {"USD 3700000000"}},
                                        {"Dövriyyə [[20,7 faiz]] artıb.", {"percent 20.7"}},
                                        {"Hazırda ölkədə [[375 şirkət]] qeydiyyatdadır.", {"şirkət 375"}},
                                        {"Cərimə [[beş min manat]] oldu.", {"AZN 5000"}},
                                        {"Qəzet [[60 qəpik]] idi.", {"AZN 0.6"}},
                                        {"Görüş 22 aprel 2025-ci ildə oldu.", {}},
                                    });
}

TEST_CASE("an article is read by the rules of its language, told by its function words", "[languages]") {
    const auto language = [](const std::string& text) { return extractor().extract(article_of(text, {}, "")).language; };
    CHECK(language("The minister said that the dam is safe and that the work on it will end in May.") == "en");
    CHECK(language("Der Minister sagte, dass der Damm sicher ist und dass die Arbeit an ihm im Mai endet.") == "de");
    CHECK(language("Nazir bildirib ki, bu bənd üçün iş davam edir və həmin il daha bir bənd də olub.") == "az");
}

TEST_CASE("threads that first ask for a language at once share its rules", "[languages][threads]") {
    const Extractor own(Rules::load());
    const Article article = article_of("Der Umsatz stieg um 20,7 Prozent.", {}, "de");
    std::vector<std::size_t> found(4);
    std::vector<std::thread> threads;
    for (std::size_t& facts : found) threads.emplace_back([&] { facts = own.extract(article).facts.size(); });
    for (std::thread& thread : threads) thread.join();
    CHECK(found == std::vector<std::size_t>(4, 1));
}

TEST_CASE("a folder of the user's brings a language of its own", "[languages][rules]") {
    const tests::TemporaryFolder folder;
    folder.write("xx/function_words.tsv", "# kind: words\nword\nzu\n");
    folder.write("xx/number_words.tsv", "# kind: words\nword\tforms\tclass\tvalue\nbir\tbir\tunit\t1\nmilyo\tmilyo\tmagnitude\t1e6\n");
    folder.write("xx/currencies.tsv", "# kind: words\nname\tforms\tclass\tcode\tscale\tassumed\tfamily\tcents\nmark\tmark\tword\tDEM\n");
    folder.write("xx/figure_patterns.tsv",
                 "# kind: patterns\nname\tpattern\tmakes\texample\tnot\nmoney\tn={number} c={currencies:word}\tmoney\t[[5 mark]]\n"
                 "sign\tc={currencies:sign} n={number}\tmoney\t[[$5]]\n");
    const Extractor own(Rules::load(folder.path()));
    const auto facts = own.extract(article_of("Ka 5 milyo mark ba $3.", {}, "xx")).facts;
    CHECK(std::count_if(facts.begin(), facts.end(), [](const Fact& fact) { return fact.kind() == Kind::figure; }) == 2);
    CHECK(own.extract(article_of("It cost 5 euros.", {}, "en")).facts.size() == 1);
}
