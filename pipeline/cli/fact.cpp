#include <ctime>
#include <iostream>

#include "extractors/rules/rulebook.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/query/card.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

/// "extractors/rules/en/units.tsv:41" of "en/units.tsv:percent", or nothing.
std::string place_of_rule(const Rules& rules, const std::string& rule) {
    const std::size_t slash = rule.find('/');
    const std::size_t end = rule.find(".tsv:");
    if (slash == std::string::npos || end == std::string::npos || end < slash) return "";
    const LanguageRules* language = rules.find(rule.substr(0, slash));
    const std::string file = rule.substr(slash + 1, end - slash - 1);
    if (language == nullptr || !language->has_file(file)) return "";
    const std::uint16_t number = language->file(file);
    const Table& table = language->table(number);
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (language->rule_name(number, row).text() == rule)
            return (table.layer(row) == Table::Layer::added ? "" : "extractors/rules/") + table.where(row);
    return "";
}

int run(const Arguments& arguments) {
    if (arguments.positional().size() != 1) throw Error(Exit::usage, "name one fact, as dateline query shows it: dateline fact ID");
    const std::string& given = arguments.positional().front();
    const Store store(arguments.text("--store"), Access::read, std::time(nullptr));
    const std::vector<std::string> ids = ids_meant(store, given);
    if (ids.empty()) throw Error(Exit::some_failed, given + ": no such fact in " + store.path().string() + "; dateline query lists them");
    const Rules rules = Rules::load(arguments.text("--rules"));
    bool first = true;
    for (const std::string& id : ids)
        for (const FactRow& fact : store.fact(id)) {
            std::cout << (first ? "" : "\n");
            first = false;
            if (arguments.has("--json"))
                std::cout << fact.json << '\n';
            else
                std::cout << card(store, fact, [&](const std::string& rule) { return place_of_rule(rules, rule); });
        }
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return 0;
}

}  // namespace

Command fact_command() {
    return {"fact",
            "print where a stored fact comes from",
            "ID",
            {store_option(),
             {"--json", "", "the fact as the store keeps it", "", {}},
             {"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}}},
            run};
}

}  // namespace dateline
