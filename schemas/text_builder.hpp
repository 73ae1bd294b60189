#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schemas/source_text.hpp"

namespace dateline {

/// Makes a SourceText character by character. Every stage that changes text (charset, character references, white space, NFC) builds its
/// result with one of these, so maps compose: the raw ranges given here are those of the stage before.
///
///     TextBuilder builder;
///     builder.append(U'%', page.raw(reference));     // "&#37;" became "%"
///     builder.append(page, paragraph);               // these characters as they are
///     SourceText text = std::move(builder).build();
class TextBuilder {
public:
    /// One character made from `raw`. `kind` is copy only where the raw bytes are its UTF-8.
    void append(char32_t code_point, RawSpan raw, RunKind kind = RunKind::decoded);

    /// One character made from several raw ranges (in reading order). None: it counts as inserted.
    void append(char32_t code_point, std::span<const RawSpan> raw);

    /// The characters of `span` of `source`, each with its raw bytes.
    void append(const SourceText& source, Span span);
    void append(const SourceText& source) { append(source, source.all()); }

    /// UTF-8 that stands in no payload, such as the empty line between paragraphs. Requires: valid UTF-8.
    void insert(std::string_view utf8);

    bool empty() const { return utf8_.empty(); }
    std::string_view utf8() const { return utf8_; }
    std::uint32_t chars() const { return origin_.length(); }

    SourceText build() && { return SourceText(std::move(utf8_), std::move(origin_)); }

private:
    std::string utf8_;
    OffsetRuns origin_;
};

}  // namespace dateline
