#include "pipeline/html/tree_dump.hpp"

#include <algorithm>
#include <vector>

extern "C" {
#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>
}

namespace dateline {
namespace {

std::string text_of(const lxb_char_t* data, std::size_t length) {
    return data ? std::string(reinterpret_cast<const char*>(data), length) : std::string();
}
std::string text_of(const lexbor_str_t& text) {
    return text_of(text.data, text.length);
}

std::string prefix_of(lxb_ns_id_t ns) {
    return ns == LXB_NS_SVG     ? "svg "
           : ns == LXB_NS_MATH  ? "math "
           : ns == LXB_NS_XLINK ? "xlink "
           : ns == LXB_NS_XML   ? "xml "
           : ns == LXB_NS_XMLNS ? "xmlns "
                                : "";
}

class Dump {
public:
    std::string out;

    void line(std::size_t depth, const std::string& text) {
        out += "| ";
        out.append(2 * depth, ' ');
        out += text;
        out += '\n';
    }

    void node(lxb_dom_node_t* node, std::size_t depth) {
        switch (node->type) {
            case LXB_DOM_NODE_TYPE_TEXT:
                line(depth, '"' + text_of(lxb_dom_interface_character_data(node)->data) + '"');
                break;
            case LXB_DOM_NODE_TYPE_COMMENT:
                line(depth, "<!-- " + text_of(lxb_dom_interface_character_data(node)->data) + " -->");
                break;
            case LXB_DOM_NODE_TYPE_PROCESSING_INSTRUCTION: {
                const auto* instruction = lxb_dom_interface_processing_instruction(node);
                line(depth, "<?" + text_of(instruction->target) + ' ' + text_of(instruction->char_data.data) + '>');
                break;
            }
            case LXB_DOM_NODE_TYPE_DOCUMENT_TYPE:
                doctype(node, depth);
                break;
            case LXB_DOM_NODE_TYPE_ELEMENT:
                element(node, depth);
                break;
            default:
                break;
        }
    }

private:
    void doctype(lxb_dom_node_t* node, std::size_t depth) {
        auto* type = lxb_dom_interface_document_type(node);
        std::size_t length = 0;
        const lxb_char_t* name = lxb_dom_document_type_name(type, &length);
        std::string text = "<!DOCTYPE " + text_of(name, length);
        const std::string public_id = text_of(type->public_id), system_id = text_of(type->system_id);
        if (!public_id.empty() || !system_id.empty()) text += " \"" + public_id + "\" \"" + system_id + '"';
        line(depth, text + '>');
    }

    void element(lxb_dom_node_t* node, std::size_t depth) {
        auto* element = lxb_dom_interface_element(node);
        std::size_t length = 0;
        const lxb_char_t* name = lxb_dom_element_qualified_name(element, &length);
        line(depth, '<' + prefix_of(node->ns) + text_of(name, length) + '>');
        std::vector<std::string> attributes;
        for (lxb_dom_attr_t* a = element->first_attr; a; a = a->next) {
            const bool foreign = a->node.ns == LXB_NS_XLINK || a->node.ns == LXB_NS_XML || a->node.ns == LXB_NS_XMLNS;
            const lxb_char_t* attribute = lxb_dom_attr_qualified_name(a, &length);
            std::string text = text_of(attribute, length);
            if (const std::size_t colon = text.find(':'); foreign && colon != std::string::npos)
                text = prefix_of(a->node.ns) + text.substr(colon + 1);
            attributes.push_back(text + "=\"" + (a->value ? text_of(*a->value) : std::string()) + '"');
        }
        std::sort(attributes.begin(), attributes.end());
        for (const std::string& text : attributes) line(depth + 1, text);
    }
};

lxb_dom_node_t* content_of(lxb_dom_node_t* node) {
    if (node->local_name != LXB_TAG_TEMPLATE || node->ns != LXB_NS_HTML) return nullptr;
    return lxb_dom_interface_node(lxb_html_interface_template(node)->content);
}

}  // namespace

std::string tree_dump(const HtmlDocument& document) {
    Dump dump;
    struct Open {
        lxb_dom_node_t* node;
        std::size_t depth;
    };
    // Siblings and children still to write; the content of a template comes before its (never present) children.
    std::vector<Open> open{{document.root().raw()->first_child, 0}};
    while (!open.empty()) {
        const Open place = open.back();
        open.pop_back();
        if (!place.node) continue;
        dump.node(place.node, place.depth);
        open.push_back({place.node->next, place.depth});
        open.push_back({place.node->first_child, place.depth + 1});
        if (lxb_dom_node_t* content = content_of(place.node)) {
            dump.line(place.depth + 1, "content");
            open.push_back({content->first_child, place.depth + 2});
        }
    }
    return std::move(dump.out);
}

}  // namespace dateline
