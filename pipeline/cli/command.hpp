#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// One option of a command. Parsing and --help both come from this row.
struct Option {
    std::string name;   ///< "--max-text"
    std::string value;  ///< what it takes, for the help ("BYTES"); empty: a flag
    std::string help;
    std::string fallback;              ///< value when absent; empty: none
    std::vector<std::string> choices;  ///< allowed values; empty: any
};

/// What the user gave, checked against the command's row.
class Arguments {
public:
    bool has(std::string_view option) const { return values_.find(std::string(option)) != values_.end(); }
    /// The option's value, its fallback, or nothing.
    std::optional<std::string> get(std::string_view option) const;
    /// As `get`; empty when there is none.
    std::string text(std::string_view option) const { return get(option).value_or(""); }
    /// A whole number. Throws Error (usage) when the value is not one or outside [low, high].
    std::int64_t number(std::string_view option, std::int64_t low, std::int64_t high) const;
    const std::vector<std::string>& positional() const { return positional_; }

private:
    friend int run_program(int argc, char** argv);
    std::map<std::string, std::string> values_;
    std::vector<std::string> positional_;
};

/// Where the help lists a command.
enum class Listed {
    main,
    step,    ///< under a heading of its own: one step of reading the web, from standard input
    hidden,  ///< for measuring only
};

struct Command {
    std::string name;
    std::string summary;
    std::string positional;  ///< "SOURCE..." in the help; empty: takes none
    std::vector<Option> options;
    int (*run)(const Arguments&);  ///< returns the exit code; throws Error
    Listed listed = Listed::main;
};

/// All commands in the order of the help: the one list.
const std::vector<Command>& commands();

/// Parses, runs, reports errors on standard error as "dateline COMMAND: message", returns the exit code.
int run_program(int argc, char** argv);

}  // namespace dateline
