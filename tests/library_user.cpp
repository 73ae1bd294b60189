// What a program that only wants facts has to write: it links schemas and extractors alone. scripts/test looks at what it needs:
// neither curl nor SQLite.

#include <iostream>

#include "extractors/extract.hpp"
#include "schemas/fact_json.hpp"

int main() {
    const dateline::Extractor extractor(dateline::Rules::load());
    dateline::Article article;
    article.id = "example";
    article.text = dateline::SourceText("Turnover rose by 20.7 percent, the minister said on Friday.");
    std::cout << extraction_line(article, extractor.extract(article)) << '\n';
}
