#include "pipeline/article/hints.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

// What whole words of classes and ids say.
enum Meaning : std::uint16_t {
    side = 1,
    caption = 2,
    summary = 4,
    byline = 8,
    date = 16,
    body = 32,
    body_first = 64,
    body_second = 128,  // the two together name the body: "article-content"
    topic = 256,        // "category-comments", "tag-newsletter": what the article is about, not what the element is
    layout = 512,       // "no-sidebar", "has-sidebar": how the page is laid out
    other = 1024,       // "share-price", "ad-free", "author-quote": the word before means something else
};

struct Meant {
    std::uint16_t meaning;
    std::string_view words;
};

constexpr Meant meanings[] = {
    {side,
     "ad ads adslot advert advertisement advertising advertorial alsoread anzeige aside banner breadcrumb breadcrumbs "
     "carousel comment commentlist comments consent cookie cookies dfp discussion disqus donate donation footer gdpr "
     "jetpack jp kommentar kommentare login masthead menu modal mostread nav navbar navigation newsletter newsletters "
     "outbrain overlay pager pagination popular popup promo promobox promotion readmore recirc recirculation "
     "recommendation recommendations recommended relacionadas related relatedposts replies respond rsswidget share "
     "sharebar sharedaddy sharing sidebar signup social sponsor sponsored subscribe taboola trending"},
    {caption, "bildunterschrift bu caption credit credits figcaption legend"},
    {summary,
     "bulletpoints deck dek einleitung entradilla highlights intro keypoints lead leadtext lede standfirst subhead subheadline points "
     "subline subtitle "
     "summary takeaways vorspann"},
    {byline, "author authorname authors autor byl byline bylines"},
    {date,
     "date dateline datetime datum pubdate publish publishdate published publishing time timestamp updated "
     "veroeffentlicht"},
    {body,
     "articlebody articlecontent articletext artikeltext bodycopy bodytext contentbody entrycontent newsbody newstext "
     "postbody postcontent storybody storytext"},
    {body_first, "article blog content entry news page post story text"},
    {body_second, "body bodytext content copy text txt"},
    {topic, "cat category keyword tag topic"},
    {layout, "has no not with without"},
    {other, "capital free hoc index price prices quote quotes value values"},
};

/// The words above by their letters: an open hash table, made once.
class Meanings {
public:
    static constexpr std::size_t longest = 24;

    Meanings() {
        for (const Meant& meant : meanings) {
            for (std::size_t at = 0; at < meant.words.size();) {
                const std::size_t end = std::min(meant.words.find(' ', at), meant.words.size());
                Slot& slot = slots_[place(meant.words.substr(at, end - at))];
                slot.word = meant.words.substr(at, end - at);
                slot.meaning |= meant.meaning;
                at = end + 1;
            }
        }
    }

    std::uint16_t of(std::string_view word) const { return slots_[place(word)].meaning; }

private:
    struct Slot {
        std::string_view word;
        std::uint16_t meaning = 0;
    };

    std::size_t place(std::string_view word) const {
        std::uint32_t hash = 2166136261;
        for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
        std::size_t at = (hash ^ (hash >> 15)) % slots_.size();
        while (!slots_[at].word.empty() && slots_[at].word != word) at = (at + 1) % slots_.size();
        return at;
    }

    std::array<Slot, 512> slots_{};
};

/// "article-body articleText_2" is article, body, article, text. Words of one class stand together; a blank parts them.
void read_names(std::string_view names, Hints& hints) {
    static const Meanings known;
    char word[Meanings::longest];
    std::uint16_t before = 0;  // of the word before in the same class
    Hints until_before;        // what was said before that word
    bool about = false;        // the class says a topic
    bool begins = true,
         separate = true;  // the word begins its class; begins it or stands behind a mark ("bAd" holds an "ad" that says nothing)
    for (std::size_t at = 0; at < names.size();) {
        if (!letter(names[at])) {
            if (names[at] == ' ' || names[at] == '\n' || names[at] == '\t') {
                before = 0;
                about = false;
                begins = true;
            }
            separate = true;
            ++at;
            continue;
        }
        std::size_t length = 0;
        bool run_on = false;
        do {
            if (length < sizeof word) word[length] = lower(names[at]);
            ++length;
            ++at;
            run_on = at < names.size() && names[at] >= 'A' && names[at] <= 'Z' && names[at - 1] >= 'a' && names[at - 1] <= 'z';
        } while (at < names.size() && letter(names[at]) && !run_on);
        const std::uint16_t meaning = length > sizeof word ? std::uint16_t{0} : known.of({word, length});
        if (meaning & other && before & (side | byline)) {
            hints = until_before;
        } else if (!about) {
            until_before = hints;
            hints.side = hints.side || (meaning & side && !(before & layout) && (separate || length > 3));
            hints.caption = hints.caption || meaning & caption;
            hints.summary = hints.summary || meaning & summary;
            hints.byline = hints.byline || meaning & byline;
            hints.date = hints.date || meaning & date;
            hints.body = hints.body || meaning & body || (before & body_first && meaning & body_second);
        }
        about = about || (begins && meaning & topic);
        before = meaning;
        begins = separate = false;
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
    if (!element.has_attributes()) return hints;
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
    if (!element.has_attributes()) return false;
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
