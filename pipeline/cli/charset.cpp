#include "pipeline/charset/charset.hpp"

#include <iostream>

#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/standard_input.hpp"

namespace dateline {
namespace {

int run(const Arguments& arguments) {
    tell_unknown_charset("charset", arguments.text("--charset"));
    const std::string bytes = standard_input();
    std::cout << decide(bytes, arguments.text("--charset")).name << '\n';
    return 0;
}

}  // namespace

Command charset_command() {
    return {"charset", "print the encoding of the bytes on standard input",
            "",        {{"--charset", "LABEL", "what the transport says", "", {}}},
            run,       Listed::step};
}

}  // namespace dateline
