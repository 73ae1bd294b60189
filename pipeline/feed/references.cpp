#include "pipeline/feed/references.hpp"

#include <lexbor/core/sbst.h>

#include <array>
#include <cstdint>

#include "schemas/ascii.hpp"
#include "schemas/utf8.hpp"

/// The parser's own table of names (entity_names.c).
extern "C" const lexbor_sbst_entry_static_t* dateline_entity_names(void);

namespace dateline {
namespace {

constexpr std::size_t longest_name = 40;

/// HTML standard, section 13.2.5.80: what numbers 0x80 to 0x9F stand for; 0 where they stand for themselves.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<ReferenceRead> read_number(std::string_view text, std::size_t at) {
    std::size_t i = at + 2;
    const bool hex = i < text.size() && ascii_lower(text[i]) == 'x';
    if (hex) ++i;
    const std::size_t first = i;
    std::uint32_t value = 0;
    for (; i < text.size(); ++i) {
        const char c = ascii_lower(text[i]);
        std::uint32_t digit = 0;
        if (ascii_digit(c))
            digit = static_cast<std::uint32_t>(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            digit = static_cast<std::uint32_t>(c - 'a') + 10;
        else
            break;
        value = value > 0x110000 ? value : value * (hex ? 16 : 10) + digit;
    }
    if (i == first) return std::nullopt;
    if (i < text.size() && text[i] == ';') ++i;
    value = windows_1252_meaning(value);
    const bool control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    if (control || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
    ReferenceRead read{"", i - at};
    append_utf8(read.characters, value);
    return read;
}

std::optional<ReferenceRead> read_name(std::string_view text, std::size_t at) {
    const lexbor_sbst_entry_static_t* const table = dateline_entity_names();
    const lexbor_sbst_entry_static_t* entry = &table[1];
    for (std::size_t i = at + 1; i < text.size() && i - at < longest_name; ++i) {
        entry = lexbor_sbst_entry_static_find(table, entry, static_cast<lxb_char_t>(text[i]));
        if (entry == nullptr) return std::nullopt;
        if (text[i] == ';') {
            if (entry->value == nullptr) return std::nullopt;
            return ReferenceRead{std::string(static_cast<const char*>(entry->value), entry->value_len), i + 1 - at};
        }
        entry = &table[entry->next];
    }
    return std::nullopt;
}

void append_bytes(TextBuilder& builder, const SourceText& source, std::size_t begin, std::size_t end) {
    if (begin == end) return;
    builder.append(source, {source.char_of(static_cast<std::uint32_t>(begin)), source.char_of(static_cast<std::uint32_t>(end))});
}

std::vector<RawSpan> raw_of(const SourceText& source, std::size_t begin, std::size_t end) {
    return source.raw({source.char_of(static_cast<std::uint32_t>(begin)), source.char_of(static_cast<std::uint32_t>(end))});
}

}  // namespace

char32_t windows_1252_meaning(char32_t c) {
    if (c < 0x80 || c >= 0xA0 || windows_1252[c - 0x80] == 0) return c;
    return windows_1252[c - 0x80];
}

std::optional<ReferenceRead> read_reference(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || text[at] != '&') return std::nullopt;
    return text[at + 1] == '#' ? read_number(text, at) : read_name(text, at);
}

void append_decoded(TextBuilder& builder, const SourceText& source, std::size_t begin, std::size_t end) {
    const std::string_view text = source.utf8().substr(0, end);
    std::size_t kept = begin;
    for (std::size_t at = text.find('&', begin); at != std::string_view::npos; at = text.find('&', at)) {
        const auto reference = read_reference(text, at);
        if (!reference) {
            ++at;
            continue;
        }
        append_bytes(builder, source, kept, at);
        const std::vector<RawSpan> raw = raw_of(source, at, at + reference->length);
        for (std::size_t i = 0; i < reference->characters.size();) {
            const Decoded c = decode_at(reference->characters, i);
            builder.append(c.code_point, raw);
            i += c.length;
        }
        at += reference->length;
        kept = at;
    }
    append_bytes(builder, source, kept, end);
}

void append_escaped(TextBuilder& builder, const SourceText& source, std::size_t begin, std::size_t end) {
    const std::string_view text = source.utf8().substr(0, end);
    std::size_t kept = begin;
    for (std::size_t at = text.find_first_of("<>&", begin); at != std::string_view::npos; at = text.find_first_of("<>&", kept)) {
        append_bytes(builder, source, kept, at);
        // The reference's first character stands for the whole of it.
        builder.append(U'&', raw_of(source, at, at + 1));
        builder.insert(text[at] == '<' ? "lt;" : text[at] == '>' ? "gt;" : "amp;");
        kept = at + 1;
    }
    append_bytes(builder, source, kept, end);
}

}  // namespace dateline
