#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/source_text.hpp"

namespace dateline {

/// The bytes of one payload and the charset an article was read in from it.
struct RawBytes {
    std::string bytes;
    std::string charset;
};

/// What a check of one text against its raw bytes found.
struct RawFault {
    Span span;
    std::string message;
};

/// Do the raw ranges of every character of `text` decode to just that character: charset, then character references and JSON escapes as
/// pages and feeds nest them, white space made one, accents composed? `payload(number)` gives the bytes, or null where they cannot be had
/// (these characters are passed over). `untraced` counts letters whose raw bytes are not known. Faults side by side are one.
std::vector<RawFault> check_raw(const SourceText& text, const std::function<const RawBytes*(std::uint16_t)>& payload,
                                std::int64_t& untraced);

}  // namespace dateline
