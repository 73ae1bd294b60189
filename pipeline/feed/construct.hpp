#pragma once

#include <string_view>

#include "pipeline/feed/xml_tree.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// Whether `link` is an absolute URL in plain ASCII: such a link is kept as the feed has it, others are resolved and serialised.
bool is_absolute_link(std::string_view link);

/// How the text of an element is to be read.
enum class Construct { plain, html, markup };

/// By its type (and, in Atom 0.3, mode): RFC 4287 section 3.1. `unstated` holds where the element says nothing; one with elements inside
/// is markup whatever it says.
Construct construct_of(const XmlElement& element, Construct unstated);

/// What a reader sees of HTML: text without markup, white space made single blanks and cut off at both ends. Each character with its bytes.
SourceText visible_text(const SourceText& html);

/// `text` with white space made single blanks and cut off at both ends.
SourceText spaced(const SourceText& text);

/// The element's content as visible text, and as HTML.
SourceText title_of(const XmlElement& element, Construct unstated);
SourceText html_of(const XmlElement& element, Construct unstated);

}  // namespace dateline
