// Writing: one batch, one transaction. The network and the extractors are done before it begins.
#include <algorithm>
#include <map>

#include "pipeline/store/store.hpp"
#include "pipeline/store/zstd.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"
#include "schemas/fact_json.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

void bind_or_null(SQLite::Statement& row, int at, const std::string& text) {
    if (text.empty())
        row.bind(at);
    else
        row.bind(at, text);
}

void bind_blob(SQLite::Statement& row, int at, const std::string& bytes) {
    row.bind(at, bytes.data(), static_cast<int>(bytes.size()));
}

std::string json_list(const std::vector<std::string>& strings) {
    std::string out;
    JsonWriter json(out);
    json.array();
    for (const std::string& s : strings) json.value(s);
    json.close();
    return out;
}

std::string_view zone_name(Zone zone) {
    return zone == Zone::title ? "title" : zone == Zone::caption ? "caption" : "text";
}

/// The typed columns of a fact, beside its JSON.
struct Columns {
    std::string unit, value_text, measure, subject, speaker, period_start, period_end;
    std::optional<double> low, high;

    explicit Columns(const Fact& fact) {
        for (const Attribution& a : fact.attribution)
            if (a.actor) speaker = a.actor->name;  // the last one: who said just this
        std::visit([this](const auto& kind) { fill(kind); }, fact.is);
    }

private:
    void fill(const Figure& f) {
        unit = f.unit;
        if (f.value) value_text = f.value->text();
        const Interval& reach = f.range ? *f.range : f.interval;
        if (reach.low) low = reach.low->approximate();
        if (reach.high) high = reach.high->approximate();
        if (f.measure) measure = f.measure->name;
        if (f.subject) subject = f.subject->name;
        if (f.period) {
            period_start = f.period->start;
            period_end = f.period->end;
        }
    }
    void fill(const Quote& q) {
        if (q.speaker) speaker = q.speaker->name;
    }
    void fill(const Entity& e) { subject = e.canonical; }
    void fill(const Date& d) {
        period_start = d.start;
        period_end = d.end;
        value_text = d.value.value_or("");
    }
};

/// The sentence and, of a quote, all of it: what a search for words looks through.
Span passage_of(const Fact& fact) {
    return {std::min(fact.sentence.begin, fact.place.span.begin), std::max(fact.sentence.end, fact.place.span.end)};
}

class Writer {
public:
    Writer(SQLite::Database& db, std::int64_t run) : db_(db), run_(run) {}

    void payload(const PayloadRow& p) {
        SQLite::Statement row(db_, "INSERT OR IGNORE INTO payload VALUES (?, ?, ?, ?, ?, ?, ?)");
        row.bind(1, p.sha256);
        row.bind(2, p.media_type);
        row.bind(3, p.charset);
        row.bind(4, p.length);
        row.bind(5, p.warc_file);
        row.bind(6, p.warc_offset);
        row.bind(7, p.warc_length);
        row.exec();
    }

    void fetch(const FetchRow& f) {
        const std::int64_t source = source_id(f.source);
        SQLite::Statement row(
            db_,
            "INSERT INTO fetch (run_id, source_id, url, final_url, at, status, error_class, etag, last_modified, payload_sha256)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        row.bind(1, run_);
        row.bind(2, source);
        row.bind(3, f.url);
        row.bind(4, f.final_url);
        row.bind(5, f.at);
        row.bind(6, f.status);
        bind_or_null(row, 7, f.error_class);
        bind_or_null(row, 8, f.etag);
        bind_or_null(row, 9, f.last_modified);
        bind_or_null(row, 10, f.payload);
        row.exec();
    }

    void address(const AddressRow& a) {
        SQLite::Statement row(db_, "INSERT OR REPLACE INTO address VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const AddressMemory& m = a.memory;
        int at = 0;
        row.bind(++at, a.url);
        row.bind(++at, m.etag);
        row.bind(++at, m.last_modified);
        bind_or_null(row, ++at, m.payload);
        for (const std::int64_t number : {m.first_seen, m.last_seen, m.changed, m.not_before, m.due, m.failures}) row.bind(++at, number);
        bind_or_null(row, ++at, m.failure);
        row.bind(++at, m.first_failed);
        row.bind(++at, m.last_failed);
        bind_or_null(row, ++at, m.moved_to);
        row.bind(++at, m.gone ? 1 : 0);
        row.exec();
    }

    Saved entry(const EntryRow& e) {
        const std::int64_t article = article_id(e);
        Outcome outcome = Outcome::unchanged;
        std::int64_t version = 0, seq = 0;
        const std::string content = content_digest(e.article);
        {
            SQLite::Statement latest(db_, "SELECT id, seq, content_sha256 FROM version WHERE article_id = ? ORDER BY seq DESC LIMIT 1");
            latest.bind(1, article);
            if (latest.executeStep()) {
                seq = latest.getColumn(1).getInt64();
                if (latest.getColumn(2).getString() == content) version = latest.getColumn(0).getInt64();
            }
        }
        if (version == 0) {
            outcome = seq == 0 ? Outcome::added : Outcome::changed;
            version = add_version(e, article, seq + 1, content);
            point("UPDATE article SET current_version = ? WHERE id = ?", version, article);
        }
        const std::string inputs = inputs_digest(e.article);
        SQLite::Statement known(db_, "SELECT id FROM extraction WHERE version_id = ? AND rules_sha256 = ? AND inputs_sha256 = ?");
        known.bind(1, version);
        known.bind(2, e.rules_sha256);
        known.bind(3, inputs);
        std::int64_t extraction = 0;
        if (known.executeStep()) {
            extraction = known.getColumn(0).getInt64();
        } else {
            if (!e.extraction) throw Error(Exit::internal, e.identity + ": saved without its facts");
            extraction = add_extraction(e, version, inputs);
            if (outcome == Outcome::unchanged) outcome = Outcome::reextracted;
        }
        point("UPDATE version SET current_extraction = ?1 WHERE id = ?2 AND current_extraction IS NOT ?1", extraction, version);
        return {outcome, article};
    }

private:
    std::int64_t source_id(const SourceRow& s) {
        // The name may become known later; what is known is not forgotten.
        SQLite::Statement row(
            db_,
            "INSERT INTO source (kind, url, name) VALUES (?, ?, ?) ON CONFLICT (url) DO UPDATE SET name = coalesce(excluded.name, name)"
            " RETURNING id");
        row.bind(1, s.kind);
        row.bind(2, s.url);
        bind_or_null(row, 3, s.name);
        row.executeStep();
        const std::int64_t id = row.getColumn(0).getInt64();
        while (row.executeStep()) {
        }
        return id;
    }

    std::int64_t article_id(const EntryRow& e) {
        SQLite::Statement known(db_, "SELECT id FROM article WHERE identity = ?");
        known.bind(1, e.identity);
        if (known.executeStep()) return known.getColumn(0).getInt64();
        SQLite::Statement row(db_, "INSERT INTO article (source_id, identity, canonical_url, guid) VALUES (?, ?, ?, ?)");
        row.bind(1, source_id(e.source));
        row.bind(2, e.identity);
        bind_or_null(row, 3, e.article.canonical_url);
        bind_or_null(row, 4, e.article.guid);
        row.exec();
        return db_.getLastInsertRowid();
    }

    std::int64_t add_version(const EntryRow& e, std::int64_t article, std::int64_t seq, const std::string& content) {
        const Article& a = e.article;
        SQLite::Statement row(
            db_,
            "INSERT INTO version (article_id, seq, seen_at, url, title, byline, published_at, published_precision, modified_at,"
            " reference_time, language, text, captions, text_sha256, content_sha256, body_rule, confidence, text_runs, title_runs,"
            " captions_runs, payloads, charsets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        int at = 0;
        row.bind(++at, article);
        row.bind(++at, seq);
        row.bind(++at, e.seen_at);
        row.bind(++at, a.url);
        row.bind(++at, std::string(a.title.utf8()));
        row.bind(++at, json_list(a.authors));
        bind_or_null(row, ++at, a.published ? a.published->iso() : "");
        bind_or_null(row, ++at, !a.published ? "" : !a.published->time ? "day" : a.published->utc_offset ? "instant" : "local");
        bind_or_null(row, ++at, a.modified ? a.modified->iso() : "");
        bind_or_null(row, ++at, a.reference_time ? a.reference_time->iso() : "");
        row.bind(++at, a.language);
        bind_blob(row, ++at, zstd_packed(a.text.utf8()));
        bind_blob(row, ++at, zstd_packed(a.captions.utf8()));
        row.bind(++at, sha256(a.text.utf8()));
        row.bind(++at, content);
        row.bind(++at, a.body_rule);
        row.bind(++at, a.confidence);
        bind_blob(row, ++at, a.text.origin().pack());
        bind_blob(row, ++at, a.title.origin().pack());
        bind_blob(row, ++at, a.captions.origin().pack());
        row.bind(++at, json_list(a.payloads));
        row.bind(++at, json_list(a.charsets));
        row.exec();
        return db_.getLastInsertRowid();
    }

    std::int64_t add_extraction(const EntryRow& e, std::int64_t version, const std::string& inputs) {
        const std::string flags = flags_json(e.extraction->flags, e.article);
        SQLite::Statement row(
            db_,
            "INSERT INTO extraction (version_id, rules_sha256, inputs_sha256, run_id, language, has_rules, dateline, flags)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        row.bind(1, version);
        row.bind(2, e.rules_sha256);
        row.bind(3, inputs);
        row.bind(4, run_);
        row.bind(5, e.extraction->language.empty() ? e.article.language : e.extraction->language);
        row.bind(6, e.has_rules ? 1 : 0);
        const std::string dateline = e.extraction->dateline ? dateline_json(*e.extraction->dateline, e.article) : "";
        bind_or_null(row, 7, dateline);
        row.bind(8, flags);
        row.exec();
        const std::int64_t id = db_.getLastInsertRowid();
        passages_.clear();
        facts_.clear();
        for (const Fact& fact : e.extraction->title_facts) add_fact(fact, e.article, id);
        for (const Fact& fact : e.extraction->facts) add_fact(fact, e.article, id);
        add_names(*e.extraction, id);
        SQLite::Statement whole(db_, "UPDATE extraction SET fact_count = ?, content_sha256 = ? WHERE id = ?");
        whole.bind(1, static_cast<std::int64_t>(facts_.size()));
        whole.bind(2, extraction_digest(dateline, flags, facts_));
        whole.bind(3, id);
        whole.exec();
        return id;
    }

    void add_fact(const Fact& fact, const Article& article, std::int64_t extraction) {
        std::string text = fact_json(fact, article);
        const std::string fact_id = fact.id.text();
        const Columns columns(fact);
        if (!fact_) fact_.emplace(db_, "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        SQLite::Statement& row = *fact_;
        row.reset();
        row.clearBindings();
        int at = 0;
        row.bind(++at, extraction);
        row.bind(++at, fact_id);
        row.bind(++at, std::string(wire(fact.kind())));
        row.bind(++at, std::string(zone_name(fact.place.zone)));
        row.bind(++at, fact.place.span.begin.value);
        row.bind(++at, fact.place.span.end.value);
        row.bind(++at, fact.rule.text());
        row.bind(++at, fact.confidence / 1000.0);
        bind_or_null(row, ++at, columns.unit);
        for (const std::optional<double>& bound : {columns.low, columns.high}) {
            ++at;
            if (bound) row.bind(at, *bound);
        }
        for (const std::string* column :
             {&columns.value_text, &columns.measure, &columns.subject, &columns.speaker, &columns.period_start, &columns.period_end})
            bind_or_null(row, ++at, *column);
        row.bind(++at, std::string(wire(fact.modality)));
        row.bind(++at, std::string(wire(fact.polarity)));
        row.bind(++at, passage_id(fact, article, extraction));
        row.bind(++at, text);
        row.exec();
        facts_.emplace(fact_id, std::move(text));
    }

    std::int64_t passage_id(const Fact& fact, const Article& article, std::int64_t extraction) {
        const Place place{passage_of(fact), fact.place.zone};
        const auto [known, fresh] = passages_.try_emplace({place.zone, place.span}, 0);
        if (!fresh) return known->second;
        SQLite::Statement row(db_, "INSERT INTO passage (extraction_id, zone, start, \"end\") VALUES (?, ?, ?, ?)");
        row.bind(1, extraction);
        row.bind(2, std::string(zone_name(place.zone)));
        row.bind(3, place.span.begin.value);
        row.bind(4, place.span.end.value);
        row.exec();
        const std::int64_t id = db_.getLastInsertRowid();
        SQLite::Statement words(db_, "INSERT INTO passage_words (rowid, words) VALUES (?, ?)");
        words.bind(1, id);
        words.bind(2, std::string(article.zone(place.zone).slice(place.span)));
        words.exec();
        return known->second = id;
    }

    void add_names(const Extraction& extraction, std::int64_t id) {
        struct Name {
            const Entity* entity;
            std::int64_t mentions;
        };
        std::map<std::string, Name> names;
        for (const std::vector<Fact>* facts : {&extraction.title_facts, &extraction.facts})
            for (const Fact& fact : *facts)
                if (const auto* entity = std::get_if<Entity>(&fact.is))
                    ++names.try_emplace(entity->entity.text(), Name{entity, 0}).first->second.mentions;
        for (const auto& [cluster, name] : names) {
            std::string ids;
            JsonWriter json(ids);
            json.object();
            if (!name.entity->iso3166.empty()) json.field("iso3166", name.entity->iso3166);
            if (!name.entity->wikidata.empty()) json.field("wikidata", name.entity->wikidata);
            if (!name.entity->geonames.empty()) json.field("geonames", name.entity->geonames);
            json.close();
            SQLite::Statement row(db_, "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)");
            row.bind(1, id);
            row.bind(2, cluster);
            row.bind(3, std::string(wire(name.entity->entity_type)));
            row.bind(4, std::string(name.entity->canonical));
            row.bind(5, ids);
            row.bind(6, name.mentions);
            row.exec();
        }
    }

    void point(const char* sql, std::int64_t to, std::int64_t of) {
        SQLite::Statement row(db_, sql);
        row.bind(1, to);
        row.bind(2, of);
        row.exec();
    }

    SQLite::Database& db_;
    std::int64_t run_;
    std::optional<SQLite::Statement> fact_;
    std::map<std::pair<Zone, Span>, std::int64_t> passages_;  // of the extraction being written, as is the next
    std::map<std::string, std::string> facts_;                // JSON by id
};

}  // namespace

std::vector<Saved> Store::save(const Batch& batch) {
    return with_sql_errors(path_.string(), [&] {
        std::vector<Saved> outcomes;
        SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
        {
            Writer writer(db_, run_);
            for (const PayloadRow& p : batch.payloads) writer.payload(p);
            for (const FetchRow& f : batch.fetches) writer.fetch(f);
            for (const AddressRow& a : batch.addresses) writer.address(a);
            for (const EntryRow& e : batch.entries) outcomes.push_back(writer.entry(e));
        }
        transaction.commit();
        return outcomes;
    });
}

void Store::begin_run(const std::string& program, const std::string& rules_sha256, std::int64_t now) {
    with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(db_, "INSERT INTO run (program, rules_sha256, started) VALUES (?, ?, ?)");
        row.bind(1, program);
        row.bind(2, rules_sha256);
        row.bind(3, now);
        row.exec();
        run_ = db_.getLastInsertRowid();
    });
}

void Store::end_run(std::int64_t now, int exit_code, const std::string& counters_json) {
    with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(db_, "UPDATE run SET ended = ?, exit_code = ?, counters = ? WHERE id = ?");
        row.bind(1, now);
        row.bind(2, exit_code);
        row.bind(3, counters_json);
        row.bind(4, run_);
        row.exec();
    });
}

}  // namespace dateline
