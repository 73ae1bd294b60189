#include "pipeline/charset/utf8_runs.hpp"

#include "schemas/utf8.hpp"

namespace dateline {

Utf8Count count_utf8(std::string_view bytes) {
    Utf8Count count;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::string_view rest = bytes.substr(at);
        const std::size_t good = first_invalid_utf8(rest).value_or(rest.size());
        for (std::size_t i = 0; i < good; ++i) count.longer += (static_cast<unsigned char>(rest[i]) >= 0xC0);
        if (good == rest.size()) break;
        at += good;
        ++count.invalid;
        at += invalid_length(bytes, at);
    }
    return count;
}

std::size_t invalid_length(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
    const unsigned lead = byte(at);
    unsigned low = 0x80, high = 0xBF;
    std::size_t wanted = 0;
    if (lead >= 0xC2 && lead <= 0xDF)
        wanted = 1;
    else if (lead >= 0xE0 && lead <= 0xEF) {
        wanted = 2;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        wanted = 3;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    }
    std::size_t length = 1;
    while (length <= wanted && byte(at + length) >= low && byte(at + length) <= high) {
        low = 0x80;
        high = 0xBF;
        ++length;
    }
    return length;
}

}  // namespace dateline
