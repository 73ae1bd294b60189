// Live blogs have no markup of their own that all sites share, but all look alike: one element holds the posts, and in each post stands the
// time at which it was written. So every time on the page votes for the elements around it; the element with the most text below children
// that have a time each is the feed.
#include "pipeline/article/live_blog.hpp"

#include <algorithm>
#include <string>

#include "pipeline/article/node_table.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::size_t least_posts = 3;
constexpr std::size_t most_times = 3000;    // on a page
constexpr int max_climb_feed = 8;           // levels from a time to the element that holds all posts
constexpr std::size_t most_candidates = 6;  // elements that are looked at closely
constexpr std::size_t least_post_chars = 20;

struct Candidate {
    HtmlNode feed;
    std::vector<HtmlNode> posts;  // its children that have a time
};

/// Elements that may hold the posts, those with the most first.
std::vector<Candidate> candidates_of(const std::vector<HtmlNode>& page_times) {
    NodeTable<char> seen;
    NodeTable<std::vector<HtmlNode>> around;
    std::size_t times = 0;
    for (const HtmlNode time : page_times) {
        if (++times > most_times) break;
        int climbed = 0;
        for (HtmlNode at = time; at && !at.is("body") && climbed < max_climb_feed; at = at.parent(), ++climbed) {
            if (!seen.at(at, [] { return char{1}; }).second) break;
            around.at(at.parent(), [] { return std::vector<HtmlNode>(); }).first.push_back(at);
        }
    }
    std::vector<Candidate> out;
    for (const auto& [feed, posts] : around.all())
        if (posts.size() >= least_posts) out.push_back({feed, posts});
    std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.posts.size() > b.posts.size(); });
    if (out.size() > most_candidates) out.resize(most_candidates);
    return out;
}

/// All that looks like a time: not only <time>.
std::vector<HtmlNode> times_of(const HtmlDocument& document) {
    std::vector<HtmlNode> out;
    const HtmlNode body = document.body();
    for (HtmlNode node = body; node && out.size() < most_times; node = node.next(body))
        if (node.is("time") || (node.has_attributes() && (node.has("datetime") || (node != body && hints_of(node).date))))
            out.push_back(node);
    return out;
}

/// Gives each element its blocks. The elements stand in document order and not inside each other.
void find_blocks(const PageBlocks& page, HtmlNode root, std::vector<LivePost>& posts) {
    std::size_t block = 0, next = 0;
    HtmlNode behind;
    LivePost* open = nullptr;
    for (HtmlNode at = root; at && block < page.blocks.size(); at = at.next(root)) {
        if (open != nullptr && at == behind) {
            open->end = block;
            open = nullptr;
        }
        if (open == nullptr && next < posts.size() && at == posts[next].element) {
            open = &posts[next++];
            open->begin = open->end = block;
            behind = at.next_after(root);
        }
        if (at == page.blocks[block].parts.front()) ++block;
    }
    if (open != nullptr) open->end = block;
}

bool has_text(const PageBlocks& page, const LivePost& post) {
    std::size_t chars = 0, links = 0;
    for (std::size_t i = post.begin; i < post.end; ++i) {
        const Block& block = page.blocks[i];
        if (page.aside(block) || block.role == Block::Role::caption) continue;
        chars += block.chars;
        links += block.link_chars;
    }
    return chars >= least_post_chars && 2 * links < chars;
}

std::size_t prose_in(const PageBlocks& page, const LivePost& post) {
    std::size_t chars = 0;
    for (std::size_t i = post.begin; i < post.end; ++i)
        if (page.blocks[i].is_prose() && !page.aside(page.blocks[i])) chars += page.blocks[i].chars;
    return chars;
}

/// Words that no other page has in its title, its address or a name.
bool says_live(std::string_view text) {
    const std::string said = letters_of(text);
    for (const std::string_view word : {"liveblog", "liveticker", "liveupdate", "livereport", "livecoverage", "livetext", "livefeed",
                                        "livepost", "asithappened", "minutebyminute", "newsticker", "minuteparminute", "minutoaminuto"})
        if (said.find(word) != std::string::npos) return true;
    return false;
}

bool mark(std::string_view text) {
    for (const std::string_view known : {":", "-", "|", ",", "\u2013", "\u2014"})
        if (text.starts_with(known)) return true;
    return false;
}

/// "Budget debate: live", "LIVE | Storm on the coast"; not "Where we live", "Live music returns".
bool live_title(std::string_view title) {
    const std::string lower = ascii_lower(ascii_trimmed(title));
    if (says_live(title)) return true;
    if (lower.starts_with("live") && mark(ascii_trimmed(std::string_view(lower).substr(4)))) return true;
    if (!lower.ends_with("live") || lower.size() < 8) return false;
    const std::string_view before = ascii_trimmed(std::string_view(lower).substr(0, lower.size() - 4));
    return before.ends_with(":") || before.ends_with("-") || before.ends_with("|") || before.ends_with("\u2013") ||
           before.ends_with("\u2014");
}

/// A part of the path that is the word: "/live/2025/...", "/storm-live-b25".
bool live_path(std::string_view url) {
    const auto parts = url_parts(url);
    if (!parts) return false;
    const std::string path = ascii_lower(parts->path);
    for (std::size_t at = path.find("live"); at != std::string::npos; at = path.find("live", at + 1)) {
        const bool begins = at > 0 && !ascii_alnum(path[at - 1]);
        const bool ends = at + 4 == path.size() || !ascii_alnum(path[at + 4]);
        if (begins && ends) return true;
    }
    return says_live(path);
}

bool named_live(HtmlNode node, int levels) {
    for (HtmlNode at = node; at && levels > 0; at = at.parent(), --levels)
        for (const char* name : {"class", "id"})
            if (const auto value = at.attribute(name); value && value->size() < 2000 && says_live(*value)) return true;
    return false;
}

std::optional<StatedTime> time_of(const HtmlDocument& document, HtmlNode time) {
    for (const char* name : {"datetime", "content", "title"}) {
        const auto written = document.attribute(time, name);
        if (!written) continue;
        if (const auto moment = read_moment(written->utf8()); moment && moment->time)
            return StatedTime{*moment, *written, std::string(time.name()) + "@" + name};
    }
    const auto shown = short_text_of(document, time);
    if (!shown) return std::nullopt;
    const auto moment = read_moment(shown->utf8());
    if (!moment || !moment->time) return std::nullopt;
    return StatedTime{*moment, trimmed(*shown), std::string(time.name())};
}

void take_times(const HtmlDocument& document, const std::vector<HtmlNode>& page_times, LiveBlog& blog) {
    NodeTable<std::size_t> post_of;
    for (std::size_t i = 0; i < blog.posts.size(); ++i) post_of.at(blog.posts[i].element, [&] { return i; });
    std::size_t times = 0;
    for (const HtmlNode time : page_times) {
        if (++times > most_times) break;
        int climbed = 0;
        for (HtmlNode at = time; at && at != blog.feed && climbed < max_climb_feed; at = at.parent(), ++climbed) {
            const std::size_t* post = post_of.find(at);
            if (post == nullptr) continue;
            if (!blog.posts[*post].time) blog.posts[*post].time = time_of(document, time);
            break;
        }
    }
}

}  // namespace

LiveBlog live_blog_of(const HtmlDocument& document, const PageElements& elements, const PageBlocks& blocks, bool stated,
                      std::string_view title, std::string_view url) {
    LiveBlog best;
    std::size_t all = 0;
    const auto headed_live = [&](HtmlNode heading) {
        const auto text = short_text_of(document, heading);
        return text && live_title(text->utf8());
    };
    const bool told =
        stated || live_title(title) || live_path(url) || (!elements.headings.empty() && headed_live(elements.headings.front()));
    const std::vector<HtmlNode> times = told ? times_of(document) : elements.dates;
    for (const Block& block : blocks.blocks)
        if (block.is_prose() && !blocks.aside(block)) all += block.chars;
    for (const Candidate& candidate : candidates_of(times)) {
        if (!told && !named_live(candidate.feed, 3)) continue;
        LiveBlog blog;
        blog.feed = candidate.feed;
        for (const HtmlNode post : candidate.posts) blog.posts.push_back({post, 0, 0, std::nullopt});
        find_blocks(blocks, document.root(), blog.posts);
        std::erase_if(blog.posts, [&](const LivePost& post) { return !has_text(blocks, post); });
        std::size_t prose = 0;
        for (const LivePost& post : blog.posts) prose += prose_in(blocks, post);
        // Times also stand beside the headlines of other articles: then most of the text is elsewhere.
        if (blog.posts.size() < std::max(least_posts, best.posts.size() + 1) || 2 * prose < all) continue;
        best = std::move(blog);
    }
    if (!best.posts.empty()) take_times(document, times, best);
    return best;
}

}  // namespace dateline
