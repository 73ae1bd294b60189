#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/article.hpp"

namespace dateline {

/// What kind of page was clipped. Only articles and live blogs are stored as articles.
enum class PageClass : std::uint8_t {
    article,
    live_blog,     ///< posts with their times, more of which may follow
    no_article,    ///< none of the others: hardly any text, "page not found"
    overview,      ///< a list of articles: a home page, a section, search results
    paywall,       ///< the start of an article that goes on for those who pay
    consent,       ///< asks for consent first
    needs_script,  ///< the text comes by script
    blocked,       ///< a check for robots stands before the page
};

/// As in JSON: "article", "live_blog".
std::string_view wire(PageClass page);

/// What an estimate is made of: "most of the page's prose", +120 per mille.
struct Reason {
    std::string what;
    int points = 0;
};

/// Where a post of a live blog begins.
struct LiveUpdate {
    std::size_t paragraph = 0;       ///< its first, among the clipping's
    std::optional<StatedTime> time;  ///< nothing where the page states none with its day
};

/// The parts of one page (or feed entry) that are the article, as they stand there: not normalized yet.
struct Clipping {
    PageClass page = PageClass::article;
    std::string page_reason;  ///< what decided that, for people
    SourceText title;
    std::string title_from;  ///< where the page states it: "h1", "meta:og:title", "json-ld"
    std::vector<SourceText> authors;
    std::string authors_from;
    std::optional<StatedTime> published;
    std::optional<StatedTime> modified;
    StatedValue language;
    StatedValue site;
    StatedValue canonical_url;
    std::vector<SourceText> paragraphs;
    std::vector<SourceText> captions;
    std::vector<LiveUpdate> updates;  ///< the posts of a live blog, in the page's order
    std::string body_rule;            ///< which rule found the body: "json-ld", "densest-container"
    int confidence = 0;               ///< per mille
    std::vector<Reason> confidence_reasons;
    StatedValue next_page;  ///< the article goes on there; empty: it does not say so
    std::vector<Warning> warnings;
};

}  // namespace dateline
