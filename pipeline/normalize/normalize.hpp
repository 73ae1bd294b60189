#pragma once

#include "schemas/clipping.hpp"

namespace dateline {

/// What the parts of a clipping say, as facts are read from it. Every character keeps all its raw bytes.
///
/// - Any run of white space (Unicode's, no-break spaces too) is one space; none at the ends of a paragraph.
/// - Paragraphs, and captions, have one empty line between them, which stands in no payload.
/// - Control characters, byte order marks, soft hyphens, zero-width spaces and marks of writing direction are left out: nobody sees
///   them, and they part words and numbers. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
/// - NFC: a letter and its combining accent are one character, made from the raw bytes of both.
/// - Empty paragraphs are left out, and a paragraph that only repeats the one before it.
/// - `paragraphs`, where wanted, gets the place in the text of each of the clipping's paragraphs; of what is left out, of what comes next.
Article normalize(const Clipping& clipping, std::vector<CharOffset>* paragraphs = nullptr);

/// A plain text file. Its lines and paragraphs stay as they are: only line ends become "\n", and NFC and the characters left out are as
/// above.
Article normalize_text(const SourceText& text);

/// One paragraph, title or name as above.
SourceText normalized(const SourceText& text);

}  // namespace dateline
