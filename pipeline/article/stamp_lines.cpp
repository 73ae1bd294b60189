// What a line says beside its dates decides. Nothing but words that go with a date: a stamp. Something more: a stamp only where the line is
// short, closes no sentence, and begins or ends with a date that names its year, or begins with "By".
#include "pipeline/article/stamp_lines.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article/plain_text.hpp"
#include "pipeline/moment/moment_words.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_stamp = 140;  // characters
constexpr std::size_t most_words = 20;

/// Folded words that stand beside a date in a stamp, sorted.
constexpr auto stamp_words = std::to_array<std::string_view>(
    {"actualizado", "aktualisiert", "am",      "at",    "byline", "created",   "date",      "edited",        "first",
     "hours",       "issued",       "last",    "local", "min",    "mins",      "minute",    "minutes",       "modified",
     "on",          "online",       "p",       "pm",    "posted", "publicado", "published", "publié",        "read",
     "reading",     "released",     "revised", "stand", "time",   "uhr",       "updated",   "veröffentlicht"});
static_assert(std::is_sorted(stamp_words.begin(), stamp_words.end()));

bool letter_or_digit(char32_t c) {
    return u_isalnum(static_cast<UChar32>(c)) != 0;
}

/// The folded words of a text; a number is a word.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (std::size_t at = 0; at <= text.size();) {
        const Decoded c = at < text.size() ? decode_at(text, at) : Decoded{U' ', 1};
        if (letter_or_digit(c.code_point)) {
            word += text.substr(at, c.length);
        } else if (!word.empty()) {
            out.push_back(folded(word));
            word.clear();
        }
        at += c.length;
    }
    return out;
}

bool of_a_stamp(std::string_view word) {
    const bool number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number || zone_named(word) || std::binary_search(stamp_words.begin(), stamp_words.end(), word);
}

bool stamps_only(std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    return std::all_of(words.begin(), words.end(), of_a_stamp);
}

bool in_time_element(HtmlNode part, HtmlNode around) {
    for (HtmlNode at = part; at; at = at.parent()) {
        if (at.is("time")) return true;
        if (at == around) return false;
    }
    return false;
}

bool all_in_time_elements(const Block& block) {
    bool some = false;
    for (const HtmlNode part : block.parts) {
        if (!part.is_text() || letters_of(part.text()).empty()) continue;
        if (!in_time_element(part, block.element)) return false;
        some = true;
    }
    return some;
}

bool reading_time(const std::vector<std::string>& words) {
    return words.size() >= 3 && std::find(words.begin(), words.end(), "read") != words.end() &&
           std::all_of(words.begin(), words.end(), of_a_stamp);
}

}  // namespace

bool stamp_line(const Block& block) {
    if (block.chars > longest_stamp || block.words > most_words || block.role == Block::Role::heading) return false;
    if (all_in_time_elements(block)) return true;
    const std::string text = text_of(block);
    const auto words = words_of(text);
    if (words.empty()) return false;
    if (const auto first = find_moment(text)) {
        const bool opens = stamps_only(std::string_view(text).substr(0, first->begin));
        std::string_view rest = std::string_view(text).substr(first->end);
        bool closes = stamps_only(rest);
        while (!closes) {  // "Published May 14, 2025 | Updated May 15, 2025"
            const auto next = find_moment(rest);
            if (!next) break;
            if (!opens || !stamps_only(rest.substr(0, next->begin))) {
                closes = stamps_only(rest.substr(next->end));
                break;
            }
            rest = rest.substr(next->end);
            closes = stamps_only(rest);
        }
        if (opens && closes) return true;
        return !block.ends_sentence && (opens || closes);
    }
    if (reading_time(words)) return true;
    return !block.ends_sentence && words.front() == "by" && block.words >= 2 && block.words <= 10;
}

}  // namespace dateline
