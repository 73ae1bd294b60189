#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/grammar_words.hpp"
#include "extractors/reading/word_classes.hpp"
#include "extractors/rules/common_words.hpp"
#include "extractors/rules/image.hpp"
#include "extractors/rules/lexicon.hpp"
#include "extractors/rules/table.hpp"
#include "schemas/fact.hpp"

namespace dateline {

class Tagger;

/// Rule files as read: language -> name without ending ("units") -> table.
using RuleTables = std::map<std::string, std::map<std::string, Table>>;

/// Reads `folder`/<lang>/*.tsv. Messages and places of rows name the files by their paths, or, for the `built_in` rules, as "en/units.tsv".
/// Throws Error (bad_config) on a fault in a file, (no_input) when the folder or a file cannot be read.
RuleTables read_rule_folder(const std::string& folder, bool built_in = false);

/// The checked rule files of one language, read-only after loading. Every file says in its head what it is: `# kind: words` (entries that
/// are looked up in text), `# kind: patterns`, `# kind: table` (an engine's own table) or `# kind: lexicon` (the general lexicon).
///
/// Word files: the forms of a row are its cell "forms" ("a|b"), else its first cell; rows are sorted by their first cell; no form twice in
/// one file. Phrases match folded (case, quotes and dashes made one); a stage that cares for case looks at the tokens' shape.
class LanguageRules {
public:
    /// `files`: name without folder and ending -> content, beside a general lexicon or with one. Throws Error (bad_config) with file and
    /// line.
    LanguageRules(std::string language, const std::map<std::string, std::string>& files, WordClasses general_lexicon = {});
    LanguageRules(std::string language, std::map<std::string, Table> files);
    /// The rules of `base` with `added` laid over them: its rows, and its forms of words, win.
    LanguageRules(LanguageRules&& base, std::map<std::string, Table> added);
    /// What write() wrote. Requires: the image outlives this.
    explicit LanguageRules(ImageReader& image);
    ~LanguageRules();

    void write(ImageWriter& image);

    const std::string& language() const { return language_; }
    const Clitics& clitics() const { return clitics_; }
    const Lexicon& lexicon() const { return lexicon_; }
    const std::vector<Table>& tables() const { return tables_; }
    /// All files but the general lexicon as they were read, by name: what the first constructor takes.
    std::map<std::string, std::string> contents() const;

    /// The number of a file ("units"), by which lexicon hits name it. Throws Error (bad_config) when there is none: stages ask in their
    /// constructor.
    std::uint16_t file(std::string_view name) const;
    bool has_file(std::string_view name) const { return numbers_.find(name) != numbers_.end(); }
    const Table& table(std::uint16_t file) const { return tables_[file]; }
    const Table& table(std::string_view name) const { return tables_[file(name)]; }

    /// The general lexicon, and what the user's lexicon.tsv adds to it.
    const WordClasses& general_lexicon() const { return general_lexicon_; }
    const WordClasses& own_lexicon() const { return own_lexicon_; }
    /// The words of common_words.tsv. Throws Error (bad_config) when there is no such file.
    const CommonWords& common_words() const;
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
    RuleName rule_name(std::uint16_t file, std::uint32_t row) const;

private:
    /// Numbers the files and finds all that is found once: words, their entries and classes.
    void build(std::map<std::string, Table> files);
    void add_words(std::uint16_t file);
    void add_forms(std::uint16_t file, std::uint32_t row);
    /// Words of patterns and conditions get ids too, so that they are found by id.
    void intern_words(const Table& table, std::string_view column);
    void number_classes();
    void number_files();
    void read_clitics();

    std::string language_;
    std::vector<Table> tables_;
    std::map<std::string, std::uint16_t, std::less<>> numbers_;
    Clitics clitics_;
    Lexicon lexicon_;
    WordClasses general_lexicon_, own_lexicon_;
    CommonWords common_words_;
    std::unique_ptr<Tagger> tagger_;
    GrammarWords grammar_words_;
    std::vector<Array<std::uint16_t>> classes_of_rows_;  // by file and row
    std::vector<Array<std::uint32_t>> class_rows_;       // by file and class, from 1: the first row that has it
};

/// The language of articles whose language nothing tells, and whose rules the others share (`# shared` in the head of a file).
constexpr std::string_view first_language = "en";

/// The files of another language, filled up from those of the first: where the head of one of these says "# shared: yes" its rows, or with
/// "# shared: sign|code" those of these classes, are laid under the language's own; any other file that the language lacks has no rows, so
/// that every stage finds what it asks for.
void fill_up(const std::string& language, std::map<std::string, Table>& files, const std::vector<const Table*>& first);

/// All languages that have rules, and the digest that names this state of them. A language is made when it is first asked for.
class Rules {
public:
    Rules() = default;
    explicit Rules(RuleTables tables);
    /// The rules built into the program; the files of `folder`/<lang>/*.tsv (when not empty) are laid over those of the same name.
    /// Throws Error (bad_config) on any fault in a file, (no_input) when the folder cannot be read.
    static Rules load(const std::string& folder = {});

    /// The rules for a language tag ("en-GB" finds "en"), or null.
    const LanguageRules* find(std::string_view language) const;
    /// The languages that have rules, sorted; of those the ones that a folder of the user's added to.
    std::vector<std::string> languages() const;
    std::vector<std::string> added_to() const;
    const std::string& sha256() const { return sha256_; }

    /// All rules as one image, which read() uses as it stands, without loading.
    std::string image();
    static Rules read(std::string_view image);

private:
    struct Language;
    /// Made from its image when it is first asked for.
    static const LanguageRules& made(Language& language);
    /// Throws Error (bad_config) on a cell or a file of the user's that would do nothing.
    void check(const RuleTables& added) const;

    std::map<std::string, std::shared_ptr<Language>, std::less<>> languages_;
    std::string sha256_;
};

/// The image that is built into the program, made from extractors/rules by extractors/rules/compile.cpp.
std::string_view built_in_rules();

}  // namespace dateline
