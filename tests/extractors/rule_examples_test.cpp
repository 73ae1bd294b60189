#include <algorithm>
#include <catch2/catch.hpp>

#include "extractors/explain.hpp"
#include "tests/support/marked.hpp"

// Every row of every rule file is run on its own example: a shadowed or dead row fails here.
//
// Pattern files: the row itself must be the rule of a fact with exactly the span marked in `example`, and of no fact in `not`. A file whose
// head says "# tested: absent" keeps figures away: nothing may be found at the marks of `example`, something must be in `not`. "# tested:
// no" is for rows that make no facts of their own; the stage that reads them tests them. Word files: where the head has a template "#
// example: The firm earned 12 {}." (or "# example CLASS: ..."), it is run for every form of every row; a fact must take in the form. A
// column `code` is then what the figure's unit must be.

namespace dateline {
namespace {

using testing::extractor;
using testing::Marked;
using testing::unmarked;

constexpr const char* reference_time = "2024-06-12";

std::vector<Fact> facts(const std::string& text) {
    return extractor().extract(testing::article_of(text, reference_time)).facts;
}

std::string shown(const std::string& text, const std::vector<Fact>& found) {
    const SourceText source(text);
    std::string out = text + "\n";
    for (const Fact& f : found) out += "  [[" + std::string(source.slice(f.place.span)) + "]] " + summary(f) + " by " + f.rule + "\n";
    return out;
}

bool overlap(Span a, Span b) {
    return a.begin < b.end && b.begin < a.end;
}

void run_pattern_row(const Table& table, const std::string& rule, std::uint32_t row) {
    const std::string tested = table.setting("tested");
    if (tested == "no") return;
    const Marked example = unmarked(std::string(table.cell(row, "example")));
    const std::vector<Fact> found = facts(example.text);
    INFO(table.where(row) << " (" << rule << ")\n" << shown(example.text, found));
    CHECK_FALSE(example.spans.empty());
    for (const Span span : example.spans) {
        if (tested == "absent")
            CHECK(std::none_of(found.begin(), found.end(),
                               [&](const Fact& f) { return f.kind() == Kind::figure && overlap(f.place.span, span); }));
        else
            CHECK(std::any_of(found.begin(), found.end(), [&](const Fact& f) { return f.rule == rule && f.place.span == span; }));
    }
    const std::string unwanted(table.cell(row, "not"));
    if (unwanted.empty()) return;
    const std::vector<Fact> others = facts(unwanted);
    INFO("not:\n" << shown(unwanted, others));
    if (tested == "absent")
        CHECK(std::any_of(others.begin(), others.end(), [](const Fact& f) { return f.kind() == Kind::figure; }));
    else
        CHECK(std::none_of(others.begin(), others.end(), [&](const Fact& f) { return f.rule == rule; }));
}

void run_word_row(const Table& table, std::uint32_t row) {
    if (table.setting("tested") != "figure") return;
    std::string form_of = table.setting("example");
    if (const std::string glued = table.setting("example glued"); !glued.empty() && !table.cell(row, "glued").empty()) form_of = glued;
    if (const std::string own = table.setting("example " + std::string(table.cell(row, "class"))); !own.empty()) form_of = own;
    if (form_of.empty()) return;
    const std::size_t hole = form_of.find("{}");
    REQUIRE(hole != std::string::npos);
    std::vector<std::string> forms = table.list(row, "forms");
    if (forms.empty()) forms.emplace_back(table.cell(row, std::size_t{0}));
    for (const std::string& form : forms) {
        const Marked example = unmarked(form_of.substr(0, hole) + "[[" + form + "]]" + form_of.substr(hole + 2));
        const std::vector<Fact> found = facts(example.text);
        INFO(table.where(row) << "\n" << shown(example.text, found));
        const std::string_view code = table.cell(row, "code");
        CHECK(std::any_of(found.begin(), found.end(), [&](const Fact& f) {
            const Figure* figure = std::get_if<Figure>(&f.is);
            return overlap(f.place.span, example.spans.front()) && figure != nullptr && figure->unit == code;
        }));
    }
}

}  // namespace

TEST_CASE("every row of a rule file fires on its example and on nothing that it must not take", "[rules][examples]") {
    for (const auto& [tag, language] : extractor().rules().languages()) {
        for (std::uint16_t file = 0; file < language->tables().size(); ++file) {
            const Table& table = language->table(file);
            for (std::uint32_t row = 0; row < table.size(); ++row) {
                if (table.setting("kind") == "patterns") run_pattern_row(table, language->rule_name(file, row), row);
                if (table.setting("kind") == "words") run_word_row(table, row);
            }
        }
    }
}

}  // namespace dateline
