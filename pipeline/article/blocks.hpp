#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/article/hints.hpp"
#include "pipeline/html/document.hpp"

namespace dateline {

/// A run of text that a reader sees as one: a paragraph, a heading, a list item, a line of a menu.
struct Block {
    enum class Role : std::uint8_t { text, heading, item, cell, row, caption };  ///< row: of a table of short cells, all of them

    HtmlNode element;  ///< the block-level element around it
    /// Its text nodes, in order, and what stands for something else: <br> and cells of a row, blanks; <q> where it begins and where it
    /// ends; <sup> before an exponent. In PageBlocks.
    std::span<const HtmlNode> parts;
    Role role = Role::text;
    std::size_t chars = 0;       ///< code points that are not white space
    std::size_t link_chars = 0;  ///< of these, inside of links
    std::size_t words = 0;
    bool ends_sentence = false;  ///< the last character closes a sentence or a quotation
    bool cut_off = false;        ///< it ends with an ellipsis
    bool digits = false;         ///< has a digit: no date is without
    std::int32_t side = -1;      ///< the side region it stands in, an index into PageBlocks::sides

    double link_density() const { return chars == 0 ? 0 : static_cast<double>(link_chars) / static_cast<double>(chars); }
    /// Whether it reads like running text of an article, wherever it stands.
    bool is_prose() const;
};

/// A part of the page that is not the article by its name or tag: <aside>, class="comments".
struct SideRegion {
    HtmlNode root;
    bool comments = false;        ///< written by readers: never the article, however long
    std::size_t prose_chars = 0;  ///< of it and the regions in it
    bool lifted = false;          ///< holds most of the page's prose, so the name misleads
    std::int32_t outer = -1;
};

/// The text of a page cut into blocks. What nobody sees (scripts, hidden elements) is left out.
struct PageBlocks {
    PageBlocks() = default;
    PageBlocks(PageBlocks&&) = default;  // the blocks point into `parts`, which moves along but cannot be copied
    PageBlocks& operator=(PageBlocks&&) = default;

    std::vector<Block> blocks;
    std::vector<HtmlNode> parts;
    std::vector<SideRegion> sides;
    bool cut = false;                                 ///< there are more blocks than anybody reads; the rest was left out
    bool some_hidden = false, some_noscript = false;  ///< what was left out that wider options would show

    /// Whether the block stands beside the article.
    bool aside(const Block& block) const;
};

struct BlockOptions {
    bool hidden_too = false;    ///< also elements that are not shown: for pages whose script shows the text
    bool noscript_too = false;  ///< also what readers without scripts are shown
};

PageBlocks blocks_of(HtmlNode root, const BlockOptions& options = {});

/// Scripts that write no blanks: a character says as much as three letters, and two make a word.
bool ideographic(char32_t c);

/// Whether elements of that name begin a block of their own.
bool block_level(HtmlNode element);

}  // namespace dateline
