#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/token.hpp"
#include "extractors/reading/tokenizer.hpp"
#include "extractors/reading/word_table.hpp"
#include "extractors/rules/image.hpp"

namespace dateline {

/// An entry of a word file that starts at a token: the longest of its file there.
struct LexiconHit {
    std::uint16_t file = 0;
    std::uint16_t length = 0;  ///< tokens
    std::uint32_t row = 0;     ///< of the file's table
};

inline constexpr std::uint32_t no_row = 0xFFFFFFFF;

/// The bit of a word file in Token::families. The first 60 word files have their own, the rest share four.
constexpr bool has_own_bit(std::uint16_t file) {
    return file < 60;
}
constexpr std::uint64_t family_bit(std::uint16_t file) {
    return std::uint64_t{1} << (has_own_bit(file) ? file : 60 + file % 4);
}

/// The words of all word files of one language: word ids and a trie over them for entries of several tokens. Built once, read-only after.
class Lexicon {
public:
    Lexicon();

    /// Adds a surface form of row `row` of file `file`. The first row to bring a form of a file keeps it; returns that row, or no_row for
    /// a form without a token.
    std::uint32_t add(std::uint16_t file, std::uint32_t row, std::string_view form, const Clitics& clitics);
    /// The id of a single folded word, made if new: for words that stand in patterns.
    WordId intern(std::string_view folded);

    /// Makes entries() and longer_hits() ready. Call once, when all words and entries are in.
    void finish();

    /// The id of a folded word, or no_word.
    WordId find(std::string_view folded) const;
    std::string_view word(WordId id) const;
    /// Ids are below this.
    WordId size() const { return static_cast<WordId>(words_.size()); }

    /// Appends the longest entry of each file that starts at tokens[at], not reaching `end`; returns the mask of their families.
    std::uint64_t hits_at(const Token* tokens, std::uint32_t at, std::uint32_t end, std::vector<LexiconHit>& out) const;

    /// What is known of a word before its neighbours are looked at.
    struct Entries {
        std::uint64_t families = 0;  ///< of the entries that are this word alone
        std::uint32_t hits = 0;      ///< these, as a list that begins there in lists()
        std::uint32_t behind = 0;    ///< the second words of entries of several that begin with it: their behind_bit()
    };
    /// One of 32 bits, by which it is seen that most words are no second word of an entry.
    static constexpr std::uint32_t behind_bit(WordId word) { return std::uint32_t{1} << (word % 32); }
    /// Requires: finish() was called, as for all below.
    const Entries& entries(WordId word) const { return entries_[word]; }
    /// Lists of hits one behind the other; each begins with an element whose `length` is the number of those that follow. The first is
    /// empty.
    const LexiconHit* lists() const { return lists_.data(); }
    /// Where an entry of several words starts at tokens[at] and ends before `end`: appends a list of all entries there, as hits_at() tells
    /// them, and returns the mask of their families; else 0. Requires: the bit of the next token is in `behind` of that token's word.
    std::uint64_t longer_hits(const Token* tokens, std::uint32_t at, std::uint32_t end, std::vector<LexiconHit>& lists) const;

    const WordTable& table() const { return table_; }

    /// Calls `visit` for every array, in the order they have in an image.
    template <typename Visitor>
    void arrays(Visitor& visit) {
        visit(text_);
        visit(words_);
        table_.arrays(visit);
        visit(nodes_);
        visit(edges_);
        visit(ends_);
        visit(entries_);
        visit(lists_);
    }

private:
    struct Node {
        std::uint32_t ends = 0;  ///< first of its entries in ends_; 0: none
    };
    struct End {
        std::uint32_t file = 0;
        std::uint32_t row = 0;
        std::uint32_t next = 0;
    };
    struct Edge {
        std::uint64_t key = 0;  ///< node << 32 | word, plus 1; 0: free
        std::uint32_t node = 0;
        std::uint32_t unused = 0;  ///< images have no padding
    };
    struct Word {
        std::uint32_t begin = 0, length = 0;
        std::uint32_t root = 0;  ///< node after this word as the first of an entry; 0: none
    };

    std::uint32_t child(std::uint32_t node, WordId word) const;
    /// What hits_at() does from the node of the first `length` words on; the token's hits begin at out[before].
    std::uint64_t hits_from(std::uint32_t node, std::uint32_t length, const Token* tokens, std::uint32_t at, std::uint32_t end,
                            std::vector<LexiconHit>& out, std::size_t before) const;
    std::uint32_t make_child(std::uint32_t node, WordId word);
    std::uint32_t make_node();
    void grow_edges();

    Array<char> text_;
    Array<Word> words_;
    WordTable table_;
    Array<Node> nodes_;
    Array<Edge> edges_;  ///< open addressing; size a power of two
    std::size_t edge_count_ = 0;
    Array<End> ends_;
    Array<Entries> entries_;  ///< by word id
    Array<LexiconHit> lists_;
};

/// A hash of a short word, the same on every machine.
std::uint64_t word_hash(std::string_view word);

}  // namespace dateline
