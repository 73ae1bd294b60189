#include "extractors/rule_examples.hpp"

#include <algorithm>

#include "extractors/explain.hpp"
#include "extractors/marked_text.hpp"
#include "extractors/rule_counts.hpp"

namespace dateline {
namespace {

constexpr std::string_view reference_time = "2024-06-12";

bool overlap(Span a, Span b) {
    return a.begin < b.end && b.begin < a.end;
}

class ExampleRun {
public:
    ExampleRun(const Extractor& extractor, const LanguageRules& language, std::uint16_t file)
        : extractor_(extractor), language_(language), table_(language.table(file)), file_(file), counts_(extractor.rules()) {}

    ExampleReport run() {
        const std::string kind = table_.setting("kind");
        for (row_ = 0; row_ < table_.size(); ++row_) {
            if (table_.layer(row_) == Table::Layer::shared) continue;  // its example is of its own language
            if (kind == "words")
                run_word_row();
            else if (kind == "patterns" || table_.cell(row_, "example").find("[[") != std::string_view::npos)
                run_row();
        }
        return std::move(report_);
    }

private:
    /// A text with what was found in it.
    struct Found {
        std::string text;
        Extraction all;
        std::uint64_t fired = 0;  ///< how often the row at hand did

        bool any(const std::function<bool(const Fact&)>& wanted) const { return std::any_of(all.facts.begin(), all.facts.end(), wanted); }
    };

    Found found_in(std::string text) {
        Article article;
        article.id = "example";
        article.language = language_.language();
        article.reference_time = Moment::parse(reference_time);
        article.text = SourceText(text);
        Found found{std::move(text), {}, counts_.of(language_, file_, row_).fired};
        found.all = extractor_.extract(article, [&](const Reading& reading, const Draft& draft) { counts_.add(reading, draft); });
        found.fired = counts_.of(language_, file_, row_).fired - found.fired;
        return found;
    }

    void fault(const std::string& what, const Found& found) {
        const SourceText source(found.text);
        std::string line = table_.where(row_) + ": " + what + ": \"" + found.text + "\"; found:";
        for (const Fact& f : found.all.facts)
            line += " [[" + std::string(source.slice(f.place.span)) + "]] " + summary(f) + " by " + f.rule.text() + ";";
        if (found.all.facts.empty()) line += " nothing";
        report_.faults.push_back(std::move(line));
    }

    void run_row() {
        ++report_.rows;
        const std::string tested = table_.setting("tested"), rule = language_.rule_name(file_, row_).text();
        const auto example = without_marks(table_.cell(row_, "example"));
        if (!example || example->spans.empty()) {
            report_.faults.push_back(table_.where(row_) + ": the example marks no span with [[ ]], or a mark has no partner");
            return;
        }
        const auto by_row = [&](const Fact& f) { return f.rule.text() == rule; };
        const auto figure_in = [](Span span) {
            return [span](const Fact& f) { return f.kind() == Kind::figure && overlap(f.place.span, span); };
        };
        const Found found = found_in(example->text);
        if ((tested == "no" || tested == "absent") && found.fired == 0) fault("the row does not match in its example", found);
        for (const Span span : example->spans) {
            if (tested == "no") continue;
            if (tested == "absent") {
                if (found.any(figure_in(span))) fault("a figure stands where the example wants none", found);
            } else if (!found.any([&](const Fact& f) { return f.rule.text() == rule && f.place.span == span; })) {
                fault("the row does not make what its example marks", found);
            }
        }
        const std::string unwanted(table_.cell(row_, "not"));
        if (unwanted.empty()) return;
        const Found others = found_in(unwanted);
        if (tested == "no") {
            if (others.fired > 0) fault("the row matches in its counter-example", others);
        } else if (tested == "absent") {
            if (!others.any([](const Fact& f) { return f.kind() == Kind::figure; })) fault("no figure in the counter-example", others);
        } else if (others.any(by_row)) {
            fault("the row makes a fact in its counter-example", others);
        }
    }

    void run_word_row() {
        if (table_.setting("tested") != "figure") return;
        std::string form_of = table_.setting("example");
        if (const std::string glued = table_.setting("example glued"); !glued.empty() && !table_.cell(row_, "glued").empty())
            form_of = glued;
        if (const std::string own = table_.setting("example " + std::string(table_.cell(row_, "class"))); !own.empty()) form_of = own;
        const std::size_t hole = form_of.find("{}");
        if (hole == std::string::npos) return;
        ++report_.rows;
        std::vector<std::string> forms = table_.list(row_, "forms");
        if (forms.empty()) forms.emplace_back(table_.cell(row_, std::size_t{0}));
        const std::string_view code = table_.cell(row_, "code");
        for (const std::string& form : forms) {
            const auto example = without_marks(form_of.substr(0, hole) + "[[" + form + "]]" + form_of.substr(hole + 2));
            if (!example) continue;
            const Found found = found_in(example->text);
            const bool taken = found.any([&](const Fact& f) {
                const Figure* figure = std::get_if<Figure>(&f.is);
                return overlap(f.place.span, example->spans.front()) && figure != nullptr && figure->unit == code;
            });
            if (!taken) fault("no figure has \"" + form + "\" for its unit", found);
        }
    }

    const Extractor& extractor_;
    const LanguageRules& language_;
    const Table& table_;
    std::uint16_t file_;
    std::uint32_t row_ = 0;
    RuleCounts counts_;
    ExampleReport report_;
};

}  // namespace

ExampleReport run_examples(const Extractor& extractor, const LanguageRules& language, std::uint16_t file) {
    return ExampleRun(extractor, language, file).run();
}

}  // namespace dateline
