#include "tests/support/marked.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extractors/explain.hpp"

namespace dateline::testing {

const Extractor& extractor() {
    static const Extractor made(Rules::load());
    return made;
}

Marked unmarked(const std::string& marked) {
    const std::optional<Marked> out = without_marks(marked);
    REQUIRE(out);
    return *out;
}

Article article_of(std::string text, const std::string& reference_time, const std::string& language) {
    Article article;
    article.id = "test";
    article.language = language;
    article.text = SourceText(std::move(text));
    if (!reference_time.empty()) {
        article.reference_time = Moment::parse(reference_time);
        REQUIRE(article.reference_time);
    }
    return article;
}

namespace {

std::string shown(const SourceText& text, const std::vector<std::pair<Span, std::string>>& facts) {
    std::string out;
    for (const auto& [span, what] : facts) out += "  [[" + std::string(text.slice(span)) + "]] " + what + "\n";
    return out.empty() ? "  nothing\n" : out;
}

}  // namespace

void check(Kind kind, const std::vector<Case>& cases, const std::string& reference_time, const std::string& language) {
    for (const Case& c : cases) {
        const Marked marked = unmarked(c.marked);
        const Article article = article_of(marked.text, reference_time, language);
        std::vector<std::pair<Span, std::string>> found, wanted;
        for (const Fact& fact : extractor().extract(article).facts)
            if (fact.kind() == kind) found.emplace_back(fact.place.span, summary(fact));
        REQUIRE(marked.spans.size() == c.wanted.size());
        for (std::size_t i = 0; i < c.wanted.size(); ++i) wanted.emplace_back(marked.spans[i], c.wanted[i]);
        INFO("text:   " << marked.text);
        INFO("wanted:\n" << shown(article.text, wanted));
        INFO("found:\n" << shown(article.text, found));
        CHECK(found == wanted);
    }
}

}  // namespace dateline::testing
