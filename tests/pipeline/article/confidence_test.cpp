#include "pipeline/article/confidence.hpp"

#include <catch2/catch.hpp>

#include "pipeline/article/clip.hpp"

using namespace dateline;

namespace {

Clipping clipped(const std::string& body, const std::string& head = "") {
    RawDocument page;
    page.url = page.final_url = "https://port.example/cranes.html";
    page.bytes =
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Cranes</title>" + head + "</head><body>" + body + "</body></html>";
    return clip(page);
}

bool has_reason(const Clipping& clipping, const std::string& part) {
    for (const Reason& reason : clipping.confidence_reasons)
        if (reason.what.find(part) != std::string::npos) return true;
    return false;
}

const std::string text =
    "<p>The port of Alat got two cranes on Tuesday, its operator said, and more cargo than in any year before.</p><p>Grain, containers and "
    "fuel made up most of the growth, "
    "while cement fell by a tenth against the same months.</p><p>The ministry plans a rail siding, and wants the work to be done before "
    "the winter storms begin.</p>";
const std::string plain =
    "The port of Alat got two cranes on Tuesday, its operator said, and more cargo than in any year before. Grain, containers and fuel "
    "made up most of the growth, while cement "
    "fell by a tenth against the same months. The ministry plans a rail siding, and wants the work to be done before the winter storms "
    "begin.";

}  // namespace

TEST_CASE("the confidence in a text is the sum of its reasons", "[article][confidence]") {
    const Clipping good = clipped("<article class=article-body><h1>Cranes</h1>" + text + text + "</article>");
    int sum = 890;
    for (const Reason& reason : good.confidence_reasons) sum += reason.points;
    CHECK(good.confidence == std::clamp(sum, 20, 990));
    CHECK(has_reason(good, "right under the headline"));
    CHECK(has_reason(good, "in an <article>"));
    CHECK(has_reason(good, "100 % of the page's sentences"));
    CHECK(good.confidence > 900);
}

TEST_CASE("what speaks against a text lowers the confidence in it", "[article][confidence]") {
    const Clipping good = clipped("<article><h1>Cranes</h1>" + text + text + "</article>");
    struct {
        Clipping clipping;
        const char* reason;
    } const cases[] = {
        {clipped("<div>" + text + text + "</div>"), "no headline above it"},
        {clipped("<article><h1>Cranes</h1><p>The port of Alat got two cranes on Tuesday, its operator said, and more cargo than in any "
                 "year before. It was the first time.</p></article>"),
         "very short"},
        {clipped("<article><h1>Cranes</h1>" + text + text +
                 "<p>The <a href=1>two cranes that came on Tuesday</a> stand at the pier, beside <a href=2>the grain store of the old "
                 "harbour</a> that burnt down in winter and is built anew this year.</p></article>"),
         "of the text is links"},
        {clipped("<article><h1>Cranes</h1>" + text + "</article>",
                 "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Cranes\",\"articleBody\":\"" +
                     std::string(240, 'x') + "\"}</script>"),
         "little of the text in JSON-LD"},
    };
    for (const auto& c : cases) {
        INFO(c.reason);
        CHECK(has_reason(c.clipping, c.reason));
        CHECK(c.clipping.confidence < good.confidence);
    }
    CHECK(has_reason(clipped("<article><h1>Cranes</h1>" + text + "</article>",
                             "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Cranes\",\"articleBody\":\"" +
                                 plain + "\"}</script>"),
                     "agrees with the text in JSON-LD"));
    CHECK(clipped("").confidence == 0);
}
