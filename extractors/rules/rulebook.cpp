#include "extractors/rules/rulebook.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "extractors/reading/characters.hpp"
#include "extractors/reading/tagging.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

/// Rows of an added file come first and win: its rows, then those of `base` that do not name the same first cell.
std::string merged(const std::string& added, std::string_view base, const std::string& name) {
    const Table mine = Table::parse(name, added);
    const Table theirs = Table::parse(name, base);
    if (mine.columns() != theirs.columns())
        throw Error(Exit::bad_config, name + ":1: the header differs from the built-in file's; use the same columns");
    std::set<std::string> names;
    for (const auto& row : mine.rows()) names.insert(row.cells.front());
    std::map<std::string, std::string> sorted;
    std::string out, tail;
    for (std::string_view rest = base; !rest.empty();) {  // the head of the built-in file: its settings and header
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        out += std::string(line) + "\n";
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (!line.empty() && line.front() != '#') break;
    }
    const bool words = theirs.setting("kind") == "words";
    const auto put = [&](const Table::Row& row) {
        std::string line;
        for (std::size_t i = 0; i < row.cells.size(); ++i) line += (i ? "\t" : "") + row.cells[i];
        if (words)
            sorted[row.cells.front()] = line;
        else
            tail += line + "\n";
    };
    for (const auto& row : mine.rows()) put(row);
    for (const auto& row : theirs.rows())
        if (names.count(row.cells.front()) == 0) put(row);
    for (const auto& [key, line] : sorted) out += line + "\n";
    return out + tail;
}

}  // namespace

LanguageRules::LanguageRules(std::string language, const std::map<std::string, std::string>& files) : language_(std::move(language)) {
    // Word files come first: their numbers are their bits in Token::families.
    for (const bool words : {true, false}) {
        for (const auto& [name, content] : files) {
            Table table = Table::parse(language_ + "/" + name + ".tsv", content);
            const std::string kind = table.setting("kind");
            if (kind != "words" && kind != "patterns" && kind != "table")
                throw Error(Exit::bad_config,
                            table.name() + ":1: the head must say \"# kind: words\", \"# kind: patterns\" or \"# kind: table\"");
            if ((kind == "words") != words) continue;
            numbers_[name] = static_cast<std::uint16_t>(tables_.size());
            tables_.push_back(std::move(table));
        }
    }
    if (has_file("clitics")) {
        const Table& table = this->table("clitics");
        for (std::size_t row = 0; row < table.size(); ++row)
            (table.cell(row, "takes_letter") == "yes" ? clitics_.eating : clitics_.suffixes).emplace_back(table.cell(row, "clitic"));
        for (std::size_t row = 0; row < table.size(); ++row) lexicon_.intern(table.cell(row, "clitic"));
    }
    for (std::uint16_t number = 0; number < tables_.size(); ++number) {
        const Table& table = tables_[number];
        if (table.setting("kind") == "patterns") intern_words(table, "pattern");
        if (table.has("when")) intern_words(table, "when");
        if (table.name() == language_ + "/tag_words.tsv") intern_words(table, "word");
        if (table.setting("kind") != "words") continue;
        const bool has_forms = table.has("forms");
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            if (row > 0 && table.cell(row, std::size_t{0}) < table.cell(row - 1, std::size_t{0}))
                throw Error(Exit::bad_config, table.where(row) + ": \"" + std::string(table.cell(row, std::size_t{0})) +
                                                  "\" is out of order; word rows are sorted by their first cell");
            const std::vector<std::string> forms =
                has_forms ? table.list(row, "forms") : std::vector<std::string>{std::string(table.cell(row, std::size_t{0}))};
            for (const std::string& form : forms) {
                if (form.empty()) throw Error(Exit::bad_config, table.where(row) + ": an empty form");
                const std::uint32_t first = lexicon_.add(number, row, form, clitics_);
                if (first != row)
                    throw Error(Exit::bad_config,
                                table.where(row) + ": \"" + form + "\" is already on line " + std::to_string(table.rows()[first].line));
            }
        }
    }
    lexicon_.finish();
    number_classes();
    grammar_words_ = GrammarWords(*this);
    if (has_file("tagging")) tagger_ = std::make_unique<Tagger>(*this);
}

LanguageRules::~LanguageRules() = default;

void LanguageRules::number_classes() {
    classes_of_rows_.resize(tables_.size());
    class_numbers_.resize(tables_.size());
    for (std::size_t file = 0; file < tables_.size(); ++file) {
        const auto column = tables_[file].find("class");
        if (!column || tables_[file].setting("kind") != "words") continue;
        for (std::size_t row = 0; row < tables_[file].size(); ++row) {
            const std::string_view name = tables_[file].cell(row, *column);
            std::uint16_t number = 0;
            if (!name.empty()) {
                const auto known = class_numbers_[file].find(name);
                number = known != class_numbers_[file].end() ? known->second : static_cast<std::uint16_t>(class_numbers_[file].size() + 1);
                if (known == class_numbers_[file].end()) class_numbers_[file].emplace(name, number);
            }
            classes_of_rows_[file].push_back(number);
        }
    }
}

std::uint16_t LanguageRules::class_number(std::uint16_t file, std::string_view name) const {
    const auto found = class_numbers_[file].find(name);
    return found == class_numbers_[file].end() ? std::uint16_t{0} : found->second;
}

void LanguageRules::intern_words(const Table& table, std::string_view column) {
    std::vector<Token> tokens;
    std::string folded;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string_view pattern = table.cell(row, column);
        tokens.clear();
        tokenize(pattern, clitics_, tokens);
        for (const Token& token : tokens) {
            fold(pattern.substr(token.byte, token.bytes), folded);
            lexicon_.intern(folded);
        }
    }
}

std::uint16_t LanguageRules::file(std::string_view name) const {
    const auto found = numbers_.find(std::string(name));
    if (found == numbers_.end()) throw Error(Exit::bad_config, "rules: no file " + language_ + "/" + std::string(name) + ".tsv");
    return found->second;
}

std::string LanguageRules::rule_name(std::uint16_t file, std::uint32_t row) const {
    return tables_[file].name() + ":" + std::string(tables_[file].cell(row, std::size_t{0}));
}

Rules Rules::load(const std::string& folder) {
    std::map<std::string, std::map<std::string, std::string>> files;
    for (const BuiltInFile& file : built_in_rules()) files[std::string(file.language)][std::string(file.name)] = file.content;
    if (!folder.empty()) {
        namespace fs = std::filesystem;
        std::error_code code;
        for (const fs::directory_entry& language : fs::directory_iterator(folder, code)) {
            if (!language.is_directory()) continue;
            for (const fs::directory_entry& entry : fs::directory_iterator(language)) {
                if (entry.path().extension() != ".tsv") continue;
                std::ifstream in(entry.path(), std::ios::binary);
                std::ostringstream content;
                content << in.rdbuf();
                if (!in) throw Error(Exit::no_input, entry.path().string() + ": cannot be read");
                std::string& target = files[language.path().filename().string()][entry.path().stem().string()];
                target = target.empty() ? content.str() : merged(content.str(), target, entry.path().string());
            }
        }
        if (code) throw Error(Exit::no_input, folder + ": cannot be read as a folder of rules: " + code.message());
    }
    Rules rules;
    std::string all;
    for (const auto& [language, contents] : files) {
        for (const auto& [name, content] : contents) all += language + "/" + name + "\n" + content + "\n";
        rules.languages_[language] = std::make_unique<LanguageRules>(language, contents);
    }
    rules.sha256_ = dateline::sha256(all);
    return rules;
}

const LanguageRules* Rules::find(std::string_view language) const {
    const auto found = languages_.find(std::string(language.substr(0, language.find_first_of("-_"))));
    return found == languages_.end() ? nullptr : found->second.get();
}

}  // namespace dateline
