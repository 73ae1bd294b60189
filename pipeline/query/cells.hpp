#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// `text` on one line for a terminal: line breaks and tabs are spaces; other control characters, which could steer the terminal, and
/// marks that reverse the reading direction are shown as U+FFFD.
std::string printable(std::string_view text);

/// `text` cut or filled to exactly `columns` columns; "…" marks a cut. Wide (East Asian) characters count two, combining ones none.
std::string fitted(std::string_view text, std::size_t columns);

/// As `fitted`, cut at the front, at a slash where there is one: the end of an address says more than its start.
std::string fitted_end(std::string_view text, std::size_t columns);

/// One line of CSV (RFC 4180, with its CR LF). With `guard`, a cell that a spreadsheet would run as a formula ("=", "+", "-", "@", tab or
/// CR first, and not a number) gets a leading apostrophe.
std::string csv_line(const std::vector<std::string>& cells, bool guard);

/// "1 fact", "2 facts".
std::string counted(std::int64_t number, std::string_view one, std::string_view many);

}  // namespace dateline
