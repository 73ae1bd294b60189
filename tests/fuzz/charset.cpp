// Bytes -> the encoding chosen -> text with the way back; then the same bytes read in encodings of every family.
#include "pipeline/charset/charset.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

namespace {

void check(std::string_view bytes, const Charset& charset) {
    std::vector<Warning> warnings;
    const SourceText text = decode(bytes, charset, 0, warnings);
    fuzz::require_sound(text, bytes.size(), charset.name);
    std::uint32_t behind = 0;
    for (const OffsetRun& run : text.origin().runs()) {
        require(run.kind != RunKind::inserted, charset.name + ": every character has bytes");
        require(run.raw_begin >= behind, charset.name + ": the map goes forward");
        behind = run.raw_begin + run.raw_length;
    }
    if (charset.name == "UTF-8" && !first_invalid_utf8(bytes))
        require(text.utf8() == bytes.substr(bytes.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0), "valid UTF-8 stays as it is");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::Input input(data, size);
    const std::string_view bytes = input.bytes();
    for (const Markup markup : {Markup::any, Markup::html, Markup::xml, Markup::text}) {
        const Charset charset = decide(bytes, "", markup);
        require(charset_named(charset.name) == charset.name, "an encoding is named as the standard names it", charset.name);
        check(bytes, charset);
    }
    const std::string_view label = bytes.substr(0, bytes.find('\n'));
    if (const auto named = charset_named(label)) {
        require(charset_named(*named) == named, "the name of an encoding is its own label", *named);
        check(bytes, decide(bytes, label));
    }
    for (const char* name : {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1251", "KOI8-R", "Shift_JIS", "EUC-JP",
                             "ISO-2022-JP", "EUC-KR", "Big5", "GBK", "gb18030"})
        check(bytes, {name, "transport"});
    return 0;
}
