#include "pipeline/article/body.hpp"

#include <catch2/catch.hpp>

#include "pipeline/article/plain_text.hpp"

using namespace dateline;

namespace {

const std::string long_one = "The city council opened the new tunnel under the river on Friday, two years later than planned.";
const std::string long_two = "It cost 3.7 billion dollars, the mayor said, and nearly 40,000 cars are expected to use it each day.";
const std::string long_three = "Work began in 2004 and was stopped twice when water broke in from the river bed above the drills.";

/// The chosen paragraphs of a page, one a line.
std::string body(const std::string& html, const BodyClues& clues = {}) {
    const HtmlDocument document{SourceText(html)};
    const PageBlocks blocks = blocks_of(document.root());
    std::string out;
    for (const std::size_t i : body_of(blocks, document.root(), clues).paragraphs) out += text_of(blocks.blocks[i]) + "\n";
    return out;
}

std::string p(const std::string& text) {
    return "<p>" + text + "</p>";
}

}  // namespace

TEST_CASE("a hundred teasers do not make an article", "[article]") {
    std::string teasers;
    for (int i = 0; i < 40; ++i)
        teasers += "<li><h3><a href=/" + std::to_string(i) + ">Another headline of the day</a></h3><div>" + std::to_string(i) +
                   " people were at the opening of a school in the north, the paper says.</div></li>";
    CHECK(body("<div><main><div class=x>" + p(long_one) + p(long_two) + "</div></main><ul>" + teasers + "</ul></div>") ==
          long_one + "\n" + long_two + "\n");
}

TEST_CASE("an article in several sections is taken whole", "[article]") {
    CHECK(body("<div><section>" + p(long_one) + "</section><div class=ad>Advertisement</div><section>" + p(long_two) + p(long_three) +
               "</section></div>") == long_one + "\n" + long_two + "\n" + long_three + "\n");
}

TEST_CASE("text outside of paragraph elements is read", "[article]") {
    CHECK(body("<div><div>" + long_one + "<br><br>" + long_two + "</div></div>") == long_one + "\n" + long_two + "\n");
    CHECK(body("<table><tr><td>" + long_one + "<p>" + long_two + "</table>") == long_one + "\n" + long_two + "\n");
}

TEST_CASE("headings stay with the text they head, and go with links", "[article]") {
    CHECK(body("<div><h1>Title</h1>" + p(long_one) + "<h2>The cost</h2>" + p(long_two) +
                   "<h2>Read also</h2><ul><li><a href=/>Another thing that happened</a></ul></div>",
               {"Title", "", ""}) == long_one + "\nThe cost\n" + long_two + "\n");
}

TEST_CASE("short paragraphs, lists and quotations of the article stay", "[article]") {
    CHECK(body("<div>" + p(long_one) + p("\"No.\"") + "<ul><li>one gate in the north</li><li>two in the south</li></ul><blockquote>" +
               long_two + "</blockquote></div>") == long_one + "\n\"No.\"\none gate in the north\ntwo in the south\n" + long_two + "\n");
}

TEST_CASE("bylines, dates, copyright and lines of links are not text", "[article]") {
    CHECK(body("<div><p class=byline>By Ann Lee, our reporter in the north of the city and beyond</p><p class=date>Updated on March 22, "
               "2013 at 8:30 am in the morning.</p>" +
               p(long_one) + p(long_two) + p("<a href=/>CLICK HERE FOR MORE NEWS FROM THE NORTH OF THE CITY</a>") +
               p("© 2013 The Daily Example. All rights reserved.") + p("* * *") + "</div>") == long_one + "\n" + long_two + "\n");
}

TEST_CASE("lines above the first paragraph that say when and by whom are not text", "[article]") {
    const std::string story = p(long_one) + p(long_two), text = long_one + "\n" + long_two + "\n";
    for (const std::string stamp :
         {"<time datetime='2025-05-14T16:05:00+04:00'>14 May 2025 16:05 (UTC+04:00)</time>", "<p><time>two hours ago</time></p>",
          "<p>14 May 2025 16:05 (UTC+04:00)</p>", "<p>Published May 14, 2025 | Updated May 15, 2025 at 8:30 am</p>",
          "<p>Last updated: 2025-05-14 16:05 GMT.</p>", "<p>5 min read</p>", "<p>By Ann Lee and Bo Chen</p>",
          "<p><em>Róisín Ní Dúlaing</em>, courts reporter &bull; Friday, 7&nbsp;March&nbsp;2025, 17:02</p>",
          "<h2>The title</h2><p>May 14, 2025</p>"}) {
        CAPTURE(stamp);
        CHECK(body("<div>" + stamp + story + "</div>", {"The title", "", ""}) == text);
    }
    for (const std::string kept : {"Dear readers", "No.", "The vote of May 14, 2025, was close.", "By noon all was quiet."}) {
        CAPTURE(kept);
        CHECK(body("<div>" + p(kept) + story + "</div>") == kept + "\n" + text);
    }
    CHECK(body("<div>" + p(long_one) + p("14 May 2025") + p(long_two) + "</div>") == long_one + "\n14 May 2025\n" + long_two + "\n");
}

TEST_CASE("a lead above the container joins it where it is named or the description repeats it", "[article]") {
    const std::string lead = "After nine years of work the river has a tunnel";
    const std::string rest = "<div class=story>" + p(long_one) + p(long_two) + "</div>";
    CHECK(body("<header><h1>Title</h1><p class=standfirst>" + lead + "</p></header><div class=ad>x</div>" + rest, {"Title", "", ""}) ==
          lead + "\n" + long_one + "\n" + long_two + "\n");
    CHECK(body("<header><h1>Title</h1><h2>" + lead + "</h2></header>" + rest, {"Title", "", lead + "."}) ==
          lead + "\n" + long_one + "\n" + long_two + "\n");
    CHECK(body("<header><h1>Title</h1><h2>" + lead + "</h2></header>" + rest, {"Title", "", ""}) == long_one + "\n" + long_two + "\n");
}

TEST_CASE("a region that holds most of the prose is no side of the page, whatever its name", "[article]") {
    CHECK(body("<form id=aspnet><div class=promo>" + p(long_one) + p(long_two) + "</div></form><aside>" + p(long_three) + "</aside>") ==
          long_one + "\n" + long_two + "\n");
}

TEST_CASE("a region named as a side is believed where an element named as the article's holds prose", "[article]") {
    const std::string notes = "<div id=sidebar><p>" + long_two + "</p><p>" + long_three + "</p></div>";
    CHECK(body("<div class=entry-content>" + p(long_one) + "</div>" + notes) == long_one + "\n");
}

TEST_CASE("classes that say what an article is about, or how the page is laid out, name no side", "[article]") {
    const std::string text = p(long_one) + p(long_two), read = long_one + "\n" + long_two + "\n";
    const std::string comments = "<div class=comments>" + p(long_three) + p(long_three) + p(long_three) + "</div>";
    for (const std::string names : {"post category-comments tag-newsletter", "no-sidebar has-sidebar", "x-kAd qAd"}) {
        CAPTURE(names);
        CHECK(body("<article class='" + names + "'><h1>Title</h1><div>" + text + "</div></article>" + comments) == read);
    }
    CHECK(body("<div>" + text + "</div><div class=box-ad>" + p(long_three) + "</div>") == read);
}

TEST_CASE("an article whose headline links to itself is no teaser", "[article]") {
    const std::string post = "<div class=post><h2><a href=/p>The new tunnel</a></h2>" + p(long_one) + "</div>";
    const std::string notice =
        "<div>" + p("We use cookies to show you what you may like, and other pages do so too, as you surely know by now.") + "</div>";
    CHECK(body(post + notice, {"The new tunnel | The Daily Example", "", ""}) == long_one + "\n");
}

TEST_CASE("of several articles the one with the headline is read", "[article]") {
    const auto other = [](const std::string& text) { return "<article>" + p(text) + "</article>"; };
    CHECK(body("<div><article><h1>Title</h1>" + p(long_one) + "</article><section>" + other(long_two) + other(long_three) +
                   other(long_two) + "</section></div>",
               {"Title", "", ""}) == long_one + "\n");
}

TEST_CASE("a table of short cells is read row by row, in the article and not beside it", "[article]") {
    const std::string table = "<table><tr><th>Place</th><th>Driver</th></tr><tr><td>1</td><td>Ada Verlin</td></tr></table>";
    CHECK(body("<div>" + p(long_one) + p(long_two) + table + "</div>") == long_one + "\n" + long_two + "\nPlace Driver\n1 Ada Verlin\n");
    CHECK(body("<div>" + p(long_one) + p(long_two) + "</div><aside>" + table + "</aside>") == long_one + "\n" + long_two + "\n");
    const std::string links = "<table><tr><td><a href=/1>One more</a></td><td><a href=/2>Another</a></td></tr></table>";
    CHECK(body("<div>" + p(long_one) + p(long_two) + links + "</div>") == long_one + "\n" + long_two + "\n");
}

TEST_CASE("an article that is a list is found by its element's name", "[article]") {
    std::string list = "<h2>Band of the year</h2><p>Winners in bold</p><ul>";
    std::string wanted = "Band of the year\nWinners in bold\n";
    for (int i = 0; i < 30; ++i) {
        list += "<li>Nominee number " + std::to_string(i) + "</li>";
        wanted += "Nominee number " + std::to_string(i) + "\n";
    }
    CHECK(body("<div itemprop=articleBody>" + list + "</ul></div><ul><li><a href=/>Other news of the day</a></li></ul>") == wanted);
    CHECK(body("<div class=x>" + list + "</ul></div>").empty());
}

TEST_CASE("a sentence that begins with a link is text", "[article]") {
    const std::string linked = "<a href=/x>Posted by the engineers of the old ferry company on Friday</a>, the plan was soon known to all.";
    CHECK(body("<div>" + p(long_one) + p(linked) + p(long_two) + "</div>") ==
          long_one + "\nPosted by the engineers of the old ferry company on Friday, the plan was soon known to all.\n" + long_two + "\n");
    CHECK(body("<div>" + p(long_one) + p(long_two) + p("<a href=/x>Read more on the tunnel and the engineers who built it.</a>") +
               "</div>") == long_one + "\n" + long_two + "\n");
}
