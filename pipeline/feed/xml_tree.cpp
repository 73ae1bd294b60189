#include "pipeline/feed/xml_tree.hpp"

#include <array>
#include <cstring>
#include <functional>
#include <set>

#include "pipeline/feed/references.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"

namespace dateline {
namespace {

struct Namespace {
    std::string_view uri;     // lower case, without a slash or "#" at its end
    std::string_view prefix;  // ours
};

constexpr std::array<Namespace, 30> namespaces{{
    {"http://backend.userland.com/rss2", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://channel.netscape.com/rdf/simple/0.9", ""},
    {"http://cyber.law.harvard.edu/rss", ""},
    {"http://my.netscape.com/rdf/simple/0.9", ""},
    {"http://my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    {"http://purl.org/atom/ns", ""},
    {"http://purl.org/atom", ""},
    {"http://purl.org/dc/elements/1.0", "dc"},
    {"http://purl.org/dc/elements/1.1", "dc"},
    {"http://purl.org/dc/terms", "dcterms"},
    {"http://purl.org/net/rss1.1", ""},
    {"http://purl.org/rss/1.0", ""},
    {"http://purl.org/rss/1.0/modules/content", "content"},
    {"http://purl.org/rss/1.0/modules/syndication", "sy"},
    {"http://purl.org/net/rss1.1/payload", "content"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://www.google.com/schemas/sitemap/0.84", ""},
    {"http://www.google.com/schemas/sitemap-image/1.1", "image"},
    {"http://www.google.com/schemas/sitemap-news/0.9", "news"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://www.sitemaps.org/schemas/sitemap/0.9", ""},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://www.w3.org/2005/atom", ""},
    {"http://www.w3.org/2000/svg", "svg"},
    {"http://www.w3.org/1998/math/mathml", "math"},
    {"http://www.w3.org/xml/1998/namespace", "xml"},
    {"http://xmlns.com/foaf/0.1", "foaf"},
}};

std::optional<std::string_view> prefix_of(std::string_view uri) {
    std::string plain = ascii_lower(ascii_trimmed(uri));
    while (!plain.empty() && (plain.back() == '/' || plain.back() == '#' || plain.back() == '?')) plain.pop_back();
    if (plain.starts_with("https://")) plain.erase(4, 1);  // a common slip
    for (const Namespace& known : namespaces)
        if (known.uri == plain) return known.prefix;
    return std::nullopt;
}

/// The URI that `prefix` (empty: the default namespace) stands for at `node`, or nothing.
std::optional<std::string_view> declared(pugi::xml_node node, std::string_view prefix) {
    for (; node; node = node.parent()) {
        for (const pugi::xml_attribute attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            if (!name.starts_with("xmlns")) continue;
            if (prefix.empty() ? name == "xmlns" : name.size() > 6 && name[5] == ':' && name.substr(6) == prefix) return attribute.value();
        }
    }
    return std::nullopt;
}

std::string_view local_part(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string canonical(std::string_view written, pugi::xml_node at, bool element) {
    const std::size_t colon = written.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : written.substr(0, colon);
    const std::string local = ascii_lower(local_part(written));
    if (prefix.empty() && !element) return local;
    std::string ours = ascii_lower(prefix);
    if (const auto uri = declared(at, prefix)) {
        if (const auto known = prefix_of(*uri)) ours = *known;
    } else if (ours == "atom" || ours == "rss") {
        ours.clear();
    }
    return ours.empty() ? local : ours + ':' + local;
}

/// The next node of the subtree of `root` in document order, not into the children of `node` if `over`.
pugi::xml_node following(pugi::xml_node node, pugi::xml_node root, bool over) {
    if (!over && node.first_child()) return node.first_child();
    while (node != root && !node.next_sibling()) node = node.parent();
    return node == root ? pugi::xml_node() : node.next_sibling();
}

/// HTML standard, section 13.1.2: elements that have no end tag.
bool is_void(std::string_view name) {
    constexpr std::array<std::string_view, 14> names{"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                     "input", "link", "meta", "param", "source", "track", "wbr"};
    for (const std::string_view known : names)
        if (known == name) return true;
    return false;
}

}  // namespace

XmlTree::XmlTree(SourceText text, std::string url) : text_(std::move(text)), url_(std::move(url)), buffer_(text_.utf8()) {
    // No flag that changes a value: what the tree holds is what stands in the text. White space between elements matters inside XHTML.
    constexpr unsigned flags = pugi::parse_cdata | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result result = document_.load_buffer_inplace(buffer_.data(), buffer_.size(), flags, pugi::encoding_utf8);
    complete_ = result.status == pugi::status_ok;
}

XmlElement XmlTree::root() const {
    for (const pugi::xml_node node : document_.children())
        if (node.type() == pugi::node_element) return {this, node};
    return {};
}

std::vector<std::string> XmlTree::undeclared_prefixes() const {
    std::set<std::string, std::less<>> at_root;  // declared there: the usual case
    std::set<std::string, std::less<>> missing;
    const pugi::xml_node top = document_.document_element();
    for (const pugi::xml_attribute attribute : top.attributes())
        if (const std::string_view name = attribute.name(); name.starts_with("xmlns:")) at_root.emplace(name.substr(6));
    for (pugi::xml_node node = top; node; node = following(node, top, false)) {
        const std::string_view name = node.name();
        const std::size_t colon = name.find(':');
        if (node.type() != pugi::node_element || colon == std::string_view::npos) continue;
        const std::string_view prefix = name.substr(0, colon);
        if (prefix == "xml" || at_root.contains(prefix) || missing.contains(prefix) || declared(node, prefix)) continue;
        missing.emplace(prefix);
    }
    return {missing.begin(), missing.end()};
}

std::string XmlTree::decoded(const char* value) const {
    const std::string_view text = value;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto reference = text[at] == '&' ? read_reference(text, at) : std::nullopt;
        out += reference ? reference->characters : std::string(1, text[at]);
        at += reference ? reference->length : 1;
    }
    return out;
}

std::string XmlElement::name() const {
    return canonical(node_.name(), node_, true);
}

XmlElement XmlElement::first_child() const {
    for (const pugi::xml_node child : node_.children())
        if (child.type() == pugi::node_element) return {tree_, child};
    return {};
}

XmlElement XmlElement::next_sibling() const {
    for (pugi::xml_node node = node_.next_sibling(); node; node = node.next_sibling())
        if (node.type() == pugi::node_element) return {tree_, node};
    return {};
}

XmlElement XmlElement::child(std::string_view name) const {
    for (XmlElement element = first_child(); element; element = element.next_sibling())
        if (element.name() == name) return element;
    return {};
}

std::string XmlElement::attribute(std::string_view name) const {
    for (const pugi::xml_attribute attribute : node_.attributes())
        if (canonical(attribute.name(), node_, false) == name) return tree_->decoded(attribute.value());
    return {};
}

SourceText XmlElement::attribute_text(std::string_view name) const {
    TextBuilder builder;
    for (const pugi::xml_attribute attribute : node_.attributes()) {
        if (canonical(attribute.name(), node_, false) != name || attribute.value()[0] == '\0') continue;
        const std::size_t begin = tree_->where(attribute.value());
        append_decoded(builder, tree_->text_, begin, begin + std::strlen(attribute.value()));
        break;
    }
    return std::move(builder).build();
}

bool XmlElement::has_attribute(std::string_view name) const {
    for (const pugi::xml_attribute attribute : node_.attributes())
        if (canonical(attribute.name(), node_, false) == name) return true;
    return false;
}

SourceText XmlElement::text() const {
    TextBuilder builder;
    for (pugi::xml_node node = node_; node; node = following(node, node_, false)) {
        const std::size_t begin = node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata ? tree_->where(node.value()) : 0;
        const std::size_t end = begin + std::strlen(node.value());
        if (node.type() == pugi::node_pcdata)
            append_decoded(builder, tree_->text_, begin, end);
        else if (node.type() == pugi::node_cdata && end > begin)
            builder.append(tree_->text_, {tree_->text_.char_of(static_cast<std::uint32_t>(begin)),
                                          tree_->text_.char_of(static_cast<std::uint32_t>(end))});
    }
    return std::move(builder).build();
}

std::string XmlElement::trimmed_text() const {
    const SourceText whole = text();
    return std::string(ascii_trimmed(whole.utf8()));
}

SourceText XmlElement::markup() const {
    TextBuilder builder;
    const auto close = [&](pugi::xml_node node) {
        const std::string name = ascii_lower(local_part(node.name()));
        if (!is_void(name)) builder.insert("</" + name + ">");
    };
    pugi::xml_node node = node_.first_child();
    while (node) {
        const std::size_t begin = node.value()[0] != '\0' ? tree_->where(node.value()) : 0;
        const std::size_t end = begin + std::strlen(node.value());
        if (node.type() == pugi::node_pcdata && end > begin) {
            builder.append(tree_->text_, {tree_->text_.char_of(static_cast<std::uint32_t>(begin)),
                                          tree_->text_.char_of(static_cast<std::uint32_t>(end))});
        } else if (node.type() == pugi::node_cdata) {
            append_escaped(builder, tree_->text_, begin, end);
        } else if (node.type() == pugi::node_element) {
            std::string tag = "<" + ascii_lower(local_part(node.name()));
            for (const pugi::xml_attribute attribute : node.attributes()) {
                if (std::string_view(attribute.name()).starts_with("xmlns")) continue;
                std::string value = attribute.value();
                for (std::size_t at = value.find('"'); at != std::string::npos; at = value.find('"', at)) value.replace(at, 1, "&quot;");
                tag += ' ' + std::string(attribute.name()) + "=\"" + value + '"';
            }
            builder.insert(tag + ">");
            if (node.first_child()) {
                node = node.first_child();
                continue;
            }
            close(node);
        }
        while (node != node_ && !node.next_sibling()) {
            node = node.parent();
            if (node != node_) close(node);
        }
        if (node == node_) break;
        node = node.next_sibling();
    }
    return std::move(builder).build();
}

std::string XmlElement::base() const {
    // Innermost last: each is resolved against the one outside it.
    std::vector<std::string> bases;
    for (pugi::xml_node node = node_; node; node = node.parent())
        if (const pugi::xml_attribute attribute = node.attribute("xml:base")) bases.push_back(tree_->decoded(attribute.value()));
    std::string out = tree_->url_;
    for (auto base = bases.rbegin(); base != bases.rend(); ++base)
        if (const auto resolved = resolve(*base, out)) out = *resolved;
    return out;
}

std::string XmlElement::language() const {
    for (pugi::xml_node node = node_; node; node = node.parent())
        if (const pugi::xml_attribute attribute = node.attribute("xml:lang")) return tree_->decoded(attribute.value());
    return {};
}

}  // namespace dateline
