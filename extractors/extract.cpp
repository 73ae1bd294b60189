#include "extractors/extract.hpp"

#include <mutex>
#include <utility>

#include "extractors/draft.hpp"
#include "extractors/explain.hpp"
#include "extractors/facts.hpp"
#include "extractors/flags/limit_flags.hpp"
#include "extractors/language.hpp"

namespace dateline {
struct Extractor::Language {
    std::once_flag once;
    const LanguageRules* rules = nullptr;
    std::vector<std::unique_ptr<Stage>> list;

    /// The stages, made when the language is first asked for.
    const std::vector<std::unique_ptr<Stage>>& stages(const Rules& all, const std::string& tag) {
        std::call_once(once, [&] {
            rules = all.find(tag);
            list = dateline::stages(*rules);
        });
        return list;
    }
};

Extractor::Extractor(Rules rules) : rules_(std::move(rules)) {
    for (const std::string& tag : rules_.languages()) languages_.emplace(tag, std::make_unique<Language>());
    for (const std::string& tag : rules_.added_to()) languages_.at(tag)->stages(rules_, tag);  // the user's rows may have faults
}

Extractor::~Extractor() = default;

bool Extractor::run(const Article& article, FactSink& sink, const Look& look) const {
    const std::string tag = language_of(article, rules_);
    if (const auto language = languages_.find(tag.substr(0, tag.find_first_of("-_"))); language != languages_.end()) {
        const auto& stages = language->second->stages(rules_, language->first);
        ArticleFacts facts(article, tag, sink);
        for (const Section section : sections(article.text.utf8())) {
            const Reading reading(article, *language->second->rules, section);
            Draft draft;
            draft.expect(reading.size());
            for (const auto& stage : stages) stage->run(reading, draft);
            facts.add(reading, draft);
            if (look) look(reading, draft);
        }
        facts.end();
        return true;
    }
    sink.begin(tag, std::nullopt);
    sink.flag(no_rules_flag(tag, rules_.languages()));
    sink.end();
    return false;
}

bool Extractor::extract(const Article& article, FactSink& sink) const {
    return run(article, sink, nullptr);
}

Extraction Extractor::extract(const Article& article) const {
    Collector all;
    run(article, all, nullptr);
    return all.take();
}

Extraction Extractor::extract(const Article& article, const Look& look) const {
    Collector all;
    run(article, all, look);
    return all.take();
}

Extraction Extractor::explain(const Article& article, std::string& report) const {
    report.clear();
    bool read = false;
    Extraction out = extract(article, [&](const Reading& reading, const Draft& draft) {
        report += explained(reading, draft);
        read = true;
    });
    if (!read) report = "no rules for the language \"" + out.language + "\"\n";
    return out;
}

}  // namespace dateline
