#include "extractors/reading/sections.hpp"

#include <algorithm>

#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::size_t cut_within = 64 * 1024;  ///< of the end of a section that grows too long

/// Whether a text with nothing better may be cut behind the mark at `at`: not in a run of the same mark, nor before what may be the rest of
/// a number unless `numbers` says so.
bool cuts_behind(std::string_view text, std::size_t at, bool numbers) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte <= ' ') return true;
    if (byte >= 0x7F || ascii_letter(text[at]) || ascii_digit(text[at]) || at + 1 == text.size()) return false;
    const char next = text[at + 1];
    return next != text[at] && static_cast<unsigned char>(next) < 0x80 && (numbers || !ascii_digit(next));
}

/// The first place from `at` on where a section may end, if any.
std::size_t forced_end(std::string_view text, std::size_t at) {
    for (const bool numbers : {false, true}) {
        const std::size_t last = numbers ? text.size() : std::min(text.size(), at + cut_within);
        for (std::size_t i = at; i < last; ++i)
            if (cuts_behind(text, i, numbers)) return i + 1;
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
