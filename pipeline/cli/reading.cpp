#include "extractors/language.hpp"
#include "extractors/reading/universal.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/inputs.hpp"
#include "schemas/error.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

void span(JsonWriter& json, Span s) {
    json.object().field("start", s.begin.value).field("end", s.end.value).close();
}

std::string line_of(const Reading& reading, const std::string& id) {
    std::string out;
    JsonWriter json(out);
    json.object().field("id", id).key("tokens").array();
    for (const Sentence& sentence : reading.sentences()) {
        const std::vector<Universal> tags = universal(reading, sentence.tokens);
        for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
            const Universal& u = tags[t - sentence.tokens.first];
            const Span place = reading.place({t, t + 1}).span;
            json.object().field("start", place.begin.value).field("end", place.end.value).field("tag", name_of(u.tag));
            if (u.form != VerbForm::none) json.field("form", name_of(u.form));
            if (u.tense != Tense::none) json.field("tense", name_of(u.tense));
            json.close();
        }
    }
    json.close().key("sentences").array();
    for (const Sentence& sentence : reading.sentences()) span(json, reading.place(sentence.tokens).span);
    json.close().key("noun_groups").array();
    for (const NounGroup& group : reading.noun_groups()) {
        const Span place = reading.place(group.tokens).span;
        json.object().field("start", place.begin.value).field("end", place.end.value).key("head");
        span(json, reading.place({group.head, group.head + 1}).span);
        json.close();
    }
    json.close().key("subjects").array();
    for (const VerbGroup& group : reading.verb_groups()) {
        if (!group.subject || group.shared_subject) continue;
        json.object().key("verb");
        span(json, reading.place({group.main, group.main + 1}).span);
        json.key("subject");
        span(json, reading.place({*group.subject, *group.subject + 1}).span);
        json.close();
    }
    json.close().close();
    return out;
}

int run(const Arguments& arguments) {
    const Rules rules = Rules::load(arguments.text("--rules"));
    return print_lines("reading", arguments.positional(), [&](const Article& article) {
        const std::string tag = language_of(article, rules);
        const LanguageRules* language = rules.find(tag);
        if (language == nullptr) throw Error(Exit::bad_input, "no rules for the language \"" + tag + "\"");
        return line_of(Reading(article, *language), article.id);
    });
}

}  // namespace

Command reading_command() {
    return {"reading", "print tokens with word classes, sentences and groups of documents (JSONL, or texts)",
            "FILE...", {{"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}}},
            run,       Listed::hidden};
}

}  // namespace dateline
