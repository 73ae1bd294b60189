#include "pipeline/article/byline_blocks.hpp"

#include <algorithm>

#include "pipeline/article/bylines.hpp"
#include "pipeline/article/node_table.hpp"
#include "pipeline/article/plain_text.hpp"
#include "schemas/text_builder.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_line = 120;  // characters
constexpr std::size_t longest_meta = 250;  // of a line that holds a byline among other things
constexpr std::size_t most_words = 5;      // of a line that does not begin like a byline
constexpr int most_levels = 8;             // of inline elements
constexpr std::size_t most_lines = 6;      // of one element: name, office, town

class Search {
public:
    Search(const HtmlDocument& document, const PageBlocks& blocks, const Body& body, std::string_view site)
        : document_(document), blocks_(blocks), body_(body), site_(site) {}

    std::vector<SourceText> names() {
        for (std::size_t i = 0; i < blocks_.blocks.size() && out_.empty(); ++i) {
            const Block& block = blocks_.blocks[i];
            if (block.role == Block::Role::caption) continue;
            if (block.chars <= longest_line)
                if (const HtmlNode named = named_around(block)) {
                    read_lines(i, named);
                    continue;
                }
            if (block.chars <= longest_meta && !blocks_.aside(block)) read_inline(block);
        }
        if (out_.empty()) read_opened();
        return std::move(out_);
    }

private:
    const Hints& hints(HtmlNode node) {
        return hints_.at(node, [&] { return hints_of(node); }).first;
    }

    void add(const SourceText& line) {
        for (SourceText& name : names_in_byline(line, site_))
            if (std::none_of(out_.begin(), out_.end(),
                             [&](const SourceText& known) { return letters_of(known.utf8()) == letters_of(name.utf8()); }))
                out_.push_back(std::move(name));
    }

    HtmlNode named_around(const Block& block) {
        int climbed = 0;
        for (HtmlNode at = block.element; at && climbed < 3 && at != body_.container; at = at.parent(), ++climbed)
            if (hints(at).byline) return at;
        return {};
    }

    /// The lines of one element, from block `first` on.
    void read_lines(std::size_t first, HtmlNode element) {
        for (std::size_t i = first; i < std::min(first + most_lines, blocks_.blocks.size()); ++i) {
            const Block& block = blocks_.blocks[i];
            if (i > first && (block.chars > longest_line || !below(block.element, element))) break;
            const SourceText line = line_of(block);
            if (opens_byline(trimmed(line).utf8()) || block.words <= most_words) add(line);
        }
    }

    static bool below(HtmlNode node, HtmlNode element) {
        while (node && node != element) node = node.parent();
        return static_cast<bool>(node);
    }

    /// A byline among other things: "<span class=author>Ann Lee</span> | 14 May".
    void read_inline(const Block& block) {
        HtmlNode last;
        for (const HtmlNode part : block.parts) {
            if (!part.is_text()) continue;
            int climbed = 0;
            for (HtmlNode at = part.parent(); at && at != block.element && ++climbed < most_levels; at = at.parent()) {
                if (!at.has_attributes() || !hints(at).byline) continue;
                if (at == last) break;
                last = at;
                if (const auto text = short_text_of(document_, at)) add(*text);
                break;
            }
        }
    }

    /// A line above the text, or the first of it, that begins like a byline and goes on with names.
    void read_opened() {
        if (body_.paragraphs.empty()) return;
        const std::size_t first = body_.paragraphs.front();
        for (std::size_t i = first - std::min<std::size_t>(first, 8); i < std::min(first + 2, blocks_.blocks.size()) && out_.empty(); ++i) {
            const Block& block = blocks_.blocks[i];
            if (block.chars > 90 || block.words < 2 || block.words > 14 || block.ends_sentence || block.role == Block::Role::heading ||
                blocks_.aside(block))
                continue;
            const SourceText line = trimmed(line_of(block));
            if (opens_with_names(line.utf8())) add(line);
        }
    }

    /// The text of a block; links that stand side by side are parted: each holds a name.
    SourceText line_of(const Block& block) const {
        TextBuilder builder;
        HtmlNode link_before;
        for (const HtmlNode part : block.parts) {
            HtmlNode link = part.is_text() ? part.parent() : HtmlNode();
            for (int climbed = 0; link && !link.is("a") && ++climbed < most_levels;)
                link = link == block.element ? HtmlNode() : link.parent();
            if (link && !link.is("a")) link = HtmlNode();
            if (link && link_before && link != link_before) builder.insert("; ");
            if (part.is_text() && !letters_of(part.text()).empty()) link_before = link;
            if (part.is_text())
                builder.append(document_.text(part));
            else
                builder.insert(" ");
        }
        return std::move(builder).build();
    }

    const HtmlDocument& document_;
    const PageBlocks& blocks_;
    const Body& body_;
    std::string_view site_;
    NodeTable<Hints> hints_;
    std::vector<SourceText> out_;
};

}  // namespace

std::vector<SourceText> names_in_blocks(const HtmlDocument& document, const PageBlocks& blocks, const Body& body, std::string_view site) {
    return Search(document, blocks, body, site).names();
}

}  // namespace dateline
