#include "pipeline/article/live_blog.hpp"

#include <catch2/catch.hpp>

#include "pipeline/article/clip.hpp"
#include "pipeline/normalize/normalize.hpp"

using namespace dateline;

namespace {

Clipping clipped(const std::string& body, const std::string& head = "", const std::string& url = "https://port.example/storm.html") {
    RawDocument page;
    page.url = page.final_url = url;
    page.bytes = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Storm on the coast</title>" + head + "</head><body>" +
                 body + "</body></html>";
    return clip(page);
}

std::vector<std::string> paragraphs(const Clipping& clipping) {
    std::vector<std::string> out;
    for (const SourceText& paragraph : clipping.paragraphs) out.emplace_back(normalized(paragraph).utf8());
    return out;
}

std::string post(const std::string& time, const std::string& text, const std::string& heading = "") {
    return "<div class=entry><time datetime='2025-04-22T" + time + ":00+04:00'>" + time + "</time>" +
           (heading.empty() ? "" : "<h3>" + heading + "</h3>") + "<p>" + text + "</p></div>";
}

const std::string intro = "A storm reached the coast on Tuesday morning, and the ferries to the islands stay in harbour until it is over.";
const std::string third = "The bridge to the harbour is open again for lorries, the police said, but not yet for cars.";
const std::string second = "Waves of four metres were measured at the outer pier, the highest of this year.";
const std::string first = "The harbour office told all ships to stay where they are.";
const std::string posts =
    "<div class=entries>" + post("12:30", third, "Bridge open") + post("11:10", second) + post("09:05", first) + "</div>";

}  // namespace

TEST_CASE("a live blog gives its intro and its posts in order, each with its time", "[article][live-blog]") {
    const Clipping clipping = clipped("<main><div><h1>Storm on the coast: live</h1><p>" + intro + "</p></div>" + posts + "</main>");
    CHECK(clipping.page == PageClass::live_blog);
    CHECK(clipping.body_rule == "live-blog");
    CHECK(paragraphs(clipping) == std::vector<std::string>{intro, "Bridge open", third, second, first});
    REQUIRE(clipping.updates.size() == 3);
    std::vector<std::size_t> begins;
    for (const LiveUpdate& update : clipping.updates) begins.push_back(update.paragraph);
    CHECK(begins == std::vector<std::size_t>{1, 3, 4});
    REQUIRE(clipping.updates[2].time);
    CHECK(clipping.updates[2].time->moment.iso() == "2025-04-22T09:05:00+04:00");
    std::vector<CharOffset> places;
    const Article article = normalize(clipping, &places);
    const CharOffset begin = places[clipping.updates[1].paragraph];
    CHECK(article.text.slice({begin, begin + 5}) == "Waves");
}

TEST_CASE("a page is a live blog only where something says so", "[article][live-blog]") {
    const std::string body = "<main><h1>Storm on the coast</h1><p>" + intro + "</p>" + posts + "</main>";
    CHECK(clipped(body).page == PageClass::article);
    CHECK(clipped(body, "", "https://port.example/live/storm-2025").page == PageClass::live_blog);
    CHECK(clipped(body, "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm on the coast\"}</script>")
              .page == PageClass::live_blog);
    CHECK(clipped("<main><h1>Where people live by the sea</h1><p>" + intro + "</p>" + posts + "</main>").page == PageClass::article);
    // Times beside the headlines of other articles.
    std::string others;
    for (int i = 0; i < 6; ++i)
        others += "<div><time datetime='2025-04-22'>22 April</time><h3><a href=/o>Another headline</a></h3><p>A line about it.</p></div>";
    const Clipping article = clipped("<article><h1>Storm on the coast</h1><p>" + intro + "</p><p>" + third + "</p><p>" + second +
                                         "</p></article><div>" + others + "</div>",
                                     "", "https://port.example/live-from-the-pier");
    CHECK(article.page == PageClass::article);
    CHECK(paragraphs(article) == std::vector<std::string>{intro, third, second});
}

TEST_CASE("posts that stand in JSON-LD alone are read from there", "[article][live-blog]") {
    const std::string update =
        "{\"@type\":\"BlogPosting\",\"headline\":\"Bridge open\",\"datePublished\":\"2025-04-22T12:30:00Z\",\"articleBody\":\"" + third +
        "\"}";
    const Clipping clipping =
        clipped("<h1>Storm on the coast</h1><div id=app></div>",
                "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm\",\"liveBlogUpdate\":[" + update +
                    ",{\"@type\":\"BlogPosting\",\"articleBody\":\"" + second + "\"},7]}</script>");
    CHECK(clipping.page == PageClass::live_blog);
    CHECK(paragraphs(clipping) == std::vector<std::string>{"Bridge open", third, second});
    REQUIRE(clipping.updates.size() == 2);
    CHECK(clipping.updates[0].time->moment.iso() == "2025-04-22T12:30:00Z");
    CHECK_FALSE(clipping.updates[1].time);
}
