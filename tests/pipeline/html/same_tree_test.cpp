// Watching the parser must not change what it makes: the tree is that of Lexbor alone, node for node.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "pipeline/charset/charset.hpp"
#include "pipeline/html/document.hpp"
#include "tests/support/temporary_folder.hpp"

extern "C" {
#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>
}

using namespace dateline;
using namespace std::string_literals;

namespace {

using Tree = std::unique_ptr<lxb_html_document_t, decltype(&lxb_html_document_destroy)>;

/// As Lexbor parses it when nobody watches.
Tree unwatched(std::string_view page) {
    const std::unique_ptr<lxb_html_parser_t, decltype(&lxb_html_parser_destroy)> parser(lxb_html_parser_create(), &lxb_html_parser_destroy);
    REQUIRE(lxb_html_parser_init(parser.get()) == LXB_STATUS_OK);
    lxb_html_parser_dom_opt_set(parser.get(), LXB_DOM_DOCUMENT_OPT_WO_EVENTS);
    return Tree(lxb_html_parse(parser.get(), reinterpret_cast<const lxb_char_t*>(page.data()), page.size()), &lxb_html_document_destroy);
}

std::string bytes(const lxb_char_t* data, std::size_t length) {
    return data == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(data), length);
}

/// Type, name, name space, text and attributes of a node.
std::string described(const lxb_dom_node_t* node) {
    std::string out = std::to_string(node->type) + " " + std::to_string(node->ns) + " ";
    std::size_t length = 0;
    switch (node->type) {
        case LXB_DOM_NODE_TYPE_ELEMENT: {
            auto* element = lxb_dom_interface_element(const_cast<lxb_dom_node_t*>(node));
            const lxb_char_t* name = lxb_dom_element_qualified_name(element, &length);
            out += bytes(name, length);
            for (lxb_dom_attr_t* a = element->first_attr; a != nullptr; a = a->next) {
                name = lxb_dom_attr_qualified_name(a, &length);
                out += " " + bytes(name, length) + "=" + (a->value == nullptr ? "" : bytes(a->value->data, a->value->length));
            }
            break;
        }
        case LXB_DOM_NODE_TYPE_TEXT:
        case LXB_DOM_NODE_TYPE_COMMENT:
        case LXB_DOM_NODE_TYPE_PROCESSING_INSTRUCTION: {
            const lexbor_str_t& text = reinterpret_cast<const lxb_dom_character_data_t*>(node)->data;
            out += bytes(text.data, text.length);
            break;
        }
        default:
            break;
    }
    return out;
}

/// What a <template> holds stands beside the tree.
lxb_dom_node_t* content_of(lxb_dom_node_t* node) {
    if (node->type != LXB_DOM_NODE_TYPE_ELEMENT || node->ns != LXB_NS_HTML || node->local_name != LXB_TAG_TEMPLATE) return nullptr;
    auto* content = reinterpret_cast<lxb_html_template_element_t*>(node)->content;
    return content == nullptr ? nullptr : lxb_dom_interface_node(content);
}

/// Where two trees differ; empty when they do not.
std::string difference(lxb_dom_node_t* first, lxb_dom_node_t* second) {
    std::vector<std::pair<lxb_dom_node_t*, lxb_dom_node_t*>> open{{first, second}};
    while (!open.empty()) {
        const auto [a, b] = open.back();
        open.pop_back();
        if ((a == nullptr) != (b == nullptr)) return a == nullptr ? "one more: " + described(b) : "one less: " + described(a);
        if (a == nullptr) continue;
        if (described(a) != described(b)) return described(a) + " is " + described(b);
        open.push_back({content_of(a), content_of(b)});
        open.push_back({a->next, b->next});
        open.push_back({a->first_child, b->first_child});
    }
    return {};
}

/// Pages within the limits only: beyond them tags are skipped on purpose.
void check_same_tree(const std::string& page) {
    std::vector<Warning> ignored;
    const HtmlDocument watched(decode(page, decide(page, ""), 0, ignored));
    if (!watched.warnings().empty()) return;
    const Tree alone = unwatched(watched.page().utf8());
    const std::string found = difference(lxb_dom_interface_node(alone.get()), watched.root().raw());
    if (found.empty()) return;
    INFO(page.substr(0, 2000));
    FAIL_CHECK(found);
}

std::size_t check_folder(const std::filesystem::path& folder) {
    std::size_t pages = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        INFO(file.path().string());
        check_same_tree(tests::bytes_of(file.path().string()));
        ++pages;
    }
    return pages;
}

}  // namespace

TEST_CASE("the tree is the same with and without offsets: pages of the corpus, seeds of the fuzz targets", "[html]") {
    CHECK(check_folder("corpus/sample/pages") > 5);
    CHECK(check_folder("tests/fuzz/seeds/page") > 5);
    CHECK(check_folder("tests/fuzz/seeds/feed") > 5);
}

TEST_CASE("the tree is the same with and without offsets: hard pages, and every start of one", "[html]") {
    const std::string hard =
        "<!DOCTYPE html><title>a&amp;b</title><p "
        "title='a&amp;b&#37;'>x&notit;\r\ny<table>f&lt;<td>c&eacute;</td>\0g</table><pre>\nz</></><b>w</p>"
        "<svg><![CDATA[u]]>&amp;</svg><template>a<td>b</template><select><option>c<frameset><textarea>\n\nd</textarea><math><mi>e</"
        "math><a>1<a>2"
        "<div>3</a>4</div><!--c--><?pi x?><button>5<button>6</button><script><!--<script></script>--></script>"s;
    for (std::size_t n = 0; n <= hard.size(); ++n) check_same_tree(hard.substr(0, n));
}

TEST_CASE("the tree is the same with and without offsets: random pages", "[html]") {
    const std::vector<std::string> pieces = {"<p>",
                                             "</p>",
                                             "<b>",
                                             "</b>",
                                             "<table>",
                                             "</table>",
                                             "<tr>",
                                             "<td>",
                                             "</td>",
                                             "<th>",
                                             "<a href='x&amp;y'>",
                                             "</a>",
                                             "<div>",
                                             "</div>",
                                             "<pre>",
                                             "<svg>",
                                             "</svg>",
                                             "<i>",
                                             "<select>",
                                             "</select>",
                                             "<!--c-->",
                                             "</>",
                                             "<title>",
                                             "</title>",
                                             "<head>",
                                             "<body>",
                                             "<body a=b>",
                                             "<html c=d>",
                                             "&amp;",
                                             "&notit;",
                                             "&#37;",
                                             "&eacute",
                                             "\r\n",
                                             "\r",
                                             "\n",
                                             " ",
                                             "\0"s,
                                             "<",
                                             "&",
                                             "<template>",
                                             "</template>",
                                             "<option>",
                                             "<h1>",
                                             "<caption>",
                                             "<col>",
                                             "<textarea>",
                                             "</textarea>",
                                             "<ul>",
                                             "<li>",
                                             "</ul>",
                                             "<frameset>",
                                             "<frame>",
                                             "<nobr>",
                                             "<button>",
                                             "<script>",
                                             "</script>",
                                             "<noscript>",
                                             "</noscript>",
                                             "<math><mi>",
                                             "</math>",
                                             "<ruby><rt>",
                                             "<form>",
                                             "</form>",
                                             "<plaintext>",
                                             "<br>",
                                             "</br>"};
    std::mt19937 random(23);
    for (int round = 0; round < 4000; ++round) {
        std::string page;
        for (std::size_t i = 0, n = 2 + random() % 40; i < n; ++i) {
            page += pieces[random() % pieces.size()];
            if (random() % 2 != 0) page += "t" + std::to_string(i);
        }
        check_same_tree(page);
    }
}

// Run by name, over pages that are not part of the project: DATELINE_PAGES names their folder.
TEST_CASE("the tree is the same with and without offsets: any folder of pages", "[.pages]") {
    const char* folder = std::getenv("DATELINE_PAGES");
    REQUIRE(folder != nullptr);
    WARN(check_folder(folder) << " pages");
}
