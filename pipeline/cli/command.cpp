#include "pipeline/cli/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>

#include "schemas/error.hpp"

namespace dateline {

std::optional<std::string> Arguments::get(std::string_view option) const {
    const auto found = values_.find(std::string(option));
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

std::int64_t Arguments::number(std::string_view option, std::int64_t low, std::int64_t high) const {
    const std::string given = text(option);
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(given.data(), given.data() + given.size(), value);
    if (code != std::errc() || end != given.data() + given.size() || value < low || value > high)
        throw Error(Exit::usage, std::string(option) + ": \"" + given + "\" is not a whole number from " + std::to_string(low) + " to " +
                                     std::to_string(high));
    return value;
}

int run_program(int argc, char** argv) {
    CLI::App app{"dateline turns the news into facts that can be checked"};
    app.name("dateline");
    app.require_subcommand(1);
    app.set_version_flag("--version", "dateline " DATELINE_VERSION);
    const std::vector<Command>& list = commands();
    // CLI11 writes into these; they must outlive the parse.
    std::vector<std::map<std::string, std::string>> values(list.size());
    std::vector<std::map<std::string, bool>> flags(list.size());
    std::vector<std::vector<std::string>> positional(list.size());
    std::vector<CLI::App*> parsers;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Command& command = list[i];
        CLI::App* parser = app.add_subcommand(command.name, command.summary);
        if (command.listed == Listed::step) parser->group("One step of reading the web, from standard input");
        if (command.listed == Listed::hidden) parser->group("");
        for (const Option& option : command.options) {
            if (option.value.empty()) {
                parser->add_flag(option.name, flags[i][option.name], option.help);
                continue;
            }
            std::string help = option.help;
            if (!option.fallback.empty()) help += " [" + option.fallback + "]";
            CLI::Option* added = parser->add_option(option.name, values[i][option.name], help)->type_name(option.value);
            if (!option.choices.empty()) added->check(CLI::IsMember(option.choices));
        }
        // CLI11 shows the dots of a list itself.
        const std::string name = command.positional.substr(0, command.positional.find("..."));
        if (!name.empty()) parser->add_option(name, positional[i], "")->type_name("");
        parsers.push_back(parser);
    }
    const auto named = [&](const Command& command) { return command.name == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && std::none_of(list.begin(), list.end(), named)) {
        std::cerr << "dateline: there is no command \"" << argv[1] << "\"; dateline --help lists them\n";
        return static_cast<int>(Exit::usage);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == 0) return app.exit(e);  // --help
        const std::string name = argc > 1 && std::any_of(list.begin(), list.end(), named) ? std::string(" ") + argv[1] : "";
        const auto command = std::find_if(list.begin(), list.end(), [&](const Command& c) { return argc > 1 && named(c); });
        const bool extra = dynamic_cast<const CLI::ExtrasError*>(&e) != nullptr;
        if (extra && command != list.end() && command->positional.empty() && argv[argc - 1][0] != '-' &&
            std::filesystem::exists(argv[argc - 1])) {
            std::cerr << "dateline" << name << ": reads standard input; use dateline" << name << " < " << argv[argc - 1] << '\n';
            return static_cast<int>(Exit::usage);
        }
        std::cerr << "dateline" << name << ": " << e.what() << " (see dateline" << name << " --help)\n";
        return static_cast<int>(Exit::usage);
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!parsers[i]->parsed()) continue;
        Arguments arguments;
        for (const Option& option : list[i].options) {
            if (option.value.empty()) {
                if (flags[i][option.name]) arguments.values_[option.name] = "true";
            } else if (parsers[i]->count(option.name) > 0) {
                arguments.values_[option.name] = values[i][option.name];
            } else if (!option.fallback.empty()) {
                arguments.values_[option.name] = option.fallback;
            }
        }
        arguments.positional_ = positional[i];
        try {
            return list[i].run(arguments);
        } catch (const Error& e) {
            std::cerr << "dateline " << list[i].name << ": " << e.what() << '\n';
            return static_cast<int>(e.exit());
        } catch (const std::exception& e) {
            std::cerr << "dateline " << list[i].name << ": internal error: " << e.what() << '\n';
            return static_cast<int>(Exit::internal);
        }
    }
    return static_cast<int>(Exit::usage);
}

}  // namespace dateline
