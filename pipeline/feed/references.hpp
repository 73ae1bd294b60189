#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/source_text.hpp"
#include "schemas/text_builder.hpp"

namespace dateline {

/// What a character reference says and how many bytes it takes.
struct ReferenceRead {
    std::string characters;  ///< UTF-8: one character, of some names two
    std::size_t length;
};

/// The character reference that starts at byte `at` of `text` ("&amp;", "&#8364;", "&hellip;"), or nothing: a bare "&". All names of HTML
/// are known; each needs its semicolon. Numbers 128 to 159 are read as windows-1252, as browsers do.
std::optional<ReferenceRead> read_reference(std::string_view text, std::size_t at);

/// The character that a C1 control (U+0080 to U+009F) is meant as: the one of windows-1252, as in numeric references. Others stay.
char32_t windows_1252_meaning(char32_t c);

/// Appends bytes `begin` to `end` of `source` with its references decoded, each character with the raw bytes of its reference.
void append_decoded(TextBuilder& builder, const SourceText& source, std::size_t begin, std::size_t end);

/// Appends bytes `begin` to `end` of `source` as HTML that shows them as they are: "<", ">" and "&" become references.
void append_escaped(TextBuilder& builder, const SourceText& source, std::size_t begin, std::size_t end);

}  // namespace dateline
