#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <iostream>

#include "pipeline/cli/commands.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/query/facts.hpp"
#include "pipeline/store/functions.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

std::optional<Decimal> bound(const Arguments& arguments, const char* option) {
    const auto text = arguments.get(option);
    if (!text) return std::nullopt;
    const auto value = Decimal::parse(*text);
    if (!value) throw Error(Exit::usage, std::string(option) + ": \"" + *text + "\" is not a number like 3.7, -12 or 1.5e9");
    return value;
}

std::vector<std::string> kinds(const std::string& list) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        const std::string kind = list.substr(at, end - at);
        if (!from_wire<Kind>(kind)) throw Error(Exit::usage, "--kind: \"" + kind + "\" is none of figure, quote, entity, date");
        out.push_back(kind);
        at = end + 1;
    }
    return out;
}

/// The unit asked for, as the store spells it. One that no figure has is told of.
std::vector<std::string> units(const Store& store, const std::string& asked) {
    const std::vector<std::string> known = store.units();
    if (std::find(known.begin(), known.end(), asked) != known.end()) return {asked};
    std::vector<std::string> alike;
    for (const std::string& unit : known)
        if (folded_name(unit) == folded_name(asked)) alike.push_back(unit);
    if (!alike.empty()) return alike;
    std::string list;
    for (std::size_t i = 0; i < known.size() && i < 12; ++i) list += (i == 0 ? "; there are " : ", ") + known[i];
    std::cerr << "dateline query: no fact with unit \"" << printable(asked) << '"' << printable(list)
              << (known.size() > 12 ? " and more" : "") << '\n';
    return {asked};
}

int run(const Arguments& arguments) {
    Filter filter;
    filter.kinds = kinds(arguments.text("--kind"));
    filter.min = bound(arguments, "--min");
    filter.max = bound(arguments, "--max");
    filter.speaker = arguments.text("--speaker");
    filter.entity = arguments.text("--entity");
    filter.measure = arguments.text("--measure");
    filter.source = arguments.text("--source");
    filter.text = arguments.text("--text");
    if (arguments.has("--limit")) filter.limit = arguments.number("--limit", 1, 1'000'000'000'000);
    const std::string name = arguments.text("--format");
    const FactFormat format = name == "csv"     ? FactFormat::csv
                              : name == "jsonl" ? FactFormat::jsonl
                              : name == "json"  ? FactFormat::json
                                                : FactFormat::table;

    const Store store(arguments.text("--store"), Access::read, std::time(nullptr));
    if (const auto unit = arguments.get("--unit")) filter.units = units(store, *unit);
    std::ios::sync_with_stdio(false);
    const std::int64_t count = print_facts(store, filter, format, std::cout, terminal_columns(), !arguments.has("--no-guard"));
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    if (format == FactFormat::table) std::cerr << counted(count, "fact", "facts") << '\n';
    return 0;
}

}  // namespace

std::size_t terminal_columns() {
    winsize size{};
    if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
    return std::max<std::size_t>(size.ws_col, 80);
}

Command query_command() {
    return {"query",
            "print stored facts",
            "",
            {store_option(),
             {"--kind", "KINDS", "figure, quote, entity, date; several with commas", "", {}},
             {"--unit", "UNIT", "figures in this unit, in capitals or not: USD, percent, company", "", {}},
             {"--min", "NUMBER", "figures of at least this value", "", {}},
             {"--max", "NUMBER", "figures of at most this value", "", {}},
             {"--speaker", "NAME", "quotes of, and facts said by, whoever's name has this in it", "", {}},
             {"--entity", "NAME", "mentions of, and facts that refer to, whatever's name has this in it", "", {}},
             {"--measure", "WORDS", "figures whose measure has this in it", "", {}},
             {"--text", "WORDS", "facts whose sentence or quote has these words; \"double quotes\" keep words together", "", {}},
             {"--source", "PART", "facts of articles whose address, feed or feed's name has this in it", "", {}},
             {"--limit", "N", "at most so many", "", {}},
             {"--format", "FORMAT", "table, csv, jsonl or json", "table", {"table", "csv", "jsonl", "json"}},
             {"--no-guard", "", "CSV cells that a spreadsheet would run as a formula as they are", "", {}}},
            run};
}

Option store_option() {
    return {"--store", "FILE", "the store", "dateline.db", {}};
}

}  // namespace dateline
