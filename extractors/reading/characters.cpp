#include "extractors/reading/characters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <memory>

#include "schemas/utf8.hpp"

namespace dateline {
namespace {

CharClass slow_class(char32_t c) {
    switch (c) {
        case U'\n':
        case U'\r':
        case U'\x0B':
        case U'\x0C':
        case U'\x85':
        case U'\u2028':
        case U'\u2029':
            return CharClass::newline;
        case U'\'':
        case U'\u2019':
        case U'\u02BC':
        case U'\uFF07':
            return CharClass::apostrophe;
        case U'"':
        case U'\u2018':
        case U'\u201A':
        case U'\u201B':
        case U'\u201C':
        case U'\u201D':
        case U'\u201E':
        case U'\u201F':
        case U'\u00AB':
        case U'\u00BB':
        case U'\u2039':
        case U'\u203A':
        case U'\u301D':
        case U'\u301E':
        case U'\u300C':
        case U'\u300D':
        case U'\uFF02':
            return CharClass::quote;
        case U'\u00AD':
        case U'\u200B':
        case U'\u200C':
        case U'\u200D':
        case U'\u2060':
        case U'\uFEFF':
            return CharClass::ignorable;
        default:
            break;
    }
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
    if (mask & U_GC_L_MASK) return CharClass::letter;
    if (mask & U_GC_M_MASK) return CharClass::combining;
    if (mask & U_GC_ND_MASK) return CharClass::digit;
    if (mask & (U_GC_ZS_MASK | U_GC_CC_MASK)) return CharClass::space;
    return CharClass::other;
}

/// Characters below this have their classes in a table: the alphabets and the marks. It is filled when the program starts to read, so the
/// scripts with thousands of characters are left out.
constexpr char32_t table_end = 0x3100;

const std::array<CharClass, table_end>& class_table() {
    static const auto table = [] {
        auto t = std::make_unique<std::array<CharClass, table_end>>();
        for (char32_t c = 0; c < table_end; ++c) (*t)[c] = slow_class(c);
        return t;
    }();
    return *table;
}

}  // namespace

const std::array<CharClass, 128> ascii_class = [] {
    std::array<CharClass, 128> table{};
    for (char32_t c = 0; c < 128; ++c) table[c] = slow_class(c);
    return table;
}();

CharClass char_class(char32_t c) {
    if (c < 128) return ascii_class[c];
    static const auto& table = class_table();
    return c < table_end ? table[c] : slow_class(c);
}

bool is_upper(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool is_lower(char32_t c) {
    if (c < 0x80) return c >= 'a' && c <= 'z';
    return u_islower(static_cast<UChar32>(c));
}

void fold(std::string_view word, std::string& out) {
    out.clear();
    bool combining = false;
    for (std::size_t i = 0; i < word.size();) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if (byte < 0x80) {
            out.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : word[i]);
            ++i;
            continue;
        }
        const Decoded d = decode_at(word, i);
        i += d.length;
        const char32_t c = d.code_point;
        switch (char_class(c)) {
            case CharClass::ignorable:
                continue;
            case CharClass::apostrophe:
                out.push_back('\'');
                continue;
            case CharClass::quote:
                out.push_back(c == U'\u2018' || c == U'\u201B' ? '\'' : '"');
                continue;
            case CharClass::combining:
                combining = true;
                break;
            default:
                break;
        }
        if ((c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212') {
            out.push_back('-');
        } else if (c == U'\u0130') {
            out.push_back('i');  // its simple folding is itself; rules are written with the plain letter
        } else {
            append_utf8(out, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)));
        }
    }
    if (combining) {
        UErrorCode code = U_ZERO_ERROR;
        const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(code);
        std::string composed;
        icu::StringByteSink<std::string> sink(&composed);
        if (U_SUCCESS(code)) nfc->normalizeUTF8(0, out, sink, nullptr, code);
        if (U_SUCCESS(code)) out = std::move(composed);
    }
}

}  // namespace dateline
