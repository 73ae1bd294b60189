#include "pipeline/store/functions.hpp"

#include <sqlite3.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "schemas/decimal.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void sql_folded(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
    const std::string out = folded_name(text_of(values[0]));
    sqlite3_result_text(context, out.data(), static_cast<int>(out.size()), SQLITE_TRANSIENT);
}

void sql_decimal_cmp(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL) return sqlite3_result_null(context);
    const auto a = Decimal::parse(text_of(values[0]));
    const auto b = Decimal::parse(text_of(values[1]));
    if (!a || !b) return sqlite3_result_null(context);
    const auto order = *a <=> *b;
    sqlite3_result_int(context, order < 0 ? -1 : order > 0 ? 1 : 0);
}

}  // namespace

std::string folded_name(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) throw Error(Exit::internal, std::string("ICU: ") + u_errorName(status));
    icu::UnicodeString folded = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    folded.foldCase();
    folded = nfd->normalize(folded, status);
    icu::UnicodeString bare;
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        if (u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
    }
    std::string out;
    bare.toUTF8String(out);
    return out;
}

void add_functions(SQLite::Database& db) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    sqlite3_create_function_v2(db.getHandle(), "folded_name", 1, flags, nullptr, sql_folded, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(db.getHandle(), "decimal_cmp", 2, flags, nullptr, sql_decimal_cmp, nullptr, nullptr, nullptr);
}

}  // namespace dateline
