#include "extractors/numbers/chunks.hpp"

#include <algorithm>

namespace dateline {
namespace {

bool mark(const Reading& reading, std::uint32_t t, std::string_view folded) {
    return reading.token(t).kind == TokenKind::mark && reading.is(t, folded);
}

/// Without the marks around it.
TokenRange trimmed(const Reading& reading, TokenRange chunk) {
    while (chunk.size() > 1 && reading.token(chunk.last - 1).kind == TokenKind::mark && !mark(reading, chunk.last - 1, "/")) --chunk.last;
    while (chunk.size() > 1 && reading.token(chunk.first).kind == TokenKind::mark && !mark(reading, chunk.first, "@") &&
           !mark(reading, chunk.first, "#"))
        ++chunk.first;
    return chunk;
}

/// "example.org/12-34": words and points, then a path with a digit.
bool is_host(const Reading& reading, TokenRange chunk) {
    bool point = false;
    for (std::uint32_t t = chunk.first; t < chunk.last; ++t) {
        const Token& token = reading.token(t);
        if (mark(reading, t, ".") && t > chunk.first && reading.token(t - 1).is_word() && t + 1 < chunk.last &&
            reading.token(t + 1).shape == Shape::lower && reading.token(t - 1).bytes > 1)
            point = true;
        if (mark(reading, t, "/")) return point;
        if (token.kind == TokenKind::mark && !mark(reading, t, ".") && !mark(reading, t, "-") && t != chunk.first) return false;
    }
    return false;
}

/// Three and more runs of digits joined by hyphens, points or strokes: telephone numbers, dates, addresses of machines, versions, ids.
/// What a number's grouping looks like ("1.250.000", "1,250-1,300") is not.
bool is_phone_or_id(const Reading& reading, TokenRange chunk) {
    std::uint32_t runs = 0, hyphens = 0, points = 0, strokes = 0, long_runs = 0, letters = 0, commas = 0;
    bool uneven = false;  // groups that no number has
    for (std::uint32_t t = chunk.first; t < chunk.last; ++t) {
        const Token& token = reading.token(t);
        if (token.is_digits()) {
            ++runs;
            if (token.bytes > 8) ++long_runs;
            uneven |= commas > 0 && (token.bytes == 1 || token.bytes > 3);
        } else if (token.is_word()) {
            ++letters;
        } else if (mark(reading, t, ",")) {
            ++commas;
        } else if (mark(reading, t, "-")) {
            ++hyphens;
        } else if (mark(reading, t, ".")) {
            ++points;
        } else if (mark(reading, t, "/")) {
            ++strokes;
        } else {
            return false;
        }
    }
    // "1,4,2,9,5,3": a row of data.
    if (commas > 0) return commas >= 5 && uneven && letters + hyphens + points + strokes == 0;
    if (letters > 0) return letters + runs >= 5 && hyphens >= 2 && runs >= 3 && reading.token(chunk.first).shape == Shape::upper;
    if (runs >= 4 && runs == hyphens + 1) return true;                            // 1-800-555-0199
    if (runs == 3 && hyphens == 2) return reading.token(chunk.first).bytes == 3;  // 555-012-3456; dates stay free
    if (runs == 2 && hyphens == 1)
        return reading.token(chunk.first).bytes == 3 && reading.token(chunk.last - 1).bytes == 4 &&
               reading.text(chunk.last - 1) < reading.text(chunk.first);
    if (runs == 4 && points == 3)
        return !std::all_of(&reading.token(chunk.first) + 1, &reading.token(chunk.first) + chunk.size(),
                            [](const Token& token) { return !token.is_digits() || token.bytes == 3; });
    return strokes > 0 && runs >= 4;
}

/// "+994 12 555 01 23": the end of it, or 0.
std::uint32_t international_phone(const Reading& reading, std::uint32_t plus, std::uint32_t end) {
    std::uint32_t runs = 0, t = plus + 1, last = 0;
    for (; t < end; ++t) {
        const Token& token = reading.token(t);
        if (token.is_digits()) {
            if (token.bytes > 8 && runs == 0) return t + 1;
            ++runs;
            last = t + 1;
        } else if (!(mark(reading, t, "(") || mark(reading, t, ")") || mark(reading, t, "-"))) {
            break;
        }
    }
    return runs >= 4 ? last : 0;
}

}  // namespace

ChunkBlocks::ChunkBlocks(const LanguageRules& rules) : comma_(rules.lexicon().find(",")), stop_(rules.lexicon().find(".")) {}

void ChunkBlocks::find(const Reading& reading, TokenRange sentence, std::vector<TokenRange>& blocks) const {
    const std::span<const Token> tokens = reading.tokens();
    for (std::uint32_t t = sentence.first; t + 1 < sentence.last;) {
        // Most words stand alone, or with a comma or stop behind them.
        std::uint32_t end = t + 1;
        if (tokens[end].space_before()) {
            t = end;
            continue;
        }
        for (++end; end < sentence.last && !tokens[end].space_before();) ++end;
        if (end - t == 2 && tokens[t].is_word() && (tokens[t + 1].word == comma_ || tokens[t + 1].word == stop_)) {
            t = end;
            continue;
        }
        bool digits = false, address = false, slashes = false, point = false;
        for (std::uint32_t i = t; i < end; ++i) {
            const Token& token = reading.token(i);
            digits |= token.is_digits();
            if (token.kind != TokenKind::mark) continue;
            switch (reading.folded(i).front()) {
                case '@':
                case '#':
                    address |= token.bytes == 1;
                    break;
                case '_':
                    address |= token.bytes == 1 && i > t;
                    break;
                case '/':
                    slashes |= token.bytes == 2;
                    break;
                case '.':
                    point = true;
                    break;
                default:
                    break;
            }
        }
        if (address || (end - t > 2 && (slashes || point || digits))) {
            const TokenRange chunk = trimmed(reading, {t, end});
            if (slashes || address || (point && is_host(reading, {t, end})) || (digits && is_phone_or_id(reading, chunk)))
                blocks.push_back(chunk);
        }
        if (digits && mark(reading, t, "+") && end < sentence.last) {
            if (const std::uint32_t last = international_phone(reading, t, sentence.last); last > end) {
                blocks.push_back({t, last});
                end = last;
            }
        }
        t = end;
    }
}

}  // namespace dateline
