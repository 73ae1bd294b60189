#include <iostream>

#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/standard_input.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

int run(const Arguments& arguments) {
    std::string reference = standard_input();
    const auto url = resolve(reference, arguments.text("--base"));
    if (!url) return static_cast<int>(Exit::some_failed);
    std::cout << *url << '\n';
    return 0;
}

}  // namespace

Command url_command() {
    return {"url", "print a URL reference from standard input as an absolute URL",
            "",    {{"--base", "URL", "resolve against this URL", "", {}}},
            run,   Listed::step};
}

}  // namespace dateline
