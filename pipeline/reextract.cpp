#include "pipeline/reextract.hpp"

#include <ostream>

#include "pipeline/query/cells.hpp"
#include "schemas/fact.hpp"

namespace dateline {
namespace {

constexpr std::size_t batch_entries = 32;

void count(std::map<std::string, std::int64_t>& facts, const Extraction& extraction) {
    for (const std::vector<Fact>* list : {&extraction.title_facts, &extraction.facts})
        for (const Fact& fact : *list) ++facts[std::string(wire(fact.kind()))];
}

}  // namespace

ReextractResult reextract(Store& store, const Extractor& extractor, const std::function<bool()>& stopped, std::ostream& progress) {
    ReextractResult result;
    const std::string& rules = extractor.rules().sha256();
    Batch batch;
    const auto flush = [&] {
        if (batch.empty()) return;
        store.save(batch);
        batch = {};
        store.note_progress(counted(result.articles, "article", "articles") + " looked at");
    };
    for (const std::int64_t id : store.current_versions()) {
        if (stopped()) {
            result.stopped = true;
            break;
        }
        VersionRow version = store.version(id);
        ++result.articles;
        EntryRow row;
        row.identity = version.identity;
        row.rules_sha256 = rules;
        row.seen_at = version.seen_at;
        if (store.wants(version.identity, version.article, rules)) {
            for (const FactRow& fact : store.facts_of_version(id)) ++result.before[fact.kind];
            row.extraction = extractor.extract(version.article);
            row.has_rules = extractor.rules().find(row.extraction->language) != nullptr;
            count(result.after, *row.extraction);
            ++result.read;
            if (!row.has_rules) ++result.without_rules;
            progress << "read again  " << printable(version.article.url) << '\n';
        }
        // Saved also without: what these rules found before is what holds again.
        row.article = std::move(version.article);
        batch.entries.push_back(std::move(row));
        if (batch.entries.size() >= batch_entries) flush();
    }
    flush();
    return result;
}

}  // namespace dateline
