#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dateline {

/// A character reference as the tokenizer went by it: raw bytes of the page and the decoded bytes they became.
struct Reference {
    std::uint32_t raw = 0;  ///< of its "&" in the page
    std::uint32_t raw_length = 0;
    std::uint32_t decoded = 0;  ///< from the start of the piece of text or the attribute value
    std::uint32_t decoded_length = 0;
};

/// A stretch of decoded text and the bytes of the page it came from. What is not atomic is there byte for byte.
struct Stretch {
    std::uint32_t decoded = 0;
    std::uint32_t decoded_length = 0;
    std::uint32_t raw = 0;
    std::uint32_t raw_length = 0;
    bool atomic = false;
};

enum class Where : std::uint8_t { text, attribute };

/// Finds where each byte of `decoded` came from: the character references are known, and what stands between them is compared with the
/// page byte for byte. Only CR and CRLF (LF), NUL (U+FFFD) and, in text, "</>" (nothing) may differ. Appends to `out`; false where
/// something else differs, so that the caller can say "no citation" instead of a wrong one.
bool align(std::string_view page, std::uint32_t raw_begin, std::string_view decoded, std::span<const Reference> references, Where where,
           std::vector<Stretch>& out);

}  // namespace dateline
