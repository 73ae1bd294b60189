// Links the libraries of schemas and extractors alone. scripts/test looks at what the program needs: neither curl nor SQLite.

#include <iostream>

#include "schemas/source_text.hpp"

int main() {
    const dateline::SourceText text("Turnover rose by 20.7 percent.");
    std::cout << text.slice({{0}, text.end()}) << '\n';
}
