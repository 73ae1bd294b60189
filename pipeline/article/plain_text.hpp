#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/article/blocks.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// The characters of a block as they stand, a blank for each <br>.
std::string text_of(const Block& block);
/// The same with raw bytes.
SourceText source_of(const HtmlDocument& document, const Block& block);

/// All text below `node`, without what nobody sees; a blank between blocks.
SourceText source_of(const HtmlDocument& document, HtmlNode node);

/// The same of an element that holds a name or a date; nothing where it holds a page of text or of elements.
std::optional<SourceText> short_text_of(const HtmlDocument& document, HtmlNode node);

/// `text` read as HTML: references and tags that a page wrote into an attribute or a JSON string are taken as such. Each character keeps
/// its raw bytes. Text without "&" and "<" comes back as it is.
SourceText unmarked(const SourceText& text);

/// `text` without white space at its ends.
SourceText trimmed(const SourceText& text);

/// In lower case, letters and digits only: to tell whether two texts say the same.
std::string letters_of(std::string_view text);

}  // namespace dateline
