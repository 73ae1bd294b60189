#include "extractors/reading/tokenizer.hpp"

#include "extractors/reading/characters.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t max_single_marks = 16;

/// Walks the text once; the position is a byte and a character.
class Tokenizer {
public:
    Tokenizer(std::string_view text, const Clitics& clitics, std::vector<Token>& out) : text_(text), clitics_(clitics), out_(out) {}

    void run() {
        flags_ = Token::paragraph_start_flag | Token::line_start_flag;
        while (at_ < text_.size()) {
            const Decoded d = decode_at(text_, at_);
            switch (char_class(d.code_point)) {
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
                case CharClass::letter:
                    word();
                    break;
                case CharClass::digit:
                    digits();
                    break;
                case CharClass::apostrophe:
                case CharClass::quote:
                case CharClass::other:
                    mark(d);
                    break;
            }
        }
    }

private:
    void skip(Decoded d, std::uint8_t flag) {
        at_ += d.length;
        ++character_;
        flags_ |= flag;
    }

    void newline(Decoded d) {
        if (d.code_point == U'\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') skip({U'\r', 1}, 0);
        if (flags_ & Token::line_start_flag) flags_ |= Token::paragraph_start_flag;  // an empty line
        if (d.code_point == U'\u2029') flags_ |= Token::paragraph_start_flag;
        skip({d.code_point, d.length}, Token::space_before_flag | Token::line_start_flag);
    }

    void push(std::uint32_t begin, std::uint32_t begin_character, std::uint32_t end, TokenKind kind, Shape shape) {
        Token token;
        token.byte = begin;
        token.bytes = end - begin;
        token.character = begin_character;
        token.kind = kind;
        token.shape = shape;
        token.flags = flags_;
        out_.push_back(token);
        flags_ = 0;
    }

    void word() {
        const std::uint32_t begin = at_, begin_character = character_;
        std::uint32_t letters = 0, upper = 0, lower = 0;
        bool first_upper = false;
        std::uint32_t last_end = at_;
        std::uint32_t before_last = at_, before_last_character = character_;  // start of the last letter
        while (at_ < text_.size()) {
            if (const auto byte = static_cast<unsigned char>(text_[at_]); byte < 128 && ascii_class[byte] == CharClass::letter) {
                const bool up = byte < 'a';
                if (letters == 0) first_upper = up;
                upper += up;
                lower += !up;
                ++letters;
                before_last = at_++;
                before_last_character = character_++;
                last_end = at_;
                continue;
            }
            const Decoded d = decode_at(text_, at_);
            const CharClass c = char_class(d.code_point);
            if (c == CharClass::letter) {
                const bool up = is_upper(d.code_point);
                if (letters == 0) first_upper = up;
                if (up)
                    ++upper;
                else if (is_lower(d.code_point))
                    ++lower;
                ++letters;
                before_last = at_;
                before_last_character = character_;
            } else if (c == CharClass::apostrophe && letters > 0) {
                const std::uint32_t suffix = letters_after(at_ + d.length);
                if (suffix == 0) break;
                if (const int kind = clitic(begin, before_last, at_, d.length, suffix); kind != 0) {
                    const bool eats = kind == 2;
                    const std::uint32_t cut = eats ? before_last : at_, cut_character = eats ? before_last_character : character_;
                    push(begin, begin_character, cut, TokenKind::word, shape(letters, upper, lower, first_upper));
                    finish_clitic(cut, cut_character, at_ + d.length + suffix);
                    return;
                }
                // Part of the name: O'Brien, D'Angelo.
            } else if (c != CharClass::combining && c != CharClass::ignorable) {
                break;
            }
            at_ += d.length;
            ++character_;
            last_end = at_;
        }
        push(begin, begin_character, last_end, TokenKind::word, shape(letters, upper, lower, first_upper));
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
        while (at < text_.size()) {
            const Decoded d = decode_at(text_, at);
            const CharClass c = char_class(d.code_point);
            if (c != CharClass::letter && c != CharClass::combining) break;
            at += d.length;
            if (at - from > 64) break;
        }
        return at - from;
    }

    /// 1: the suffix alone is a clitic; 2: with the letter before it; 0: neither.
    int clitic(std::uint32_t begin, std::uint32_t before_last, std::uint32_t apostrophe, std::uint32_t apostrophe_bytes,
               std::uint32_t suffix) {
        if (suffix > 8) return 0;
        const std::string_view letters = text_.substr(apostrophe + apostrophe_bytes, suffix);
        fold(letters, scratch_);
        const std::string tail = "'" + scratch_;
        for (const std::string& s : clitics_.suffixes)
            if (s == tail) return 1;
        if (before_last > begin) {
            fold(text_.substr(before_last, apostrophe - before_last), scratch_);
            for (const std::string& s : clitics_.eating)
                if (s == scratch_ + tail) return 2;
        }
        return 0;
    }

    void finish_clitic(std::uint32_t begin, std::uint32_t begin_character, std::uint32_t end) {
        character_ = begin_character + count_code_points(text_.substr(begin, end - begin));
        at_ = end;
        flags_ = 0;
        push(begin, begin_character, end, TokenKind::word, Shape::lower);
    }

    void digits() {
        const std::uint32_t begin = at_, begin_character = character_;
        while (at_ < text_.size()) {
            const Decoded d = decode_at(text_, at_);
            if (char_class(d.code_point) != CharClass::digit) break;
            at_ += d.length;
            ++character_;
        }
        push(begin, begin_character, at_, TokenKind::digits, Shape::digits);
    }

    void mark(Decoded d) {
        const std::uint32_t begin = at_, begin_character = character_;
        // "...", "---" and "***" are one token; quotation marks and brackets stay single (until the text is only a joke).
        const bool single = char_class(d.code_point) != CharClass::other || d.code_point == U'(' || d.code_point == U')' ||
                            d.code_point == U'[' || d.code_point == U']';
        std::uint32_t run = 0;
        std::uint32_t at = at_;
        while (at < text_.size() && text_.substr(at, d.length) == text_.substr(begin, d.length)) {
            at += d.length;
            ++run;
        }
        if (single && run < max_single_marks)
            run = run == 2 && char_class(d.code_point) == CharClass::apostrophe ? 2 : 1;  // '' is one mark
        at_ = begin + run * d.length;
        character_ = begin_character + run;
        push(begin, begin_character, at_, TokenKind::mark, Shape::mark);
    }

    std::string_view text_;
    const Clitics& clitics_;
    std::vector<Token>& out_;
    std::string scratch_;
    std::uint32_t at_ = 0;
    std::uint32_t character_ = 0;
    std::uint8_t flags_ = 0;
};

}  // namespace

void tokenize(std::string_view text, const Clitics& clitics, std::vector<Token>& out) {
    Tokenizer(text, clitics, out).run();
}

}  // namespace dateline
