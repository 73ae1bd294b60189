#include "extractors/extract.hpp"

#include <iterator>
#include <utility>

#include "extractors/draft.hpp"
#include "extractors/explain.hpp"
#include "extractors/facts.hpp"
#include "extractors/language.hpp"

namespace dateline {
namespace {

template <typename List>
void append(List& list, List&& more) {
    if (list.empty())
        list = std::move(more);
    else
        list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Adds what the next section of an article gives.
void add(Extraction& out, Extraction&& more) {
    if (!out.dateline) out.dateline = std::move(more.dateline);
    append(out.facts, std::move(more.facts));
    append(out.title_facts, std::move(more.title_facts));
    append(out.flags, std::move(more.flags));
}

}  // namespace

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

Extraction Extractor::extract(const Article& article, const Look& look) const {
    std::string tag;
    const Language* language = language_for(article, tag);
    Extraction out;
    if (language != nullptr) {
        std::uint32_t clusters = 0;
        for (const Section section : sections(article.text.utf8())) {
            const Reading reading(article, *language->rules, section);
            Draft draft;
            for (const auto& stage : language->stages) stage->run(reading, draft);
            add(out, make_facts(reading, draft, clusters));
            clusters += static_cast<std::uint32_t>(draft.clusters.size());
            if (look) look(reading, draft);
        }
    }
    out.language = tag;
    return out;
}

Extraction Extractor::extract(const Article& article) const {
    return extract(article, nullptr);
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
