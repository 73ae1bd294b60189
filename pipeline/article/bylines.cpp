#include "pipeline/article/bylines.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/article/plain_text.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t max_name_bytes = 80;

/// Words before the names. Longer ones first.
constexpr auto openers = std::to_array<std::string_view>({"written by ",
                                                          "reported by ",
                                                          "posted by ",
                                                          "story by ",
                                                          "words by ",
                                                          "text by ",
                                                          "ein artikel von ",
                                                          "ein gastbeitrag von ",
                                                          "eine analyse von ",
                                                          "ein kommentar von ",
                                                          "geschrieben von ",
                                                          "veröffentlicht von ",
                                                          "autor: ",
                                                          "autorin: ",
                                                          "author: ",
                                                          "authors: ",
                                                          "text: ",
                                                          "by: ",
                                                          "by ",
                                                          "von: ",
                                                          "von ",
                                                          "par ",
                                                          "por ",
                                                          "di ",
                                                          "door ",
                                                          "av ",
                                                          "af ",
                                                          "od "});

/// Where names are parted, longest first.
constexpr auto field_partings = std::to_array<std::string_view>({" and ", " und ", " & ", " | ", " / ", "; ", ";", ", ", ","});
constexpr auto partings = std::to_array<std::string_view>(
    {" and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " with ", " & ", " | ", " / ", "; ", ";", ", ", ",", " • ", " · "});

bool looks_like_name(std::string_view text, std::string_view site) {
    if (text.size() < 2 || text.size() > max_name_bytes) return false;
    const std::string plain = ascii_lower(text);
    if (plain.find("://") != std::string::npos || plain.starts_with("www.") || plain.find('@') != std::string::npos) return false;
    if (!site.empty() && letters_of(text) == letters_of(site)) return false;
    if (std::count(text.begin(), text.end(), ' ') > 6) return false;
    if (find_moment(text)) return false;
    for (const std::string_view word : {"admin", "redaktion", "updated", "published", "editor", "staff", "null", "undefined"})
        if (plain == word) return word == "redaktion";
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

SourceText cut(const SourceText& text, std::size_t begin, std::size_t end) {
    TextBuilder builder;
    builder.append(text, {text.char_of(static_cast<std::uint32_t>(begin)), text.char_of(static_cast<std::uint32_t>(end))});
    return trimmed(std::move(builder).build());
}

template <typename Partings>
std::vector<SourceText> names(const SourceText& byline, std::string_view site, const Partings& separators) {
    std::vector<SourceText> out;
    SourceText text = trimmed(byline);
    for (const std::string_view opener : openers)
        if (ascii_starts_with(text.utf8(), opener)) {
            text = cut(text, opener.size(), text.utf8().size());
            break;
        }
    const std::string_view characters = text.utf8();
    std::size_t begin = 0;
    const auto take = [&](std::size_t end) {
        if (end <= begin) return;
        SourceText name = cut(text, begin, end);
        if (looks_like_name(name.utf8(), site) &&
            std::none_of(out.begin(), out.end(), [&](const SourceText& known) { return known.utf8() == name.utf8(); }))
            out.push_back(std::move(name));
    };
    for (std::size_t at = 0; at < characters.size();) {
        const auto parting =
            std::find_if(separators.begin(), separators.end(), [&](std::string_view p) { return characters.substr(at).starts_with(p); });
        if (parting == separators.end()) {
            ++at;
            continue;
        }
        // "Martin Luther King, Jr." is one name.
        if (parting->front() == ',' && (characters.substr(at).starts_with(", Jr") || characters.substr(at).starts_with(", MD") ||
                                        characters.substr(at).starts_with(", PhD"))) {
            ++at;
            continue;
        }
        take(at);
        at += parting->size();
        begin = at;
    }
    take(characters.size());
    return out;
}

}  // namespace

std::vector<SourceText> names_in_byline(const SourceText& byline, std::string_view site) {
    std::vector<SourceText> out = names(byline, site, partings);
    // Times, counts and credits are not names.
    out.erase(std::remove_if(out.begin(), out.end(),
                             [](const SourceText& name) {
                                 const std::string_view text = name.utf8();
                                 return text.find_first_of("0123456789:(/") != std::string_view::npos;
                             }),
              out.end());
    return out;
}

std::vector<SourceText> names_in_field(const SourceText& name) {
    return names(name, {}, field_partings);
}

}  // namespace dateline
