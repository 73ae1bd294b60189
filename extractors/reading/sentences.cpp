#include "extractors/reading/sentences.hpp"

#include <algorithm>
#include <optional>

#include "schemas/utf8.hpp"

namespace dateline {
namespace {

bool one_of(std::string_view mark, std::string_view marks_separated_by_blanks) {
    for (std::size_t at = 0; at < marks_separated_by_blanks.size();) {
        const std::size_t end = std::min(marks_separated_by_blanks.find(' ', at), marks_separated_by_blanks.size());
        if (marks_separated_by_blanks.substr(at, end - at) == mark) return true;
        at = end + 1;
    }
    return false;
}

/// `own`: what the language says of the mark.
bool closes(std::string_view mark, std::optional<QuoteMark> own) {
    if (own) return *own != QuoteMark::opening && *own != QuoteMark::single_opening;
    return one_of(mark, "\" ' \xE2\x80\x9D \xE2\x80\x99 \xC2\xBB ) ] '' \xE2\x80\xBA");
}
bool opens(std::string_view mark, std::optional<QuoteMark> own) {
    if (own) return *own != QuoteMark::closing && *own != QuoteMark::single_closing;
    return one_of(mark, "\" ' '' \xE2\x80\x9C \xE2\x80\x98 \xC2\xAB ( [ `` \xE2\x80\xB9 \xE2\x80\x9E");
}

class Splitter {
public:
    Splitter(const Reading& reading, TokenRange paragraph)
        : reading_(reading), words_(reading.rules().grammar_words()), paragraph_(paragraph) {}

    void run(std::span<const std::uint32_t> marks, std::vector<TokenRange>& out) {
        std::uint32_t begin = paragraph_.first;
        std::uint32_t pause = begin;  // token after the last mark that a sentence too long can be cut at
        const Token* const tokens = reading_.tokens().data();
        const char* const zone = reading_.text(begin).data() - tokens[begin].byte;
        const auto add = [&](std::uint32_t end) {
            out.push_back({begin, end});
            begin = end;
        };
        for (std::size_t m = 0; begin < paragraph_.last;) {
            const std::uint32_t t = m < marks.size() ? marks[m] : paragraph_.last;
            const std::uint32_t longest = begin + longest_sentence;  // it ends there at the latest
            std::uint32_t end = 0;
            if (t < longest && t < paragraph_.last) {
                ++m;
                const std::string_view mark(zone + tokens[t].byte, tokens[t].bytes);
                if (may_end(mark)) end = end_after(t, mark);
                if (end == 0 && pauses(mark)) pause = t + 1;
                if (end == 0 && t + 1 < longest) continue;
            }
            if (end == 0 && longest > paragraph_.last) return add(paragraph_.last);
            add(end != 0 ? end : pause >= begin + shortest_cut ? pause : longest);
            while (m < marks.size() && marks[m] < begin) ++m;
            while (m > 0 && marks[m - 1] >= begin) --m;
        }
    }

private:
    static bool pauses(std::string_view mark) {
        if (mark.size() == 1) return mark.front() == ',' || mark.front() == ';' || mark.front() == ':';
        return mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94";
    }

    static bool may_end(std::string_view mark) {
        const char first = mark.front();
        return first == '.' || first == '!' || first == '?' || mark == "\xE2\x80\xA6";
    }

    /// The token after the sentence that the mark at `t` ends; 0 when it ends none.
    std::uint32_t end_after(std::uint32_t t, std::string_view mark) const {
        const char first = mark.front();
        std::uint32_t end = t + 1;
        bool closed = false;
        while (end < paragraph_.last && reading_.token(end).kind == TokenKind::mark && !reading_.token(end).space_before()) {
            const std::string_view next = reading_.text(end);
            if (closes(next, words_.quote_mark(next)))
                closed = true;
            else if (next.front() != '!' && next.front() != '?' && next.front() != '.')
                break;
            ++end;
        }
        end = past_citations(end);
        if (end >= paragraph_.last) return end;
        const Token& next = reading_.token(end);
        if (!next.space_before()) return 0;
        // What stands behind opening marks decides: "We agree." "No," she said.
        std::uint32_t word = end;
        while (word < paragraph_.last && reading_.token(word).kind == TokenKind::mark &&
               opens(reading_.text(word), words_.quote_mark(reading_.text(word))))
            ++word;
        if (word >= paragraph_.last) return end;
        const Token& following = reading_.token(word);
        if (following.shape == Shape::lower) return 0;
        if (following.kind == TokenKind::mark && word == end &&
            !one_of(reading_.text(word), "- \xE2\x80\x93 \xE2\x80\x94 \xE2\x80\xA2 * # @ \xE2\x82\xAC $ \xC2\xA3"))
            return 0;
        if (first == '.' && mark.size() == 1 && !closed && belongs_to_abbreviation(t, following, word)) return 0;
        return end;
    }

    /// "It ended. [17] Then": a number in square brackets belongs to the sentence before it.
    std::uint32_t past_citations(std::uint32_t end) const {
        while (end + 2 < paragraph_.last && reading_.text(end) == "[" && reading_.token(end + 1).is_digits() &&
               reading_.text(end + 2) == "]")
            end += 3;
        return end;
    }

    bool belongs_to_abbreviation(std::uint32_t dot, const Token& following, std::uint32_t following_token) const {
        if (dot == paragraph_.first) return false;
        const Token& before = reading_.token(dot - 1);
        if (reading_.token(dot).space_before()) return false;
        if (before.is_digits() && (dot - 1 == paragraph_.first || before.line_start())) return true;  // "1. Open the box"
        if (words_.ordinal_point() && before.is_digits() && before.bytes <= 2 && following.is_word())
            return !opens_sentence(following_token);
        if (const auto kind = abbreviation(dot)) {
            if (*kind == Abbreviation::before_name) return true;
            if (*kind == Abbreviation::before_number && following.is_digits()) return true;
            // "in the U.S. The firm": ends only where a word that opens sentences follows.
            if (*kind != Abbreviation::before_number) return !opens_sentence(following_token);
        }
        // An initial: "J. Smith".
        return before.is_word() && before.shape == Shape::upper && count_code_points(reading_.text(dot - 1)) == 1 && following.is_word() &&
               !opens_sentence(following_token);
    }

    std::optional<Abbreviation> abbreviation(std::uint32_t dot) const {
        for (std::uint32_t back = 1; back <= 7 && back <= dot - paragraph_.first; ++back)
            if (const auto kind = words_.abbreviation(reading_, dot - back, back)) return kind;
        return std::nullopt;
    }

    bool opens_sentence(std::uint32_t token) const {
        return reading_.token(token).shape != Shape::lower && words_.function_word(reading_, token);
    }

    const Reading& reading_;
    const GrammarWords& words_;
    TokenRange paragraph_;
};

}  // namespace

void find_sentences(const Reading& reading, TokenRange paragraph, std::span<const std::uint32_t> marks, std::vector<TokenRange>& out) {
    Splitter(reading, paragraph).run(marks, out);
}

}  // namespace dateline
