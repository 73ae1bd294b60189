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

TEST_CASE("an inline element in a sentence is no part of the page, whatever its class says", "[article]") {
    for (const std::string inner :
         {"<span class=share-name>Acme</span>", "<a class=related-link href=/acme>Acme</a>", "<a class=social-mention href=/acme>Acme</a>",
          "<em class=caption>Acme</em>", "<b class=promo>Acme</b>"})
        CHECK(body("<div>" + p(long_one) + p("The builder " + inner + " had drilled from both sides since 2004.") + "</div>") ==
              long_one + "\nThe builder Acme had drilled from both sides since 2004.\n");
    CHECK(body("<div>" + p("<span class=share-name>Acme</span> had drilled from both sides of the river since 2004.") + p(long_one) +
               "</div>") == "Acme had drilled from both sides of the river since 2004.\n" + long_one + "\n");
    // One behind the last sentence is.
    CHECK(body("<div>" + p(long_one + " <span class=share>Share this on all your networks</span>") + p(long_two) + "</div>") ==
          long_one + " \n" + long_two + "\n");
}

TEST_CASE("share prices and articles free of ads are text, buttons and ads are not", "[article]") {
    for (const std::string name : {"share-price", "ad-free-content", "author-quote"})
        CHECK(body("<div>" + p(long_one) + "<p class=" + name + ">" + long_two + "</p></div>") == long_one + "\n" + long_two + "\n");
    for (const std::string name : {"share-buttons", "ad-content", "share"})
        CHECK(body("<div>" + p(long_one) + p(long_three) + "<p class=" + name + ">" + long_two + "</p></div>") ==
              long_one + "\n" + long_three + "\n");
}

TEST_CASE("raised figures change no figure: notes go, exponents have a sign", "[article]") {
    const auto said = [](const std::string& sentence) {
        return body("<div>" + p(long_one) + p(sentence) + "</div>").substr(long_one.size() + 1);
    };
    CHECK(said("The drills moved 10<sup>6</sup> tonnes of rock in the year.") == "The drills moved 10^6 tonnes of rock in the year.\n");
    CHECK(said("It cost 1,450<sup>1</sup> crowns a metre, the city says.") == "It cost 1,450 crowns a metre, the city says.\n");
    CHECK(said("Traffic rose 12<a href=#n2><sup>2</sup></a> percent in the first year.") == "Traffic rose 12 percent in the first year.\n");
    CHECK(said("Traffic rose 12<sup><a href=#n2>[2]</a></sup> percent in the first year.") ==
          "Traffic rose 12 percent in the first year.\n");
    CHECK(said("It is the 5<sup>th</sup> tunnel, with 40 m<sup>2</sup> of shops and offices.") ==
          "It is the 5th tunnel, with 40 m2 of shops and offices.\n");
    CHECK(said("The toll is <del>12</del> <ins>15</ins> crowns for each car that drives through.") ==
          "The toll is  15 crowns for each car that drives through.\n");
}

TEST_CASE("a quotation element has quotation marks", "[article]") {
    CHECK(body("<div>" + p(long_one) + p("<q>We are proud of it</q>, the mayor said. <q>“At last”</q>, a driver said.") + "</div>") ==
          long_one + "\n“We are proud of it”, the mayor said. “At last”, a driver said.\n");
}

TEST_CASE("a figure around a table or a quotation is text, its caption is not", "[article]") {
    const std::string table =
        "<table><tr><td>Year<td>Cars</tr><tr><td><p>2013</p><td><p>40,000</tr><tr><td><a href=/4>2014</a><td>41,000</tr></table>";
    CHECK(body("<div>" + p(long_one) + p(long_two) + "<figure class=wp-block-table>" + table +
               "<figcaption>Cars a day</figcaption></figure></div>") ==
          long_one + "\n" + long_two + "\nYear Cars\n2013  40,000\n2014 41,000\n");
    CHECK(body("<div>" + p(long_one) + "<figure><blockquote>" + p(long_two) + "</blockquote></figure></div>") ==
          long_one + "\n" + long_two + "\n");
    CHECK(body("<div>" + p(long_one) + "<figure><img src=a><p>" + long_two + "</p></figure></div>") == long_one + "\n");
}

TEST_CASE("sentences on copyright, of links between paragraphs and in lists above the text are text", "[article]") {
    CHECK(body("<div>" + p(long_one) + p("Copyright law in the country was changed in 1998 and again in 2012.") + "</div>") ==
          long_one + "\nCopyright law in the country was changed in 1998 and again in 2012.\n");
    CHECK(body("<div>" + p(long_one) + p("Copyright 2013 The Daily Example") + p("Copyright The Daily Example") +
               p("(c) 2013 Daily Example.") + "</div>") == long_one + "\n");
    const std::string linked = "<a href=/1>The builder said</a> <a href=/2>the last drill had left the rock on Monday.</a>";
    CHECK(body("<div>" + p(long_one) + p(linked) + p(long_two) + "</div>").find("The builder said the last drill") != std::string::npos);
    CHECK(body("<div>" + p(long_one) + p(long_two) + p(linked) + "</div>") == long_one + "\n" + long_two + "\n");
    CHECK(body("<div><ul><li>The tunnel opened two years late</li></ul>" + p(long_one) + p(long_two) + "</div>") ==
          "The tunnel opened two years late\n" + long_one + "\n" + long_two + "\n");
    CHECK(body("<div><ul><li>Share</li><li><a href=/p>The tunnel in pictures and in words</a></li></ul>" + p(long_one) + p(long_two) +
               "</div>") == long_one + "\n" + long_two + "\n");
}
