// Decoders are Lexbor's, called one character at a time, so that the bytes of each are known. What is UTF-8 (nearly everything) does not go
// through them: a valid text is one run. ISO-2022-JP goes through ICU, since Lexbor's decoder adds a U+FFFD at the end of the text.
#include <unicode/ucnv.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include "pipeline/charset/charset.hpp"
#include "pipeline/charset/utf8_runs.hpp"
#include "schemas/utf8.hpp"

extern "C" {
#include <lexbor/encoding/encoding.h>
}

namespace dateline {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Text and map under construction. Joining equal neighbours is `OffsetRuns`' own business.
struct Decoding {
    std::string utf8;
    OffsetRuns runs;
    std::uint16_t payload = 0;
    std::size_t invalid = 0;

    void character(char32_t code_point, std::size_t begin, std::size_t end) {
        append_utf8(utf8, code_point);
        runs.push({0, 1, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin), payload, RunKind::decoded});
    }
    void bad(std::size_t begin, std::size_t end) {
        character(replacement, begin, end);
        ++invalid;
    }
    void copy(std::string_view valid, std::size_t begin) {
        if (valid.empty()) return;
        utf8.append(valid);
        runs.push({0, count_code_points(valid), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(valid.size()), payload,
                   RunKind::copy});
    }
};

void decode_utf8(std::string_view bytes, std::size_t at, Decoding& out) {
    while (at < bytes.size()) {
        const std::string_view rest = bytes.substr(at);
        const std::size_t good = first_invalid_utf8(rest).value_or(rest.size());
        out.copy(rest.substr(0, good), at);
        at += good;
        if (at >= bytes.size()) break;
        const std::size_t length = invalid_length(bytes, at);
        out.bad(at, at + length);
        at += length;
    }
}

void decode_by_lexbor(std::string_view bytes, std::size_t at, const lxb_encoding_data_t* encoding, Decoding& out) {
    lxb_encoding_decode_t state;
    lxb_encoding_decode_init_single(&state, encoding);
    const auto* begin = reinterpret_cast<const lxb_char_t*>(bytes.data());
    const lxb_char_t* end = begin + bytes.size();
    const lxb_char_t* next = begin + at;
    const bool wide = encoding->encoding == LXB_ENCODING_UTF_16LE || encoding->encoding == LXB_ENCODING_UTF_16BE;
    std::size_t done = at;        // bytes before this have their characters
    std::size_t last_begin = at;  // of the bytes that the character before came from: Big5 has pairs that come from one sequence
    // A sequence that was given up is held back: the decoder may go on with a byte in its middle, which then is no part of it.
    std::optional<std::pair<std::size_t, std::size_t>> given_up;
    const auto settle = [&] {
        if (given_up) out.bad(given_up->first, given_up->second);
        given_up.reset();
    };
    while (next < end) {
        const auto before = static_cast<std::size_t>(next - begin);
        const lxb_codepoint_t c = encoding->decode_single(&state, &next, end);
        const auto after = static_cast<std::size_t>(next - begin);
        if (c == LXB_ENCODING_DECODE_CONTINUE) {
            if (after < bytes.size()) continue;
            settle();
            out.bad(std::min(done, bytes.size() - 1), after);
            return;
        }
        const bool error = c == LXB_ENCODING_DECODE_ERROR || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
        std::size_t own = after;
        if (given_up && !error && wide)
            own = after - (c > 0xFFFF ? 4 : 2);
        else if (given_up && !error && c < 0x80 && after == before)
            own = std::min(bytes.find(static_cast<char>(c), given_up->first + 1), after);
        if (given_up && own > given_up->first && own < given_up->second) {
            given_up->second = own;
            settle();
            done = wide ? after : own + 1;
            out.character(c, own, done);
            last_begin = own;
            continue;
        }
        settle();
        const std::size_t from = after > done ? done : last_begin;
        if (error)
            given_up = {from, after > from ? after : from + 1};
        else
            out.character(c, from, after);
        last_begin = from;
        done = after;
    }
    settle();
    if (lxb_encoding_decode_finish_single(&state) != LXB_STATUS_OK) out.bad(bytes.size() > 0 ? bytes.size() - 1 : 0, bytes.size());
}

void decode_by_icu(std::string_view bytes, std::size_t at, const char* name, Decoding& out) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name, &status), &ucnv_close);
    if (U_FAILURE(status)) return decode_utf8(bytes, at, out);
    const char* next = bytes.data() + at;
    const char* const end = bytes.data() + bytes.size();
    while (next < end) {
        const auto before = static_cast<std::size_t>(next - bytes.data());
        status = U_ZERO_ERROR;
        const UChar32 c = ucnv_getNextUChar(converter.get(), &next, end, &status);
        const auto after = static_cast<std::size_t>(next - bytes.data());
        if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;  // only an escape sequence was left
        if (U_FAILURE(status) || c == static_cast<UChar32>(replacement))
            out.bad(before, after);
        else
            out.character(static_cast<char32_t>(c), before, after);
    }
}

/// Text of one byte a letter is hardly ever valid UTF-8: a declaration that says it is has been left behind by the text.
bool belied(std::string_view bytes, const Charset& charset) {
    constexpr std::size_t letters_enough = 4;
    if (charset.from != "declaration" && charset.from != "transport") return false;
    const bool single = charset.name.starts_with("windows-") || charset.name.starts_with("ISO-8859-") || charset.name.starts_with("KOI8");
    if (!single || first_invalid_utf8(bytes)) return false;
    const auto leads = std::count_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC2; });
    return static_cast<std::size_t>(leads) >= letters_enough;
}

}  // namespace

SourceText decode(std::string_view bytes, const Charset& charset, std::uint16_t payload, std::vector<Warning>& warnings) {
    if (bytes.size() >= std::numeric_limits<std::uint32_t>::max() / 4) throw Error(Exit::bad_input, "payload: longer than 1 GB; split it");
    Decoding out;
    out.payload = payload;
    const std::string label = charset.name.empty() ? "UTF-8" : charset.name;
    const lxb_encoding_data_t* encoding = lxb_encoding_data_by_name(reinterpret_cast<const lxb_char_t*>(label.data()), label.size());
    const lxb_encoding_t which = encoding ? encoding->encoding : LXB_ENCODING_UTF_8;
    std::size_t at = 0;
    if (which == LXB_ENCODING_UTF_8 && bytes.substr(0, 3) == "\xEF\xBB\xBF") at = 3;
    if ((which == LXB_ENCODING_UTF_16LE && bytes.substr(0, 2) == "\xFF\xFE") ||
        (which == LXB_ENCODING_UTF_16BE && bytes.substr(0, 2) == "\xFE\xFF"))
        at = 2;
    const bool wide = which == LXB_ENCODING_UTF_16LE || which == LXB_ENCODING_UTF_16BE || which == LXB_ENCODING_ISO_2022_JP;
    bool all_ascii = !wide;
    for (std::size_t i = at; all_ascii && i < bytes.size(); ++i) all_ascii = static_cast<unsigned char>(bytes[i]) < 0x80;
    out.utf8.reserve(bytes.size() + bytes.size() / 8);
    if (all_ascii || which == LXB_ENCODING_UTF_8 || which == LXB_ENCODING_REPLACEMENT)
        decode_utf8(bytes, at, out);
    else if (which == LXB_ENCODING_ISO_2022_JP)
        decode_by_icu(bytes, at, "ISO-2022-JP", out);
    else
        decode_by_lexbor(bytes, at, encoding, out);
    if (out.invalid > 0) {
        const std::string name = which == LXB_ENCODING_UTF_8 ? "UTF-8" : label;
        warnings.push_back({std::to_string(out.invalid) + (out.invalid == 1 ? " sequence is" : " sequences are") + " not valid " + name +
                            " and became U+FFFD"});
    }
    if (!all_ascii && belied(bytes, charset))
        warnings.push_back({"says that it is " + charset.name + " and is read so, but is valid UTF-8: letters may be wrong"});
    return SourceText(std::move(out.utf8), std::move(out.runs));
}

}  // namespace dateline
