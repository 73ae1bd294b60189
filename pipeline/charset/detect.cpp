#include "pipeline/charset/detect.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

#include "pipeline/charset/charset.hpp"
#include "pipeline/charset/utf8_runs.hpp"

namespace dateline {
namespace {

constexpr std::size_t sample_bytes = 4096;  // the detector reads 1.8 MB/s

bool ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// UTF-16 text of a Latin script has a zero in every second byte.
std::optional<std::string> utf16(std::string_view bytes) {
    const std::size_t n = std::min<std::size_t>(bytes.size(), 1024) & ~std::size_t{1};
    if (n < 8) return std::nullopt;
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < n; ++i)
        if (bytes[i] == 0) ++zeros[i % 2];
    if (zeros[0] * 10 > n * 3 && zeros[1] * 20 < n) return "UTF-16BE";
    if (zeros[1] * 10 > n * 3 && zeros[0] * 20 < n) return "UTF-16LE";
    return std::nullopt;
}

/// The stretches around bytes that are not ASCII, without tags: what the detector can learn from.
std::string sample(std::string_view bytes) {
    constexpr std::size_t margin = 24;
    std::string out;
    std::size_t done = 0;
    while (out.size() < sample_bytes) {
        const auto high = std::find_if_not(bytes.begin() + static_cast<std::ptrdiff_t>(done), bytes.end(), ascii);
        if (high == bytes.end()) break;
        const auto at = static_cast<std::size_t>(high - bytes.begin());
        std::size_t begin = std::max(done, at > margin ? at - margin : 0);
        for (std::size_t i = at; i > begin; --i) {
            if (bytes[i - 1] != '<' && bytes[i - 1] != '>') continue;
            begin = i;
            break;
        }
        std::size_t end = at;
        std::size_t plain = 0;
        while (end < bytes.size() && plain < margin && end - begin < 512) {
            if (bytes[end] == '<') break;
            plain = ascii(bytes[end]) ? plain + 1 : 0;
            ++end;
        }
        if (end == at) ++end;
        out.append(bytes.substr(begin, end - begin));
        out.push_back(' ');
        done = end;
    }
    if (out.size() > sample_bytes) out.resize(sample_bytes);
    return out;
}

std::optional<std::string> by_statistics(std::string_view bytes) {
    const std::string text = sample(bytes);
    if (text.empty()) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
    if (U_FAILURE(status)) return std::nullopt;
    ucsdet_setText(detector.get(), text.data(), static_cast<std::int32_t>(text.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
    if (U_FAILURE(status)) return std::nullopt;
    for (std::int32_t i = 0; i < count; ++i) {
        const char* name = ucsdet_getName(matches[i], &status);
        if (U_FAILURE(status)) return std::nullopt;
        const auto known = charset_named(name);                                       // EBCDIC and UTF-32 are not encodings of the web
        if (known == "ISO-8859-8" || known == "ISO-8859-8-I") return "windows-1255";  // which has the same letters, and is what is written
        if (known && *known != "UTF-16LE" && *known != "UTF-16BE") return known;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> detected(std::string_view bytes) {
    if (auto wide = utf16(bytes)) return wide;
    const Utf8Count count = count_utf8(bytes.substr(0, std::min<std::size_t>(bytes.size(), std::size_t{1} << 20)));
    // A single bad byte in a long page (a cut string, an old advertisement) does not make it another encoding.
    if (count.longer > 0 && count.invalid * 20 <= count.longer) return "UTF-8";
    if (count.longer == 0 && count.invalid == 0) {
        if (bytes.find("\x1b$") != std::string_view::npos || bytes.find("\x1b(J") != std::string_view::npos) return "ISO-2022-JP";
        return std::nullopt;
    }
    return by_statistics(bytes);
}

}  // namespace dateline
