#include "extractors/reading/sections.hpp"

#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::size_t cut_within = 64 * 1024;  ///< of the end of a section that grows too long

/// Whether a text with nothing better may be cut behind the mark at `at`: not in a run of the same mark nor inside a number.
bool cuts_behind(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte <= ' ') return true;
    if (byte >= 0x7F || ascii_letter(text[at]) || ascii_digit(text[at])) return false;
    return at + 1 < text.size() && text[at + 1] != text[at] && !ascii_digit(text[at + 1]) &&
           static_cast<unsigned char>(text[at + 1]) < 0x80;
}

/// Where the section that begins at `begin` ends.
std::size_t end_of_section(std::string_view text, std::size_t begin) {
    if (text.size() - begin <= longest_section) return text.size();
    const std::size_t latest = begin + longest_section;
    const std::string_view tail = text.substr(latest - cut_within, cut_within);
    for (const std::string_view border : {"\n\n", "\n", ". ", " "})
        if (const std::size_t found = tail.rfind(border); found != std::string_view::npos)
            return latest - cut_within + found + border.size();
    std::size_t at = latest;
    while (at < text.size() && !cuts_behind(text, at)) ++at;
    return at < text.size() ? at + 1 : at;
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
