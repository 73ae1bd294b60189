#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/html/guards.hpp"
#include "schemas/error.hpp"
#include "schemas/source_text.hpp"

struct lxb_dom_node;

namespace dateline {

struct WatchedTree;

/// A place in the tree of an HtmlDocument, valid as long as the document; compares equal to another handle of the same node. A default one
/// is no node: `if (node)`.
class HtmlNode {
public:
    HtmlNode() = default;
    explicit HtmlNode(lxb_dom_node* node) : node_(node) {}
    explicit operator bool() const { return node_ != nullptr; }
    friend bool operator==(HtmlNode, HtmlNode) = default;

    bool is_text() const;
    bool is_element() const;
    /// Whether it is the HTML element of that name ("p"); names of SVG and MathML elements never match.
    bool is(std::string_view name) const {
        const std::string_view own = this->name();
        return own.size() == name.size() && own == name;
    }
    /// The lower-case name of an HTML element; empty for anything else.
    std::string_view name() const;
    /// A small number for each name that the HTML standard knows, under `known_names`; 0 for anything else.
    std::size_t name_number() const;
    static constexpr std::size_t known_names = 256;
    /// The number of a name, 0 if the standard does not know it.
    static std::size_t number_of(std::string_view name);
    /// The text of a text node (UTF-8); empty for anything else.
    std::string_view text() const;
    /// The value of an attribute (name in lower case), or nothing. An attribute without a value has an empty one.
    std::optional<std::string_view> attribute(std::string_view name) const;
    bool has_attributes() const;
    bool has(std::string_view name) const { return attribute(name).has_value(); }

    HtmlNode parent() const;
    HtmlNode first_child() const;
    HtmlNode next_sibling() const;
    HtmlNode previous_sibling() const;

    /// The next node of the subtree of `root` in document order, children first; none at its end. No recursion: depth does not matter.
    HtmlNode next(HtmlNode root) const;
    /// As `next`, but not into this node's children.
    HtmlNode next_after(HtmlNode root) const;

    lxb_dom_node* raw() const { return node_; }

private:
    lxb_dom_node* node_ = nullptr;
};

/// A page parsed by the HTML standard, in which every character of every text and attribute value knows its raw bytes.
///
///     page   <p title="a&amp;b">caf&eacute;</p>        raw bytes through `page`'s own map, whatever its charset was
///     text(node) "café": "caf" copied, "é" from the 8 bytes of "&eacute;"
class HtmlDocument {
public:
    /// Never fails; what was cut short by the limits is in `warnings()`.
    explicit HtmlDocument(SourceText page, const ParseLimits& limits = {});
    ~HtmlDocument();
    HtmlDocument(HtmlDocument&&) noexcept;
    HtmlDocument& operator=(HtmlDocument&&) noexcept;

    HtmlNode root() const;  ///< the document, parent of <html>
    HtmlNode html() const;
    HtmlNode head() const;
    HtmlNode body() const;

    /// The text of a text node with its raw bytes. A node that could not be traced exactly has all its characters `inserted`.
    SourceText text(HtmlNode text_node) const;
    /// The same for an attribute's value, or nothing. (Copies that the parser makes of formatting elements left open are not traced.)
    std::optional<SourceText> attribute(HtmlNode element, std::string_view name) const;
    /// Whether the raw bytes of this text node are known.
    bool exact(HtmlNode text_node) const;

    const SourceText& page() const { return page_; }
    const std::vector<Warning>& warnings() const;

private:
    SourceText page_;
    std::unique_ptr<WatchedTree> tree_;
};

}  // namespace dateline
