#include "extractors/confidence.hpp"
#include "extractors/extract.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/inputs.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

/// What each fact of the text stands on, in no order.
std::string line_of(const Extractor& extractor, const Article& article) {
    std::string out;
    JsonWriter json(out);
    json.object().field("id", article.id).key("facts").array();
    extractor.extract(article, [&](const Reading& reading, const Draft& draft) {
        const auto add = [&](Kind kind, const auto& list) {
            for (const auto& p : list) {
                const Place place = reading.place(p.tokens);
                if (!p.standing() || place.zone != Zone::text) continue;
                json.object().field("kind", wire(kind)).field("start", place.span.begin.value).field("end", place.span.end.value);
                json.field("rule", reading.rules().rule_name(p.rule_file, p.rule_row).text());
                json.field("makes", production_of(reading.rules(), p.rule_file, p.rule_row));
                json.field("evidence", evidence::names(p.evidence)).key("doubts").array();
                for (const Doubt doubt : doubts(p)) json.value(name_of(doubt));
                json.close().field("confidence", p.confidence).close();
            }
        };
        add(Kind::figure, draft.figures);
        add(Kind::date, draft.dates);
        add(Kind::entity, draft.names);
        add(Kind::quote, draft.quotes);
    });
    json.close().close();
    return out;
}

int run(const Arguments& arguments) {
    const Extractor extractor(Rules::load(arguments.text("--rules")));
    return print_lines("grounds", arguments.positional(), [&](const Article& article) { return line_of(extractor, article); });
}

}  // namespace

Command grounds_command() {
    return {"grounds", "print what each fact of documents (JSONL, or texts) stands on: rule, evidence, doubts, confidence per mille",
            "FILE...", {{"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}}},
            run,       Listed::hidden};
}

}  // namespace dateline
