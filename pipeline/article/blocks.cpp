#include "pipeline/article/blocks.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/article/node_table.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_blocks = 50000;  // a long book has a tenth
constexpr int most_looked_at = 12;          // nodes around an inline element that say what it is
constexpr int max_climb_role = 24;          // levels above a text at which it is still an item of a list or a cell

constexpr auto block_names = std::to_array<std::string_view>(
    {"address", "article", "aside",    "blockquote", "body",   "caption", "center", "dd",   "details", "dialog", "dir", "div",
     "dl",      "dt",      "fieldset", "figcaption", "figure", "footer",  "form",   "h1",   "h2",      "h3",     "h4",  "h5",
     "h6",      "header",  "hgroup",   "hr",         "html",   "li",      "main",   "menu", "nav",     "ol",     "p",   "pre",
     "search",  "section", "summary",  "table",      "tbody",  "td",      "tfoot",  "th",   "thead",   "tr",     "ul"});
constexpr auto unseen_names = std::to_array<std::string_view>(
    {"audio",    "button", "canvas", "datalist", "embed",  "head",   "iframe", "input",    "link",     "map",   "math", "meta",
     "noscript", "object", "option", "progress", "script", "select", "style",  "template", "textarea", "title", "video"});
constexpr auto telling_names = std::to_array<std::string_view>({"a", "del", "q", "s", "strike", "sup"});  // what they hold reads otherwise
constexpr auto side_names = std::to_array<std::string_view>({"aside", "dialog", "footer", "form", "menu", "nav", "search"});

/// A set of names, asked by their numbers.
class NameSet {
public:
    template <std::size_t n>
    explicit NameSet(const std::array<std::string_view, n>& names) {
        for (const std::string_view name : names)
            if (const std::size_t number = HtmlNode::number_of(name)) in_[number] = true;
    }
    bool holds(HtmlNode node) const { return in_[node.name_number()]; }

private:
    std::array<bool, HtmlNode::known_names> in_{};
};

const NameSet& block_set() {
    static const NameSet set(block_names);
    return set;
}
const NameSet& unseen_set() {
    static const NameSet set(unseen_names);
    return set;
}
const NameSet& telling_set() {
    static const NameSet set(telling_names);
    return set;
}
const NameSet& side_set() {
    static const NameSet set(side_names);
    return set;
}

bool white(char32_t c) {
    return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x200B || c == 0xFEFF;
}

/// Full stops, question and exclamation marks, ellipsis, and quotation marks or brackets that close.
bool closes_sentence(char32_t c) {
    constexpr std::u32string_view marks = U".!?…\"”’»“)]:;。！？」』؟।";
    return marks.find(c) != std::u32string_view::npos;
}

class Walker {
public:
    Walker(HtmlNode root, const BlockOptions& options) : root_(root), options_(options) {}

    PageBlocks walk() {
        for (HtmlNode node = root_; node;) {
            if (page_.blocks.size() == most_blocks) {
                page_.cut = true;
                break;
            }
            leave(node);
            if (node.is_text()) {
                text(node);
                node = node.next(root_);
                continue;
            }
            if (!node.is_element()) {
                node = node.next(root_);
                continue;
            }
            const std::string_view name = node.name();
            const bool unseen = unseen_set().holds(node) && !(options_.noscript_too && name == "noscript");
            if (node != root_ && (name.empty() || unseen || (!options_.hidden_too && name != "body" && hidden(node)))) {
                if (name == "noscript")
                    page_.some_noscript = true;
                else if (!name.empty() && !unseen)
                    page_.some_hidden = true;
                if (name != "input" && name != "link" && name != "meta") flush_if_block(node);
                node = node.next_after(root_);
                continue;
            }
            if (telling_set().holds(node) && !reads_on(node, name)) {
                node = node.next_after(root_);
                continue;
            }
            enter(node, name);
            node = node.next(root_);
        }
        flush();
        std::size_t at = 0;
        for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
            page_.blocks[i].parts = std::span(page_.parts).subspan(at, part_counts_[i]);
            at += part_counts_[i];
        }
        lift();
        return std::move(page_);
    }

private:
    void flush_if_block(HtmlNode node) {
        if (block_level(node)) flush();
    }

    /// Ends the regions and links that `node` no longer stands in.
    void leave(HtmlNode node) {
        while (!regions_.empty() && regions_.back().after == node && node) {
            flush();
            regions_.pop_back();
        }
        if (link_after_ == node) in_link_ = false;
        if (row_ && row_after_ == node) {
            flush();
            row_ = HtmlNode();
        }
        while (!quotes_.empty() && quotes_.back().after == node) {
            if (quotes_.back().flushes == flushes_) parts_.push_back(quotes_.back().element);  // it begins in the block in hand
            quotes_.pop_back();
        }
        while (!captions_.empty() && captions_.back() == node) {
            flush();
            captions_.pop_back();
        }
    }

    /// Whether the text in a link, a quotation, a deletion or a raised text is read. Marks of quotations and exponents become parts.
    bool reads_on(HtmlNode node, std::string_view name) {
        if (name == "a") return !(node.has_attributes() && points_to_note(node) && node.first_child().is("sup"));
        if (name == "q") {
            if (!quoted(node)) {
                begin(node.parent());
                parts_.push_back(node);
                quotes_.push_back({node, node.next_after(root_), flushes_});
            }
            return true;
        }
        if (name != "sup") return node == root_;  // what was deleted
        std::size_t digits = 0;
        int nodes = 0;
        for (HtmlNode at = node.next(node); at; at = at.next(node)) {
            if (++nodes == most_looked_at) return true;
            if (at.is("a") && points_to_note(at)) return false;
            if (!at.is_text()) continue;
            for (const char c : at.text()) {
                if (c < '0' || c > '9' || digits == 8) return true;  // "5th", "m2)"
                ++digits;
            }
        }
        if (digits == 0 || last_ < U'0' || last_ > U'9' || !in_word_) return true;
        if (digits_run_ > 2) return false;  // a note on a figure: no base is that long
        parts_.push_back(node);
        return true;
    }

    /// A link to a place on a page: a note, where it is raised.
    static bool points_to_note(HtmlNode link) {
        const auto target = link.attribute("href");
        return target && target->find('#') != std::string_view::npos;
    }

    /// Whether the text has quotation marks of its own.
    static bool quoted(HtmlNode quotation) {
        int nodes = 0;
        for (HtmlNode at = quotation.next(quotation); at && ++nodes < most_looked_at; at = at.next(quotation)) {
            if (!at.is_text()) continue;
            const std::string_view text = at.text();
            for (std::size_t i = 0; i < text.size();) {
                const Decoded c = decode_at(text, i);
                i += c.length;
                if (!white(c.code_point)) return std::u32string_view(U"\"'“”„‘’‚«»‹›「『").find(c.code_point) != std::u32string_view::npos;
            }
        }
        return true;
    }

    /// Whether an inline element is a part of the sentence around it: words before it that close none, or behind it that go on. Then its
    /// class names what it says ("share-name"), and no part of the page.
    bool in_sentence(HtmlNode node) const {
        if (words_ >= 2 && !closes_sentence(last_)) return true;
        int nodes = 0;
        for (HtmlNode at = node.next_after(root_); at && ++nodes < most_looked_at; at = at.next(root_)) {
            if (at.is_element() && (block_level(at) || at.is("br"))) return false;
            if (!at.is_text()) continue;
            const std::string_view text = at.text();
            for (std::size_t i = 0; i < text.size();) {
                const Decoded c = decode_at(text, i);
                i += c.length;
                if (white(c.code_point)) continue;
                return u_islower(static_cast<UChar32>(c.code_point)) != 0 || c.code_point == U',' || c.code_point == U'\'' ||
                       c.code_point == U'’';
            }
        }
        return false;
    }

    /// A <figure> around a table or a quotation: text, but for its caption.
    static bool framed_text(HtmlNode figure) {
        constexpr int most_nodes = 12;
        int nodes = 0;
        for (HtmlNode at = figure.next(figure); at && ++nodes < most_nodes; at = at.next(figure)) {
            if (at.is("table") || at.is("blockquote") || at.is("pre")) return true;
            if (at.is("img") || at.is("picture") || at.is("iframe") || at.is("video")) return false;
        }
        return false;
    }

    void enter(HtmlNode node, std::string_view name) {
        if (name == "br") {
            if (!parts_.empty() && parts_.back().is("br")) {
                parts_.pop_back();
                flush();
            } else if (!parts_.empty()) {
                parts_.push_back(node);
            }
            return;
        }
        if (in_row(node)) {
            if (!parts_.empty()) parts_.push_back(node);
            in_word_ = false;
            return;
        }
        if (row_ && wraps_cell(node)) {
            if (!parts_.empty()) parts_.push_back(node);
            in_word_ = false;
            return;
        }
        const bool is_block = block_level(node);
        if (!is_block && !node.has_attributes()) return;  // <b>, <span>: nothing to read
        if (is_block) flush();
        if (name == "tr" && data_row(node)) {
            row_ = node;
            row_after_ = node.next_after(root_);
        }
        if (name == "a" && node.has("href")) {
            in_link_ = true;
            link_after_ = node.next_after(root_);
        }
        if (node == root_ || name == "html" || name == "body") return;
        const Hints hints = hints_of(node);
        if (!is_block && (hints.side || hints.caption) && in_sentence(node)) return;
        if ((name == "figure" && !framed_text(node)) || name == "figcaption" || (name != "figure" && hints.caption && !hints.body)) {
            flush();
            captions_.push_back(node.next_after(root_));
        }
        const bool named = (hints.side || side_set().holds(node)) && !hints.body;
        if (named) {
            flush();
            SideRegion region;
            region.root = node;
            region.comments = comments(node);
            region.outer = regions_.empty() ? -1 : regions_.back().index;
            regions_.push_back({static_cast<std::int32_t>(page_.sides.size()), node.next_after(root_)});
            page_.sides.push_back(region);
        }
    }

    /// Whether readers wrote what is in `node`. An element that holds the headline is not theirs.
    bool comments(HtmlNode node) const {
        bool named = false;
        for (const char* name : {"class", "id"})
            if (const auto value = node.attribute(name))
                for (const std::string_view word : {"comment", "Comment", "kommentar", "disqus", "respond", "replies"})
                    named = named || value->find(word) != std::string_view::npos;
        return named && !holds_headline(node);
    }

    bool holds_headline(HtmlNode node) const {
        if (!headlines_known_) {
            headlines_known_ = true;
            for (HtmlNode at = root_; at; at = at.next(root_))
                if (at.is("h1"))
                    for (HtmlNode up = at.parent(); up && around_headlines_.at(up, [] { return char{1}; }).second;) up = up.parent();
        }
        return around_headlines_.find(node) != nullptr;
    }

    bool in_row(HtmlNode cell) const { return row_ && cell.parent() == row_ && (cell.is("td") || cell.is("th")); }

    /// Elements around the text of a cell in a row of data.
    static bool wraps_cell(HtmlNode node) { return node.is("p") || node.is("div") || node.is("center"); }

    /// A row of two or more short cells and no block of its own but what wraps their text: a line of a table of data, not the page's
    /// layout.
    static bool data_row(HtmlNode row) {
        int cells = 0;
        for (HtmlNode cell = row.first_child(); cell; cell = cell.next_sibling()) {
            if (!cell.is_element()) continue;
            if (!cell.is("td") && !cell.is("th")) return false;
            std::size_t letters = 0;
            bool wrapped = false;
            for (HtmlNode at = cell.next(cell); at; at = at.next(cell)) {
                if (at.is_element() && ((block_level(at) && !wraps_cell(at)) || unseen_set().holds(at))) return false;
                wrapped = wrapped || (at.is_element() && wraps_cell(at));
                if (at.is_text()) letters += at.text().size();
            }
            if (letters > (wrapped ? 60 : 200)) return false;
            cells += letters > 0;
        }
        return cells >= 2;
    }

    /// The nearest block-level element. Inline elements may be nested hundreds deep around thousands of words, so where the way is long it
    /// is gone once.
    HtmlNode block_around(HtmlNode node) {
        constexpr int long_way = 16;
        const auto ends = [&](HtmlNode at) { return !at || at == root_ || (block_level(at) && !in_row(at) && !(row_ && wraps_cell(at))); };
        int climbed = 0;
        while (!ends(node) && climbed < long_way) {
            node = node.parent();
            ++climbed;
        }
        if (ends(node)) return node;
        return blocks_around_
            .at(node,
                [&] {
                    HtmlNode at = node;
                    while (!ends(at)) at = at.parent();
                    return at;
                })
            .first;
    }

    /// Ends the block in hand where a text in `parent` stands in another one.
    void begin(HtmlNode parent) {
        const HtmlNode block = block_around(parent);
        if (block == element_) return;
        flush();
        element_ = block;
    }

    void text(HtmlNode node) {
        begin(node.parent());
        const std::string_view characters = node.text();
        bool blank = true, in_word = in_word_;
        for (std::size_t at = 0; at < characters.size();) {
            const Decoded c = decode_at(characters, at);
            at += c.length;
            if (white(c.code_point)) {
                in_word = false;
                digits_run_ = 0;
                continue;
            }
            blank = false;
            const bool digit = c.code_point >= U'0' && c.code_point <= U'9';
            digits_ = digits_ || digit;
            if (!in_word || (!digit && c.code_point != U',' && c.code_point != U'.')) digits_run_ = 0;
            digits_run_ += digit;
            const std::size_t weight = ideographic(c.code_point) ? 3 : 1;
            if (!in_word || (weight == 3 && (chars_ / 3) % 2 == 1)) ++words_;
            in_word = true;
            chars_ += weight;
            if (in_link_) link_chars_ += weight;
            before_last_ = last_;
            last_ = c.code_point;
        }
        in_word_ = in_word;
        if (blank && parts_.empty()) return;
        parts_.push_back(node);
    }

    void flush() {
        if (chars_ > 0) {
            Block block;
            block.element = element_;
            page_.parts.insert(page_.parts.end(), parts_.begin(), parts_.end());
            part_counts_.push_back(static_cast<std::uint32_t>(parts_.size()));
            block.chars = chars_;
            block.link_chars = link_chars_;
            block.words = words_;
            block.ends_sentence = closes_sentence(last_);
            block.cut_off = last_ == U'…' || (last_ == U'.' && before_last_ == U'.');
            block.digits = digits_;
            block.role = role();
            block.side = regions_.empty() ? -1 : regions_.back().index;
            page_.blocks.push_back(std::move(block));
        }
        parts_.clear();
        ++flushes_;
        chars_ = link_chars_ = words_ = 0;
        in_word_ = digits_ = false;
    }

    Block::Role role() const {
        if (!captions_.empty()) return Block::Role::caption;
        const std::string_view name = element_.name();
        if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') return Block::Role::heading;
        if (name == "caption") return Block::Role::caption;
        if (element_ == row_) return Block::Role::row;
        int climbed = 0;
        for (HtmlNode at = element_; at && at != root_ && climbed < max_climb_role; at = at.parent(), ++climbed) {
            const std::string_view around = at.name();
            if (around == "li" || around == "dd" || around == "dt") return Block::Role::item;
            if (around == "td" || around == "th") return Block::Role::cell;
            if (around == "div" || around == "section" || around == "article") break;
        }
        return Block::Role::text;
    }

    /// Some pages wrap all they have into a form, or call the column of the article "promo": a region that holds most of the prose is no
    /// side. Where prose stands in an element named as the article's, the region must hold nearly all. Readers' comments weigh nothing.
    void lift() {
        std::size_t all = 0, own = 0;  // of these, not by readers
        bool body_outside = false;
        HtmlNode around;  // that was asked last: paragraphs share theirs
        for (const Block& block : page_.blocks) {
            if (!block.is_prose()) continue;
            bool comment = false;
            for (std::int32_t at = block.side; at >= 0; at = page_.sides[static_cast<std::size_t>(at)].outer) {
                page_.sides[static_cast<std::size_t>(at)].prose_chars += block.chars;
                comment = comment || page_.sides[static_cast<std::size_t>(at)].comments;
            }
            all += block.chars;
            if (!comment) own += block.chars;
            if (body_outside || block.side >= 0 || block.role != Block::Role::text || block.element.parent() == around) continue;
            around = block.element.parent();
            body_outside = hints_of(around).body;
        }
        for (SideRegion& side : page_.sides) {
            const std::size_t of = side.comments ? all : own;
            const double share = of == 0 ? 0 : static_cast<double>(side.prose_chars) / static_cast<double>(of);
            side.lifted = side.comments ? share > 0.95 && side.prose_chars > 1000 : share > (body_outside ? 0.9 : 0.5);
        }
    }

    struct Open {
        std::int32_t index;
        HtmlNode after;  // the first node behind it
    };

    HtmlNode root_;
    const BlockOptions& options_;
    PageBlocks page_;
    std::vector<Open> regions_;
    std::vector<HtmlNode> captions_;
    struct Quotation {
        HtmlNode element, after;
        std::size_t flushes;
    };

    std::size_t flushes_ = 0;        // blocks that ended, those without text too
    std::vector<Quotation> quotes_;  // <q> around the node in hand
    HtmlNode element_, link_after_, row_, row_after_;
    std::size_t digits_run_ = 0;  // digits of the number that the text in hand ends with
    NodeTable<HtmlNode> blocks_around_;
    mutable NodeTable<char> around_headlines_;  // elements that hold an <h1>
    mutable bool headlines_known_ = false;
    bool in_link_ = false, in_word_ = false, digits_ = false;
    std::vector<HtmlNode> parts_;             // of the block in hand
    std::vector<std::uint32_t> part_counts_;  // by block
    std::size_t chars_ = 0, link_chars_ = 0, words_ = 0;
    char32_t last_ = 0, before_last_ = 0;
};

}  // namespace

bool ideographic(char32_t c) {
    return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x30000);
}

bool block_level(HtmlNode element) {
    if (element.name_number() != 0) return block_set().holds(element);
    return element.name().find('-') != std::string_view::npos;  // elements of the page's own making
}

bool Block::is_prose() const {
    if (role == Role::heading || role == Role::caption || role == Role::row) return false;
    // "Linked headline. How it begins...": a teaser.
    if (cut_off && link_density() > 0.1) return false;
    // "**Linked headline.** What it says": an item of a news summary.
    if (role == Role::item && words >= 12 && ends_sentence && chars - link_chars >= 40) return true;
    if (link_density() > 0.4) return false;
    return chars >= 80 || (chars >= 35 && words >= 6 && ends_sentence);
}

bool PageBlocks::aside(const Block& block) const {
    for (std::int32_t at = block.side; at >= 0; at = sides[static_cast<std::size_t>(at)].outer)
        if (!sides[static_cast<std::size_t>(at)].lifted) return true;
    return false;
}

PageBlocks blocks_of(HtmlNode root, const BlockOptions& options) {
    return Walker(root, options).walk();
}

}  // namespace dateline
