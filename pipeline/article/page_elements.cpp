#include "pipeline/article/page_elements.hpp"

#include <algorithm>
#include <iterator>

namespace dateline {
namespace {

bool states_date(HtmlNode node, std::optional<std::string_view> property) {
    return node.is("time") || node.is("abbr") ||
           (property && (*property == "datePublished" || *property == "dateCreated" || *property == "dateModified")) ||
           node.has("pubdate") || node.has("data-timestamp");
}

/// Elements without attributes that are wanted.
bool told_by_name(HtmlNode node) {
    static const std::size_t numbers[] = {HtmlNode::number_of("title"), HtmlNode::number_of("h1"), HtmlNode::number_of("noscript"),
                                          HtmlNode::number_of("time"), HtmlNode::number_of("abbr")};
    const std::size_t number = node.name_number();
    return number != 0 && std::find(std::begin(numbers), std::end(numbers), number) != std::end(numbers);
}

}  // namespace

PageElements::PageElements(const HtmlDocument& document) {
    const HtmlNode root = document.root(), body = document.body();
    const HtmlNode behind_body = body ? body.next_after(root) : HtmlNode();
    bool in_body = false;
    for (HtmlNode node = root; node; node = node.next(root)) {
        if (node == body) in_body = true;
        if (in_body && node == behind_body) in_body = false;
        if (!node.is_element()) continue;
        const bool plain = !node.has_attributes();
        // Most elements are neither named nor known here.
        if (plain && !told_by_name(node)) continue;
        const std::string_view name = node.name();
        if (name == "title") titles.push_back(node);
        if (name == "h1") headings.push_back(node);
        if (name == "noscript") noscripts.push_back(node);
        if (plain) {
            if (in_body && states_date(node, std::nullopt)) dates.push_back(node);
            continue;
        }
        if (name == "meta" && node.has("content")) metas.push_back(node);
        if (name == "link" && node.has("rel")) links.push_back(node);
        if (name == "script")
            if (const auto type = node.attribute("type"); type && type->find("ld+json") != std::string_view::npos)
                structured.push_back(node);
        if (!in_body) continue;
        const auto property = node.attribute("itemprop");
        if ((property && *property == "author") || node.attribute("rel") == "author") authors.push_back(node);
        if (states_date(node, property)) dates.push_back(node);
    }
}

}  // namespace dateline
