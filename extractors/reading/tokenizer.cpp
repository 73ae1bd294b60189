#include "extractors/reading/tokenizer.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "extractors/reading/article_words.hpp"
#include "extractors/reading/characters.hpp"
#include "extractors/rules/lexicon.hpp"
#include "schemas/ascii.hpp"
#include "schemas/utf8.hpp"

// Most tokens are ASCII words, most of these of at most eight letters: eight bytes are looked at together, and the folded letters are the
// word's key as they stand. What has other characters in it or goes on behind an apostrophe is read character by character.

namespace dateline {
namespace {

constexpr std::uint32_t max_single_marks = 16;
constexpr std::uint32_t longest_fast_word = 64;
constexpr std::string_view curly_apostrophe = "\xE2\x80\x99";

/// A number of eight times the same byte.
constexpr std::uint64_t eight_times(unsigned char byte) {
    return byte * 0x0101010101010101u;
}
constexpr std::uint64_t top_bits = eight_times(0x80);

/// The top bit of each byte that lies in `first` to `last`. Requires: both below 0x80.
constexpr std::uint64_t in_range(std::uint64_t bytes, unsigned char first, unsigned char last) {
    const std::uint64_t low = bytes & ~top_bits;
    return (low + eight_times(static_cast<unsigned char>(0x80 - first))) & ~(low + eight_times(static_cast<unsigned char>(0x7F - last))) &
           ~bytes & top_bits;
}

/// The number of leading bytes, the lowest first, whose top bit is set in `marked`.
constexpr std::uint32_t leading(std::uint64_t marked) {
    return static_cast<std::uint32_t>(std::countr_zero(~marked & top_bits)) / 8;  // 64 / 8 when all are
}

constexpr std::uint64_t low_bytes(std::uint32_t count) {
    return count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (count * 8)) - 1;
}

struct NoWords {
    WordId id(WordKey) { return no_word; }
    WordId id(std::string_view) { return no_word; }
    void look_up(Token&, std::uint32_t) {}
    void begin_line(std::uint32_t) {}
};

struct KnownWords {
    const Lexicon& lexicon;
    WordId id(WordKey key) {
        return lexicon.table().find(key, [](WordId) { return true; });
    }
    WordId id(std::string_view folded) { return lexicon.find(folded); }
    void look_up(Token&, std::uint32_t) {}
    void begin_line(std::uint32_t) {}
};

/// The words of an article; tokens get the lexicon's entries of their word alone.
struct ReadWords {
    ReadWords(ArticleWords& of, TokenPlaces& noted) : words(of), lexicon(of.lexicon()), places(noted) {}

    ArticleWords& words;
    const Lexicon& lexicon;
    TokenPlaces& places;
    std::uint32_t behind = 0;  ///< what may stand behind the last token in an entry of several words

    WordId id(WordKey key) { return words.id(key); }
    WordId id(std::string_view folded) { return words.id(folded); }
    [[gnu::always_inline]] void look_up(Token& token, std::uint32_t index) {
        if (token.kind == TokenKind::mark) places.marks.push_back(index);
        if (token.word >= lexicon.size()) {
            behind = 0;
            return;
        }
        const Lexicon::Entries& entries = lexicon.entries(token.word);
        token.families = entries.families;
        token.hit = entries.hits;
        if ((behind & Lexicon::behind_bit(token.word)) != 0) places.may_be_longer.push_back(index - 1);
        behind = entries.behind;
    }
    /// The token of that index, if there will be one, begins a line.
    void begin_line(std::uint32_t index) {
        if (places.line_starts.empty() || places.line_starts.back() != index) places.line_starts.push_back(index);
    }
};

/// Walks the text once. Words: where ids come from.
template <typename Words>
class Tokenizer {
public:
    Tokenizer(std::string_view text, const Clitics& clitics, Words& words, std::vector<Token>& out)
        : text_(text), size_(static_cast<std::uint32_t>(text.size())), clitics_(clitics), words_(words), out_(out), count_(out.size()) {
        for (const std::string& suffix : clitics.suffixes)
            if (suffix.size() <= longest_whole_key) suffixes_.push_back(whole_key(suffix));
    }

    void run(std::uint32_t begin = 0, std::uint32_t first_character = 0) {
        beyond_ = begin - first_character;
        std::uint8_t flags = Token::paragraph_start_flag | Token::line_start_flag;
        words_.begin_line(static_cast<std::uint32_t>(count_));
        for (std::uint32_t at = begin; at < size_;) {
            const auto byte = static_cast<unsigned char>(text_[at]);
            if (byte == ' ') {
                ++at;
                flags |= Token::space_before_flag;
                continue;
            }
            if (ascii_letter(text_[at])) {
                if (const std::uint32_t length = short_word(at, flags); length != 0) {
                    at += length;
                    const bool blank = at < size_ && text_[at] == ' ';  // as behind most words
                    at += blank;
                    flags = blank ? Token::space_before_flag : 0;
                    continue;
                }
            }
            at_ = at;
            flags_ = flags;
            other(byte);
            at = at_;
            flags = flags_;
        }
        out_.resize(count_);
    }

private:
    unsigned char byte_at(std::uint32_t at) const { return at < size_ ? static_cast<unsigned char>(text_[at]) : 0; }
    /// Eight bytes from `at` on, the first the lowest; zeros behind the end.
    std::uint64_t eight_at(std::uint32_t at) const {
        return size_ - at >= 8 ? whole_key({text_.data() + at, 8}) : whole_key(text_.substr(at));
    }

    /// All but blanks and short words.
    void other(unsigned char byte) {
        if (byte >= 0x80) return other_script();
        switch (ascii_class[byte]) {
            case CharClass::letter:
                letters();
                break;
            case CharClass::space:
                ++at_;
                flags_ |= Token::space_before_flag;
                break;
            case CharClass::digit:
                digits();
                break;
            case CharClass::newline:
                newline({byte, 1});
                break;
            default:
                if (at_ + 1 < size_ && text_[at_ + 1] == text_[at_])
                    mark({byte, 1});
                else
                    push(at_, at_ + 1, TokenKind::mark, Shape::mark, words_.id(WordKey{byte}));
                break;
        }
    }

    /// A word of less than eight ASCII letters that ends there: adds it and gives its length, else 0.
    std::uint32_t short_word(std::uint32_t at, std::uint8_t flags) {
        constexpr std::uint64_t small = eight_times(0x20);
        const std::uint64_t bytes = eight_at(at);
        const std::uint64_t lower = bytes | small;
        const std::uint64_t others = ~in_range(lower, 'a', 'z') & top_bits;
        if (others == 0) return 0;
        const int bits = std::countr_zero(others) - 7;  // of the letters
        const auto length = static_cast<std::uint32_t>(bits / 8);
        const auto next = static_cast<unsigned char>(bytes >> bits);
        std::uint32_t clitic = 0;  // bytes of "'s" behind it
        if (next >= 0x80 || next == '\'') {
            if (goes_on(at + length) && (clitic = clitic_of_letters(at + length)) == 0) return 0;
        }
        const std::uint64_t letters = (std::uint64_t{1} << bits) - 1;
        const std::uint64_t capitals = ~bytes & letters & small;
        Shape shape = Shape::lower;
        if (capitals != 0) {
            if (capitals == (letters & small))
                shape = Shape::upper;
            else
                shape = capitals == 0x20 ? Shape::capital : Shape::mixed;
        }
        add(at, length, flags, TokenKind::word, shape, words_.id(WordKey{lower & letters}));
        if (clitic == 0) return length;
        add(at + length, clitic, 0, TokenKind::word, Shape::lower, words_.id(clitic_));
        if (next != '\'') beyond_ += static_cast<std::uint32_t>(curly_apostrophe.size()) - 1;
        return length + clitic;
    }

    /// The bytes of an apostrophe at `at` and the ASCII letters behind it, where they are a clitic that stands behind any word; else 0.
    /// clitic_ gets its key.
    std::uint32_t clitic_of_letters(std::uint32_t at) {
        std::uint32_t apostrophe = 1;
        if (text_[at] != '\'') {
            if (text_.substr(at, curly_apostrophe.size()) != curly_apostrophe) return 0;
            apostrophe = static_cast<std::uint32_t>(curly_apostrophe.size());
        }
        const std::uint64_t bytes = eight_at(at + apostrophe);
        const std::uint64_t lower = bytes | eight_times(0x20);
        const std::uint32_t letters = leading(in_range(lower, 'a', 'z'));
        if (letters == 0 || letters == 8 || (bytes >> (letters * 8 + 7) & 1) != 0) return 0;
        clitic_ = (lower & low_bytes(letters)) << 8 | '\'';
        return std::find(suffixes_.begin(), suffixes_.end(), clitic_) != suffixes_.end() ? apostrophe + letters : 0;
    }

    [[gnu::always_inline]] void add(std::uint32_t begin, std::uint32_t length, std::uint8_t flags, TokenKind kind, Shape shape,
                                    WordId word) {
        if (count_ == out_.size()) out_.resize(count_ + count_ / 4 + 64);
        Token& token = out_[count_];
        token.byte = begin;
        token.bytes = length;
        token.character = begin - beyond_;
        token.word = word;
        token.kind = kind;
        token.shape = shape;
        token.flags = flags;
        words_.look_up(token, static_cast<std::uint32_t>(count_));
        ++count_;
    }

    void other_script() {
        const Decoded d = decode_at(text_, at_);
        switch (char_class(d.code_point)) {
            case CharClass::letter:
                word();
                break;
            case CharClass::digit:
                digits();
                break;
            case CharClass::space:
                skip(d, Token::space_before_flag);
                break;
            case CharClass::newline:
                newline(d);
                break;
            case CharClass::ignorable:
            case CharClass::combining:
                skip(d, 0);
                break;
            case CharClass::apostrophe:
            case CharClass::quote:
            case CharClass::other:
                mark(d);
                break;
        }
    }

    void skip(Decoded d, std::uint8_t flag) {
        at_ += d.length;
        beyond_ += d.length - 1;
        flags_ |= flag;
    }

    void newline(Decoded d) {
        if (d.code_point == U'\r' && byte_at(at_ + 1) == '\n') ++at_;
        if (flags_ & Token::line_start_flag) flags_ |= Token::paragraph_start_flag;  // an empty line
        if (d.code_point == U'\u2029') flags_ |= Token::paragraph_start_flag;
        skip(d, Token::space_before_flag | Token::line_start_flag);
        words_.begin_line(static_cast<std::uint32_t>(count_));
    }

    /// Adds a token of these bytes and goes on behind it. `beyond`: bytes in it that begin no character.
    void push(std::uint32_t begin, std::uint32_t end, TokenKind kind, Shape shape, WordId word, std::uint32_t beyond = 0) {
        add(begin, end - begin, flags_, kind, shape, word);
        flags_ = 0;
        at_ = end;
        beyond_ += beyond;
    }

    /// The id of what stands from `begin` to `end`.
    WordId folded_id(std::uint32_t begin, std::uint32_t end) {
        fold(text_.substr(begin, end - begin), scratch_);
        return words_.id(std::string_view(scratch_));
    }

    /// A word that begins with an ASCII letter.
    void letters() {
        char folded[longest_fast_word];
        std::uint32_t length = 0, read = 8;
        std::uint64_t first = 0, first_capitals = 0, later_capitals = 0;
        bool all_capitals = true;
        for (; read == 8; length += read) {
            if (length == longest_fast_word) return word();
            const std::uint64_t bytes = eight_at(at_ + length);
            const std::uint64_t lower = bytes | eight_times(0x20);
            read = leading(in_range(lower, 'a', 'z'));
            const std::uint64_t part = low_bytes(read);
            const std::uint64_t capitals = (~bytes & eight_times(0x20)) << 2 & part;
            all_capitals &= capitals == (top_bits & part);
            put_key(lower, folded + length);
            if (length == 0) {
                first = lower & part;
                first_capitals = capitals;
            } else {
                later_capitals |= capitals;
            }
        }
        if (goes_on(at_ + length)) return word();
        Shape shape = Shape::mixed;
        if ((first_capitals | later_capitals) == 0)
            shape = Shape::lower;
        else if (all_capitals)
            shape = Shape::upper;
        else if (first_capitals == 0x80 && later_capitals == 0)
            shape = Shape::capital;
        const WordId id = length <= longest_whole_key ? words_.id(WordKey{first}) : words_.id(std::string_view(folded, length));
        push(at_, at_ + length, TokenKind::word, shape, id);
    }

    /// Whether a word of ASCII letters may go on at `at`, where no such letter stands.
    bool goes_on(std::uint32_t at) const {
        const unsigned char byte = byte_at(at);
        if (byte < 0x80) return byte == '\'' && (byte_at(at + 1) >= 0x80 || ascii_class[byte_at(at + 1)] == CharClass::letter);
        const CharClass c = char_class(decode_at(text_, at).code_point);
        return c == CharClass::letter || c == CharClass::apostrophe || c == CharClass::combining || c == CharClass::ignorable;
    }

    /// Any word, character by character.
    void word() {
        const std::uint32_t begin = at_;
        std::uint32_t at = at_, beyond = 0;  // where we are; bytes up to there that begin no character
        std::uint32_t letters = 0, upper = 0, lower = 0;
        bool first_upper = false;
        std::uint32_t last_letter = at_;  // where it begins
        std::uint32_t last_letter_beyond = 0;
        while (at < size_) {
            if (const auto byte = static_cast<unsigned char>(text_[at]); byte < 0x80 && ascii_class[byte] == CharClass::letter) {
                const bool up = byte < 'a';
                if (letters == 0) first_upper = up;
                upper += up;
                lower += !up;
                ++letters;
                last_letter_beyond = beyond;
                last_letter = at++;
                continue;
            }
            const Decoded d = decode_at(text_, at);
            const CharClass c = char_class(d.code_point);
            if (c == CharClass::letter) {
                const bool up = is_upper(d.code_point);
                if (letters == 0) first_upper = up;
                if (up)
                    ++upper;
                else if (is_lower(d.code_point))
                    ++lower;
                ++letters;
                last_letter = at;
                last_letter_beyond = beyond;
            } else if (c == CharClass::apostrophe && letters > 0) {
                const std::uint32_t suffix = letters_after(at + d.length);
                if (suffix == 0) break;
                if (const int kind = clitic(begin, last_letter, at, d.length, suffix); kind != 0) {
                    const bool eats = kind == 2;
                    const std::uint32_t cut = eats ? last_letter : at, end = at + d.length + suffix;
                    push(begin, cut, TokenKind::word, shape(letters, upper, lower, first_upper), folded_id(begin, cut),
                         eats ? last_letter_beyond : beyond);
                    push(cut, end, TokenKind::word, Shape::lower, folded_id(cut, end),
                         end - cut - count_code_points(text_.substr(cut, end - cut)));
                    return;
                }
                // Part of the name: O'Brien, D'Angelo.
            } else if (c != CharClass::combining && c != CharClass::ignorable) {
                break;
            }
            at += d.length;
            beyond += d.length - 1;
        }
        push(begin, at, TokenKind::word, shape(letters, upper, lower, first_upper), folded_id(begin, at), beyond);
    }

    static Shape shape(std::uint32_t letters, std::uint32_t upper, std::uint32_t lower, bool first_upper) {
        if (upper == 0) return Shape::lower;
        if (first_upper && upper == 1 && (lower > 0 || letters == 1)) return letters == 1 ? Shape::upper : Shape::capital;
        if (lower == 0) return Shape::upper;
        return Shape::mixed;
    }

    /// Bytes of the run of letters at `from`.
    std::uint32_t letters_after(std::uint32_t from) const {
        std::uint32_t at = from;
        while (at < size_) {
            const Decoded d = decode_at(text_, at);
            const CharClass c = char_class(d.code_point);
            if (c != CharClass::letter && c != CharClass::combining) break;
            at += d.length;
            if (at - from > 64) break;
        }
        return at - from;
    }

    /// 1: the suffix alone is a clitic; 2: with the letter before it; 0: neither.
    int clitic(std::uint32_t begin, std::uint32_t last_letter, std::uint32_t apostrophe, std::uint32_t apostrophe_bytes,
               std::uint32_t suffix) {
        if (suffix > 8) return 0;
        fold(text_.substr(apostrophe, apostrophe_bytes + suffix), scratch_);
        const auto has = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), scratch_) != list.end(); };
        if (has(clitics_.suffixes)) return 1;
        if (last_letter == begin) return 0;
        fold(text_.substr(last_letter, apostrophe + apostrophe_bytes + suffix - last_letter), scratch_);
        return has(clitics_.eating) ? 2 : 0;
    }

    void digits() {
        const std::uint64_t bytes = eight_at(at_);
        const std::uint32_t length = leading(in_range(bytes, '0', '9'));
        if (length > 0 && length < 8 && byte_at(at_ + length) < 0x80)
            return push(at_, at_ + length, TokenKind::digits, Shape::digits, words_.id(WordKey{bytes & low_bytes(length)}));
        std::uint32_t at = at_, beyond = 0;
        while (at < size_) {
            const Decoded d = decode_at(text_, at);
            if (char_class(d.code_point) != CharClass::digit) break;
            at += d.length;
            beyond += d.length - 1;
        }
        push(at_, at, TokenKind::digits, Shape::digits, folded_id(at_, at), beyond);
    }

    void mark(Decoded d) {
        // "...", "---" and "***" are one token; quotation marks and brackets stay single (until the text is only a joke).
        const CharClass c = char_class(d.code_point);
        const bool single =
            c != CharClass::other || d.code_point == U'(' || d.code_point == U')' || d.code_point == U'[' || d.code_point == U']';
        std::uint32_t run = 0;
        for (std::uint32_t at = at_; text_.substr(at, d.length) == text_.substr(at_, d.length); at += d.length) ++run;
        if (single && run < max_single_marks) run = run == 2 && c == CharClass::apostrophe ? 2 : 1;  // '' is one mark
        const std::uint32_t end = at_ + run * d.length;
        push(at_, end, TokenKind::mark, Shape::mark, folded_id(at_, end), run * (d.length - 1));
    }

    std::string_view text_;
    std::uint32_t size_;
    const Clitics& clitics_;
    Words& words_;
    std::vector<Token>& out_;        // with room for more
    std::size_t count_;              // of its tokens
    std::vector<WordKey> suffixes_;  // of the clitics
    WordKey clitic_ = 0;             // the last that was read
    std::string scratch_;
    std::uint32_t at_ = 0;
    std::uint32_t beyond_ = 0;  // bytes before `at_` that begin no character
    std::uint8_t flags_ = 0;
};

}  // namespace

void tokenize(std::string_view text, const Clitics& clitics, std::vector<Token>& out) {
    NoWords words;
    Tokenizer(text, clitics, words, out).run();
}

void tokenize(std::string_view text, const Clitics& clitics, const Lexicon& lexicon, std::vector<Token>& out) {
    KnownWords words{lexicon};
    Tokenizer(text, clitics, words, out).run();
}

void tokenize(std::string_view text, Section section, CharOffset first, const Clitics& clitics, ArticleWords& words,
              std::vector<Token>& out, TokenPlaces& places) {
    ReadWords read(words, places);
    Tokenizer(text.substr(0, section.end), clitics, read, out).run(section.begin, first.value);
}

}  // namespace dateline
