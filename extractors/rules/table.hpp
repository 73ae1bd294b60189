#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rules/image.hpp"

namespace dateline {

/// One rule file as it stands: UTF-8, tab-separated, `#` comments, a header row, one row a rule. `# key: value` comments before the header
/// are settings of the file. Knows nothing of meaning. Cells are places in the file's text, which the table keeps.
class Table {
public:
    /// `name` is that of the rules it belongs to ("en/units.tsv"), `path` the file that messages name (empty: `name`).
    /// Throws Error (bad_config) "<path>:<line>: what is wrong" on a row with too many cells, a duplicate column, or no header.
    static Table parse(std::string name, std::string_view content, std::string path = {});

    /// `added` laid over this table, as a folder of the user's is over the built-in rules: its rows come first, and rows of this table with
    /// the same first cell go. `added` may leave columns out and needs no settings; those that it has win.
    /// Throws Error (bad_config) when `added` has a column that this table has not, or lacks the first.
    Table overlaid(const Table& added) const;
    /// Rows of `shared`, a file of another language, laid under this table: those of `classes` (all, where it is empty) whose first cell no
    /// row here has. Throws Error (bad_config) when this table has not the same columns.
    Table underlaid(const Table& shared, const std::vector<std::string>& classes) const;
    /// A file of that name with the kind and columns of this one, and no rows.
    Table emptied(std::string name) const;
    /// The rows in the order of their first cells; those with the same in the order they have.
    void sort_rows();

    /// "en/units.tsv"
    const std::string& name() const { return name_; }
    /// "units"
    std::string_view stem() const {
        const std::size_t begin = name_.find('/') + 1;
        return std::string_view(name_).substr(begin, name_.rfind('.') - begin);
    }
    /// All that the table was read from.
    std::string_view text() const { return {text_.data(), text_.size()}; }
    std::size_t size() const { return rows_.size(); }
    /// The last setting of that key in the head, or empty.
    std::string setting(std::string_view key) const;

    bool has(std::string_view column) const { return find(column).has_value(); }
    std::optional<std::size_t> find(std::string_view column) const;
    /// The cell, or empty where the row is shorter or the file has no such column.
    std::string_view cell(std::size_t row, std::string_view column) const;
    std::string_view cell(std::size_t row, std::size_t column) const;
    /// The parts of a cell that holds several, separated by "|"; none for an empty cell.
    std::vector<std::string> list(std::size_t row, std::string_view column) const;

    /// Where a row came from; of two rows that bring the same word the earlier layer's keeps it.
    enum class Layer { added, own, shared };  ///< a file of the user's; the built-in file; that of another language
    Layer layer(std::size_t row) const {
        const std::uint32_t source = rows_[row].source;
        return source & shared_source ? Layer::shared : paths_[source] != name_ ? Layer::added : Layer::own;
    }
    std::uint32_t line(std::size_t row) const { return rows_[row].line; }
    /// "en/units.tsv:41", for messages; the path of the user's file for rows of such a file.
    std::string where(std::size_t row) const;

    /// Throws Error (bad_config) "<path>:<line>: <what>".
    [[noreturn]] void fail(std::uint32_t line, const std::string& what) const;

    void write(ImageWriter& image) const;
    static Table read(ImageReader& image);

private:
    struct Cell {
        std::uint32_t begin = 0, length = 0;
    };
    struct Row {
        std::uint32_t line = 0;
        std::uint32_t first = 0;   ///< of its cells
        std::uint32_t cells = 0;   ///< their number
        std::uint32_t source = 0;  ///< 0: paths_.front(); more: a table laid over or (with shared_source) under it
    };
    static constexpr std::uint32_t shared_source = std::uint32_t{1} << 31;

    std::string_view text_of(Cell cell) const { return text().substr(cell.begin, cell.length); }
    /// text()[begin, end) without blanks around it.
    Cell trimmed(std::size_t begin, std::size_t end) const;
    /// Appends the cells of the line text()[begin, end).
    void split(std::size_t begin, std::size_t end, Array<Cell>& out) const;

    std::string name_;
    std::vector<std::string> paths_;  // by source
    Array<char> text_;
    Array<Cell> columns_, settings_, cells_;  // settings: key, value, key, value
    Array<Row> rows_;
};

}  // namespace dateline
