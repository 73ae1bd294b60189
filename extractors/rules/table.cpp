#include "extractors/rules/table.hpp"

#include <algorithm>

#include "schemas/error.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

bool blank(char c) {
    return c == ' ' || c == '\r';
}

}  // namespace

void Table::fail(std::uint32_t line, const std::string& what) const {
    throw Error(Exit::bad_config, paths_.front() + ":" + std::to_string(line) + ": " + what);
}

Table::Cell Table::trimmed(std::size_t begin, std::size_t end) const {
    while (begin < end && blank(text_[begin])) ++begin;
    while (end > begin && blank(text_[end - 1])) --end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
}

void Table::split(std::size_t begin, std::size_t end, Array<Cell>& out) const {
    const std::string_view line = text().substr(0, end);
    while (true) {
        const std::size_t stop = std::min(line.find('\t', begin), end);
        out.push_back(trimmed(begin, stop));
        if (stop == end) return;
        begin = stop + 1;
    }
}

Table Table::parse(std::string name, std::string_view content, std::string path) {
    Table table;
    table.paths_.push_back(path.empty() ? name : std::move(path));
    table.name_ = std::move(name);
    if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);  // as spreadsheets write it
    if (const auto bad = first_invalid_utf8(content))
        table.fail(static_cast<std::uint32_t>(1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(*bad), '\n')),
                   "not valid UTF-8; save the file as UTF-8");
    if (content.size() > UINT32_MAX) table.fail(1, "over 4 GB");
    table.text_ = std::vector<char>(content.begin(), content.end());
    std::uint32_t number = 0;
    for (std::size_t begin = 0, next = 0; begin < content.size(); begin = next) {
        ++number;
        std::size_t end = std::min(content.find('\n', begin), content.size());
        next = end + 1;
        if (end > begin && content[end - 1] == '\r') --end;
        if (end == begin) continue;
        if (content[begin] == '#') {
            const std::size_t colon = content.substr(0, end).find(": ", begin);
            if (!table.columns_.empty() || colon == std::string_view::npos) continue;
            table.settings_.push_back(table.trimmed(begin + 1, colon));
            table.settings_.push_back(table.trimmed(colon + 2, end));
            continue;
        }
        const auto first = static_cast<std::uint32_t>(table.cells_.size());
        const bool header = table.columns_.empty();
        table.split(begin, end, header ? table.columns_ : table.cells_);
        if (header) {
            if (table.columns_.size() == 1 && table.text_of(table.columns_[0]).find(' ') != std::string_view::npos)
                table.fail(number, "the header is one cell, \"" + std::string(table.text_of(table.columns_[0])) +
                                       "\"; cells are separated by one tab, not by blanks");
            for (std::size_t i = 0; i < table.columns_.size(); ++i) {
                const std::string_view column = table.text_of(table.columns_[i]);
                if (column.empty() || table.find(column) != i)
                    table.fail(number, "column " + std::to_string(i + 1) + " of the header is empty or a duplicate");
            }
            continue;
        }
        const auto cells = static_cast<std::uint32_t>(table.cells_.size()) - first;
        if (cells > table.columns_.size())
            table.fail(number, std::to_string(cells) + " cells, but the header has " + std::to_string(table.columns_.size()) + " columns");
        if (table.cells_[first].length == 0) table.fail(number, "the first cell is empty");
        table.rows_.push_back({number, first, cells, 0});
    }
    if (table.columns_.empty()) table.fail(number, "no header row");
    return table;
}

Table Table::overlaid(const Table& added) const {
    Table out;
    out.name_ = name_;
    out.paths_ = paths_;
    out.paths_.insert(out.paths_.end(), added.paths_.begin(), added.paths_.end());
    const auto shift = static_cast<std::uint32_t>(text_.size());
    const auto moved = [&](Cell cell) { return Cell{cell.begin + shift, cell.length}; };
    out.text_.append(text_.begin(), text_.end());
    out.text_.append(added.text_.begin(), added.text_.end());
    out.columns_.append(columns_.begin(), columns_.end());
    out.settings_.append(settings_.begin(), settings_.end());
    for (const Cell cell : added.settings_) out.settings_.push_back(moved(cell));
    std::vector<std::size_t> places;  // of the columns of `added`
    for (const Cell cell : added.columns_) {
        const auto place = find(added.text_of(cell));
        if (!place) added.fail(1, "no column \"" + std::string(added.text_of(cell)) + "\" in the built-in " + name_);
        places.push_back(*place);
    }
    const std::string key(text_of(columns_[0]));
    const auto first_column = added.find(key);
    if (!first_column) added.fail(1, "the column \"" + key + "\" of the built-in " + name_ + " is missing");
    std::vector<std::string_view> names;
    for (std::size_t r = 0; r < added.size(); ++r) {
        const Row& row = added.rows_[r];
        std::vector<Cell> cells(columns_.size());
        for (std::uint32_t i = 0; i < row.cells; ++i) cells[places[i]] = moved(added.cells_[row.first + i]);
        if (cells[0].length == 0) added.fail(row.line, "the cell \"" + key + "\" is empty");
        names.push_back(added.cell(r, *first_column));
        out.rows_.push_back({row.line, static_cast<std::uint32_t>(out.cells_.size()), static_cast<std::uint32_t>(cells.size()),
                             row.source + static_cast<std::uint32_t>(paths_.size())});
        out.cells_.append(cells.begin(), cells.end());
    }
    std::sort(names.begin(), names.end());
    const auto cells_before = static_cast<std::uint32_t>(out.cells_.size());
    out.cells_.append(cells_.begin(), cells_.end());
    for (std::size_t r = 0; r < size(); ++r) {
        if (std::binary_search(names.begin(), names.end(), cell(r, std::size_t{0}))) continue;
        Row row = rows_[r];
        row.first += cells_before;
        out.rows_.push_back(row);
    }
    return out;
}

Table Table::underlaid(const Table& shared, const std::vector<std::string>& classes) const {
    Table out;
    out.name_ = name_;
    out.paths_ = paths_;
    const auto source = static_cast<std::uint32_t>(paths_.size()) | shared_source;
    out.paths_.push_back(shared.name_);
    const auto shift = static_cast<std::uint32_t>(text_.size());
    out.text_.append(text_.begin(), text_.end());
    out.text_.append(shared.text_.begin(), shared.text_.end());
    out.columns_.append(columns_.begin(), columns_.end());
    out.settings_.append(settings_.begin(), settings_.end());
    out.cells_.append(cells_.begin(), cells_.end());
    out.rows_.append(rows_.begin(), rows_.end());
    std::vector<std::string_view> names;
    for (std::size_t r = 0; r < size(); ++r) names.push_back(cell(r, std::size_t{0}));
    std::sort(names.begin(), names.end());
    for (std::size_t r = 0; r < shared.size(); ++r) {
        if (std::binary_search(names.begin(), names.end(), shared.cell(r, std::size_t{0}))) continue;
        if (!classes.empty() && std::find(classes.begin(), classes.end(), shared.cell(r, "class")) == classes.end()) continue;
        const auto first = static_cast<std::uint32_t>(out.cells_.size());
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const auto place = shared.find(text_of(columns_[c]));
            if (!place) fail(1, "the header differs from that of " + shared.name_ + "; use the same columns");
            const Row& row = shared.rows_[r];
            const Cell cell = *place < row.cells ? shared.cells_[row.first + *place] : Cell{};
            out.cells_.push_back({cell.begin + shift, cell.length});
        }
        out.rows_.push_back({shared.rows_[r].line, first, static_cast<std::uint32_t>(columns_.size()), source});
    }
    return out;
}

Table Table::emptied(std::string name) const {
    Table out;
    out.paths_.push_back(name);
    out.name_ = std::move(name);
    const auto put = [&](Cell cell, char behind) {
        const Cell moved{static_cast<std::uint32_t>(out.text_.size()), cell.length};
        const std::string_view text = text_of(cell);
        out.text_.append(text.begin(), text.end());
        out.text_.push_back(behind);
        return moved;
    };
    for (std::size_t i = 0; i + 1 < settings_.size(); i += 2) {
        if (text_of(settings_[i]) != "kind") continue;
        out.text_.push_back('#');
        out.settings_.push_back(put(settings_[i], ':'));
        out.settings_.push_back(put(settings_[i + 1], '\n'));
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) out.columns_.push_back(put(columns_[i], i + 1 < columns_.size() ? '\t' : '\n'));
    return out;
}

void Table::sort_rows() {
    std::vector<Row> rows(rows_.begin(), rows_.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Row& a, const Row& b) { return text_of(cells_[a.first]) < text_of(cells_[b.first]); });
    rows_ = std::move(rows);
}

std::string Table::setting(std::string_view key) const {
    for (std::size_t i = settings_.size(); i >= 2; i -= 2)
        if (text_of(settings_[i - 2]) == key) return std::string(text_of(settings_[i - 1]));
    return {};
}

std::optional<std::size_t> Table::find(std::string_view column) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (text_of(columns_[i]) == column) return i;
    return std::nullopt;
}

std::string_view Table::cell(std::size_t row, std::string_view column) const {
    const auto index = find(column);
    return index ? cell(row, *index) : std::string_view();
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
    const Row& r = rows_[row];
    return column < r.cells ? text_of(cells_[r.first + column]) : std::string_view();
}

std::vector<std::string> Table::list(std::size_t row, std::string_view column) const {
    std::vector<std::string> parts;
    for (std::string_view rest = cell(row, column); !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        std::string_view part = rest.substr(0, end);
        while (!part.empty() && blank(part.front())) part.remove_prefix(1);
        while (!part.empty() && blank(part.back())) part.remove_suffix(1);
        parts.emplace_back(part);
        if (end + 1 == rest.size()) parts.emplace_back();  // nothing behind the last "|"
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return parts;
}

std::string Table::where(std::size_t row) const {
    return paths_[rows_[row].source & ~shared_source] + ":" + std::to_string(rows_[row].line);
}

void Table::write(ImageWriter& image) const {
    image(name_);
    image(paths_.size() > 1 ? paths_[1] : std::string());  // the file of another language whose rows are laid under
    image(text_);
    image(columns_);
    image(settings_);
    image(cells_);
    image(rows_);
}

Table Table::read(ImageReader& image) {
    Table table;
    image(table.name_);
    std::string shared;
    image(shared);
    image(table.text_);
    image(table.columns_);
    image(table.settings_);
    image(table.cells_);
    image(table.rows_);
    table.paths_.push_back(table.name_);
    if (!shared.empty()) table.paths_.push_back(std::move(shared));
    return table;
}

}  // namespace dateline
