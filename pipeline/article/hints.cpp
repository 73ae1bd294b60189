#include "pipeline/article/hints.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {
namespace {

using Words = std::vector<std::string>;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/// "article-body articleText_2" is article, body, article, text; a class of its own ends with an empty word.
Words words_of(std::string_view names) {
    Words out;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) out.push_back(std::move(word));
        word.clear();
    };
    char before = ' ';
    for (const char c : names) {
        if (!letter(c)) {
            end_word();
            if (c == ' ' || c == '\n' || c == '\t') out.emplace_back();
        } else {
            if (c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z') end_word();
            word.push_back(lower(c));
        }
        before = c;
    }
    end_word();
    return out;
}

template <std::size_t n>
bool among(const std::array<std::string_view, n>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Lists of whole words, sorted (checked below).
constexpr auto side_words = std::to_array<std::string_view>({"ad",
                                                             "ads",
                                                             "adslot",
                                                             "advert",
                                                             "advertisement",
                                                             "advertising",
                                                             "advertorial",
                                                             "alsoread",
                                                             "anzeige",
                                                             "aside",
                                                             "banner",
                                                             "breadcrumb",
                                                             "breadcrumbs",
                                                             "carousel",
                                                             "comment",
                                                             "commentlist",
                                                             "comments",
                                                             "consent",
                                                             "cookie",
                                                             "cookies",
                                                             "dfp",
                                                             "discussion",
                                                             "disqus",
                                                             "donate",
                                                             "donation",
                                                             "footer",
                                                             "gdpr",
                                                             "jetpack",
                                                             "jp",
                                                             "kommentar",
                                                             "kommentare",
                                                             "login",
                                                             "masthead",
                                                             "menu",
                                                             "modal",
                                                             "mostread",
                                                             "nav",
                                                             "navbar",
                                                             "navigation",
                                                             "newsletter",
                                                             "newsletters",
                                                             "outbrain",
                                                             "overlay",
                                                             "pager",
                                                             "pagination",
                                                             "popular",
                                                             "popup",
                                                             "promo",
                                                             "promobox",
                                                             "promotion",
                                                             "readmore",
                                                             "recirc",
                                                             "recirculation",
                                                             "recommendation",
                                                             "recommendations",
                                                             "recommended",
                                                             "relacionadas",
                                                             "related",
                                                             "relatedposts",
                                                             "replies",
                                                             "respond",
                                                             "rsswidget",
                                                             "share",
                                                             "sharebar",
                                                             "sharedaddy",
                                                             "sharing",
                                                             "sidebar",
                                                             "signup",
                                                             "social",
                                                             "sponsor",
                                                             "sponsored",
                                                             "subscribe",
                                                             "taboola",
                                                             "trending"});
constexpr auto caption_words =
    std::to_array<std::string_view>({"bildunterschrift", "bu", "caption", "credit", "credits", "figcaption", "legend"});
constexpr auto summary_words =
    std::to_array<std::string_view>({"deck", "dek", "einleitung", "entradilla", "intro", "lead", "leadtext", "lede", "standfirst",
                                     "subhead", "subheadline", "subline", "subtitle", "summary", "vorspann"});
constexpr auto byline_words = std::to_array<std::string_view>({"author", "authorname", "authors", "autor", "byl", "byline", "bylines"});
constexpr auto date_words = std::to_array<std::string_view>({"date", "dateline", "datetime", "datum", "pubdate", "publish", "publishdate",
                                                             "published", "publishing", "time", "timestamp", "updated", "veroeffentlicht"});
// Two words that stand together name the body; the joined forms are their common spellings.
constexpr auto body_first =
    std::to_array<std::string_view>({"article", "blog", "content", "entry", "news", "page", "post", "story", "text"});
constexpr auto body_second = std::to_array<std::string_view>({"body", "bodytext", "content", "copy", "text", "txt"});
constexpr auto body_words =
    std::to_array<std::string_view>({"articlebody", "articlecontent", "articletext", "artikeltext", "bodycopy", "bodytext", "contentbody",
                                     "entrycontent", "newsbody", "newstext", "postbody", "postcontent", "storybody", "storytext"});

static_assert(std::is_sorted(side_words.begin(), side_words.end()) && std::is_sorted(caption_words.begin(), caption_words.end()) &&
              std::is_sorted(summary_words.begin(), summary_words.end()) && std::is_sorted(byline_words.begin(), byline_words.end()) &&
              std::is_sorted(date_words.begin(), date_words.end()) && std::is_sorted(body_first.begin(), body_first.end()) &&
              std::is_sorted(body_second.begin(), body_second.end()) && std::is_sorted(body_words.begin(), body_words.end()));

void read_names(std::string_view names, Hints& hints) {
    const Words words = words_of(names);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word.empty()) continue;
        const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view();
        hints.side = hints.side || among(side_words, word);
        hints.caption = hints.caption || among(caption_words, word);
        hints.summary = hints.summary || among(summary_words, word);
        hints.byline = hints.byline || among(byline_words, word);
        hints.date = hints.date || among(date_words, word);
        hints.body = hints.body || among(body_words, word) || (among(body_first, word) && among(body_second, next));
    }
}

bool has_class(std::string_view names, std::string_view name) {
    for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || names[at - 1] == ' ' || names[at - 1] == '\n') && (end == names.size() || names[end] == ' ' || names[end] == '\n'))
            return true;
    }
    return false;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

Hints hints_of(HtmlNode element) {
    Hints hints;
    for (const char* name : {"class", "id"})
        if (const auto value = element.attribute(name)) read_names(*value, hints);
    if (const auto property = element.attribute("itemprop")) {
        if (*property == "articleBody" || *property == "reviewBody") {
            hints.body = true;
            hints.side = false;
        }
        if (*property == "author" || *property == "creator") hints.byline = true;
        if (*property == "datePublished" || *property == "dateModified") hints.date = true;
        if (*property == "caption") hints.caption = true;
        if (*property == "comment" || *property == "commentText") hints.side = true;
    }
    if (const auto role = element.attribute("role"))
        if (*role == "navigation" || *role == "complementary" || *role == "banner" || *role == "contentinfo" || *role == "dialog" ||
            *role == "search" || *role == "menu")
            hints.side = true;
    if (const auto type = element.attribute("data-testid")) read_names(*type, hints);
    return hints;
}

bool hidden(HtmlNode element) {
    if (element.has("hidden")) return true;
    if (const auto aria = element.attribute("aria-hidden"); aria && *aria == "true") return true;
    if (const auto style = element.attribute("style")) {
        std::string plain;
        for (const char c : *style)
            if (c != ' ') plain.push_back(lower(c));
        if (contains(plain, "display:none") || contains(plain, "visibility:hidden")) return true;
    }
    if (const auto names = element.attribute("class")) {
        // "hidden md:block" is hidden on small screens only.
        if ((has_class(*names, "hidden") || has_class(*names, "d-none") || has_class(*names, "hide")) &&
            names->find(':') == std::string_view::npos && names->find("d-md") == std::string_view::npos &&
            names->find("d-lg") == std::string_view::npos && names->find("d-sm") == std::string_view::npos)
            return true;
        for (const std::string_view name :
             {"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screen-reader-only", "show-for-sr", "u-hidden"})
            if (contains(*names, name)) return true;
    }
    return false;
}

}  // namespace dateline
