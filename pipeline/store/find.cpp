// Reading. All searches are one SELECT with conditions that are bound, never pasted.

#include "pipeline/store/functions.hpp"
#include "pipeline/store/store.hpp"
#include "pipeline/store/zstd.hpp"
#include "schemas/error.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

const char* const fact_columns = R"sql(
SELECT f.id, f.kind, f.json, f.zone, f.start, f."end", f.json ->> '$.sentence.start', f.json ->> '$.sentence.end', f.json ->> '$.span.text',
       f.value_text, f.json -> '$.range.low', f.json -> '$.range.high', f.unit, f.json ->> '$.modifier', f.measure, f.subject_name, f.speaker_name,
       coalesce(f.json ->> '$.figure_type', f.json ->> '$.quote_type', f.json ->> '$.entity_type', f.json ->> '$.timex_type'),
       coalesce(f.json ->> '$.canonical', CASE f.kind WHEN 'date' THEN f.json ->> '$.value' END), f.period_start, f.period_end, f.modality, f.polarity,
       f.rule, f.confidence, v.id, f.extraction_id, a.id, v.seq, v.seen_at, v.title, v.url, s.url, s.name, v.published_at, e.rules_sha256,
       a.current_version = v.id AND v.current_extraction = e.id
FROM fact f
JOIN extraction e ON e.id = f.extraction_id
JOIN version v ON v.id = e.version_id
JOIN article a ON a.id = v.article_id
JOIN source s ON s.id = a.source_id
)sql";

const char* const reading_order =
    " ORDER BY a.id, v.seq, f.extraction_id, CASE f.zone WHEN 'title' THEN 0 WHEN 'text' THEN 1 ELSE 2 END, f.start, f.\"end\" DESC, "
    "f.kind, f.id";

Zone zone_of(const std::string& name) {
    return name == "title" ? Zone::title : name == "caption" ? Zone::caption : Zone::text;
}

std::uint32_t number(const SQLite::Column& column) {
    return static_cast<std::uint32_t>(column.getInt64());
}

std::string digits(const SQLite::Column& column) {
    std::string text = column.getString();
    return text == "null" ? "" : text;
}

FactRow fact_row(SQLite::Statement& row) {
    int at = 0;
    const auto next = [&] { return row.getColumn(at++); };
    FactRow f;
    f.id = next().getString();
    f.kind = next().getString();
    f.json = next().getString();
    f.place.zone = zone_of(next().getString());
    f.place.span.begin = {number(next())};
    f.place.span.end = {number(next())};
    f.sentence.begin = {number(next())};
    f.sentence.end = {number(next())};
    f.text = next().getString();
    f.value_text = next().getString();
    f.range_low = digits(next());
    f.range_high = digits(next());
    f.unit = next().getString();
    f.modifier = next().getString();
    f.measure = next().getString();
    f.subject = next().getString();
    f.speaker = next().getString();
    f.type = next().getString();
    f.name = next().getString();
    f.period_start = next().getString();
    f.period_end = next().getString();
    f.modality = next().getString();
    f.polarity = next().getString();
    f.rule = next().getString();
    f.confidence = next().getDouble();
    f.version_id = next().getInt64();
    f.extraction_id = next().getInt64();
    f.article_id = next().getInt64();
    f.seq = next().getInt64();
    f.seen_at = next().getInt64();
    f.title = next().getString();
    f.url = next().getString();
    f.source = next().getString();
    f.source_name = next().getString();
    f.published = next().getString();
    f.rules_sha256 = next().getString();
    f.current = next().getInt64() != 0;
    return f;
}

/// Collects conditions and the values they are bound to.
class Conditions {
public:
    void add(const std::string& condition) { sql_ += (sql_.empty() ? " WHERE " : " AND ") + condition; }
    std::string bound(std::string text) {
        texts_.push_back(std::move(text));
        return "?" + std::to_string(texts_.size());
    }
    const std::string& sql() const { return sql_; }
    void bind(SQLite::Statement& statement) const {
        for (std::size_t i = 0; i < texts_.size(); ++i) statement.bind(static_cast<int>(i) + 1, texts_[i]);
    }

private:
    std::string sql_;
    std::vector<std::string> texts_;
};

/// FTS5 reads operators in what it is asked for; here every word is quoted, and only the user's own double quotes group words.
std::string quoted_words(const std::string& text) {
    std::string out;
    std::string word;
    bool grouped = false;
    const auto flush = [&] {
        if (!word.empty()) out += (out.empty() ? "\"" : " \"") + word + "\"";
        word.clear();
    };
    for (const char c : text) {
        if (c == '"') {
            flush();
            grouped = !grouped;
        } else if (c == '\0' || (!grouped && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))) {
            flush();
        } else {
            word += c;
        }
    }
    flush();
    return out.empty() ? "\"\"" : out;
}

Conditions conditions_of(const Filter& filter) {
    Conditions all;
    all.add("v.id = a.current_version AND e.id = v.current_extraction");
    if (!filter.kinds.empty()) {
        std::string list;
        for (const std::string& kind : filter.kinds) list += (list.empty() ? "" : ", ") + all.bound(kind);
        all.add("f.kind IN (" + list + ")");
    }
    if (!filter.articles.empty()) {
        std::string list;
        for (const std::int64_t id : filter.articles) list += (list.empty() ? "" : ", ") + std::to_string(id);
        all.add("a.id IN (" + list + ")");
    }
    if (!filter.units.empty()) {
        std::string list;
        for (const std::string& unit : filter.units) list += (list.empty() ? "" : ", ") + all.bound(unit);
        all.add("f.unit IN (" + list + ")");
    }
    if (filter.min || filter.max) all.add("f.kind = 'figure'");
    const auto compare = [&](const std::string& operand, const char* order, const Decimal& bound) {
        return "decimal_cmp(" + operand + ", " + all.bound(bound.text()) + ") " + order + " 0";
    };
    // A range passes where it overlaps; an end that is not there is unbounded.
    if (filter.min)
        all.add("CASE WHEN f.value_text IS NOT NULL THEN " + compare("f.value_text", ">=", *filter.min) + " ELSE coalesce(" +
                compare("f.json -> '$.range.high'", ">=", *filter.min) + ", f.json ->> '$.range.high' IS NULL) END");
    if (filter.max)
        all.add("CASE WHEN f.value_text IS NOT NULL THEN " + compare("f.value_text", "<=", *filter.max) + " ELSE coalesce(" +
                compare("f.json -> '$.range.low'", "<=", *filter.max) + ", f.json ->> '$.range.low' IS NULL) END");
    const auto holds = [&](const std::string& column, const std::string& part) {
        return "instr(folded_name(" + column + "), " + part + ") > 0";
    };
    if (!filter.measure.empty()) all.add(holds("f.measure", all.bound(folded_name(filter.measure))));
    if (!filter.speaker.empty()) {
        const std::string part = all.bound(folded_name(filter.speaker));
        all.add("(" + holds("f.speaker_name", part) + " OR EXISTS (SELECT 1 FROM json_each(f.json, '$.attribution') WHERE " +
                holds("value ->> '$.actor.name'", part) + "))");
    }
    if (!filter.entity.empty())
        all.add("EXISTS (SELECT 1 FROM name n WHERE n.extraction_id = f.extraction_id AND " +
                holds("n.canonical", all.bound(folded_name(filter.entity))) +
                " AND instr(f.json, '\"entity\":\"' || n.cluster || '\"') > 0)");
    if (!filter.source.empty()) {
        const std::string part = all.bound(folded_name(filter.source));
        all.add("(" + holds("s.url", part) + " OR " + holds("s.name", part) + " OR " + holds("v.url", part) + " OR " +
                holds("a.canonical_url", part) + ")");
    }
    if (!filter.text.empty())
        all.add("f.passage_id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH " + all.bound(quoted_words(filter.text)) + ")");
    return all;
}

std::vector<std::string> string_list(SQLite::Database& db, const std::string& json) {
    std::vector<std::string> out;
    SQLite::Statement row(db, "SELECT value FROM json_each(?)");
    row.bind(1, json);
    while (row.executeStep()) out.push_back(row.getColumn(0).getString());
    return out;
}

std::string blob(const SQLite::Column& column) {
    return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

SourceText stored_text(std::string utf8, std::string_view runs, const std::string& where) {
    OffsetRuns origin = OffsetRuns::unpack(runs);
    if (first_invalid_utf8(utf8)) throw Error(Exit::bad_config, where + ": the stored text is damaged");
    if (origin.length() != count_code_points(utf8)) throw Error(Exit::bad_config, where + ": the stored offset map does not fit the text");
    return {std::move(utf8), std::move(origin)};
}

}  // namespace

void Store::find(const Filter& filter, const std::function<bool(const FactRow&)>& take) const {
    with_sql_errors(path_.string(), [&] {
        const Conditions conditions = conditions_of(filter);
        SQLite::Statement rows(db_, fact_columns + conditions.sql() + reading_order + " LIMIT " + std::to_string(filter.limit));
        conditions.bind(rows);
        while (rows.executeStep())
            if (!take(fact_row(rows))) return;
    });
}

std::vector<FactRow> Store::fact(const std::string& id) const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<FactRow> out;
        SQLite::Statement rows(db_, std::string(fact_columns) + " WHERE f.id = ?" + reading_order);
        rows.bind(1, id);
        while (rows.executeStep()) out.push_back(fact_row(rows));
        return out;
    });
}

std::vector<std::string> Store::ids_like(const std::string& short_id) const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<std::string> out;
        const std::size_t colon = short_id.find(':');
        if (colon == std::string::npos || colon < 4) return out;
        // 'g' comes after all hex digits, so the index finds the digests that start so.
        SQLite::Statement rows(db_, "SELECT DISTINCT id FROM fact WHERE id >= ?1 AND id < ?1 || 'g' AND substr(id, 17) = ?2 ORDER BY id");
        rows.bind(1, short_id.substr(0, colon));
        rows.bind(2, short_id.substr(colon));
        while (rows.executeStep()) out.push_back(rows.getColumn(0).getString());
        return out;
    });
}

std::vector<std::string> Store::units() const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<std::string> out;
        // From one unit of the index to the next, rather than over all facts.
        SQLite::Statement rows(
            db_,
            "WITH RECURSIVE u (unit) AS (SELECT min(unit) FROM fact WHERE kind = 'figure' UNION ALL SELECT (SELECT min(unit)"
            " FROM fact WHERE kind = 'figure' AND unit > u.unit) FROM u WHERE u.unit IS NOT NULL)"
            " SELECT unit FROM u WHERE unit IS NOT NULL");
        while (rows.executeStep()) out.push_back(rows.getColumn(0).getString());
        return out;
    });
}

std::vector<FactRow> Store::facts_of_version(std::int64_t version_id) const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<FactRow> out;
        SQLite::Statement rows(db_, std::string(fact_columns) + " WHERE v.id = ?" + reading_order);
        rows.bind(1, version_id);
        while (rows.executeStep()) out.push_back(fact_row(rows));
        return out;
    });
}

std::vector<std::int64_t> Store::versions() const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<std::int64_t> out;
        SQLite::Statement rows(db_, "SELECT id FROM version ORDER BY article_id, seq");
        while (rows.executeStep()) out.push_back(rows.getColumn(0).getInt64());
        return out;
    });
}

std::vector<std::int64_t> Store::current_versions() const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<std::int64_t> out;
        SQLite::Statement rows(db_, "SELECT current_version FROM article WHERE current_version IS NOT NULL ORDER BY id");
        while (rows.executeStep()) out.push_back(rows.getColumn(0).getInt64());
        return out;
    });
}

VersionRow Store::version(std::int64_t id) const {
    return with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(
            db_,
            "SELECT v.article_id, v.seq, v.seen_at, a.identity, s.url, v.url, a.canonical_url, a.guid, v.language, v.title, v.title_runs,"
            " v.text, v.text_runs, v.captions, v.captions_runs, v.byline, v.published_at, v.modified_at, v.reference_time, v.body_rule,"
            " v.confidence, v.payloads, v.charsets, v.text_sha256, v.content_sha256"
            " FROM version v JOIN article a ON a.id = v.article_id JOIN source s ON s.id = a.source_id WHERE v.id = ?");
        row.bind(1, id);
        if (!row.executeStep()) throw Error(Exit::no_input, path_.string() + ": no version " + std::to_string(id));
        int at = 0;
        const auto next = [&] { return row.getColumn(at++); };
        VersionRow v;
        v.id = id;
        v.article_id = next().getInt64();
        v.seq = next().getInt64();
        v.seen_at = next().getInt64();
        v.identity = next().getString();
        v.source = next().getString();
        const std::string where = v.identity + " version " + std::to_string(v.seq);
        Article& a = v.article;
        a.id = v.identity;
        a.source = v.source;
        a.url = next().getString();
        a.canonical_url = next().getString();
        a.guid = next().getString();
        a.language = next().getString();
        std::string title = next().getString();
        a.title = stored_text(std::move(title), blob(next()), where);
        std::string text = zstd_unpacked(blob(next()));
        a.text = stored_text(std::move(text), blob(next()), where);
        std::string captions = zstd_unpacked(blob(next()));
        a.captions = stored_text(std::move(captions), blob(next()), where);
        a.authors = string_list(db_, next().getString());
        a.published = Moment::parse(next().getString());
        a.modified = Moment::parse(next().getString());
        a.reference_time = Moment::parse(next().getString());
        a.body_rule = next().getString();
        a.confidence = next().getInt();
        a.payloads = string_list(db_, next().getString());
        a.charsets = string_list(db_, next().getString());
        v.text_sha256 = next().getString();
        v.content_sha256 = next().getString();
        return v;
    });
}

namespace {
PayloadRow payload_row(const SQLite::Statement& row) {
    return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(), row.getColumn(3).getInt64(),
            row.getColumn(4).getString(), row.getColumn(5).getInt64(),  row.getColumn(6).getInt64()};
}
}  // namespace

std::optional<PayloadRow> Store::payload(const std::string& sha256) const {
    return with_sql_errors(path_.string(), [&]() -> std::optional<PayloadRow> {
        SQLite::Statement row(db_, "SELECT * FROM payload WHERE sha256 = ?");
        row.bind(1, sha256);
        if (!row.executeStep()) return std::nullopt;
        return payload_row(row);
    });
}

std::vector<PayloadRow> Store::payloads() const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<PayloadRow> out;
        SQLite::Statement row(db_, "SELECT * FROM payload ORDER BY warc_file, warc_offset");
        while (row.executeStep()) out.push_back(payload_row(row));
        return out;
    });
}

std::optional<FetchRow> Store::first_fetch(const std::string& payload_sha256) const {
    return with_sql_errors(path_.string(), [&]() -> std::optional<FetchRow> {
        SQLite::Statement row(db_,
                              "SELECT s.kind, s.url, s.name, f.url, f.final_url, f.at, f.status, f.etag, f.last_modified FROM fetch f"
                              " JOIN source s ON s.id = f.source_id WHERE f.payload_sha256 = ? ORDER BY f.at, f.id LIMIT 1");
        row.bind(1, payload_sha256);
        if (!row.executeStep()) return std::nullopt;
        FetchRow f;
        f.source = {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString()};
        f.url = row.getColumn(3).getString();
        f.final_url = row.getColumn(4).getString();
        f.at = row.getColumn(5).getInt64();
        f.status = row.getColumn(6).getInt();
        f.etag = row.getColumn(7).getString();
        f.last_modified = row.getColumn(8).getString();
        f.payload = payload_sha256;
        return f;
    });
}

AddressMemory Store::address(const std::string& url) const {
    return with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(
            db_,
            "SELECT etag, last_modified, payload_sha256, first_seen, last_seen, changed, not_before, due, failures, failure,"
            " first_failed, last_failed, moved_to, gone FROM address WHERE url = ?");
        row.bind(1, url);
        AddressMemory m;
        if (!row.executeStep()) return m;
        int at = 0;
        m.etag = row.getColumn(at++).getString();
        m.last_modified = row.getColumn(at++).getString();
        m.payload = row.getColumn(at++).getString();
        for (std::int64_t* number : {&m.first_seen, &m.last_seen, &m.changed, &m.not_before, &m.due, &m.failures})
            *number = row.getColumn(at++).getInt64();
        m.failure = row.getColumn(at++).getString();
        m.first_failed = row.getColumn(at++).getInt64();
        m.last_failed = row.getColumn(at++).getInt64();
        m.moved_to = row.getColumn(at++).getString();
        m.gone = row.getColumn(at++).getInt() != 0;
        return m;
    });
}

bool Store::wants(const std::string& identity, const Article& article, const std::string& rules_sha256) const {
    return with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(
            db_,
            "SELECT v.content_sha256, EXISTS (SELECT 1 FROM extraction e WHERE e.version_id = v.id AND e.rules_sha256 = ?2 AND"
            " e.inputs_sha256 = ?3) FROM article a JOIN version v ON v.id = a.current_version WHERE a.identity = ?1");
        row.bind(1, identity);
        row.bind(2, rules_sha256);
        row.bind(3, inputs_digest(article));
        return !row.executeStep() || row.getColumn(1).getInt() == 0 || row.getColumn(0).getString() != content_digest(article);
    });
}

bool Store::has(const std::string& identity) const {
    return with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(db_, "SELECT 1 FROM article WHERE identity = ?");
        row.bind(1, identity);
        return row.executeStep();
    });
}

Store::Counts Store::counts() const {
    return with_sql_errors(path_.string(), [&] {
        const auto count = [&](const char* table) { return db_.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64(); };
        return Counts{count("article"), count("version"), count("fact")};
    });
}

}  // namespace dateline
