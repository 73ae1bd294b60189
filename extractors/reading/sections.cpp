#include "extractors/reading/sections.hpp"

#include <algorithm>

#include "extractors/reading/characters.hpp"
#include "schemas/ascii.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t cut_within = 64 * 1024;  ///< of the end of a section that grows too long

/// Whether a text with nothing better may be cut behind the mark at `at`: not in a run of the same mark, nor before what may be the rest of
/// a number.
bool cuts_behind(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte <= ' ') return true;
    if (byte >= 0x7F || ascii_letter(text[at]) || ascii_digit(text[at]) || at + 1 == text.size()) return false;
    const char next = text[at + 1];
    return next != text[at] && static_cast<unsigned char>(next) < 0x80 && !ascii_digit(next);
}

/// What a token cannot go over: from letters to digits, from either to a mark.
enum class Run : std::uint8_t { letters, digits, marks, any };

Run run_of(char32_t c) {
    switch (char_class(c)) {
        case CharClass::letter:
            return Run::letters;
        case CharClass::digit:
            return Run::digits;
        case CharClass::combining:
        case CharClass::ignorable:
        case CharClass::apostrophe:
            return Run::any;
        default:
            return Run::marks;
    }
}

/// The first place from `at` on where a section may end, if any: near by one that cuts no number, else any between two tokens.
std::size_t forced_end(std::string_view text, std::size_t at) {
    const std::size_t last = std::min(text.size(), at + cut_within);
    for (std::size_t i = at; i < last; ++i)
        if (cuts_behind(text, i)) return i + 1;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    for (Run before = Run::any; at < text.size();) {
        const Decoded c = decode_at(text, at);
        const Run here = run_of(c.code_point);
        if (before != Run::any && here != Run::any && here != Run::marks && here != before) return at;
        before = here;
        at += c.length;
    }
    return text.size();
}

/// Where the section that begins at `begin` ends.
std::size_t end_of_section(std::string_view text, std::size_t begin) {
    if (text.size() - begin <= longest_section) return text.size();
    const std::size_t latest = begin + longest_section;
    const std::string_view tail = text.substr(latest - cut_within, cut_within);
    for (const std::string_view border : {"\n\n", "\n", ". ", " "})
        if (const std::size_t found = tail.rfind(border); found != std::string_view::npos)
            return latest - cut_within + found + border.size();
    return forced_end(text, latest);
}

}  // namespace

std::vector<Section> sections(std::string_view text) {
    std::vector<Section> out;
    std::size_t begin = 0;
    do {
        const std::size_t end = end_of_section(text, begin);
        out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), end == text.size()});
        begin = end;
    } while (begin < text.size());
    return out;
}

}  // namespace dateline
