#include "extractors/rules/lexicon.hpp"

#include <algorithm>

#include "extractors/reading/characters.hpp"

namespace dateline {
namespace {

std::uint64_t mixed(std::uint64_t h) {
    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

std::uint64_t edge_key(std::uint32_t node, WordId word) {
    return ((static_cast<std::uint64_t>(node) << 32) | word) + 1;
}

}  // namespace

std::uint64_t word_hash(std::string_view word) {
    std::uint64_t h = 0xCBF29CE484222325u;  // FNV-1a, then mixed: words are short
    for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return mixed(h);
}

Lexicon::Lexicon() : nodes_(std::vector<Node>(1)), edges_(std::vector<Edge>(1024)), ends_(std::vector<End>(1)) {}

void Lexicon::grow_edges() {
    std::vector<Edge> edges(edges_.size() * 2);
    for (const Edge& e : edges_) {
        if (e.key == 0) continue;
        std::size_t slot = mixed(e.key) & (edges.size() - 1);
        while (edges[slot].key != 0) slot = (slot + 1) & (edges.size() - 1);
        edges[slot] = e;
    }
    edges_ = std::move(edges);
}

WordId Lexicon::find(std::string_view folded) const {
    return table_.find(word_key(folded), [&](WordId id) { return word(id) == folded; });
}

std::string_view Lexicon::word(WordId id) const {
    return {text_.data() + words_[id].begin, words_[id].length};
}

WordId Lexicon::intern(std::string_view folded) {
    if (const WordId found = find(folded); found != no_word) return found;
    const auto id = static_cast<WordId>(words_.size());
    words_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(folded.size()), 0});
    text_.append(folded.begin(), folded.end());
    table_.add(word_key(folded), id);
    return id;
}

std::uint32_t Lexicon::child(std::uint32_t node, WordId word) const {
    const std::uint64_t key = edge_key(node, word);
    for (std::size_t slot = mixed(key) & (edges_.size() - 1); edges_[slot].key != 0; slot = (slot + 1) & (edges_.size() - 1))
        if (edges_[slot].key == key) return edges_[slot].node;
    return 0;
}

std::uint32_t Lexicon::make_node() {
    nodes_.push_back({});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t Lexicon::make_child(std::uint32_t node, WordId word) {
    if (const std::uint32_t found = child(node, word)) return found;
    if ((edge_count_ + 1) * 2 > edges_.size()) grow_edges();
    const std::uint32_t made = make_node();
    const std::uint64_t key = edge_key(node, word);
    std::size_t slot = mixed(key) & (edges_.size() - 1);
    while (edges_[slot].key != 0) slot = (slot + 1) & (edges_.size() - 1);
    edges_.edit(slot) = {key, made};
    ++edge_count_;
    return made;
}

std::uint32_t Lexicon::add(std::uint16_t file, std::uint32_t row, std::string_view form, const Clitics& clitics) {
    std::vector<Token> tokens;
    std::string folded;
    fold(form, folded);
    const auto clitic = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), folded) != list.end(); };
    if (clitic(clitics.suffixes) || clitic(clitics.eating)) {
        // "'s" alone would be read as a quotation mark and a letter; behind a word it is one token.
        Token token;
        token.bytes = static_cast<std::uint32_t>(form.size());
        tokens.push_back(token);
    } else {
        tokenize(form, clitics, tokens);
    }
    if (tokens.empty()) return no_row;
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        fold(form.substr(tokens[i].byte, tokens[i].bytes), folded);
        const WordId word = intern(folded);
        if (i == 0) {
            if (words_[word].root == 0) words_.edit(word).root = make_node();
            node = words_[word].root;
        } else {
            node = make_child(node, word);
        }
    }
    for (std::uint32_t e = nodes_[node].ends; e != 0; e = ends_[e].next)
        if (ends_[e].file == file) return ends_[e].row;
    ends_.push_back({file, row, nodes_[node].ends});
    nodes_.edit(node).ends = static_cast<std::uint32_t>(ends_.size() - 1);
    return row;
}

std::uint64_t Lexicon::hits_at(const Token* tokens, std::uint32_t at, std::uint32_t end, std::vector<LexiconHit>& out) const {
    const WordId first = tokens[at].word;
    if (first >= words_.size() || words_[first].root == 0) return 0;
    return hits_from(words_[first].root, 1, tokens, at, end, out, out.size());
}

std::uint64_t Lexicon::hits_from(std::uint32_t node, std::uint32_t length, const Token* tokens, std::uint32_t at, std::uint32_t end,
                                 std::vector<LexiconHit>& out, std::size_t before) const {
    std::uint64_t families = 0;
    while (true) {
        for (std::uint32_t e = nodes_[node].ends; e != 0; e = ends_[e].next) {
            const auto file = static_cast<std::uint16_t>(ends_[e].file);
            const auto same = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                                           [&](const LexiconHit& h) { return h.file == file; });
            const LexiconHit hit{file, static_cast<std::uint16_t>(length), ends_[e].row};
            if (same != out.end())
                *same = hit;
            else
                out.push_back(hit);
            families |= family_bit(file);
        }
        if (at + length >= end || tokens[at + length].word >= words_.size()) break;
        node = child(node, tokens[at + length].word);
        if (node == 0) break;
        ++length;
    }
    return families;
}

void Lexicon::finish() {
    std::vector<std::uint32_t> behind(nodes_.size());
    std::vector<Entries> all(words_.size());
    for (const Edge& edge : edges_)
        if (edge.key != 0) behind[(edge.key - 1) >> 32] |= behind_bit(static_cast<WordId>(edge.key - 1));
    std::vector<LexiconHit> lists(1);
    for (WordId word = 0; word < words_.size(); ++word) {
        Entries& entries = all[word];
        if (words_[word].root != 0) entries.behind = behind[words_[word].root];
        if (words_[word].root == 0 || nodes_[words_[word].root].ends == 0) continue;
        Token token;
        token.word = word;
        entries.hits = static_cast<std::uint32_t>(lists.size());
        lists.emplace_back();
        entries.families = hits_at(&token, 0, 1, lists);
        lists[entries.hits].length = static_cast<std::uint16_t>(lists.size() - entries.hits - 1);
    }
    entries_ = std::move(all);
    lists_ = std::move(lists);
}

std::uint64_t Lexicon::longer_hits(const Token* tokens, std::uint32_t at, std::uint32_t end, std::vector<LexiconHit>& lists) const {
    const WordId word = tokens[at].word;
    if (at + 1 >= end) return 0;
    const std::uint32_t node = child(words_[word].root, tokens[at + 1].word);
    if (node == 0) return 0;
    // The entries of one word lie ready.
    const std::size_t head = lists.size();
    const LexiconHit* const alone = lists_.data() + entries_[word].hits;
    lists.insert(lists.end(), alone, alone + 1 + alone->length);
    const std::uint64_t families = entries_[word].families | hits_from(node, 2, tokens, at, end, lists, head + 1);
    lists[head].length = static_cast<std::uint16_t>(lists.size() - head - 1);
    return families;
}

}  // namespace dateline
