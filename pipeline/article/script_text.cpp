#include "pipeline/article/script_text.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/article/blocks.hpp"
#include "pipeline/article/json_tree.hpp"
#include "pipeline/article/plain_text.hpp"

namespace dateline {
namespace {

constexpr std::size_t least_text = 300;  // bytes of an article
constexpr std::size_t least_paragraph = 40;
constexpr std::size_t most_paragraphs = 500;  // of a list
constexpr std::size_t most_scripts = 16;
constexpr std::size_t most_parsed = 8;  // values that are read as HTML, the longest of each script

using Value = JsonTree::Value;
using Kind = JsonTree::Kind;

/// Whether a string reads like a paragraph: words and the end of a sentence.
bool is_paragraph(std::string_view text) {
    if (text.size() < least_paragraph || text.find(' ') == std::string_view::npos || text.find("://") < 8) return false;
    const std::size_t last = text.find_last_not_of(" \n\t>");
    return text.find_first_of("{}") == std::string_view::npos && last != std::string_view::npos &&
           (std::string_view(".!?\"").find(text[last]) != std::string_view::npos || static_cast<unsigned char>(text[last]) >= 0x80 ||
            text.find("</") != std::string_view::npos);
}

/// The text of a value of a list: itself, or the longest of an object's strings.
std::optional<SourceText> paragraph_of(const JsonTree& tree, Value value) {
    std::optional<SourceText> best;
    const auto look = [&](Value string) {
        if (tree.kind(string) != Kind::string) return;
        SourceText text = tree.text(string);
        if (is_paragraph(text.utf8()) && (!best || text.utf8().size() > best->utf8().size())) best = std::move(text);
    };
    look(value);
    if (tree.kind(value) == Kind::object)
        for (const Value member : tree.children(value)) look(member);
    return best;
}

std::vector<SourceText> paragraphs_of_html(const SourceText& html) {
    const HtmlDocument document(html);
    std::vector<SourceText> out;
    for (const Block& block : blocks_of(document.root()).blocks)
        if (block.role != Block::Role::caption) out.push_back(source_of(document, block));
    return out;
}

std::size_t size_of(const std::vector<SourceText>& paragraphs) {
    std::size_t size = 0;
    for (const SourceText& paragraph : paragraphs) size += paragraph.utf8().size();
    return size;
}

/// Keeps the larger one in `best`.
void take_larger(std::vector<SourceText> found, std::vector<SourceText>& best) {
    if (size_of(found) > size_of(best)) best = std::move(found);
}

void look_in(const JsonTree& tree, std::vector<SourceText>& best) {
    std::vector<Value> open{0};
    std::size_t parsed = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Value value = open[i];
        const Kind kind = tree.kind(value);
        if (kind == Kind::string) {
            const SourceText text = tree.text(value);
            if (text.utf8().size() <= size_of(best) || text.utf8().find("<p") == std::string_view::npos || parsed == most_parsed) continue;
            ++parsed;
            take_larger(paragraphs_of_html(text), best);
            continue;
        }
        if (kind != Kind::array && kind != Kind::object) continue;
        const std::vector<Value> children = tree.children(value);
        if (kind == Kind::array) {
            std::vector<SourceText> paragraphs;
            for (const Value child : std::span(children).first(std::min(children.size(), most_paragraphs)))
                if (const auto paragraph = paragraph_of(tree, child)) paragraphs.push_back(trimmed(unmarked(*paragraph)));
            if (paragraphs.size() >= 2) take_larger(std::move(paragraphs), best);
        }
        open.insert(open.end(), children.begin(), children.end());
    }
}

}  // namespace

std::vector<SourceText> paragraphs_in_scripts(const HtmlDocument& document) {
    std::vector<SourceText> best;
    std::size_t scripts = 0;
    for (HtmlNode node = document.root(); node && scripts < most_scripts; node = node.next(document.root())) {
        if (!node.is("script") || node.attribute("type") != "application/json" || !node.first_child().is_text()) continue;
        ++scripts;
        const JsonTree tree(document.text(node.first_child()));
        if (!tree.empty()) look_in(tree, best);
    }
    return size_of(best) >= least_text ? best : std::vector<SourceText>();
}

}  // namespace dateline
