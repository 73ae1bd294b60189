#include "pipeline/cli/inputs.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>

#include "pipeline/line_reader.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/sniff.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

InputFormat format_of(InputFormat wanted, const std::string& name) {
    if (wanted != InputFormat::automatic) return wanted;
    return name.ends_with(".jsonl") ? InputFormat::jsonl : name.ends_with(".json") ? InputFormat::json : InputFormat::text;
}

std::string whole(std::istream& in) {
    std::string out;
    constexpr std::size_t block = 1 << 16;
    for (std::size_t had = 0; in; had = out.size()) {
        out.resize(had + block);
        in.read(out.data() + had, block);
        out.resize(had + static_cast<std::size_t>(in.gcount()));
    }
    return out;
}

/// What is not plain text is read as if it were, as told; but it is said.
void hint(const std::string& command, const Input& input) {
    const char* what = nullptr;
    switch (sniff(input.bytes)) {
        case Content::page:
            what = "HTML; use dateline ingest or dateline article";
            break;
        case Content::feed:
            what = "a feed; use dateline ingest or dateline feed";
            break;
        case Content::xml:
            what = "XML; the tags are read as text";
            break;
        case Content::lines:
            what = command == "extract" ? "JSON; use --input-format jsonl or json" : "JSON; a name that ends in .jsonl or .json says so";
            break;
        default:
            return;
    }
    std::cerr << "dateline " << command << ": " << printable(input.where()) << ": looks like " << what << '\n';
}

}  // namespace

std::variant<InputDocument, JsonError> Input::document() && {
    if (plain) {
        InputDocument out;
        out.id = name;
        out.text = std::move(bytes);
        return out;
    }
    ReadDocument read = read_document(bytes);
    std::string().swap(bytes);
    if (read.error) return *std::move(read.error);
    return *std::move(read.document);
}

std::string Input::where() const {
    return file() + (plain ? "" : " line " + std::to_string(line));
}

void each_input(const std::string& command, std::istream& in, const std::string& name, InputFormat format,
                const std::function<void(Input)>& use) {
    if (format_of(format, name) == InputFormat::jsonl) {
        LineReader lines(in, {}, no_limit);
        for (std::string line; lines.next(line);) use({std::move(line), name, lines.number(), false});
    } else {
        Input one{whole(in), name, 1, format_of(format, name) == InputFormat::text};
        if (one.plain) hint(command, one);
        use(std::move(one));
    }
    if (in.bad()) throw Error(Exit::no_input, name + ": reading stopped in the middle: input error");
}

void each_input(const std::string& command, std::vector<std::string> names, InputFormat format, InputFormat of_standard_input,
                const std::function<void(Input)>& use) {
    if (names.empty()) names.emplace_back("-");
    for (const std::string& name : names) {
        if (name == "-") {
            each_input(command, std::cin, name, format == InputFormat::automatic ? of_standard_input : format, use);
            continue;
        }
        std::ifstream file(name, std::ios::binary);
        if (!file) throw Error(Exit::no_input, name + ": cannot be read: " + std::string(std::strerror(errno)));
        if (file.peek(); file.bad()) throw Error(Exit::no_input, name + ": cannot be read; is it a folder?");
        file.clear();
        each_input(command, file, name, format, use);
    }
}

std::variant<Article, JsonError> Input::article() && {
    std::variant<InputDocument, JsonError> read = std::move(*this).document();
    if (JsonError* error = std::get_if<JsonError>(&read)) return std::move(*error);
    return article_of(std::get<InputDocument>(std::move(read)));
}

std::variant<Article, JsonError> article_of(InputDocument document) {
    Article article;
    article.id = std::move(document.id);
    article.url = std::move(document.url);
    article.source = std::move(document.source);
    article.language = std::move(document.language);
    if (!document.reference_time.empty()) {
        article.reference_time = Moment::parse(document.reference_time);
        if (!article.reference_time)
            return JsonError{"bad_field",
                             "\"reference_time\": \"" + document.reference_time + "\" is not a date like 2013-03-22 or 2016-11-07T00:00:00",
                             article.id};
    }
    try {
        article.text = SourceText(std::move(document.text));
        article.title = SourceText(std::move(document.title));
    } catch (const Error& e) {
        return JsonError{"bad_text", e.what(), article.id};
    }
    return article;
}

int print_lines(const std::string& command, const std::vector<std::string>& names, const std::function<std::string(Article)>& line_of) {
    std::ios::sync_with_stdio(false);
    bool failed = false;
    each_input(command, names, InputFormat::automatic, InputFormat::jsonl, [&](Input input) {
        const std::string where = input.where();
        const auto complain = [&](const std::string& what) {
            failed = true;
            std::cerr << "dateline " << command << ": " << printable(where + ": " + what) << '\n';
        };
        const std::variant<Article, JsonError> article = std::move(input).article();
        if (const JsonError* error = std::get_if<JsonError>(&article)) return complain(error->message);
        try {
            std::cout << line_of(std::get<Article>(article)) << '\n';
        } catch (const Error& e) {
            if (e.exit() != Exit::bad_input) throw;
            complain(e.what());
        }
    });
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return static_cast<int>(failed ? Exit::some_failed : Exit::done);
}

}  // namespace dateline
