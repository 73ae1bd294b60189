// A rule file's bytes: it loads, or Error says file and line; nothing else. "# file: NAME" in its head says which built-in file of the
// English rules it stands for ("units"); without it, the file is a pattern file of its own beside them.
#include <algorithm>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "extractors/rules/pattern.hpp"
#include "extractors/rules/rulebook.hpp"
#include "extractors/stages.hpp"
#include "schemas/ascii.hpp"
#include "schemas/error.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

namespace {

/// The first `rows` lines of a file that are no comments, and its head.
std::string shortened(std::string_view content, int rows) {
    std::string out;
    while (!content.empty() && rows >= 0) {
        const std::size_t end = std::min(content.find('\n'), content.size());
        if (content.front() != '#') --rows;
        out += std::string(content.substr(0, end)) + "\n";
        content.remove_prefix(std::min(end + 1, content.size()));
    }
    return out;
}

/// The built-in English rules, long word files cut short so that a run takes milliseconds.
std::map<std::string, std::string> built_in_files() {
    std::map<std::string, std::string> files;
    for (const auto& [name, content] : Rules::load().find("en")->contents()) {
        const bool cut = content.size() > 8192 && content.find("# kind: words") != std::string::npos;
        files[name] = cut ? shortened(content, 40) : content;
    }
    return files;
}

std::string name_in(std::string_view bytes) {
    constexpr std::string_view key = "# file: ";
    const std::size_t at = bytes.find(key);
    if (at == std::string_view::npos || (at > 0 && bytes[at - 1] != '\n')) return "own";
    std::string name;
    for (std::size_t i = at + key.size(); i < bytes.size() && (ascii_letter(bytes[i]) || bytes[i] == '_'); ++i) name += bytes[i];
    return name.empty() ? "own" : name;
}

/// "en/units.tsv:41: ..."
bool says_where(std::string_view message) {
    const std::size_t colon = message.find(".tsv:");
    return colon != std::string_view::npos && colon + 5 < message.size() && ascii_digit(message[colon + 5]);
}

void load_and_run(const std::map<std::string, std::string>& files, const std::string& own) {
    const LanguageRules rules("en", files);
    const auto list = stages(rules);
    const std::string kind = rules.table(own).setting("kind");
    Article article;
    article.id = "fuzz";
    article.text = SourceText(
        "BAKU, April 22 (Trend) - Trade rose 20.7 percent to $3.7 billion in 2024, \"up from 40 km\", said Mr. Aliyev.\n\nHe didn't.");
    article.reference_time = Moment::parse("2013-03-22");
    const Reading reading(article, rules);
    if (kind == "patterns") {
        const PatternSet set(rules, own);
        std::vector<Match> matches;
        for (const Sentence& sentence : reading.sentences()) set.scan(reading, SpanIndex(), sentence.tokens, matches);
    }
    Draft draft;
    for (const auto& stage : list) stage->run(reading, draft);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::map<std::string, std::string> built_in = built_in_files();
    const fuzz::Input input(data, size);
    const std::string name = name_in(input.bytes());
    try {
        Table::parse("en/own.tsv", input.bytes());
        std::map<std::string, std::string> files = built_in;
        files[name] = std::string(input.bytes());
        load_and_run(files, name);
    } catch (const Error& e) {
        require(e.exit() == Exit::bad_config, "a bad rule file is a fault of the configuration", e.what());
        require(says_where(e.what()), "the message names file and line", e.what());
        require(!first_invalid_utf8(e.what()), "the message is valid UTF-8", e.what());
        require(std::string_view(e.what()).find('\n') == std::string_view::npos, "the message is one line", e.what());
    }
    return 0;
}
