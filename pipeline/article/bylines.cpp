#include "pipeline/article/bylines.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/article/plain_text.hpp"
#include "pipeline/moment/moment_words.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t max_name_bytes = 80;

/// Words before the names, folded; a colon may stand behind. Longer ones first where one begins another.
constexpr auto openers = std::to_array<std::string_view>({"written by",
                                                          "reported by",
                                                          "reporting by",
                                                          "posted by",
                                                          "story by",
                                                          "words by",
                                                          "text by",
                                                          "opinion by",
                                                          "analysis by",
                                                          "comment by",
                                                          "review by",
                                                          "interview by",
                                                          "ein artikel von",
                                                          "ein gastbeitrag von",
                                                          "eine analyse von",
                                                          "ein kommentar von",
                                                          "geschrieben von",
                                                          "veröffentlicht von",
                                                          "autor",
                                                          "autorin",
                                                          "autoren",
                                                          "author",
                                                          "authors",
                                                          "text",
                                                          "автор",
                                                          "авторы",
                                                          "автори",
                                                          "текст",
                                                          "müəllif",
                                                          "by",
                                                          "von",
                                                          "par",
                                                          "por",
                                                          "di",
                                                          "door",
                                                          "av",
                                                          "af",
                                                          "od"});

/// Openers that are words of the language elsewhere: only a colon makes them one.
constexpr auto named_openers = std::to_array<std::string_view>(
    {"author", "authors", "autor", "autoren", "autorin", "müəllif", "text", "автор", "автори", "авторы", "текст"});

/// Ends of offices, not of names, folded.
constexpr auto offices = std::to_array<std::string_view>(
    {"author",     "chief",         "columnist",       "contributor", "correspondent", "editor",      "editors",
     "journalist", "korrespondent", "korrespondentin", "producer",    "redakteur",     "redakteurin", "reporter",
     "reporterin", "reporters",     "writer",          "writers",     "корреспондент", "редактор",    "журналист"});

/// Lines that stand where names do.
constexpr auto no_names = std::to_array<std::string_view>(
    {"admin", "author",    "by",        "contact", "editor", "email",     "follow",    "guest post", "null",           "par",
     "por",   "published", "read more", "share",   "staff",  "subscribe", "undefined", "updated",    "view all posts", "von"});
constexpr auto no_name_starts = std::to_array<std::string_view>({"contact ", "email ", "e-mail ", "follow ", "see all ", "view "});

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
    if (std::find(no_names.begin(), no_names.end(), plain) != no_names.end()) return false;
    for (const std::string_view start : no_name_starts)
        if (plain.starts_with(start)) return false;
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

SourceText cut(const SourceText& text, std::size_t begin, std::size_t end) {
    TextBuilder builder;
    builder.append(text, {text.char_of(static_cast<std::uint32_t>(begin)), text.char_of(static_cast<std::uint32_t>(end))});
    return trimmed(std::move(builder).build());
}

/// Without the brackets and quotation marks of a list that was written as code: ["Ann Lee", "Bo Chen"].
SourceText bare(const SourceText& name) {
    const std::string_view text = name.utf8();
    const std::size_t begin = text.find_first_not_of("[]\" "), end = text.find_last_not_of("[]\" ");
    if (begin == std::string_view::npos || (begin == 0 && end + 1 == text.size())) return name;
    const bool quoted = text.front() == '[' || text.back() == ']' || (text.front() == '"' && text.back() == '"');
    return quoted ? cut(name, begin, end + 1) : name;
}

/// "Ann Lee in Paris", "Ann Lee for the Daily Example": the bytes of the name.
std::size_t before_place(std::string_view name) {
    std::size_t end = name.size();
    for (const std::string_view word : {" in ", " for the ", " for ", " from ", " at "})
        if (const std::size_t at = name.find(word); at != std::string_view::npos && name.substr(0, at).find(' ') != std::string_view::npos)
            end = std::min(end, at);
    return end;
}

/// What stands in bylines beside names: offices, other people's credits.
bool office(std::string_view text) {
    const std::string plain = folded(text);
    if (plain.find(" by ") != std::string::npos) return true;
    const std::string_view last = std::string_view(plain).substr(plain.rfind(' ') + 1);
    return std::find(offices.begin(), offices.end(), last) != offices.end();
}

/// A town behind the name it belongs to: one word after one of several. Agencies write themselves in capitals.
bool town(std::string_view text) {
    return text.find(' ') == std::string_view::npos && text.size() > 5 && text != "Reuters" && text != "Bloomberg";
}

/// The bytes of an opener that `text` begins with and of the blanks behind it.
std::size_t opener_length(std::string_view text) {
    const std::string plain = folded(text);  // openers have as many bytes folded
    for (const std::string_view opener : openers) {
        if (!plain.starts_with(opener)) continue;
        const bool colon = plain.substr(opener.size()).starts_with(":");
        const std::size_t end = opener.size() + colon;
        const bool blank = end < plain.size() && plain[end] == ' ';
        if (!blank && !colon) continue;
        if (!colon && std::find(named_openers.begin(), named_openers.end(), opener) != named_openers.end()) continue;
        return end + blank;
    }
    return 0;
}

bool same_parting(std::string_view text, std::string_view parting) {
    if (text.starts_with(parting)) return true;
    // "ANN LEE AND BO CHEN"
    for (std::size_t i = 0; i < parting.size(); ++i) {
        const char c = parting[i];
        if (i >= text.size() || text[i] != (c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c)) return false;
    }
    return true;
}

template <typename Partings>
std::vector<SourceText> names(const SourceText& byline, std::string_view site, const Partings& separators) {
    std::vector<SourceText> out;
    SourceText text = trimmed(byline);
    if (const std::size_t opener = opener_length(text.utf8()); opener > 0) text = cut(text, opener, text.utf8().size());
    const std::string_view characters = text.utf8();
    std::size_t begin = 0;
    const auto take = [&](std::size_t end) {
        if (end <= begin) return;
        SourceText name = bare(cut(text, begin, end));
        if (looks_like_name(name.utf8(), site) &&
            std::none_of(out.begin(), out.end(), [&](const SourceText& known) { return known.utf8() == name.utf8(); }))
            out.push_back(std::move(name));
    };
    for (std::size_t at = 0; at < characters.size();) {
        const auto parting =
            std::find_if(separators.begin(), separators.end(), [&](std::string_view p) { return same_parting(characters.substr(at), p); });
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
    std::vector<SourceText> out;
    for (SourceText& name : names(byline, site, partings)) {
        // Times, counts and credits are not names.
        if (name.utf8().find_first_of("0123456789:(/") != std::string_view::npos || office(name.utf8())) continue;
        if (!out.empty() && out.front().utf8().find(' ') != std::string_view::npos && town(name.utf8())) continue;
        if (const std::size_t end = before_place(name.utf8()); end < name.utf8().size()) name = cut(name, 0, end);
        out.push_back(std::move(name));
    }
    return out;
}

bool opens_byline(std::string_view line) {
    return opener_length(line) > 0;
}

bool opens_with_names(std::string_view line) {
    std::size_t at = opener_length(line);
    if (at == 0) return false;
    // "By Ann Lee", not "By the end of the year".
    for (int words = 0; words < 2 && at < line.size(); ++words) {
        if (u_isupper(static_cast<UChar32>(decode_at(line, at).code_point)) == 0) return false;
        at = std::min(line.find(' ', at), line.size() - 1) + 1;
    }
    return true;
}

std::vector<SourceText> names_in_field(const SourceText& name) {
    return names(name, {}, field_partings);
}

}  // namespace dateline
