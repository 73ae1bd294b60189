#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "pipeline/store/store.hpp"

namespace dateline {

enum class FactFormat { table, csv, jsonl, json };

/// What a figure, quote, name or date says, short: "more than 3700000000 USD, trade turnover", the speaker, the fullest name, the value.
std::string meaning(const FactRow& fact);

/// An address without its scheme and "www.": "example.org/a/b.html"; of a file the path.
std::string short_address(std::string_view url);

/// A fact id with its digest cut to eight digits, which `dateline fact` understands.
std::string short_id(std::string_view id);

/// Writes the facts that pass `filter` to `out` one by one and gives their number. `columns`: width of a table; `guard`: see csv_line.
std::int64_t print_facts(const Store& store, const Filter& filter, FactFormat format, std::ostream& out, std::size_t columns = 100,
                         bool guard = true);

}  // namespace dateline
