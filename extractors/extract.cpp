#include "extractors/extract.hpp"

#include <utility>

#include "extractors/draft.hpp"
#include "extractors/explain.hpp"
#include "extractors/facts.hpp"
#include "extractors/language.hpp"

namespace dateline {
struct Extractor::Language {
    const LanguageRules* rules;
    std::vector<std::unique_ptr<Stage>> stages;
};

Extractor::Extractor(Rules rules) : rules_(std::move(rules)) {
    for (const auto& [tag, language] : rules_.languages()) {
        auto made = std::make_unique<Language>();
        made->rules = language.get();
        made->stages = stages(*language);
        languages_.push_back(std::move(made));
    }
}

Extractor::~Extractor() = default;

const Extractor::Language* Extractor::language_for(const Article& article, std::string& tag) const {
    tag = language_of(article, rules_);
    const LanguageRules* rules = rules_.find(tag);
    for (const auto& language : languages_)
        if (language->rules == rules) return rules == nullptr ? nullptr : language.get();
    return nullptr;
}

void Extractor::run(const Article& article, FactSink& sink, const Look& look) const {
    std::string tag;
    const Language* language = language_for(article, tag);
    if (language != nullptr) {
        ArticleFacts facts(article, tag, sink);
        for (const Section section : sections(article.text.utf8())) {
            const Reading reading(article, *language->rules, section);
            Draft draft;
            for (const auto& stage : language->stages) stage->run(reading, draft);
            facts.add(reading, draft);
            if (look) look(reading, draft);
        }
        facts.end();
        return;
    }
    sink.begin(tag, std::nullopt);
    sink.end();
}

void Extractor::extract(const Article& article, FactSink& sink) const {
    run(article, sink, nullptr);
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
