#include "pipeline/charset/charset.hpp"

#include "pipeline/charset/declaration.hpp"
#include "pipeline/charset/detect.hpp"
#include "schemas/utf8.hpp"

extern "C" {
#include <lexbor/encoding/encoding.h>
}

namespace dateline {
namespace {

std::string_view trimmed(std::string_view label) {
    constexpr std::string_view blanks = " \t\n\f\r";
    const std::size_t begin = label.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return label.substr(begin, label.find_last_not_of(blanks) - begin + 1);
}

}  // namespace

std::optional<std::string> charset_named(std::string_view label) {
    label = trimmed(label);
    // Names that are not among the standard's labels but stand in old feeds.
    if (label == "MacCyrillic" || label == "maccyrillic") return "x-mac-cyrillic";
    const lxb_encoding_data_t* found = lxb_encoding_data_by_name(reinterpret_cast<const lxb_char_t*>(label.data()), label.size());
    if (!found || found->encoding <= LXB_ENCODING_UNDEFINED) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(found->name));
}

Charset decide(std::string_view bytes, std::string_view transport_label, Markup markup) {
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return {"UTF-8", "bom"};
    if (bytes.substr(0, 2) == "\xFE\xFF") return {"UTF-16BE", "bom"};
    if (bytes.substr(0, 2) == "\xFF\xFE") return {"UTF-16LE", "bom"};
    if (auto told = charset_named(transport_label)) return {*told, "transport"};
    if (markup == Markup::xml || markup == Markup::any)
        if (auto declared = xml_declared(bytes)) return {*declared, "declaration"};
    if (markup == Markup::html || markup == Markup::any)
        if (auto declared = html_declared(bytes)) return {*declared, "declaration"};
    if (auto guess = detected(bytes)) return {*guess, "bytes"};
    // XML without a declaration is UTF-8 by its standard; bytes that are all ASCII read the same in both.
    if (markup == Markup::xml) return {"UTF-8", "default"};
    return {"windows-1252", "default"};
}

}  // namespace dateline
