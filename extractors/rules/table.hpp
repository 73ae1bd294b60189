#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// One rule file as it stands: UTF-8, tab-separated, `#` comments, a header row, one row a rule. `# key: value` comments before the header
/// are settings of the file. Knows nothing of meaning.
class Table {
public:
    struct Row {
        std::uint32_t line = 0;
        std::vector<std::string> cells;
    };

    /// Throws Error (bad_config) "<name>:<line>: what is wrong" on a row with too many cells, a duplicate column, or no header.
    static Table parse(std::string name, std::string_view content);

    /// "en/units.tsv"
    const std::string& name() const { return name_; }
    const std::vector<std::string>& columns() const { return columns_; }
    const std::vector<Row>& rows() const { return rows_; }
    std::size_t size() const { return rows_.size(); }
    /// The setting of that key in the head, or empty.
    std::string setting(std::string_view key) const;

    bool has(std::string_view column) const { return find(column).has_value(); }
    std::optional<std::size_t> find(std::string_view column) const;
    /// The cell, or empty where the row is shorter or the file has no such column.
    std::string_view cell(std::size_t row, std::string_view column) const;
    std::string_view cell(std::size_t row, std::size_t column) const;
    /// The parts of a cell that holds several, separated by "|"; none for an empty cell.
    std::vector<std::string> list(std::size_t row, std::string_view column) const;

    /// "en/units.tsv:41", for messages.
    std::string where(std::size_t row) const;

private:
    std::string name_;
    std::vector<std::string> columns_;
    std::vector<Row> rows_;
    std::map<std::string, std::string> settings_;
};

}  // namespace dateline
