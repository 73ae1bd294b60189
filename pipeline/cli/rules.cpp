#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include "extractors/extract.hpp"
#include "extractors/rule_counts.hpp"
#include "extractors/rule_examples.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/inputs.hpp"
#include "pipeline/cli/own_corpus.hpp"
#include "pipeline/query/cells.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

/// One line of the list: a row of a rule file, or a word file as a whole.
struct Line {
    std::string where;  ///< "en/units.tsv:41"; "en/units.tsv" for a whole file
    std::string name, makes, example;
    RuleCount count;
    std::size_t rows = 1, unused = 0;  ///< of a whole file
};

/// What documents the counts are over.
class Documents {
public:
    explicit Documents(const Extractor& extractor) : extractor_(extractor), counts_(extractor.rules()) {}

    void add(Input input) {
        const std::string where = input.where();
        const std::variant<Article, JsonError> article = std::move(input).article();
        if (const JsonError* error = std::get_if<JsonError>(&article)) throw Error(Exit::bad_input, where + ": " + error->message);
        extractor_.extract(std::get<Article>(article), [&](const Reading& reading, const Draft& draft) { counts_.add(reading, draft); });
        ++size_;
    }

    std::size_t size() const { return size_; }
    const RuleCounts& counts() const { return counts_; }

private:
    const Extractor& extractor_;
    RuleCounts counts_;
    std::size_t size_ = 0;
};

/// The files whose rows are listed one by one. Word files are long: a line for each, and its rows when it is asked for.
bool row_by_row(const Table& table, bool asked) {
    return asked || table.setting("kind") == "patterns" || table.has("example") || table.has("about");
}

void list_file(const LanguageRules& language, std::uint16_t file, const RuleCounts& counts, bool asked, bool unused,
               std::vector<Line>& lines) {
    const Table& table = language.table(file);
    const bool words = table.setting("kind") == "words";
    if (!row_by_row(table, asked) && !words) return;
    if (!row_by_row(table, asked)) {
        Line line{table.name(), "", "", "", {}, table.size(), 0};
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            const RuleCount& count = counts.of(language, file, row);
            line.count.fired += count.fired;
            line.count.proposed += count.proposed;
            line.count.won += count.won;
            line.unused += count.fired == 0 && count.proposed == 0;
        }
        line.name = counted(static_cast<std::int64_t>(table.size()), "word", "words");
        line.example = std::to_string(line.unused) + " never met";
        if (!unused || line.unused == table.size()) lines.push_back(std::move(line));
        return;
    }
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        Line line;
        line.where = table.where(row);
        line.name = table.cell(row, std::size_t{0});
        line.makes = table.cell(row, table.has("makes") ? "makes" : "class");
        line.example = table.cell(row, table.has("example") ? "example" : "about");
        line.count = counts.of(language, file, row);
        line.unused = line.count.fired == 0 && line.count.proposed == 0;
        if (!unused || line.unused == 1) lines.push_back(std::move(line));
    }
}

std::string tsv(const Line& line) {
    return line.where + "\t" + line.name + "\t" + line.makes + "\t" + std::to_string(line.count.fired) + "\t" +
           std::to_string(line.count.proposed) + "\t" + std::to_string(line.count.won) + "\t" + line.example;
}

std::string json(const Line& line) {
    std::string out;
    const std::size_t colon = line.where.find(':');
    JsonWriter json(out);
    json.object().field("file", line.where.substr(0, colon)).key("line");
    if (colon == std::string::npos)
        json.null();
    else
        json.raw(line.where.substr(colon + 1));
    json.field("name", line.name).field_or_null("makes", line.makes).field_or_null("example", line.example);
    json.field("rows", static_cast<std::int64_t>(line.rows)).field("unused", static_cast<std::int64_t>(line.unused));
    json.field("fired", static_cast<std::int64_t>(line.count.fired));
    json.field("proposed", static_cast<std::int64_t>(line.count.proposed));
    json.field("won", static_cast<std::int64_t>(line.count.won)).close();
    return out;
}

std::string padded(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 7 ? 7 - digits.size() : 0, ' ') + digits + " ";
}

void print(const std::vector<Line>& lines, const Arguments& arguments) {
    if (arguments.has("--json")) {
        for (const Line& line : lines) std::cout << json(line) << '\n';
        return;
    }
    if (::isatty(STDOUT_FILENO) == 0) {
        std::cout << "rule\tname\tmakes\tfired\tproposed\twon\texample\n";
        for (const Line& line : lines) std::cout << tsv(line) << '\n';
        return;
    }
    const std::size_t example = terminal_columns() - std::min<std::size_t>(terminal_columns(), 30 + 1 + 22 + 1 + 13 + 1 + 3 * 8);
    std::cout << fitted("RULE", 30) << ' ' << fitted("NAME", 22) << ' ' << fitted("MAKES", 13) << "   FIRED PROPOSED   WON EXAMPLE\n";
    for (const Line& line : lines)
        std::cout << fitted_end(line.where, 30) << ' ' << fitted(line.name, 22) << ' ' << fitted(line.makes, 13) << ' '
                  << padded(line.count.fired) << padded(line.count.proposed) << padded(line.count.won).substr(2)
                  << (example > 8 ? fitted(line.example, example) : "") << '\n';
}

/// The files of all languages that are asked for: all, or those of the name given to --file.
std::vector<std::pair<const LanguageRules*, std::uint16_t>> files(const Rules& rules, std::string name) {
    if (name.ends_with(".tsv")) name.erase(name.size() - 4);
    const std::size_t slash = name.find('/');
    const std::string wanted = slash == std::string::npos ? "" : name.substr(0, slash);
    if (slash != std::string::npos) name.erase(0, slash + 1);
    std::vector<std::pair<const LanguageRules*, std::uint16_t>> out;
    for (const std::string& tag : rules.languages()) {
        if (!wanted.empty() && wanted != tag) continue;
        const LanguageRules* language = rules.find(tag);
        for (std::uint16_t file = 0; file < language->tables().size(); ++file)
            if (name.empty() || (language->has_file(name) && language->file(name) == file)) out.emplace_back(language, file);
    }
    if (out.empty()) throw Error(Exit::usage, "--file: there is no rule file \"" + name + "\"; dateline rules lists them");
    return out;
}

/// Word files last: their lines are of another kind.
void in_order(std::vector<std::pair<const LanguageRules*, std::uint16_t>>& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        const auto key = [](const auto& f) {
            const Table& table = f.first->table(f.second);
            return std::pair(f.first->language(), table.setting("kind") == "patterns" ? 0 : table.setting("kind") == "words" ? 2 : 1);
        };
        return key(a) < key(b);
    });
}

int check(const Extractor& extractor, const std::vector<std::pair<const LanguageRules*, std::uint16_t>>& list) {
    std::size_t rows = 0, faults = 0;
    for (const auto& [language, file] : list) {
        const ExampleReport report = run_examples(extractor, *language, file);
        rows += report.rows;
        faults += report.faults.size();
        for (const std::string& fault : report.faults) std::cerr << "dateline rules: " << printable(fault) << '\n';
    }
    std::cout << counted(static_cast<std::int64_t>(rows), "row", "rows") << " run on their examples, "
              << counted(static_cast<std::int64_t>(faults), "fault", "faults") << '\n';
    return static_cast<int>(faults == 0 ? Exit::done : Exit::bad_config);
}

int run(const Arguments& arguments) {
    std::ios::sync_with_stdio(false);
    const Extractor extractor(Rules::load(arguments.text("--rules")));
    auto list = files(extractor.rules(), arguments.text("--file"));
    if (arguments.has("--check")) return check(extractor, list);
    in_order(list);
    Documents documents(extractor);
    const auto add = [&](Input input) { documents.add(std::move(input)); };
    if (arguments.positional().empty()) {
        std::istringstream corpus{std::string(own_corpus())};
        each_input("rules", corpus, "our corpus", InputFormat::jsonl, add);
    } else {
        each_input("rules", arguments.positional(), InputFormat::automatic, InputFormat::jsonl, add);
    }
    std::vector<Line> lines;
    for (const auto& [language, file] : list)
        list_file(*language, file, documents.counts(), arguments.has("--file"), arguments.has("--unused"), lines);
    print(lines, arguments);
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    if (::isatty(STDOUT_FILENO) != 0)
        std::cerr << counted(static_cast<std::int64_t>(lines.size()), "line", "lines") << ", counted over "
                  << counted(static_cast<std::int64_t>(documents.size()), "text", "texts")
                  << (arguments.positional().empty() ? " of our corpus" : "") << '\n';
    return static_cast<int>(Exit::done);
}

}  // namespace

Command rules_command() {
    return {"rules",
            "list the rules: where they stand, what they make, how often they fired",
            "FILE...",
            {{"--file", "NAME", "the rows of this rule file alone, \"units\" or \"en/units.tsv\"; of word files too", "", {}},
             {"--unused", "", "only rules that did nothing in the texts", "", {}},
             {"--check", "", "run every row on its own example and counter-example instead; exit 78 when one fails", "", {}},
             {"--json", "", "a JSON object a line (else a table on a terminal, tab-separated elsewhere)", "", {}},
             {"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}}},
            run};
}

}  // namespace dateline
