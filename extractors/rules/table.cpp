#include "extractors/rules/table.hpp"

#include <algorithm>

#include "schemas/error.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
    return s;
}

std::vector<std::string> split(std::string_view s, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t at = s.find(separator);
        parts.emplace_back(trimmed(s.substr(0, at)));
        if (at == std::string_view::npos) return parts;
        s.remove_prefix(at + 1);
    }
}

}  // namespace

Table Table::parse(std::string name, std::string_view content) {
    Table table;
    table.name_ = std::move(name);
    std::uint32_t number = 0;
    const auto fail = [&](const std::string& what) {
        throw Error(Exit::bad_config, table.name_ + ":" + std::to_string(number) + ": " + what);
    };
    if (first_invalid_utf8(content)) fail("not valid UTF-8");
    while (!content.empty()) {
        ++number;
        const std::size_t end = content.find('\n');
        std::string_view line = content.substr(0, end);
        content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty()) continue;
        if (line.front() == '#') {
            line.remove_prefix(1);
            const std::size_t colon = line.find(": ");
            if (table.columns_.empty() && colon != std::string_view::npos)
                table.settings_[std::string(trimmed(line.substr(0, colon)))] = trimmed(line.substr(colon + 2));
            continue;
        }
        std::vector<std::string> cells = split(line, '\t');
        if (table.columns_.empty()) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (cells[i].empty() || std::find(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(i), cells[i]) !=
                                            cells.begin() + static_cast<std::ptrdiff_t>(i))
                    fail("column " + std::to_string(i + 1) + " of the header is empty or a duplicate");
            table.columns_ = std::move(cells);
            continue;
        }
        if (cells.size() > table.columns_.size())
            fail(std::to_string(cells.size()) + " cells, but the header has " + std::to_string(table.columns_.size()) + " columns");
        if (cells.front().empty()) fail("the first cell is empty");
        table.rows_.push_back({number, std::move(cells)});
    }
    if (table.columns_.empty()) fail("no header row");
    return table;
}

std::string Table::setting(std::string_view key) const {
    const auto found = settings_.find(std::string(key));
    return found == settings_.end() ? std::string() : found->second;
}

std::optional<std::size_t> Table::find(std::string_view column) const {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
}

std::string_view Table::cell(std::size_t row, std::string_view column) const {
    const auto index = find(column);
    return index ? cell(row, *index) : std::string_view();
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
    const Row& r = rows_[row];
    return column < r.cells.size() ? std::string_view(r.cells[column]) : std::string_view();
}

std::vector<std::string> Table::list(std::size_t row, std::string_view column) const {
    const std::string_view text = cell(row, column);
    return text.empty() ? std::vector<std::string>() : split(text, '|');
}

std::string Table::where(std::size_t row) const {
    return name_ + ":" + std::to_string(rows_[row].line);
}

}  // namespace dateline
