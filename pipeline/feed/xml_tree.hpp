#pragma once

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/source_text.hpp"

namespace dateline {

class XmlTree;

/// An element of an XmlTree, valid as long as the tree. A default one is no element: `if (element)`.
class XmlElement {
public:
    XmlElement() = default;
    explicit operator bool() const { return static_cast<bool>(node_); }

    /// The name in lower case, with a prefix by its namespace, whatever prefix the feed uses: "dc:creator", "content:encoded". Elements of
    /// RSS and Atom, and of no or an unknown default namespace, have none: "title". An undeclared prefix stays as written.
    std::string name() const;

    /// The first child element of that name, the next sibling element of any name.
    XmlElement child(std::string_view name) const;
    XmlElement first_child() const;
    XmlElement next_sibling() const;

    /// The decoded value of an attribute: "href", "rdf:about", "xml:base". Empty when there is none.
    std::string attribute(std::string_view name) const;
    /// The same, each character with its bytes.
    SourceText attribute_text(std::string_view name) const;
    bool has_attribute(std::string_view name) const;

    /// Text and CDATA of the element and all below it, references decoded.
    SourceText text() const;
    /// `text()` as a string, without white space at both ends.
    std::string trimmed_text() const;
    bool has_elements() const { return static_cast<bool>(first_child()); }
    /// What is inside the element as HTML: prefixes of tags dropped, empty elements with an end tag where HTML wants one.
    SourceText markup() const;

    /// The URL that relative references in this element are resolved against: xml:base of it and its parents, over the feed's own.
    std::string base() const;
    /// xml:lang in force here; empty when not told.
    std::string language() const;

private:
    friend class XmlTree;
    XmlElement(const XmlTree* tree, pugi::xml_node node) : tree_(tree), node_(node) {}

    const XmlTree* tree_ = nullptr;
    pugi::xml_node node_;
};

/// A parsed feed. References are left to `XmlElement::text`, so that each value is a stretch of the text that was parsed.
class XmlTree {
public:
    /// `url` is the feed's own, the outermost base.
    XmlTree(SourceText text, std::string url);
    XmlTree(const XmlTree&) = delete;
    XmlTree& operator=(const XmlTree&) = delete;

    /// False when the parser stopped before the end: the tree has what came before.
    bool complete() const { return complete_; }
    /// The outermost element; of several the first.
    XmlElement root() const;
    /// Prefixes of elements that no namespace declaration explains, sorted.
    std::vector<std::string> undeclared_prefixes() const;

private:
    friend class XmlElement;
    /// Byte of the text at which a value or name of the tree starts.
    std::size_t where(const char* value) const { return static_cast<std::size_t>(value - buffer_.data()); }
    std::string decoded(const char* value) const;

    SourceText text_;
    std::string url_;
    std::string buffer_;
    pugi::xml_document document_;
    bool complete_ = false;
};

}  // namespace dateline
