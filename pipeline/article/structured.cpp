#include "pipeline/article/structured.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>
#include <unordered_map>

#include "pipeline/article/hints.hpp"
#include "pipeline/article/json_tree.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

using Value = JsonTree::Value;
using Kind = JsonTree::Kind;

constexpr std::size_t max_scripts = 64;
constexpr std::size_t max_updates = 1000;  // posts of a live blog

bool ends_with(std::string_view text, std::string_view with) {
    return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}

/// How much a type speaks for an article, 0 for none.
int article_type(std::string_view type) {
    if (type == "WebPage" || type == "CreativeWork") return 1;
    if (type == "VideoObject" || type == "ImageObject") return 0;
    if (type == "NewsArticle" || type == "ReportageNewsArticle" || type == "LiveBlogPosting") return 4;
    if (ends_with(type, "Article") || type == "BlogPosting" || type == "Report" || type == "Review" || type == "SocialMediaPosting")
        return 3;
    if (ends_with(type, "Posting")) return 2;
    return 0;
}

/// The nodes of a tree that have a name, by their "@id": authors may only be referred to. Made when first asked.
class Names {
public:
    explicit Names(const JsonTree& tree) : tree_(tree) {}

    std::optional<Value> with_id(const std::string& id) {
        if (!read_) read();
        const auto found = by_id_.find(id);
        return found == by_id_.end() ? std::nullopt : std::optional<Value>(found->second);
    }

private:
    void read() {
        read_ = true;
        std::vector<Value> open{0};
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Value value = open[i];
            if (tree_.kind(value) == Kind::object && tree_.member(value, "name"))
                if (const auto own = tree_.member(value, "@id")) by_id_.try_emplace(tree_.utf8(*own), value);
            for (const Value child : tree_.children(value)) open.push_back(child);
        }
    }

    const JsonTree& tree_;
    bool read_ = false;
    std::unordered_map<std::string, Value> by_id_;
};

class Node {
public:
    Node(const JsonTree& tree, Value value, Names& names) : tree_(tree), value_(value), names_(names) {}

    std::vector<std::string> types() const {
        std::vector<std::string> out;
        if (const auto type = tree_.member(value_, "@type")) {
            if (tree_.kind(*type) == Kind::string) out.push_back(tree_.utf8(*type));
            if (tree_.kind(*type) == Kind::array)
                for (const Value item : tree_.children(*type)) out.push_back(tree_.utf8(item));
        }
        for (std::string& type : out)  // "http://schema.org/NewsArticle", "schema:NewsArticle"
            if (const std::size_t cut = type.find_last_of("/:#"); cut != std::string::npos) type.erase(0, cut + 1);
        return out;
    }

    std::optional<SourceText> text(std::string_view name) const {
        const auto member = tree_.member(value_, name);
        if (!member) return std::nullopt;
        return string_of(*member);
    }

    /// A string, the first of a list of strings, or a node's "@value", "name" or "@id".
    std::optional<SourceText> string_of(Value value) const {
        if (tree_.kind(value) == Kind::string || tree_.kind(value) == Kind::boolean || tree_.kind(value) == Kind::number) {
            SourceText text = trimmed(unmarked(tree_.text(value)));
            if (text.empty()) return std::nullopt;
            return text;
        }
        if (tree_.kind(value) == Kind::array) {
            const auto items = tree_.children(value);
            return items.empty() ? std::nullopt : string_of(items.front());
        }
        for (const char* name : {"@value", "name", "@id"})
            if (const auto member = tree_.member(value, name); member && tree_.kind(*member) == Kind::string) return string_of(*member);
        return std::nullopt;
    }

    std::string plain(std::string_view name) const {
        const auto found = text(name);
        return found ? std::string(found->utf8()) : std::string();
    }

    const JsonTree& tree() const { return tree_; }
    Value value() const { return value_; }
    Names& names() const { return names_; }

private:
    const JsonTree& tree_;
    Value value_;
    Names& names_;
};

void read_authors(const Node& article, Value value, std::vector<SourceText>& out, int depth = 0) {
    const JsonTree& tree = article.tree();
    if (out.size() >= 40 || depth > 4) return;
    if (tree.kind(value) == Kind::array) {
        for (const Value item : tree.children(value)) read_authors(article, item, out, depth + 1);
        return;
    }
    if (tree.kind(value) == Kind::object) {
        if (const auto name = tree.member(value, "name")) {
            if (tree.kind(*name) == Kind::array)
                read_authors(article, *name, out, depth + 1);
            else if (const auto text = article.string_of(*name))
                out.push_back(*text);
        } else if (const auto id = tree.member(value, "@id")) {
            if (const auto node = article.names().with_id(tree.utf8(*id)))
                if (const auto text = article.string_of(*tree.member(*node, "name"))) out.push_back(*text);
        }
        return;
    }
    if (const auto text = article.string_of(value)) out.push_back(*text);
}

std::optional<bool> free_in(const Node& node) {
    const std::string free = node.plain("isAccessibleForFree");
    if (free.empty()) return std::nullopt;
    return free == "true" || free == "True" || free == "1" || ends_with(free, "schema.org/True");
}

/// "isAccessibleForFree" of the article, or of the part that its "hasPart" points to.
std::optional<bool> free_of(const Node& article) {
    std::optional<bool> free = free_in(article);
    const JsonTree& tree = article.tree();
    const auto part = tree.member(article.value(), "hasPart");
    if (!part || free == false) return free;
    const auto look = [&](Value value) {
        if (tree.kind(value) != Kind::object) return;
        if (const auto of_part = free_in(Node(tree, value, article.names())); of_part == false) free = false;
    };
    look(*part);
    if (tree.kind(*part) == Kind::array)
        for (const Value item : tree.children(*part)) look(item);
    return free;
}

void read_updates(const Node& blog, std::vector<StructuredArticle::Update>& out) {
    const JsonTree& tree = blog.tree();
    const auto updates = tree.member(blog.value(), "liveBlogUpdate");
    if (!updates) return;
    std::vector<Value> posts{*updates};
    if (tree.kind(*updates) == Kind::array) posts = tree.children(*updates);
    for (const Value post : posts) {
        if (tree.kind(post) != Kind::object || out.size() == max_updates) continue;
        const Node node(tree, post, blog.names());
        out.push_back(
            {node.text("headline").value_or(SourceText()), node.text("articleBody").value_or(SourceText()), node.text("datePublished")});
    }
}

StructuredArticle read(const Node& node, const std::string& type) {
    StructuredArticle out;
    out.found = article_type(type) >= 2;
    out.type = type;
    if (const auto headline = node.text("headline"))
        out.headline = *headline;
    else if (const auto name = node.text("name"); name && out.found)
        out.headline = *name;
    if (const auto body = node.text("articleBody")) out.body = *body;
    for (const char* name : {"author", "creator"})
        if (const auto author = node.tree().member(node.value(), name); author && out.authors.empty())
            read_authors(node, *author, out.authors);
    out.published = node.text("datePublished");
    if (!out.published) out.published = node.text("dateCreated");
    out.modified = node.text("dateModified");
    out.language = node.text("inLanguage").value_or(SourceText());
    out.publisher = node.text("publisher").value_or(SourceText());
    for (const char* name : {"url", "mainEntityOfPage", "@id"})
        if (std::string address = node.plain(name); !address.empty()) out.addresses.push_back(std::move(address));
    if (type == "LiveBlogPosting") read_updates(node, out.updates);
    out.free = free_of(node);
    const std::string words = node.plain("wordCount");
    std::from_chars(words.data(), words.data() + words.size(), out.words);
    return out;
}

/// Members that name other articles.
bool lists_others(std::string_view member) {
    constexpr std::string_view names[] = {"itemListElement", "isRelatedTo", "relatedLink", "mentions",
                                          "citation",        "isBasedOn",   "subjectOf"};
    return std::find(std::begin(names), std::end(names), member) != std::end(names);
}

/// How much of an article a node is: its type first, then what it tells.
int rank(const StructuredArticle& article) {
    return article_type(article.type) * 100 + !article.headline.empty() * 40 + article.published.has_value() * 30 +
           !article.authors.empty() * 20 + !article.body.empty() * 10;
}

/// What a page is called and where it stands, to tell its own article from others that it names.
class OwnPage {
public:
    OwnPage(const HtmlDocument& document, const PageElements& elements, std::string_view url) : url_(url) {
        for (const std::vector<HtmlNode>* nodes : {&elements.titles, &elements.headings})
            for (const HtmlNode node : *nodes) {
                if (node.is("title") ? !node.first_child().is_text() : hidden(node)) continue;
                const auto said = node.is("title") ? document.text(node.first_child()) : short_text_of(document, node);
                if (said) add_title(said->utf8());
            }
        for (const HtmlNode node : elements.metas)
            for (const char* name : {"property", "name"}) {
                const auto value = node.attribute(name);
                if (!value) continue;
                if (*value == "og:title" || *value == "twitter:title") add_title(*node.attribute("content"));
                if (*value == "og:url") add_address(*node.attribute("content"));
            }
        for (const HtmlNode node : elements.links)
            if (const auto target = node.attribute("href"); target && ascii_equal(*node.attribute("rel"), "canonical"))
                add_address(*target);
        add_address(url_);
    }

    bool says(std::string_view headline) const {
        if (headline.size() > longest_title) return false;
        const std::string said = letters_of(headline);
        if (said.size() < shortest_headline) return false;
        for (const std::string& title : titles_) {
            if (title == said) return true;
            if (title.find(said) != std::string::npos) return true;  // the site's name stands behind it
            if (title.size() >= shortest_headline && said.starts_with(title)) return true;
        }
        return false;
    }

    /// Whether one of the addresses is this page's; nothing where none tells, since some give the site's for all pages.
    std::optional<bool> at(const std::vector<std::string>& addresses) const {
        std::optional<bool> own;
        for (const std::string& address : addresses) {
            const auto place = place_of(address);
            if (!place) continue;
            if (std::find(places_.begin(), places_.end(), *place) != places_.end()) return true;
            if (!places_.empty()) own = false;
        }
        return own;
    }

private:
    static constexpr std::size_t longest_title = 4000;
    static constexpr std::size_t most_titles = 16;
    static constexpr std::size_t shortest_headline = 10;

    void add_title(std::string_view title) {
        if (title.size() > longest_title || titles_.size() == most_titles) return;
        if (std::string said = letters_of(title); !said.empty()) titles_.push_back(std::move(said));
    }

    void add_address(std::string_view address) {
        if (places_.size() == most_titles) return;
        if (auto place = place_of(address)) places_.push_back(std::move(*place));
    }

    /// The last part of the path: editions, mobile pages and moved sections of a site differ before it.
    std::optional<std::string> place_of(std::string_view address) const {
        const auto url = resolve(address, url_.starts_with("http") ? std::string_view(url_) : std::string_view());
        const auto parts = url ? url_parts(*url) : std::nullopt;
        if (!parts || !parts->scheme.starts_with("http")) return std::nullopt;
        std::string_view path = parts->path;
        while (!path.empty() && path.back() == '/') path.remove_suffix(1);
        path = path.substr(std::min(path.rfind('/'), path.size()));
        if (path.size() < 2) return std::nullopt;
        return std::string(path) + (path.starts_with("/index.") || path.size() < 8 ? parts->path + parts->query : "");
    }

    std::string url_;
    std::vector<std::string> titles_, places_;
};

std::optional<SourceText> script_text(const HtmlDocument& document, HtmlNode script) {
    const HtmlNode child = script.first_child();
    if (!child.is_text()) return std::nullopt;
    return document.text(child);
}

}  // namespace

StructuredArticle structured_article(const HtmlDocument& document, const PageElements& elements, std::string_view url) {
    StructuredArticle best;
    int best_rank = 0;
    std::size_t scripts = 0;
    if (elements.structured.empty()) return best;
    const OwnPage page(document, elements, url);
    for (const HtmlNode node : elements.structured) {
        if (++scripts > max_scripts) break;
        const auto text = script_text(document, node);
        if (!text) continue;
        const JsonTree tree(*text);
        if (tree.empty()) continue;
        Names names(tree);
        struct Open {
            Value value;
            bool listed;  // in a list of articles or beside the one it is related to
        };
        // Breadth first, so that the page's own article comes before those it links to.
        std::vector<Open> open{{0, false}};
        for (std::size_t i = 0; i < open.size() && open.size() < 5000; ++i) {
            const auto [value, listed] = open[i];
            if (tree.kind(value) == Kind::object) {
                const Node candidate(tree, value, names);
                for (const std::string& type : candidate.types()) {
                    if (article_type(type) == 0) continue;
                    StructuredArticle article = read(candidate, type);
                    int points = rank(article);
                    if (article.found) {
                        const bool own = page.says(article.headline.utf8());
                        const std::optional<bool> here = page.at(article.addresses);
                        if (own || here == true)
                            points += 1000;
                        else if (listed || (here == false && !article.headline.empty()))
                            points = listed ? 0 : points / 10;
                        // Whose text it is must be sure.
                        if (!own && here == false) {
                            article.body = SourceText();
                            article.free.reset();
                        }
                    }
                    if (points > best_rank) {
                        best = std::move(article);
                        best_rank = points;
                    }
                    break;
                }
            }
            if (tree.kind(value) != Kind::object && tree.kind(value) != Kind::array) continue;
            for (const Value child : tree.children(value))
                if (tree.kind(child) == Kind::object || tree.kind(child) == Kind::array)
                    open.push_back({child, listed || lists_others(tree.name(child))});
        }
    }
    return best;
}

}  // namespace dateline
