#include <iostream>

#include "pipeline/charset/charset.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/standard_input.hpp"
#include "pipeline/html/tree_dump.hpp"

namespace dateline {
namespace {

int run(const Arguments& arguments) {
    const std::string bytes = standard_input();
    std::vector<Warning> warnings;
    const std::string label = arguments.text("--charset");
    tell_unknown_charset("html-tree", label);
    const HtmlDocument document(decode(bytes, {charset_named(label).value_or("UTF-8"), "option"}, 0, warnings));
    std::cout << tree_dump(document);
    for (const Warning& warning : document.warnings()) std::cerr << "dateline html-tree: " << warning.message << '\n';
    return 0;
}

}  // namespace

Command html_tree_command() {
    return {"html-tree", "print the tree of the HTML page on standard input",
            "",          {{"--charset", "LABEL", "encoding of the page", "utf-8", {}}},
            run,         Listed::hidden};
}

}  // namespace dateline
