#include "pipeline/article/page_class.hpp"

#include <catch2/catch.hpp>

#include "pipeline/article/clip.hpp"
#include "pipeline/normalize/normalize.hpp"

using namespace dateline;

namespace {

Clipping clipped(const std::string& title, const std::string& body, const std::string& head = "",
                 const std::string& url = "https://port.example/a.html") {
    RawDocument page;
    page.url = page.final_url = url;
    page.bytes = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>" + title + "</title>" + head + "</head><body>" + body +
                 "</body></html>";
    return clip(page);
}

std::string classed(const Clipping& clipping) {
    INFO(clipping.page_reason);
    CHECK_FALSE(clipping.page_reason.empty());
    return std::string(wire(clipping.page));
}

const std::string one = "<p>The port of Alat moved 2.4 million tonnes of cargo in four months, its operator said on Tuesday.</p>";
const std::string two = "<p>Grain, containers and fuel made up most of the growth, while cement fell by a tenth against last year.</p>";
const std::string long_text =
    one + two + one + "<p>The ministry plans to add two cranes and a rail siding before the winter storms begin, a spokesman said.</p>" +
    two + one + two + "<p>Work on the siding has begun, and the first of the cranes is on its way from the yard that built it.</p>";

std::string repeated(const std::string& unit, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += unit;
    return out;
}

}  // namespace

TEST_CASE("pages that are no articles are told apart, with what decided", "[article][page-class]") {
    const std::string news = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Cargo\",";
    struct {
        const char* page;
        Clipping clipping;
    } const cases[] = {
        {"article", clipped("Cargo", "<article><h1>Cargo</h1>" + long_text + "</article>")},
        {"consent",
         clipped("Your privacy",
                 "<div><h1>Your privacy</h1><p>We and our 120 partners store personal data, such as cookies, on your device.</p><p>You can "
                 "withdraw your consent at any time at the foot of each page of ours.</p><button>Accept all</button></div>")},
        {"consent", clipped("Port News", "<p>We value your time.</p>", "", "https://consent.port.example/x")},
        // An article about cookies has more to say, and nothing to press.
        {"article", clipped("New rules",
                            "<article><h1>New rules for cookies</h1><p>Sites must ask for consent before they set cookies that serve "
                            "partners, the court ruled on "
                            "Monday.</p><p>Personal data of readers had been passed on without their will, the judges found.</p>" +
                                two + "</article>")},
        {"blocked", clipped("Just a moment...",
                            "<h1>Checking your browser</h1><p>This is automatic. Your browser will be sent to the page you asked for in a "
                            "few seconds, so please "
                            "wait until the check of your connection is done.</p>")},
        {"article",
         clipped("Just a moment: how a crane fell", "<article><h1>How a crane fell</h1>" + long_text + repeated(two, 20) + "</article>")},
        {"no_article",
         clipped("Page not found",
                 "<h1>404</h1><p>The page you asked for could not be found on our site. It may have been moved, or its address was typed "
                 "wrongly, or it never existed at all.</p>")},
        {"no_article", clipped("Moved",
                               "<p>This page has moved to another address, and you will be there soon; if nothing happens within a few "
                               "seconds, please follow the link "
                               "that stands here.</p>",
                               "<meta http-equiv=refresh content='0; url=/new'>")},
        {"needs_script", clipped("Cargo", "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>")},
        {"needs_script", clipped("Fracht", "<div id=root></div><noscript>Bitte aktivieren Sie JavaScript.</noscript>")},
        {"overview",
         clipped("Economy",
                 "<main><h1>Economy</h1>" +
                     repeated("<div><h3><a href=/1>Another headline of the day</a></h3><p>What it says, in a line.</p></div>", 20) +
                     "</main>")},
        {"overview", clipped("Latest", "<main>" +
                                           repeated("<article><h2><a href=/2>Another headline of the day</a></h2><p>What this article is "
                                                    "about, in more than one line; it goes "
                                                    "on a while, and ends with a full stop.</p></article>",
                                                    20) +
                                           "</main>")},
        // Articles end with lists of others.
        {"article",
         clipped("Cargo",
                 "<article><h1>Cargo</h1>" + long_text + "</article><div>" +
                     repeated("<div><h3><a href=/3>Another headline of the day</a></h3><p>What it says, in a line.</p></div>", 20) +
                     "</div>")},
        {"paywall", clipped("Cargo", "<article><h1>Cargo</h1>" + one + "</article>", news + "\"isAccessibleForFree\":\"False\"}</script>")},
        {"paywall", clipped("Cargo", "<article><h1>Cargo</h1>" + one + two + "</article>",
                            news + "\"hasPart\":{\"isAccessibleForFree\":false,\"cssSelector\":\".rest\"}}</script>")},
        {"paywall", clipped("Cargo", "<article><h1>Cargo</h1>" + long_text + "</article>",
                            news + "\"isAccessibleForFree\":false,\"wordCount\":900}</script>")},
        {"paywall",
         clipped("Cargo", "<article><h1>Cargo</h1>" + one +
                              "<p>Grain, containers and fuel made...</p><div><h2>Subscribe to continue reading</h2><p>Only 1 manat a "
                              "week.</p></div></article>")},
        // Sites that say so of what they show in full.
        {"article",
         clipped("Cargo", "<article><h1>Cargo</h1>" + long_text + "</article>", news + "\"isAccessibleForFree\":false}</script>")},
        {"article", clipped("Cargo", "<article><h1>Cargo</h1>" + long_text + long_text + "<p>Already a subscriber? Log in.</p></article>")},
        {"no_article", clipped("Cargo", "<p>Nothing here.</p>")},
    };
    for (const auto& c : cases) {
        INFO(c.clipping.title.utf8());
        CHECK(classed(c.clipping) == c.page);
    }
}

TEST_CASE("what a gate offers is no text of the article", "[article][page-class]") {
    const Clipping clipping =
        clipped("Cargo", "<article><h1>Cargo</h1>" + one +
                             "<p>Grain, containers and fuel made...</p><div><h2>Subscribe to continue reading</h2><p>Get all "
                             "our articles for 1 manat a week, and read them where you like.</p></div></article>");
    CHECK(clipping.page == PageClass::paywall);
    CHECK(clipping.paragraphs.size() == 2);
    CHECK_THAT(clipping.page_reason, Catch::Contains("Subscribe to continue reading"));
}

TEST_CASE("lines between paragraphs that are no text are left out, sentences like them stay", "[article]") {
    const auto text = [](const std::string& between) {
        return std::string(normalize(clipped("Cargo", "<article><h1>Cargo</h1>" + one + between + two + "</article>")).text.utf8());
    };
    const std::string plain = text("");
    for (const char* line :
         {"Advertisement", "Story continues below advertisement", "ANZEIGE", "Listen to this article", "Sign up for our daily newsletter.",
          "Follow us on Telegram and Facebook", "Your browser does not support the video tag.", "Share this article"}) {
        INFO(line);
        CHECK(text("<p>" + std::string(line) + "</p>") == plain);
    }
    for (const char* line :
         {"Advertisement cost the port 2 million manats last year, its report says.", "Follow us, the captain called to the other ships.",
          "The operator will sign up to the agreement in May.", "Subscribers of the paper read it first."}) {
        INFO(line);
        CHECK(text("<p>" + std::string(line) + "</p>") != plain);
    }
}
