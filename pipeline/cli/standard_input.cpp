#include "pipeline/cli/standard_input.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>

#include "pipeline/charset/charset.hpp"
#include "pipeline/query/cells.hpp"
#include "schemas/error.hpp"

namespace dateline {

std::string standard_input(std::size_t at_most) {
    std::string bytes;
    std::array<char, 65536> buffer;
    while (const std::size_t n = std::fread(buffer.data(), 1, std::min(buffer.size(), at_most - bytes.size()), stdin))
        bytes.append(buffer.data(), n);
    if (std::ferror(stdin)) throw Error(Exit::no_input, "standard input cannot be read");
    return bytes;
}

void tell_unknown_charset(std::string_view command, std::string_view label) {
    if (label.empty() || charset_named(label)) return;
    std::cerr << "dateline " << command << ": --charset " << printable(label) << ": not known, so passed over\n";
}

}  // namespace dateline
