#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/error.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// What kind of declaration the bytes may hold.
enum class Markup : std::uint8_t {
    any,  ///< not known: an XML declaration, then an HTML one is looked for
    html,
    xml,
    text,  ///< none
};

/// An encoding and why it was chosen.
struct Charset {
    std::string name;  ///< as the WHATWG Encoding standard names it: "UTF-8", "windows-1252"
    std::string from;  ///< "bom", "transport", "declaration", "bytes" (valid UTF-8, or what the detector found), "default"
};

/// The encoding that a label names ("latin1" is "windows-1252"), or nothing.
std::optional<std::string> charset_named(std::string_view label);

/// The encoding that `bytes` must be read in: byte order mark, the transport's label, the declaration in the document, valid UTF-8, a
/// detector on a few kilobytes, and windows-1252 when nothing decides. `transport_label` is empty when there is none.
Charset decide(std::string_view bytes, std::string_view transport_label, Markup markup = Markup::any);

/// `bytes` as text, each character with its bytes as raw offsets of `payload`. Invalid sequences become U+FFFD and are counted in
/// `warnings`; a byte order mark is left out. Valid UTF-8 is one run. Throws Error (bad_input) over 4 GB.
SourceText decode(std::string_view bytes, const Charset& charset, std::uint16_t payload, std::vector<Warning>& warnings);

}  // namespace dateline
