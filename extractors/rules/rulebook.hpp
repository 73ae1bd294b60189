#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/grammar_words.hpp"
#include "extractors/reading/word_classes.hpp"
#include "extractors/rules/lexicon.hpp"
#include "extractors/rules/table.hpp"

namespace dateline {

class Tagger;

/// The checked rule files of one language, read-only after loading. Every file says in its head what it is: `# kind: words` (entries that
/// are looked up in text), `# kind: patterns` or `# kind: table` (an engine's own table).
///
/// Word files: the forms of a row are its cell "forms" ("a|b"), else its first cell; rows are sorted by their first cell; no form twice in
/// one file. Phrases match folded (case, quotes and dashes made one); a stage that cares for case looks at the tokens' shape.
class LanguageRules {
public:
    /// `files`: name without folder and ending -> content, in any order. Throws Error (bad_config) with file and line.
    LanguageRules(std::string language, const std::map<std::string, std::string>& files);
    ~LanguageRules();

    const std::string& language() const { return language_; }
    const Clitics& clitics() const { return clitics_; }
    const Lexicon& lexicon() const { return lexicon_; }
    const std::vector<Table>& tables() const { return tables_; }

    /// The number of a file ("units"), by which lexicon hits name it. Throws Error (bad_config) when there is none: stages ask in their
    /// constructor.
    std::uint16_t file(std::string_view name) const;
    bool has_file(std::string_view name) const { return numbers_.find(std::string(name)) != numbers_.end(); }
    const Table& table(std::uint16_t file) const { return tables_[file]; }
    const Table& table(std::string_view name) const { return tables_[file(name)]; }

    /// The general lexicon's image; empty when the language has none.
    std::string_view lexicon_image() const { return built_in_lexicon(language_); }
    /// The tagger, or null for rules without tagging.tsv.
    const Tagger* tagger() const { return tagger_.get(); }
    /// The rows that the reading asks for.
    const GrammarWords& grammar_words() const { return grammar_words_; }

    /// Rows of word files by their cell "class": a number for each class of a file (0: none), and the number of a class by its name.
    std::uint16_t class_of(std::uint16_t file, std::uint32_t row) const {
        return classes_of_rows_[file].empty() ? std::uint16_t{0} : classes_of_rows_[file][row];
    }
    std::uint16_t class_number(std::uint16_t file, std::string_view name) const;

    /// "en/units.tsv:percent": what Fact.rule says of row `row`.
    std::string rule_name(std::uint16_t file, std::uint32_t row) const;

private:
    /// Words of patterns and conditions get ids too, so that they are found by id.
    void intern_words(const Table& table, std::string_view column);
    void number_classes();

    std::string language_;
    Clitics clitics_;
    Lexicon lexicon_;
    std::vector<Table> tables_;
    std::map<std::string, std::uint16_t> numbers_;
    std::unique_ptr<Tagger> tagger_;
    GrammarWords grammar_words_;
    std::vector<std::vector<std::uint16_t>> classes_of_rows_;                       // by file and row
    std::vector<std::map<std::string, std::uint16_t, std::less<>>> class_numbers_;  // by file
};

/// All languages that have rules, and the digest that names this state of them.
class Rules {
public:
    /// The rules built into the program; files of `folder`/<lang>/*.tsv (when not empty) are read before those of the same name and their
    /// rows win. Throws Error (bad_config) on any fault in a file, (no_input) when the folder cannot be read.
    static Rules load(const std::string& folder = {});

    /// The rules for a language tag ("en-GB" finds "en"), or null.
    const LanguageRules* find(std::string_view language) const;
    const std::map<std::string, std::unique_ptr<LanguageRules>>& languages() const { return languages_; }
    const std::string& sha256() const { return sha256_; }

private:
    std::map<std::string, std::unique_ptr<LanguageRules>> languages_;
    std::string sha256_;
};

/// One rule file built into the program (made by cmake/embed.cmake from extractors/rules).
struct BuiltInFile {
    std::string_view language, name, content;
};
std::vector<BuiltInFile> built_in_rules();

}  // namespace dateline
