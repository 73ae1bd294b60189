#include "pipeline/normalize/compose.hpp"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include "schemas/error.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {

SourceText composed(const SourceText& text) {
    const std::string_view utf8 = text.utf8();
    bool ascii = true;
    for (const char c : utf8) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return text;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw Error(Exit::internal, "ICU: no NFC data; reinstall libicu");
    const icu::StringPiece piece(utf8.data(), static_cast<std::int32_t>(utf8.size()));
    if (nfc->isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return text;
    status = U_ZERO_ERROR;
    std::string out;
    icu::StringByteSink<std::string> sink(&out, piece.length());
    icu::Edits edits;
    nfc->normalizeUTF8(0, piece, sink, &edits, status);
    if (U_FAILURE(status)) throw Error(Exit::internal, "ICU: NFC failed");
    TextBuilder builder;
    const auto span = [&](std::int32_t begin, std::int32_t end) {
        return Span{text.char_of(static_cast<std::uint32_t>(begin)), text.char_of(static_cast<std::uint32_t>(end))};
    };
    for (icu::Edits::Iterator edit = edits.getFineIterator(); edit.next(status);) {
        const std::int32_t from = edit.sourceIndex(), to = from + edit.oldLength();
        if (!edit.hasChange()) {
            builder.append(text, span(from, to));
            continue;
        }
        const std::vector<RawSpan> raw = from == to ? std::vector<RawSpan>{} : text.raw(span(from, to));
        const std::string_view made =
            std::string_view(out).substr(static_cast<std::size_t>(edit.destinationIndex()), static_cast<std::size_t>(edit.newLength()));
        for (std::size_t at = 0; at < made.size();) {
            const Decoded c = decode_at(made, at);
            builder.append(c.code_point, raw);
            at += c.length;
        }
    }
    return std::move(builder).build();
}

}  // namespace dateline
