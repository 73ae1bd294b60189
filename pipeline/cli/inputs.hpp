#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <variant>
#include <vector>

#include "schemas/article.hpp"
#include "schemas/json.hpp"

namespace dateline {

/// What an input holds: documents of the contract, one a line or one in all, or a text.
enum class InputFormat : std::uint8_t {
    automatic,  ///< by the end of the file's name: .jsonl, .json; else a text
    jsonl,
    json,
    text,
};

/// One document as it came.
struct Input {
    std::string bytes;
    std::string name;  ///< of the file; "-": standard input
    std::int64_t line = 1;
    bool plain = false;  ///< a text; its id is the file's name

    /// The document, or why it cannot be read. Takes the bytes.
    std::variant<InputDocument, JsonError> document() &&;
    std::variant<Article, JsonError> article() &&;
    /// The file's name for people.
    std::string file() const { return name == "-" ? "standard input" : name; }
    /// "texts.jsonl line 12", "standard input", "a.txt": for messages.
    std::string where() const;
};

/// Gives `use` the documents of all files in order, blank lines left out; no name is standard input. `of_standard_input` is its format
/// where `format` is automatic. What is no plain text but read as one is said on standard error. Throws Error (no_input) on a file that
/// cannot be read.
void each_input(const std::string& command, std::vector<std::string> names, InputFormat format, InputFormat of_standard_input,
                const std::function<void(Input)>& use);

/// The same of one stream.
void each_input(const std::string& command, std::istream& in, const std::string& name, InputFormat format,
                const std::function<void(Input)>& use);

/// The article of a document, as it stands: spans count in its own text.
std::variant<Article, JsonError> article_of(InputDocument document);

/// Runs a command that prints one line for each document: JSONL from standard input or files. What cannot be read, or makes
/// `line_of` throw Error (bad_input), is said on standard error. Returns the exit code.
int print_lines(const std::string& command, const std::vector<std::string>& names, const std::function<std::string(Article)>& line_of);

}  // namespace dateline
