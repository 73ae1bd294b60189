#include "extractors/rules/rulebook.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "extractors/reading/characters.hpp"
#include "extractors/reading/tagging.hpp"
#include "extractors/rules/nearest.hpp"
#include "extractors/rules/user_rows.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::size_t few_rows = 12;  // of a word file: it shares a bit of Token::families with others

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) throw Error(Exit::no_input, path.string() + ": cannot be read");
    return content.str();
}

std::map<std::string, Table> parsed(const std::string& language, const std::map<std::string, std::string>& files) {
    std::map<std::string, Table> tables;
    for (const auto& [name, content] : files) tables.emplace(name, Table::parse(language + "/" + name + ".tsv", content));
    return tables;
}

/// Throws Error (bad_config) where a folder of the user's holds no rules, or holds them where they are not looked for.
void check_folder(const std::string& folder, const RuleTables& added, const std::vector<std::string>& languages) {
    std::vector<std::string_view> tags(languages.begin(), languages.end());
    for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".tsv")
            throw Error(Exit::bad_config, entry.path().string() + ": rule files stand in a folder of their language, as " + folder + "/" +
                                              std::string(first_language) + "/" + entry.path().filename().string());
    for (const auto& [tag, files] : added) {
        const bool letters = std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (letters && (tag.size() == 2 || tag.size() == 3)) continue;
        throw Error(Exit::bad_config,
                    folder + "/" + tag +
                        ": a folder of rules has the tag of a language for its name (two or three small letters); there are " +
                        nearest_first(tags, tag));
    }
    if (added.empty())
        throw Error(Exit::bad_config, folder + ": no rules in it; rule files stand in a folder of their language, as " + folder + "/" +
                                          std::string(first_language) + "/units.tsv");
}

std::string digest_of(const RuleTables& tables, std::string all = {}) {
    for (const auto& [language, files] : tables)
        for (const auto& [name, table] : files)
            all.append(language).append("/").append(name).append("\n").append(table.text()).append("\n");
    return sha256(all);
}

}  // namespace

RuleTables read_rule_folder(const std::string& folder, bool built_in) {
    namespace fs = std::filesystem;
    RuleTables tables;
    std::error_code code;
    for (const fs::directory_entry& language : fs::directory_iterator(folder, code)) {
        if (!language.is_directory()) continue;
        const std::string tag = language.path().filename().string();
        for (const fs::directory_entry& entry : fs::directory_iterator(language)) {
            if (entry.path().extension() != ".tsv") continue;
            const std::string name = entry.path().stem().string(), path = entry.path().string();
            tables[tag].emplace(name, Table::parse(tag + "/" + name + ".tsv", read_file(path), built_in ? std::string() : path));
        }
    }
    if (code) throw Error(Exit::no_input, folder + ": cannot be read as a folder of rules: " + code.message());
    return tables;
}

LanguageRules::LanguageRules(std::string language, const std::map<std::string, std::string>& files, WordClasses general_lexicon)
    : language_(std::move(language)), general_lexicon_(std::move(general_lexicon)) {
    build(parsed(language_, files));
}

LanguageRules::LanguageRules(std::string language, std::map<std::string, Table> files) : language_(std::move(language)) {
    build(std::move(files));
}

LanguageRules::LanguageRules(LanguageRules&& base, std::map<std::string, Table> added)
    : language_(base.language_), general_lexicon_(std::move(base.general_lexicon_)) {
    for (auto& [name, number] : base.numbers_) {
        Table& table = base.tables_[number];
        const auto own = added.find(name);
        if (own == added.end()) {
            added.emplace(name, std::move(table));
            continue;
        }
        own->second = table.overlaid(own->second);
        if (own->second.setting("kind") == "words") own->second.sort_rows();
    }
    build(std::move(added));
}

LanguageRules::~LanguageRules() = default;

std::map<std::string, std::string> LanguageRules::contents() const {
    std::map<std::string, std::string> out;
    for (const auto& [name, number] : numbers_) out.emplace(name, tables_[number].text());
    return out;
}

void LanguageRules::build(std::map<std::string, Table> files) {
    if (const auto lexicon = files.find("lexicon"); lexicon != files.end()) {
        const Table& table = lexicon->second;
        WordClasses& words = general_lexicon_.size() > 0 ? own_lexicon_ : general_lexicon_;
        for (std::size_t row = 0; row < table.size(); ++row) words.add(table.cell(row, "word"), word_class(table, row));
        files.erase(lexicon);
    }
    for (auto& [name, table] : files) {
        const std::string kind = table.setting("kind");
        if (kind != "words" && kind != "patterns" && kind != "table")
            table.fail(1, "the head must say \"# kind: words\", \"# kind: patterns\" or \"# kind: table\"");
        tables_.push_back(std::move(table));
    }
    // Word files come first: their numbers are their bits in Token::families. Those of a few rows come last of them: bits that several
    // files share are then set by few words.
    const auto words_end =
        std::stable_partition(tables_.begin(), tables_.end(), [](const Table& table) { return table.setting("kind") == "words"; });
    std::stable_partition(tables_.begin(), words_end, [](const Table& table) { return table.size() > few_rows; });
    number_files();
    read_clitics();
    for (const std::string& clitic : clitics_.eating) lexicon_.intern(clitic);
    for (const std::string& clitic : clitics_.suffixes) lexicon_.intern(clitic);
    for (std::uint16_t number = 0; number < tables_.size(); ++number) {
        const Table& table = tables_[number];
        if (table.setting("kind") == "patterns") intern_words(table, "pattern");
        if (table.has("when")) intern_words(table, "when");
        if (table.name() == language_ + "/tag_words.tsv") intern_words(table, "word");
        if (table.setting("kind") == "words") add_words(number);
    }
    lexicon_.finish();
    lexicon_.finish();
    number_classes();
    if (has_file("common_words")) common_words_ = CommonWords(table("common_words"));
    grammar_words_ = GrammarWords(*this);
    if (has_file("tagging")) tagger_ = std::make_unique<Tagger>(*this);
}

void LanguageRules::number_files() {
    for (std::uint16_t number = 0; number < tables_.size(); ++number) {
        const std::string_view name = tables_[number].name();
        const std::size_t begin = language_.size() + 1;
        numbers_.emplace(name.substr(begin, name.size() - begin - std::string_view(".tsv").size()), number);
    }
}

void LanguageRules::read_clitics() {
    if (!has_file("clitics")) return;
    const Table& table = this->table("clitics");
    for (std::size_t row = 0; row < table.size(); ++row)
        (table.cell(row, "takes_letter") == "yes" ? clitics_.eating : clitics_.suffixes).emplace_back(table.cell(row, "clitic"));
}

void LanguageRules::add_words(std::uint16_t file) {
    const Table& table = tables_[file];
    for (std::uint32_t row = 1; row < table.size(); ++row)
        if (table.cell(row, std::size_t{0}) < table.cell(row - 1, std::size_t{0}))
            throw Error(Exit::bad_config, table.where(row) + ": \"" + std::string(table.cell(row, std::size_t{0})) +
                                              "\" is out of order; word rows are sorted by their first cell");
    // The user's rows first, shared rows last: the first row to bring a form keeps it.
    for (const Table::Layer layer : {Table::Layer::added, Table::Layer::own, Table::Layer::shared})
        for (std::uint32_t row = 0; row < table.size(); ++row)
            if (table.layer(row) == layer) add_forms(file, row);
}

void LanguageRules::add_forms(std::uint16_t file, std::uint32_t row) {
    const Table& table = tables_[file];
    const std::vector<std::string> forms =
        table.has("forms") ? table.list(row, "forms") : std::vector<std::string>{std::string(table.cell(row, std::size_t{0}))};
    for (const std::string& form : forms) {
        const std::uint32_t first = form.empty() ? no_row : lexicon_.add(file, row, form, clitics_);
        if (first == no_row) throw Error(Exit::bad_config, table.where(row) + ": an empty form");
        if (first == row || table.layer(first) != table.layer(row)) continue;
        throw Error(Exit::bad_config, table.where(row) + ": \"" + form + "\" is already on line " + std::to_string(table.line(first)));
    }
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

void LanguageRules::number_classes() {
    classes_of_rows_.resize(tables_.size());
    class_rows_.resize(tables_.size());
    for (std::uint16_t file = 0; file < tables_.size(); ++file) {
        const Table& table = tables_[file];
        const auto column = table.find("class");
        if (!column || table.setting("kind") != "words") continue;
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            const std::string_view name = table.cell(row, *column);
            std::uint16_t number = name.empty() ? std::uint16_t{0} : class_number(file, name);
            if (!name.empty() && number == 0) {
                class_rows_[file].push_back(row);
                number = static_cast<std::uint16_t>(class_rows_[file].size());
            }
            classes_of_rows_[file].push_back(number);
        }
    }
}

std::uint16_t LanguageRules::class_number(std::uint16_t file, std::string_view name) const {
    for (std::size_t i = 0; i < class_rows_[file].size(); ++i)
        if (tables_[file].cell(class_rows_[file][i], "class") == name) return static_cast<std::uint16_t>(i + 1);
    return 0;
}

std::uint16_t LanguageRules::file(std::string_view name) const {
    const auto found = numbers_.find(name);
    if (found == numbers_.end()) throw Error(Exit::bad_config, "rules: no file " + language_ + "/" + std::string(name) + ".tsv");
    return found->second;
}

const CommonWords& LanguageRules::common_words() const {
    file("common_words");
    return common_words_;
}

RuleName LanguageRules::rule_name(std::uint16_t file, std::uint32_t row) const {
    return {tables_[file].name(), tables_[file].cell(row, std::size_t{0})};
}

void LanguageRules::write(ImageWriter& image) {
    image(language_);
    image(std::string(tables_.size(), '\0'));  // their number
    for (std::size_t file = 0; file < tables_.size(); ++file) {
        tables_[file].write(image);
        image(classes_of_rows_[file]);
        image(class_rows_[file]);
    }
    lexicon_.arrays(image);
    general_lexicon_.arrays(image);
    if (has_file("common_words")) common_words_.write(image);
    if (tagger_ != nullptr) tagger_->write(image);
}

LanguageRules::LanguageRules(ImageReader& image) {
    image(language_);
    std::string count;
    image(count);
    classes_of_rows_.resize(count.size());
    class_rows_.resize(count.size());
    for (std::size_t file = 0; file < count.size(); ++file) {
        tables_.push_back(Table::read(image));
        image(classes_of_rows_[file]);
        image(class_rows_[file]);
    }
    lexicon_.arrays(image);
    general_lexicon_.arrays(image);
    number_files();
    read_clitics();
    if (has_file("common_words")) common_words_ = CommonWords(table("common_words"), image);
    grammar_words_ = GrammarWords(*this);
    if (has_file("tagging")) tagger_ = std::make_unique<Tagger>(*this, image);
}

void fill_up(const std::string& language, std::map<std::string, Table>& files, const std::vector<const Table*>& first) {
    for (const Table* theirs : first) {
        std::string name = theirs->name().substr(theirs->name().find('/') + 1);
        const std::string file = language + "/" + name;
        name.resize(name.rfind('.'));
        const std::string kind = theirs->setting("kind"), shared = theirs->setting("shared");
        // A language without a tagger's rules has no tagger.
        if (kind == "lexicon" || name == "tagging") continue;
        const auto own = files.emplace(name, Table()).first;
        if (own->second.name().empty()) own->second = theirs->emptied(file);
        if (shared.empty()) continue;
        std::vector<std::string> classes;
        for (std::size_t begin = 0; shared != "yes" && begin <= shared.size();) {
            const std::size_t end = std::min(shared.find('|', begin), shared.size());
            classes.push_back(shared.substr(begin, end - begin));
            begin = end + 1;
        }
        own->second = own->second.underlaid(*theirs, classes);
        if (kind == "words") own->second.sort_rows();
    }
}

struct Rules::Language {
    std::string_view image;
    bool added_to = false;
    std::once_flag once;
    std::unique_ptr<LanguageRules> rules;
};

const LanguageRules& Rules::made(Language& language) {
    std::call_once(language.once, [&] {
        if (language.rules) return;
        ImageReader image(language.image);
        language.rules = std::make_unique<LanguageRules>(image);
    });
    return *language.rules;
}

Rules::Rules(RuleTables tables) : sha256_(digest_of(tables)) {
    std::vector<const Table*> first;
    if (const auto files = tables.find(std::string(first_language)); files != tables.end())
        for (const auto& [name, table] : files->second) first.push_back(&table);
    for (auto& [language, files] : tables)
        if (language != first_language) fill_up(language, files, first);
    for (auto& [language, files] : tables) {
        auto made = std::make_shared<Language>();
        made->rules = std::make_unique<LanguageRules>(language, std::move(files));
        languages_.emplace(language, std::move(made));
    }
}

Rules Rules::load(const std::string& folder) {
    Rules rules = read(built_in_rules());
    if (folder.empty()) return rules;
    RuleTables added = read_rule_folder(folder);
    check_folder(folder, added, rules.languages());
    rules.check(added);
    rules.sha256_ = digest_of(added, rules.sha256_ + "\n");
    for (auto& [language, files] : added) {
        auto together = std::make_shared<Language>();
        together->added_to = true;
        if (const auto known = rules.languages_.find(language); known != rules.languages_.end()) {
            made(*known->second);
            together->rules = std::make_unique<LanguageRules>(std::move(*known->second->rules), std::move(files));
        } else {
            std::vector<const Table*> first;
            if (const LanguageRules* shared = rules.find(first_language))
                for (const Table& table : shared->tables()) first.push_back(&table);
            fill_up(language, files, first);
            together->rules = std::make_unique<LanguageRules>(language, std::move(files));
        }
        rules.languages_[language] = std::move(together);
    }
    return rules;
}

void Rules::check(const RuleTables& added) const {
    const LanguageRules* first = find(first_language);
    for (const auto& [language, files] : added) {
        const LanguageRules* own = language == first_language ? nullptr : find(language);
        for (const auto& [name, table] : files) {
            std::vector<const Table*> known;
            for (const LanguageRules* rules : {first, own})
                if (rules != nullptr && rules->has_file(name)) known.push_back(&rules->table(name));
            if (known.empty() && name != "lexicon" && table.setting("kind").empty()) {
                std::vector<std::string_view> names;
                for (const Table& one : first->tables()) names.push_back(one.stem());
                table.fail(1, "there is no built-in file of that name (nearest: " + nearest_first(names, name) +
                                  "), and the head of a file of your own says \"# kind: words\" or \"# kind: patterns\"");
            }
            check_user_rows(table, known);
        }
    }
}

const LanguageRules* Rules::find(std::string_view language) const {
    const auto found = languages_.find(language.substr(0, language.find_first_of("-_")));
    return found == languages_.end() ? nullptr : &made(*found->second);
}

std::vector<std::string> Rules::languages() const {
    std::vector<std::string> out;
    for (const auto& [tag, language] : languages_) out.push_back(tag);
    return out;
}

std::vector<std::string> Rules::added_to() const {
    std::vector<std::string> out;
    for (const auto& [tag, language] : languages_)
        if (language->added_to) out.push_back(tag);
    return out;
}

std::string Rules::image() {
    ImageWriter image;
    image(sha256_);
    for (const auto& [name, language] : languages_) {
        ImageWriter inner;
        language->rules->write(inner);
        image(name);
        image(inner.bytes());
    }
    return image.bytes();
}

Rules Rules::read(std::string_view bytes) {
    Rules rules;
    ImageReader image(bytes);
    image(rules.sha256_);
    while (!image.done()) {
        std::string name;
        image(name);
        auto language = std::make_shared<Language>();
        language->image = image.view();
        rules.languages_.emplace(std::move(name), std::move(language));
    }
    return rules;
}

}  // namespace dateline
