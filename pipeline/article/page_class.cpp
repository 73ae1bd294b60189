// A page that is no article says so in a few words, and has little else to say: each test below asks for the words and for a short text,
// so that an article about cookies, paywalls or robots stays one.
#include "pipeline/article/page_class.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "pipeline/article/notices.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t least_article = 140;  ///< characters: a one-paragraph report
constexpr std::size_t least_free_article = 600;
constexpr std::size_t longest_stub = 1500;
constexpr std::size_t longest_notice = 2000;  ///< of a page that is no article
constexpr std::size_t least_teasers = 4;
constexpr std::size_t most_headlines = 8;  ///< that are links, of a page that is about something else

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

template <std::size_t n>
bool contains_any(std::string_view text, const std::array<std::string_view, n>& parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return contains(text, part); });
}

std::string quoted(std::string_view text) {
    constexpr std::size_t longest = 80;
    text = ascii_trimmed(text);
    std::string out = "\"" + std::string(utf8_prefix(text, longest));
    return out + (text.size() > longest ? "...\"" : "\"");
}

std::string counted(std::size_t number, const char* what) {
    return std::to_string(number) + " " + what;
}

/// The letters of the title and of what was taken for the text.
std::string said_by(const PageFacts& page) {
    std::string all(page.title);
    for (const std::size_t i : page.body.paragraphs) all += ' ' + text_of(page.blocks.blocks[i]);
    return letters_of(all);
}

/// How many of the matters of a consent form the page speaks of.
int consent_matters(const std::string& said) {
    constexpr std::array<std::string_view, 2> cookies{"cookie", "trackingtechnolog"};
    constexpr std::array<std::string_view, 4> partners{"partners", "vendors", "partnern", "partenaires"};
    constexpr std::array<std::string_view, 4> personal{"personaldata", "personenbezogene", "donnéespersonnelles", "datospersonales"};
    constexpr std::array<std::string_view, 6> will{"consent",        "einwilligung",       "consentement",
                                                   "consentimiento", "legitimateinterest", "withdraw"};
    constexpr std::array<std::string_view, 6> accept{"acceptall", "iaccept", "iagree", "rejectall", "alleakzeptieren", "toutaccepter"};
    return contains_any(said, cookies) + contains_any(said, partners) + contains_any(said, personal) + contains_any(said, will) +
           contains_any(said, accept);
}

/// A button is not among the blocks: what may be pressed is looked for in the document.
bool may_accept(const PageFacts& page) {
    for (HtmlNode node = page.document.root(); node; node = node.next(page.document.root())) {
        if (!node.is("button") && !node.is("a")) continue;
        const auto text = short_text_of(page.document, node);
        const std::string said = text ? letters_of(text->utf8()) : std::string();
        for (const std::string_view word :
             {"accept", "agree", "akzeptieren", "zustimmen", "accepter", "aceptar", "accetta", "принять", "razıyam"})
            if (said.size() < 40 && contains(said, word)) return true;
    }
    return false;
}

std::optional<std::string> consent_page(const PageFacts& page) {
    if (page.body_chars >= longest_notice) return std::nullopt;
    if (const auto parts = url_parts(page.url); parts && parts->host.substr(0, 8) == "consent.") return "its host is " + parts->host;
    const std::string title = letters_of(page.title);
    if (contains(title, "beforeyoucontinue") || title == "cookieconsent" || title == "privacygate") return "titled " + quoted(page.title);
    if (page.structured.found) return std::nullopt;
    const std::string said = said_by(page);
    const int matters = consent_matters(said);
    if (matters >= 3 && may_accept(page)) return "a text on cookies, partners and data, and something to accept";
    return std::nullopt;
}

/// Pages that keep robots out, or that stand where a page was.
std::optional<std::string> says_in_title(const PageFacts& page, std::initializer_list<std::string_view> words) {
    if (page.structured.found || page.body_chars >= longest_notice) return std::nullopt;
    for (const std::string_view said : {page.title, std::string_view(page.elements.headings.empty() ? "" : "h1")}) {
        std::string letters;
        std::string shown(said);
        if (said == "h1") {
            const auto text = short_text_of(page.document, page.elements.headings.front());
            if (!text) continue;
            shown = std::string(text->utf8());
        }
        letters = letters_of(shown);
        for (const std::string_view word : words)
            if (letters.size() < 100 && (letters.substr(0, word.size()) == word || (word.size() > 8 && contains(letters, word))))
                return quoted(shown);
    }
    return std::nullopt;
}

/// A page whose text comes by script, and that says so to readers without.
bool needs_script(const PageFacts& page) {
    const auto asks = [](const std::string& said) {
        return contains(said, "javascript") && (contains(said, "enable") || contains(said, "need") || contains(said, "disabled") ||
                                                contains(said, "aktivieren") || contains(said, "require") || contains(said, "activer"));
    };
    for (const HtmlNode node : page.elements.noscripts)
        if (const auto said = short_text_of(page.document, node); said && asks(letters_of(said->utf8()))) return true;
    return std::any_of(page.blocks.blocks.begin(), page.blocks.blocks.end(),
                       [&](const Block& block) { return block.chars < 300 && asks(letters_of(text_of(block))); });
}

/// `<meta http-equiv=refresh content="0; url=/there">`.
bool leads_on(const PageFacts& page) {
    for (const HtmlNode meta : page.elements.metas) {
        const auto kind = meta.attribute("http-equiv");
        if (!kind || !ascii_equal(*kind, "refresh")) continue;
        const std::string_view content = ascii_trimmed(*meta.attribute("content"));
        int seconds = -1;
        std::from_chars(content.data(), content.data() + content.size(), seconds);
        if (seconds >= 0 && seconds <= 5 && contains(ascii_lower(content), "url")) return true;
    }
    return false;
}

std::size_t words_of_body(const PageFacts& page) {
    std::size_t words = 0;
    for (const std::size_t i : page.body.paragraphs) words += page.blocks.blocks[i].words;
    return words;
}

/// A text that goes on for those who pay.
std::optional<std::string> paywall(const PageFacts& page) {
    const bool closed = page.structured.free == false;
    if (closed && page.body_chars < least_free_article)
        return "isAccessibleForFree is false, and there are " + counted(page.body_chars, "characters");
    const std::size_t words = words_of_body(page), stated = page.structured.words;
    if (closed && stated > words + 100 && stated > 2 * words)
        return "isAccessibleForFree is false, and of " + counted(stated, "words stated there are ") + std::to_string(words);
    if (page.body_chars >= longest_stub || page.body.paragraphs.empty()) return std::nullopt;
    // The gate stands under what is shown: a text that is whole and a gate elsewhere have nothing to do with each other.
    constexpr std::size_t near = 8;
    const std::size_t last = page.body.paragraphs.back();
    const Block& end = page.blocks.blocks[last];
    const bool breaks_off = end.cut_off || !end.ends_sentence;
    for (std::size_t i = page.body.paragraphs.front(); i < page.blocks.blocks.size() && i <= last + near; ++i) {
        const Block& block = page.blocks.blocks[i];
        if (notice_of(block) != Notice::gate) continue;
        if (closed || breaks_off || (i > last && (page.body_chars < least_free_article || stated > 2 * words)))
            return quoted(text_of(block)) + (breaks_off ? " under a text that breaks off" : " under a short text");
    }
    return std::nullopt;
}

/// Linked headlines outside of menus and boxes: what a page of many articles is made of.
std::size_t linked_headlines(const PageFacts& page) {
    std::size_t count = 0;
    for (const Block& block : page.blocks.blocks)
        count += block.link_density() > 0.6 && block.words >= 4 && !page.blocks.aside(block) && block.role != Block::Role::caption;
    return count;
}

/// What of the body stands under linked headings: it is said there of other articles.
struct Teasers {
    std::size_t count = 0;
    std::size_t chars = 0;
};

Teasers teasers_in(const PageFacts& page) {
    Teasers found;
    const std::string title = letters_of(page.title);
    for (const std::size_t i : page.body.paragraphs) {
        for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
            const Block& before = page.blocks.blocks[i - back];
            if (before.is_prose()) break;
            if (before.link_density() <= 0.6 || before.words < 3) continue;
            if (before.role != Block::Role::heading || contains(title, letters_of(text_of(before)))) break;
            ++found.count;
            found.chars += page.blocks.blocks[i].chars;
            break;
        }
    }
    return found;
}

std::optional<std::string> overview(const PageFacts& page) {
    if (page.structured.found) return std::nullopt;
    const std::size_t headlines = linked_headlines(page);
    if (headlines < most_headlines) return std::nullopt;
    const auto parts = url_parts(page.url);
    const bool home = parts && parts->path == "/" && parts->query.empty();
    const Teasers teasers = teasers_in(page);
    if (page.body_chars < least_article || (teasers.count >= least_teasers && 2 * teasers.chars > page.body_chars))
        return counted(headlines, "headlines that are links, and no text of its own");
    if (home && page.body_chars < least_free_article) return counted(headlines, "headlines that are links, on the site's first page");
    return std::nullopt;
}

}  // namespace

ClassedPage class_of(const PageFacts& page) {
    if (auto why = consent_page(page)) return {PageClass::consent, *why};
    if (auto why = says_in_title(page, {"justamoment", "attentionrequired", "accessdenied", "accesstothispagehasbeendenied", "areyouarobot",
                                        "pleaseverifyyou", "verifyyouarehuman", "checkingyourbrowser", "securitycheck", "robotcheck",
                                        "pardonourinterruption", "unusualtraffic", "ddosprotection", "humanverification"}))
        return {PageClass::blocked, "a check for robots: " + *why};
    if (page.body_chars < least_free_article && leads_on(page)) return {PageClass::no_article, "leads on to another address"};
    if (auto why = says_in_title(page, {"pagenotfound", "404", "notfound", "error404", "thispagecouldnotbefound", "pagecannotbefound",
                                        "pagedoesnotexist", "pagenolongerexists", "seitenichtgefunden", "seitewurdenichtgefunden",
                                        "pageintrouvable", "páginanoencontrada", "страницаненайдена", "səhifətapılmadı"}))
        return {PageClass::no_article, "says that there is no such page: " + *why};
    if (auto why = overview(page)) return {PageClass::overview, *why};
    if (auto why = paywall(page)) return {PageClass::paywall, *why};
    if (page.live) return {PageClass::live_blog, "posts with their times"};
    if (page.body_chars >= least_article) return {PageClass::article, counted(page.body_chars, "characters of text")};
    if (page.structured.found && page.body_chars > 0)
        return {PageClass::article, "a short text that JSON-LD names " + page.structured.type};
    if (needs_script(page)) return {PageClass::needs_script, "asks for scripts, and shows no text without"};
    return {PageClass::no_article, page.body_chars == 0 ? "no text" : "only " + counted(page.body_chars, "characters of text")};
}

}  // namespace dateline
