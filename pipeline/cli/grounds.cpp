#include <iostream>

#include "extractors/confidence.hpp"
#include "extractors/extract.hpp"
#include "pipeline/cli/commands.hpp"
#include "schemas/error.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

/// What each fact of the text stands on, in no order.
std::string line_of(const Extractor& extractor, InputDocument document) {
    Article article;
    article.id = std::move(document.id);
    article.language = std::move(document.language);
    if (!document.reference_time.empty()) article.reference_time = Moment::parse(document.reference_time);
    article.text = SourceText(std::move(document.text));
    article.title = SourceText(std::move(document.title));
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
    std::ios::sync_with_stdio(false);
    const Extractor extractor(Rules::load(arguments.text("--rules")));
    bool failed = false;
    std::int64_t number = 0;
    for (std::string line; std::getline(std::cin, line);) {
        ++number;
        ReadDocument read = read_document(line);
        if (read.error) {
            failed = true;
            std::cerr << "dateline grounds: line " << number << ": " << read.error->message << '\n';
            continue;
        }
        std::cout << line_of(extractor, std::move(*read.document)) << '\n';
    }
    return static_cast<int>(failed ? Exit::some_failed : Exit::done);
}

}  // namespace

Command grounds_command() {
    return {"grounds", "print what each fact of documents (JSON, one a line) stands on: rule, evidence, doubts, confidence per mille",
            "",        {{"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}}},
            run,       Listed::hidden};
}

}  // namespace dateline
