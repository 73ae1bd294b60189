#include "pipeline/query/cells.hpp"

#include <unicode/uchar.h>

#include "schemas/decimal.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

std::size_t width_of(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    switch (u_charType(code)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
            return 0;
        default:
            break;
    }
    const int32_t width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded c = decode_at(text, at);
        width += width_of(c.code_point);
        at += c.length;
    }
    return width;
}

constexpr std::string_view ellipsis = "…";

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded c = decode_at(text, at);
        const char32_t p = c.code_point;
        if (p == U'\n' || p == U'\r' || p == U'\t' || p == 0x2028 || p == 0x2029)
            out += out.empty() || out.back() == ' ' ? "" : " ";
        else if (p < 0x20 || (p >= 0x7F && p < 0xA0) || (p >= 0x202A && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069) || p == 0x200E ||
                 p == 0x200F)
            out += "\uFFFD";
        else
            out += text.substr(at, c.length);
        at += c.length;
    }
    return out;
}

std::string fitted(std::string_view text, std::size_t columns) {
    std::string line = printable(text);
    const std::size_t width = width_of(line);
    if (width <= columns) return line + std::string(columns - width, ' ');
    std::size_t used = 0, at = 0;
    while (at < line.size()) {
        const Decoded c = decode_at(line, at);
        if (used + width_of(c.code_point) > columns - 1) break;
        used += width_of(c.code_point);
        at += c.length;
    }
    return line.substr(0, at) + std::string(ellipsis) + std::string(columns - 1 - used, ' ');
}

std::string fitted_end(std::string_view text, std::size_t columns) {
    const std::string line = printable(text);
    std::size_t width = width_of(line);
    if (width <= columns) return line + std::string(columns - width, ' ');
    std::size_t at = 0;
    while (width > columns - 1) {
        const Decoded c = decode_at(line, at);
        width -= width_of(c.code_point);
        at += c.length;
    }
    // Whole path segments where there is one.
    if (const std::size_t slash = line.find('/', at); slash != std::string::npos && slash + 4 < line.size()) at = slash;
    const std::string end = line.substr(at);
    return std::string(ellipsis) + end + std::string(columns - 1 - width_of(std::string_view(end)), ' ');
}

std::string csv_line(const std::vector<std::string>& cells, bool guard) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        std::string cell = cells[i];
        if (guard && !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos && !Decimal::parse(cell))
            cell.insert(0, 1, '\'');
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

}  // namespace dateline
