// Every element is scored by the prose in it less the clutter in it, both weighed down with each level between, and by what its name says.
// So the element right around the paragraphs wins over one that also holds a hundred teasers. From the best one the way goes up again as
// long as the element around it adds prose without clutter: an article in several sections. Where structured data gives the text, the
// blocks it repeats are the prose and nothing else is.
//
// The container is then read block by block: prose stays, headings stay where prose follows, lists stay with the prose around them, lines
// that are links or labels go.
#include "pipeline/article/body.hpp"

#include <algorithm>

#include "pipeline/article/node_table.hpp"
#include "pipeline/article/notices.hpp"
#include "pipeline/article/passage_index.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/article/stamp_lines.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr int max_climb = 64;  // levels that a paragraph counts for: real pages have 51

constexpr int max_climb_named = 24;  // levels above its text at which an element named as the body is looked for

constexpr double least_prose = 200;       // a score under which the page has no article in sentences
constexpr std::size_t least_named = 200;  // characters of an article that is a list
constexpr double per_level = 0.6;         // of what a paragraph counts for the element around

struct Weighed {
    double near_prose = 0, near_clutter = 0;  ///< weighed down by the levels between
    double prose = 0, clutter = 0;            ///< characters
};

double name_weight(HtmlNode node, const Hints& hints) {
    const std::string_view name = node.name();
    if (name == "html" || name == "body") return 0.75;
    if (hints.body) return 1.5;
    if (name == "article") return 1.25;
    if (name == "main" || node.attribute("role") == "main") return 1.1;
    if (hints.side) return 0.5;
    return 1.0;
}

class Chooser {
public:
    Chooser(const PageBlocks& page, HtmlNode root, const BodyClues& clues) : page_(page), root_(root), clues_(clues) {}

    Body choose() {
        match_stated_body();
        find_headline();
        weigh();
        Body body;
        if (clues_.live_feed) return live_blog();
        body.rule = "none";
        double best = 0;
        for (const auto& [node, weighed] : weights_.all()) {  // inner elements come before those around them, and win when equal
            const double value = score(node, weighed);
            if (value <= best) continue;
            body.container = node;
            best = value;
        }
        if (!body.container || best < least_prose) take_named(body);
        if (!body.container) return body;
        climb(body.container);
        body.rule = hints_of(body.container).body ? "named-container" : "densest-container";
        read(body);
        add_lead(body);
        if (body.paragraphs.empty()) body.rule = "none";
        return body;
    }

private:
    /// The posts of a live blog, and the text between the headline and them.
    Body live_blog() const {
        Body body;
        body.container = clues_.live_feed;
        body.rule = "live-blog";
        read(body);
        if (!body.paragraphs.empty()) add_intro(body);
        return body;
    }

    /// What stands between the headline and the first post: its sentences, and the other lines of the elements that they are in.
    void add_intro(Body& body) const {
        const std::size_t end = body.paragraphs.front();
        std::vector<HtmlNode> around;
        const auto fits = [&](std::size_t i) {
            const Block& block = page_.blocks[i];
            return block.role != Block::Role::caption && block.role != Block::Role::heading && !page_.aside(block) &&
                   !other_article(block) && !teaser(i) && !cookie_notice(i) && notice_of(block) == Notice::none && !label(block, root_) &&
                   !stamp_line(block);
        };
        for (std::size_t i = headline_; i < end; ++i)
            if (const Block& block = page_.blocks[i]; block.is_prose() && block.link_density() < 0.5 && fits(i))
                around.push_back(block.element.parent());
        std::vector<std::size_t> intro;
        for (std::size_t i = headline_; i < end; ++i) {
            const Block& block = page_.blocks[i];
            const bool beside = std::find(around.begin(), around.end(), block.element.parent()) != around.end();
            const bool sentence = block.ends_sentence && block.words >= 12;
            if (beside && (block.is_prose() || block.element.is("p")) && (block.link_density() < 0.5 || sentence) && fits(i))
                intro.push_back(i);
        }
        body.paragraphs.insert(body.paragraphs.begin(), intro.begin(), intro.end());
    }

    /// The same elements are asked for the paragraphs in them again and again.
    Hints hints_of(HtmlNode element) const {
        if (!element.has_attributes()) return {};
        return hints_.at(element, [&] { return dateline::hints_of(element); }).first;
    }

    /// Which blocks the text of the structured data repeats. It decides only where the page shows most of that text.
    void match_stated_body() {
        const std::string stated = letters_of(clues_.stated_body);
        if (stated.size() < 200) return;
        const PassageIndex passages(stated);
        stated_.assign(page_.blocks.size(), false);
        std::size_t found = 0;
        for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
            const std::string said = letters_of(text_of(page_.blocks[i]));
            if (said.size() < PassageIndex::shortest || !passages.holds(said)) continue;
            stated_[i] = true;
            if (page_.blocks[i].is_prose() && !page_.aside(page_.blocks[i])) found += said.size();
        }
        if (found * 10 < stated.size() * 6) stated_.clear();
    }

    /// A short text under a heading that is a link: what an overview says of another article.
    bool teaser(std::size_t i) const {
        if (page_.blocks[i].chars > 400) return false;
        for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
            const Block& before = page_.blocks[i - back];
            if (before.role == Block::Role::heading) return before.link_density() > 0.5 && !says_title(before);
            if (before.is_prose()) return false;
        }
        return false;
    }

    /// Whether a heading is the article's own, though it links to itself.
    bool says_title(const Block& heading) const {
        const std::string said = letters_of(text_of(heading));
        return said.size() > 8 && letters_of(clues_.title).find(said) != std::string::npos;
    }

    /// A sentence on cookies outside of any element named as an article's.
    bool cookie_notice(std::size_t i) const {
        const Block& block = page_.blocks[i];
        if (block.chars > 700) return false;
        const std::string text = text_of(block);
        return (text.find("ookie") != std::string::npos) && !hints_of(block.element.parent()).body;
    }

    /// What a prose block counts for: more where structured data repeats it, less before the headline ("breaking news").
    double worth(std::size_t i) const {
        double value = teaser(i) || cookie_notice(i) ? 0.3 : 1;
        if (!stated_.empty()) value = stated_[i] ? 1.5 : 0.5;
        if (other_article(page_.blocks[i])) value *= 0.3;
        return i < headline_ ? 0.4 * value : value;
    }

    /// The headline over the text: the first <h1> or other heading that says the title.
    void find_headline() {
        const std::string title = letters_of(clues_.title);
        if (title.empty()) return;
        for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
            const Block& block = page_.blocks[i];
            if (!block.element.is("h1") || letters_of(text_of(block)) != title) continue;
            headline_ = i;
            headline_article_ = around(block.element, "article");
            return;
        }
    }

    /// Text of an <article> next to or below the one that holds the headline: an overview of others.
    bool other_article(const Block& block) const {
        if (!headline_article_) return false;
        const HtmlNode article = around(block.element, "article");
        return article && !inside(article, headline_article_) && !inside(headline_article_, article);
    }

    static HtmlNode around(HtmlNode node, std::string_view name) {
        while (node && !node.is(name)) node = node.parent();
        return node;
    }

    void weigh() {
        for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
            const Block& block = page_.blocks[i];
            if (block.role == Block::Role::caption || page_.aside(block)) continue;
            if (block.role == Block::Role::heading && block.link_density() < 0.5) continue;
            const bool counts = block.is_prose();
            others_have_text_ = others_have_text_ || (counts && other_article(block));
            const double amount =
                counts ? worth(i) * static_cast<double>(block.chars - block.link_chars) : static_cast<double>(clutter_in(block));
            double near = amount;
            int climbed = 0;
            for (HtmlNode at = block.element; at && climbed < max_climb; at = at.parent(), ++climbed) {
                Weighed& weighed = weights_.at(at, [] { return Weighed(); }).first;
                (counts ? weighed.prose : weighed.clutter) += amount;
                (counts ? weighed.near_prose : weighed.near_clutter) += near;
                if (climbed > 0) near *= per_level;
                if (at == root_) break;
            }
        }
    }

    /// Links and labels. A short paragraph or list item is neither prose nor clutter.
    static std::size_t clutter_in(const Block& block) {
        const std::string_view name = block.element.name();
        const bool may_be_text = name == "p" || name == "blockquote" || name == "pre" || block.role == Block::Role::item ||
                                 block.role == Block::Role::cell || block.role == Block::Role::row;
        return std::min<std::size_t>(may_be_text ? block.link_chars : block.chars, 400);
    }

    double score(HtmlNode node, const Weighed& weighed) const {
        if (weighed.near_prose <= weighed.near_clutter) return 0;
        return (weighed.near_prose - weighed.near_clutter) * name_weight(node, hints_of(node));
    }

    /// To the element around, as long as it adds prose and little else.
    void climb(HtmlNode& container) const {
        HtmlNode best = container;
        for (HtmlNode at = container; at && at != root_ && !at.is("body");) {
            if (at == headline_article_ && others_have_text_) break;
            const HtmlNode around = at.parent();
            const Weighed* outer = weights_.find(around);
            const Weighed* inner = weights_.find(best);
            if (outer == nullptr || inner == nullptr) break;
            const bool named = hints_of(at).body && stated_.empty();
            const double prose = outer->prose - inner->prose, clutter = outer->clutter - inner->clutter;
            if (clutter > (named ? 0.1 : 0.25) * prose + 120) break;
            if (at.is("article") && several_articles(around)) break;
            if (prose > 0.02 * inner->prose && clutter < 0.25 * prose) best = around;
            at = around;
        }
        container = best;
    }

    /// An article that is a list or a table has hardly any prose: then the element named as its body is taken, with the most text if there
    /// are several.
    void take_named(Body& body) const {
        NodeTable<std::size_t> text;
        std::size_t most = least_named;
        for (const Block& block : page_.blocks) {
            if (page_.aside(block) || block.role == Block::Role::caption || block.link_density() > 0.5) continue;
            int climbed = 0;
            for (HtmlNode at = block.element; at && climbed < max_climb_named; at = at.parent(), ++climbed) {
                if (!hints_of(at).body) continue;
                const std::size_t sum = text.at(at, [] { return std::size_t{0}; }).first += block.chars;
                if (sum <= most) continue;
                most = sum;
                body.container = at;
            }
        }
    }

    static bool several_articles(HtmlNode around) {
        int articles = 0;
        for (HtmlNode child = around.first_child(); child; child = child.next_sibling()) articles += child.is("article");
        return articles > 1;
    }

    /// Which blocks stand in `container`: on one walk, since a climb from each is long where elements are nested deep.
    std::vector<bool> blocks_in(HtmlNode container) const {
        std::vector<bool> in(page_.blocks.size(), false);
        const HtmlNode behind = container.next_after(root_);
        bool inside = false;
        std::size_t i = 0;
        for (HtmlNode at = root_; at && i < in.size(); at = at.next(root_)) {
            if (at == container) inside = true;
            if (at == behind) inside = false;
            if (at == page_.blocks[i].parts.front()) in[i++] = inside;
        }
        return in;
    }

    static bool inside(HtmlNode node, HtmlNode container) {
        for (HtmlNode at = node; at; at = at.parent())
            if (at == container) return true;
        return false;
    }

    void read(Body& body) const {
        const std::string title = letters_of(clues_.title);
        const std::vector<bool> in_container = blocks_in(body.container);
        std::vector<std::size_t> headings;  // wait for the text they head
        bool begun = false;                 // a paragraph of prose was read
        HtmlNode gate;                      // what it holds is an offer
        for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
            const Block& block = page_.blocks[i];
            if (!in_container[i] || page_.aside(block)) continue;
            if (block.role == Block::Role::caption) {
                if (block.words >= 2) body.captions.push_back(i);
                continue;
            }
            if (gate && inside(block.element, gate)) continue;
            if (notice_of(block) == Notice::gate && block.element.parent() != body.container) gate = block.element.parent();
            if (block.role == Block::Role::heading) {
                if (notice_of(block) != Notice::none) continue;
                const bool is_title = block.element.is("h1") || (!title.empty() && letters_of(text_of(block)) == title);
                if (!is_title && block.link_density() < 0.5) headings.push_back(i);
                continue;
            }
            if (!belongs(i, body)) {
                // "Read also", then links: the heading was theirs.
                if (block.link_density() > 0.5) headings.clear();
                continue;
            }
            if (caption_of_image(block, body.container)) {
                body.captions.push_back(i);
                continue;
            }
            if ((!begun || clues_.live_feed) && (stated_.empty() || !stated_[i]) &&
                (stamp_line(block) || (!title.empty() && letters_of(text_of(block)) == title)))
                continue;
            begun = begun || block.is_prose();
            body.paragraphs.insert(body.paragraphs.end(), headings.begin(), headings.end());
            headings.clear();
            body.paragraphs.push_back(i);
        }
    }

    bool belongs(std::size_t i, const Body& body) const {
        const Block& block = page_.blocks[i];
        if (block.chars < 40 && letters_of(text_of(block)).empty()) return false;  // "* * *", "___"
        if (block.link_density() > 0.4 && in_between(i)) return true;
        if (block.link_density() > 0.8 && block.chars < 400) return false;
        if (!stated_.empty() && stated_[i]) return true;
        // A row of a table whose name links to more of it.
        if (block.role == Block::Role::row && block.digits && !body.paragraphs.empty()) return true;
        if (block.link_density() > 0.5 && block.chars < 400 && !linked_sentence(block)) return false;
        if (label(block, body.container) || notice_of(block) != Notice::none) return false;
        if (block.is_prose()) return true;
        if (block.role == Block::Role::item) return block.link_density() < 0.3 && (!body.paragraphs.empty() || key_point(block));
        if (block.role == Block::Role::row) return block.link_density() < 0.5 && !body.paragraphs.empty();
        if (block.role == Block::Role::cell) return block.ends_sentence && block.words >= 4;
        if (block.element.is("p") || block.element.is("blockquote") || block.element.is("pre"))
            return block.words >= 1 && (block.link_density() < 0.4 || linked_sentence(block));
        return block.ends_sentence && block.words >= 4;
    }

    /// "**The minister resigned on Monday**, a spokesman told reporters.": a sentence whose start or middle is a link.
    static bool linked_sentence(const Block& block) {
        return block.ends_sentence && !block.cut_off && block.words >= 8 && block.chars - block.link_chars >= 25 &&
               block.link_density() < 0.75 && (block.element.is("p") || block.role == Block::Role::item);
    }

    /// A paragraph of links alone that closes a sentence, between two of the text.
    bool in_between(std::size_t i) const {
        const auto paragraph = [&](std::size_t at) {
            return at < page_.blocks.size() && page_.blocks[at].element.is("p") && !page_.aside(page_.blocks[at]) &&
                   page_.blocks[at].element.parent() == page_.blocks[i].element.parent();
        };
        const Block& block = page_.blocks[i];
        return block.ends_sentence && !block.cut_off && block.words >= 8 && paragraph(i) && i > 0 && paragraph(i - 1) && paragraph(i + 1) &&
               page_.blocks[i - 1].is_prose() && page_.blocks[i + 1].is_prose();
    }

    /// What a list above the text sums up: no menu, no line of tags.
    static bool key_point(const Block& block) { return block.words >= 5 && block.link_chars == 0 && !stamp_line(block); }

    /// A byline, a date or a summary box's label between the container and the block.
    bool label(const Block& block, HtmlNode container) const {
        if (block.chars > 700) return false;
        if (const std::string text = text_of(block); block.chars < 250 && starts_copyright(text)) return true;
        int climbed = 0;
        for (HtmlNode at = block.element; at && at != container && climbed < 4; at = at.parent(), ++climbed) {
            const Hints hints = hints_of(at);
            if (hints.body || hints.summary) return false;
            if (hints.byline || (hints.date && block.chars < 250)) return true;
        }
        return false;
    }

    static bool starts_copyright(std::string_view text) {
        const std::size_t begin = text.find_first_not_of(" \t\r\n");
        if (begin == std::string_view::npos) return false;
        text.remove_prefix(begin);
        if (text.starts_with("\xC2\xA9") || ascii_lower(text).find("rights reserved") != std::string::npos) return true;
        bool marked = false;  // "(c)", also the number of a list's item
        for (const std::string_view mark : {"Copyright", "COPYRIGHT", "(c)", "(C)"})
            if (text.starts_with(mark)) {
                text.remove_prefix(mark.size());
                text.remove_prefix(std::min(text.find_first_not_of(" :"), text.size()));
                if (text.empty() || text.starts_with("\xC2\xA9") || text.starts_with("(c)") || text.starts_with("(C)") ||
                    (text.front() >= '0' && text.front() <= '9'))
                    return true;
                marked = true;
            }
        // "Copyright The Daily Example", but "Copyright law was changed in 1998."
        return marked && text.back() != '.' && text.size() < 60;
    }

    /// A short line that shares a small element with an image and nothing else.
    static bool caption_of_image(const Block& block, HtmlNode container) {
        if (block.chars > 350) return false;
        HtmlNode around = block.element;
        for (int climbed = 0; climbed < 4 && around && around != container; ++climbed, around = around.parent()) {
            bool image = false;
            std::size_t text = 0;
            int nodes = 0;
            for (HtmlNode at = around; at && nodes < 80; at = at.next(around), ++nodes) {
                image = image || at.is("img") || at.is("picture") || at.is("amp-img");
                if (at.is_text() && !at.parent().is("script") && !at.parent().is("style")) text += letters_of(at.text()).size();
            }
            if (nodes >= 80 || text > 2 * block.chars + 60) return false;
            if (image) return around.name() != "p" && around.name() != "li";
        }
        return false;
    }

    /// The lines between the headline and the text that sum the article up, where they are named so or the page's description repeats them.
    void add_lead(Body& body) const {
        if (body.paragraphs.empty()) return;
        const std::string title = letters_of(clues_.title), description = letters_of(clues_.description);
        const std::size_t first = body.paragraphs.front();
        std::size_t headline = first;
        for (std::size_t i = first; i > 0 && first - i < 40; --i) {
            const Block& block = page_.blocks[i - 1];
            if (!block.element.is("h1") && (title.empty() || letters_of(text_of(block)) != title)) continue;
            headline = i - 1;
            break;
        }
        if (headline == first) return;
        std::vector<std::size_t> lead;
        for (std::size_t i = headline + 1; i < first; ++i) {
            const Block& block = page_.blocks[i];
            if (block.role == Block::Role::caption || page_.aside(block) || block.link_density() > 0.4 || block.chars < 30 ||
                block.chars > 900 || block.words < 5)
                continue;
            const std::string said = letters_of(text_of(block));
            const bool described = said.size() > 25 && !description.empty() &&
                                   (description.find(said) != std::string::npos || said.find(description) == 0 ||
                                    (said.size() > 60 && description.size() > 60 && said.compare(0, 50, description, 0, 50) == 0));
            if (!described && !summary_named(block)) continue;
            if (std::any_of(body.paragraphs.begin(), body.paragraphs.end(),
                            [&](std::size_t p) { return letters_of(text_of(page_.blocks[p])) == said; }))
                continue;
            lead.push_back(i);
        }
        body.paragraphs.insert(body.paragraphs.begin(), lead.begin(), lead.end());
    }

    bool summary_named(const Block& block) const {
        int climbed = 0;
        for (HtmlNode at = block.element; at && climbed < 3; at = at.parent(), ++climbed) {
            const Hints hints = hints_of(at);
            if (hints.byline || hints.date) return false;
            if (hints.summary) return true;
        }
        return false;
    }

    const PageBlocks& page_;
    HtmlNode root_;
    const BodyClues& clues_;
    std::size_t headline_ = 0;   // block
    HtmlNode headline_article_;  // the <article> around it, or none
    bool others_have_text_ = false;
    std::vector<bool> stated_;  // by block; empty: structured data does not decide
    NodeTable<Weighed> weights_;
    mutable NodeTable<Hints> hints_;
};

}  // namespace

Body body_of(const PageBlocks& page, HtmlNode root, const BodyClues& clues) {
    return Chooser(page, root, clues).choose();
}

}  // namespace dateline
