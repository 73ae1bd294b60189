// Compiles the rule files below a folder into the image that is built into the program. Runs while the program is built, with the
// very code that reads rule files at run time; a fault in a file stops the build with file and line.
// usage: compile_rules extractors/rules OUT

#include <fstream>
#include <iostream>

#include "extractors/rules/rulebook.hpp"
#include "schemas/error.hpp"

std::string_view dateline::built_in_rules() {
    return {};
}

int main(int argc, char** argv) {
    if (argc != 3) return static_cast<int>(dateline::Exit::usage);
    try {
        dateline::Rules rules(dateline::read_rule_folder(argv[1], true));
        const std::string image = rules.image();
        std::ofstream out(argv[2], std::ios::binary);
        out.write(image.data(), static_cast<std::streamsize>(image.size())).flush();
        if (!out) throw dateline::Error(dateline::Exit::cannot_write, std::string(argv[2]) + ": cannot be written");
    } catch (const dateline::Error& e) {
        std::cerr << argv[1] << '/' << e.what() << '\n';
        return static_cast<int>(e.exit());
    }
}
