// Every element is scored by the prose in it less the clutter in it, weighed by what its name says. The best one is the container. It is
// then read block by block: prose stays, headings stay where prose follows, lists stay with the prose around them, lines that are links or
// labels go.
#include "pipeline/article/body.hpp"

#include <algorithm>
#include <unordered_map>

#include "pipeline/article/plain_text.hpp"

namespace dateline {
namespace {

constexpr int max_climb = 64;  // levels that a paragraph counts for: real pages have 51

struct Weighed {
    HtmlNode node;
    std::size_t prose = 0;
    std::size_t clutter = 0;
};

double name_weight(HtmlNode node) {
    const std::string_view name = node.name();
    if (name == "html" || name == "body") return 0.75;
    const Hints hints = hints_of(node);
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
        weigh();
        Body body;
        body.rule = "none";
        double best = 0;
        for (const Weighed& weighed : weights_) {  // inner elements come before those around them, and win when equal
            const double value = score(weighed);
            if (value <= best) continue;
            body.container = weighed.node;
            best = value;
        }
        if (!body.container) return body;
        body.rule = hints_of(body.container).body ? "named-container" : "densest-container";
        read(body);
        rate(body);
        return body;
    }

private:
    void weigh() {
        for (const Block& block : page_.blocks) {
            if (block.role == Block::Role::caption || block.role == Block::Role::heading || page_.aside(block)) continue;
            const bool prose = block.is_prose();
            int climbed = 0;
            for (HtmlNode at = block.element; at; at = at.parent()) {
                if (++climbed > max_climb) break;
                const auto [known, fresh] = places_.try_emplace(at.raw(), weights_.size());
                if (fresh) weights_.push_back({at});
                Weighed& weighed = weights_[known->second];
                if (prose)
                    weighed.prose += block.chars - block.link_chars;
                else
                    weighed.clutter += std::min<std::size_t>(block.chars, 400);
                if (at == root_) break;
            }
        }
    }

    static double score(const Weighed& weighed) {
        if (weighed.prose == 0) return 0;
        return (static_cast<double>(weighed.prose) - 0.6 * static_cast<double>(weighed.clutter)) * name_weight(weighed.node);
    }

    static bool inside(HtmlNode node, HtmlNode container) {
        for (HtmlNode at = node; at; at = at.parent())
            if (at == container) return true;
        return false;
    }

    void read(Body& body) const {
        const std::string title = letters_of(clues_.title);
        std::vector<std::size_t> headings;  // wait for the text they head
        for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
            const Block& block = page_.blocks[i];
            if (!inside(block.element, body.container) || page_.aside(block)) continue;
            if (block.role == Block::Role::caption) {
                if (block.words >= 2) body.captions.push_back(i);
                continue;
            }
            if (block.role == Block::Role::heading) {
                const bool is_title = block.element.is("h1") || (!title.empty() && letters_of(text_of(block)) == title);
                if (!is_title && block.link_density() < 0.5) headings.push_back(i);
                continue;
            }
            if (!belongs(block, body)) continue;
            if (!title.empty() && body.paragraphs.empty() && letters_of(text_of(block)) == title) continue;
            body.paragraphs.insert(body.paragraphs.end(), headings.begin(), headings.end());
            headings.clear();
            body.paragraphs.push_back(i);
        }
    }

    bool belongs(const Block& block, const Body& body) const {
        if (block.link_density() > 0.5 && block.chars < 400) return false;
        if (label(block, body.container)) return false;
        if (block.is_prose()) return true;
        if (block.role == Block::Role::item) return block.link_density() < 0.3 && !body.paragraphs.empty();
        if (block.role == Block::Role::cell) return block.ends_sentence && block.words >= 4;
        if (block.element.is("p") || block.element.is("blockquote") || block.element.is("pre"))
            return block.words >= 1 && block.link_density() < 0.4;
        return block.ends_sentence && block.words >= 4;
    }

    /// A byline, a date or a summary box's label between the container and the block.
    bool label(const Block& block, HtmlNode container) const {
        if (block.chars > 250) return false;
        int climbed = 0;
        for (HtmlNode at = block.element; at && at != container && climbed < 4; at = at.parent(), ++climbed) {
            const Hints hints = hints_of(at);
            if (hints.body || hints.summary) return false;
            if (hints.byline || hints.date) return true;
        }
        return false;
    }

    /// How sure the choice is: enough text, most of the page's prose, few links.
    void rate(Body& body) const {
        std::size_t chosen = 0, links = 0, all = 0;
        for (const Block& block : page_.blocks)
            if (block.is_prose()) all += block.chars;
        for (const std::size_t i : body.paragraphs) {
            chosen += page_.blocks[i].chars;
            links += page_.blocks[i].link_chars;
        }
        if (chosen == 0) {
            body.rule = "none";
            return;
        }
        double value = 0.4 + 0.25 * std::min(1.0, static_cast<double>(chosen) / 1500) +
                       0.25 * std::min(1.0, static_cast<double>(chosen) / static_cast<double>(std::max(all, chosen)));
        if (body.rule == "named-container") value += 0.08;
        value -= 0.3 * static_cast<double>(links) / static_cast<double>(chosen);
        body.confidence = std::clamp(static_cast<int>(value * 1000), 0, 980);
    }

    const PageBlocks& page_;
    HtmlNode root_;
    const BodyClues& clues_;
    std::vector<Weighed> weights_;
    std::unordered_map<lxb_dom_node*, std::size_t> places_;  // of an element in weights_
};

}  // namespace

Body body_of(const PageBlocks& page, HtmlNode root, const BodyClues& clues) {
    return Chooser(page, root, clues).choose();
}

}  // namespace dateline
