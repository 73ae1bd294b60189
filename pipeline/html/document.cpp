#include "pipeline/html/document.hpp"

#include <array>
#include <cstring>

#include "pipeline/html/watched_parse.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

extern "C" {
#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>
#include <lexbor/tag/tag.h>
}

namespace dateline {
namespace {

std::string_view view(const lxb_char_t* data, std::size_t length) {
    return data ? std::string_view(reinterpret_cast<const char*>(data), length) : std::string_view();
}

lxb_dom_attr_t* find_attribute(lxb_dom_node_t* node, std::string_view name) {
    if (!node || node->type != LXB_DOM_NODE_TYPE_ELEMENT) return nullptr;
    lxb_dom_attr_t* a = lxb_dom_interface_element(node)->first_attr;
    for (; a; a = a->next) {
        std::size_t length = 0;
        const lxb_char_t* qualified = lxb_dom_attr_qualified_name(a, &length);
        if (length == name.size() && std::memcmp(qualified, name.data(), length) == 0) break;
    }
    return a;
}

/// The names that Lexbor knows by number.
const std::array<std::string_view, LXB_TAG__LAST_ENTRY> known_names = [] {
    std::array<std::string_view, LXB_TAG__LAST_ENTRY> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::size_t length = 0;
        const lxb_char_t* name = lxb_tag_name_by_id(i, &length);
        all[i] = view(name, length);
    }
    return all;
}();

/// Appends `decoded` with the raw bytes of the page that `stretches` tell.
void append_traced(TextBuilder& builder, const SourceText& page, std::string_view decoded, std::span<const Stretch> stretches) {
    for (const Stretch& stretch : stretches) {
        const Span span{page.char_of(stretch.raw), page.char_of(stretch.raw + stretch.raw_length)};
        if (!stretch.atomic) {
            builder.append(page, span);
            continue;
        }
        const std::vector<RawSpan> raw = page.raw(span);
        const std::string_view characters = decoded.substr(stretch.decoded, stretch.decoded_length);
        for (std::size_t at = 0; at < characters.size();) {
            const Decoded c = decode_at(characters, at);
            builder.append(c.code_point, raw);
            at += c.length;
        }
    }
}

}  // namespace

bool HtmlNode::is_text() const {
    return node_ && node_->type == LXB_DOM_NODE_TYPE_TEXT;
}
bool HtmlNode::is_element() const {
    return node_ && node_->type == LXB_DOM_NODE_TYPE_ELEMENT;
}

std::size_t HtmlNode::name_number() const {
    if (!is_element() || node_->ns != LXB_NS_HTML || node_->local_name >= LXB_TAG__LAST_ENTRY) return 0;
    return node_->local_name;
}

std::size_t HtmlNode::number_of(std::string_view name) {
    static_assert(LXB_TAG__LAST_ENTRY <= known_names);
    for (std::size_t number = LXB_TAG__BEGIN; number < LXB_TAG__LAST_ENTRY; ++number)
        if (dateline::known_names[number] == name) return number;
    return 0;
}

std::string_view HtmlNode::name() const {
    if (!is_element() || node_->ns != LXB_NS_HTML) return {};
    if (node_->local_name < LXB_TAG__LAST_ENTRY) return dateline::known_names[node_->local_name];
    std::size_t length = 0;
    const lxb_char_t* name = lxb_dom_element_local_name(lxb_dom_interface_element(node_), &length);
    return view(name, length);
}

std::string_view HtmlNode::text() const {
    if (!is_text()) return {};
    const lexbor_str_t& data = lxb_dom_interface_character_data(node_)->data;
    return view(data.data, data.length);
}

bool HtmlNode::has_attributes() const {
    return is_element() && lxb_dom_interface_element(node_)->first_attr != nullptr;
}

std::optional<std::string_view> HtmlNode::attribute(std::string_view name) const {
    const lxb_dom_attr_t* found = find_attribute(node_, name);
    if (!found) return std::nullopt;
    return found->value ? view(found->value->data, found->value->length) : std::string_view();
}

HtmlNode HtmlNode::parent() const {
    return HtmlNode(node_ ? node_->parent : nullptr);
}
HtmlNode HtmlNode::first_child() const {
    return HtmlNode(node_ ? node_->first_child : nullptr);
}
HtmlNode HtmlNode::next_sibling() const {
    return HtmlNode(node_ ? node_->next : nullptr);
}
HtmlNode HtmlNode::previous_sibling() const {
    return HtmlNode(node_ ? node_->prev : nullptr);
}

HtmlNode HtmlNode::next(HtmlNode root) const {
    if (node_ && node_->first_child) return HtmlNode(node_->first_child);
    return next_after(root);
}

HtmlNode HtmlNode::next_after(HtmlNode root) const {
    for (lxb_dom_node_t* at = node_; at && at != root.node_; at = at->parent)
        if (at->next) return HtmlNode(at->next);
    return {};
}

HtmlDocument::HtmlDocument(SourceText page, const ParseLimits& limits)
    : page_(std::move(page)), tree_(std::make_unique<WatchedTree>(watched_parse(page_.utf8(), limits))) {}
HtmlDocument::~HtmlDocument() = default;
HtmlDocument::HtmlDocument(HtmlDocument&&) noexcept = default;
HtmlDocument& HtmlDocument::operator=(HtmlDocument&&) noexcept = default;

HtmlNode HtmlDocument::root() const {
    return HtmlNode(lxb_dom_interface_node(tree_->document.get()));
}

HtmlNode HtmlDocument::html() const {
    HtmlNode node = root().first_child();
    while (node && !node.is("html")) node = node.next_sibling();
    return node;
}

HtmlNode HtmlDocument::head() const {
    return HtmlNode(lxb_dom_interface_node(lxb_html_document_head_element(tree_->document.get())));
}
HtmlNode HtmlDocument::body() const {
    return HtmlNode(lxb_dom_interface_node(lxb_html_document_body_element(tree_->document.get())));
}

bool HtmlDocument::exact(HtmlNode text_node) const {
    if (!text_node.is_text() || !text_node.raw()->user) return false;
    const TextRecord& record = tree_->texts[reinterpret_cast<std::uintptr_t>(text_node.raw()->user) - 1];
    return record.exact && record.length == text_node.text().size();
}

SourceText HtmlDocument::text(HtmlNode text_node) const {
    TextBuilder builder;
    if (exact(text_node))
        append_traced(builder, page_, text_node.text(),
                      tree_->texts[reinterpret_cast<std::uintptr_t>(text_node.raw()->user) - 1].stretches.all());
    else
        builder.insert(text_node.text());
    return std::move(builder).build();
}

std::optional<SourceText> HtmlDocument::attribute(HtmlNode element, std::string_view name) const {
    const lxb_dom_attr_t* found = find_attribute(element.raw(), name);
    if (!found) return std::nullopt;
    TextBuilder builder;
    if (!found->value || found->value->length == 0) return std::move(builder).build();
    const std::string_view decoded = view(found->value->data, found->value->length);
    const auto record = tree_->attributes.find(found->value->data);
    if (record == tree_->attributes.end() || !record->second.exact || record->second.length != decoded.size())
        builder.insert(decoded);
    else if (record->second.stretches.empty())
        builder.append(page_, {page_.char_of(record->second.raw), page_.char_of(record->second.raw + record->second.length)});
    else
        append_traced(builder, page_, decoded, record->second.stretches);
    return std::move(builder).build();
}

const std::vector<Warning>& HtmlDocument::warnings() const {
    return tree_->warnings;
}

}  // namespace dateline
