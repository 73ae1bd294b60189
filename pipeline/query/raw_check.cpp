// Goes from the bytes to the text by its own short way, not through the maps and builders that made the text.
#include "pipeline/query/raw_check.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "pipeline/charset/charset.hpp"
#include "pipeline/html/document.hpp"
#include "schemas/ascii.hpp"
#include "schemas/error.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// The characters of some bytes of a payload.
std::string decoded(const RawBytes& payload, std::uint32_t begin, std::uint32_t end) {
    std::string bytes = payload.bytes.substr(begin, end - begin);
    if (payload.charset == "UTF-8" && !first_invalid_utf8(bytes)) return bytes;
    if (payload.charset == "ISO-2022-JP") {
        // The last escape sequence (three bytes) before it says what the bytes mean.
        const std::size_t escape = begin == 0 ? std::string::npos : payload.bytes.rfind('\x1b', begin - 1);
        if (escape != std::string::npos && escape + 3 <= begin) bytes.insert(0, payload.bytes, escape, 3);
    }
    // A byte order mark inside a text is a character; only one at the start is taken off, so one more goes before.
    if (begin > 0 && payload.charset == "UTF-16LE") bytes.insert(0, "\xFF\xFE");
    if (begin > 0 && payload.charset == "UTF-16BE") bytes.insert(0, "\xFE\xFF");
    std::vector<Warning> ignored;
    return std::string(decode(bytes, {payload.charset, "transport"}, 0, ignored).utf8());
}

bool white(char32_t c) {
    return c == 0xA0 || u_isUWhiteSpace(static_cast<UChar32>(c));
}

/// What the normalizer leaves out beside white space: control and format characters, soft hyphens among them.
bool unseen(char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    return white(c) || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR;
}

bool all_unseen(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Decoded c = decode_at(text, at);
        if (!unseen(c.code_point)) return false;
        at += c.length;
    }
    return true;
}

std::string composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw Error(Exit::internal, std::string("ICU: ") + u_errorName(status));
    std::string out;
    nfc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))), status)
        .toUTF8String(out);
    return out;
}

/// `text` as HTML shows it: references decoded, tags gone.
std::string shown_by_html(std::string_view text) {
    const HtmlDocument document(SourceText("<!DOCTYPE html><body><p>" + std::string(text)));
    std::string out;
    for (HtmlNode node = document.body(); node; node = node.next(document.body()))
        if (node.is_text()) out += node.text();
    return out;
}

bool hex_digit(char c) {
    return ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

std::string without_json_escapes(std::string_view text) {
    constexpr std::string_view letters = "bfnrt", meanings = "\b\f\n\r\t";
    std::u16string wide;
    std::string out;
    const auto flush = [&] {
        icu::UnicodeString(wide.data(), static_cast<int32_t>(wide.size())).toUTF8String(out);
        wide.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            flush();
            out += text[at];
            continue;
        }
        const char c = text[++at];
        if (c == 'u') {
            unsigned value = 0;
            std::size_t digits = 0;
            for (; digits < 4 && at + digits + 1 < text.size() && hex_digit(text[at + digits + 1]); ++digits) {
                const char digit = ascii_lower(text[at + digits + 1]);
                value = value * 16 + static_cast<unsigned>(ascii_digit(digit) ? digit - '0' : digit - 'a' + 10);
            }
            if (digits < 4) return "\xEF\xBF\xBD";  // no escape: readers put one U+FFFD for it and what they skip
            wide += static_cast<char16_t>(value);
            at += 4;
            continue;
        }
        flush();
        const std::size_t letter = letters.find(c);
        out += letter == std::string_view::npos ? c : meanings[letter];
    }
    flush();
    return out;
}

/// Are these characters, once composed and once white space is made one, the character wanted? Of a letter and its marks that were put in
/// order or taken apart together (some compositions are excluded from NFC), each may come from all of their bytes.
bool is_character(std::string_view found, std::string_view wanted) {
    if (found == wanted) return true;
    if (white(decode_at(wanted, 0).code_point)) return all_unseen(found);
    const std::string whole = composed(found);
    if (whole == wanted) return true;
    if (whole.empty() || whole.find(wanted) == std::string::npos) return false;
    for (std::size_t at = decode_at(whole, 0).length; at < whole.size();) {
        const Decoded c = decode_at(whole, at);
        if ((U_GET_GC_MASK(static_cast<UChar32>(c.code_point)) & U_GC_M_MASK) == 0) return false;
        at += c.length;
    }
    return true;
}

/// Control characters that were meant as windows-1252: readers of feeds mend them.
std::string mended_controls(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded c = decode_at(text, at);
        std::vector<Warning> ignored;
        if (c.code_point >= 0x80 && c.code_point < 0xA0)
            out += decode(std::string(1, static_cast<char>(c.code_point)), {"windows-1252", "transport"}, 0, ignored).utf8();
        else
            out += text.substr(at, c.length);
        at += c.length;
    }
    return out;
}

/// What Base64 stands for (old Atom feeds have it), or nothing where `text` is none or it gives no text.
std::string from_base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : ascii_trimmed(text)) {
        const std::size_t digit = digits.find(c);
        if (c == '=' || ascii_space(c)) continue;
        if (digit == std::string_view::npos) return {};
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        if ((count += 6) < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 0xFF);
    }
    return first_invalid_utf8(out) ? std::string() : out;
}

/// What readers must put U+FFFD for: the character zero in a page (HTML standard, 13.2.5), a reference to a character that XML has not.
bool stands_for_nothing(std::string_view text) {
    if (text == std::string_view("\0", 1)) return true;
    if (text.substr(0, 2) != "&#" || text.find('&', 1) != std::string_view::npos) return false;
    const std::string said = shown_by_html(text);
    return said.size() == 1 && u_charType(static_cast<UChar32>(said.front())) == U_CONTROL_CHAR &&
           !white(static_cast<char32_t>(said.front()));
}

/// Follows the ways in which pages and feeds write a character, three deep: HTML in XML in a JSON string.
bool says(const std::string& found, std::string_view wanted, int depth = 3) {
    if (is_character(found, wanted)) return true;
    if (depth == 0) return false;
    if (wanted == "\xEF\xBF\xBD" && stands_for_nothing(found)) return true;
    if (found.find_first_of("&<") != std::string::npos) {
        const std::string next = shown_by_html(found);
        if (next != found && says(next, wanted, depth - 1)) return true;
        // A few references stand for two characters ("&fjlig;").
        if (found.front() == '&' && found.back() == ';' && found.find('&', 1) == std::string::npos &&
            next.find(wanted) != std::string::npos)
            return true;
    }
    if (found.find('\\') != std::string::npos) {
        const std::string next = without_json_escapes(found);
        if (next != found && says(next, wanted, depth - 1)) return true;
    }
    if (found.size() == 2 && is_character(mended_controls(found), wanted)) return true;
    // Each character of a Base64 text comes from all of it.
    if (found.size() > 4) {
        std::string block = from_base64(found);
        for (int i = 0; i < depth && !block.empty(); ++i) {
            if (block.find(wanted) != std::string::npos) return true;
            block = shown_by_html(block);
        }
    }
    return false;
}

std::string quoted(std::string_view text) {
    std::string cut(text.substr(0, 40));
    while (first_invalid_utf8(cut)) cut.pop_back();
    return "\"" + cut + "\"";
}

class Check {
public:
    Check(const SourceText& text, const std::function<const RawBytes*(std::uint16_t)>& payload, std::int64_t& untraced)
        : text_(text), payload_(payload), untraced_(untraced) {}

    std::vector<RawFault> run() {
        const auto runs = text_.origin().runs();
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const OffsetRun& run = runs[i];
            if (run.length == 0) continue;  // read with the character before it
            std::size_t more = i + 1;
            while (more < runs.size() && runs[more].length == 0) ++more;
            one(run, runs.subspan(i + 1, more - i - 1));
        }
        return std::move(faults_);
    }

private:
    void one(const OffsetRun& run, std::span<const OffsetRun> more) {
        const Span span{{run.text_begin}, {run.text_begin + run.length}};
        const std::string_view characters = text_.slice(span);
        if (run.kind == RunKind::inserted) {
            for (std::size_t at = 0; at < characters.size();) {
                const Decoded c = decode_at(characters, at);
                if (!white(c.code_point)) ++untraced_;
                at += c.length;
            }
            return;
        }
        const RawBytes* raw = payload_(run.payload);
        if (raw == nullptr) return;
        if (!inside(run, *raw)) return fault(span, "points to bytes behind the end of payload " + std::to_string(run.payload));
        const std::string whole = decoded(*raw, run.raw_begin, run.raw_begin + run.raw_length);
        if (whole == characters && more.empty()) return;
        if (run.kind == RunKind::copy || run.raw_length % run.length != 0) return different(span, run, whole);
        const std::uint32_t width = run.raw_length / run.length;
        for (std::uint32_t i = 0; i < run.length; ++i) {
            const std::uint32_t begin = run.raw_begin + i * width;
            std::string found = decoded(*raw, begin, begin + width);
            if (i + 1 == run.length)
                for (const OffsetRun& extra : more) {
                    const RawBytes* other = payload_(extra.payload);
                    if (other == nullptr) return;
                    if (extra.raw_begin == begin && extra.raw_length == width && extra.payload == run.payload)
                        continue;  // the same block again
                    if (!inside(extra, *other))
                        return fault(span, "points to bytes behind the end of payload " + std::to_string(extra.payload));
                    found += decoded(*other, extra.raw_begin, extra.raw_begin + extra.raw_length);
                }
            const Span character{{run.text_begin + i}, {run.text_begin + i + 1}};
            OffsetRun part = run;
            part.raw_begin = begin;
            part.raw_length = width;
            if (!says(found, text_.slice(character))) different(character, part, found);
        }
    }

    static bool inside(const OffsetRun& run, const RawBytes& raw) {
        return std::uint64_t{run.raw_begin} + run.raw_length <= raw.bytes.size();
    }

    void different(Span span, const OffsetRun& run, const std::string& found) {
        fault(span, "the text says " + quoted(text_.slice(span)) + ", bytes " + std::to_string(run.raw_begin) + " to " +
                        std::to_string(run.raw_begin + run.raw_length) + " of payload " + std::to_string(run.payload) + " say " +
                        quoted(found));
    }

    void fault(Span span, std::string message) {
        if (!faults_.empty() && faults_.back().span.end == span.begin)
            faults_.back().span.end = span.end;
        else
            faults_.push_back({span, std::move(message)});
    }

    const SourceText& text_;
    const std::function<const RawBytes*(std::uint16_t)>& payload_;
    std::int64_t& untraced_;
    std::vector<RawFault> faults_;
};

}  // namespace

std::vector<RawFault> check_raw(const SourceText& text, const std::function<const RawBytes*(std::uint16_t)>& payload,
                                std::int64_t& untraced) {
    return Check(text, payload, untraced).run();
}

}  // namespace dateline
