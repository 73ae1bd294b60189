#include "pipeline/cli/standard_input.hpp"

#include <array>
#include <cstdio>

#include "schemas/error.hpp"

namespace dateline {

std::string standard_input() {
    std::string bytes;
    std::array<char, 65536> buffer;
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), stdin)) bytes.append(buffer.data(), n);
    if (std::ferror(stdin)) throw Error(Exit::no_input, "standard input cannot be read");
    return bytes;
}

}  // namespace dateline
