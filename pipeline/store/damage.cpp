// What `dateline verify` asks of the tables themselves: do they agree with each other and with what was written?
#include <array>
#include <map>

#include "pipeline/store/store.hpp"

namespace dateline {
namespace {

/// A typed column and what the JSON beside it says it must be.
struct ColumnCheck {
    const char* column;
    const char* expected;
};

// The name of who said just this: the last of the chain.
#define LAST_ACTOR                                                                                                          \
    "(SELECT value ->> '$.actor.name' FROM json_each(f.json, '$.attribution') WHERE json_type(value, '$.actor') = 'object'" \
    " ORDER BY key DESC LIMIT 1)"

constexpr std::array<ColumnCheck, 17> columns{{
    {"id", "f.json ->> '$.id'"},
    {"kind", "f.json ->> '$.kind'"},
    {"zone", "coalesce(f.json ->> '$.span.in', 'text')"},
    {"start", "f.json ->> '$.span.start'"},
    {"end", "f.json ->> '$.span.end'"},
    {"rule", "f.json ->> '$.rule'"},
    {"modality", "f.json ->> '$.modality'"},
    {"polarity", "f.json ->> '$.polarity'"},
    {"unit", "f.json ->> '$.unit'"},
    {"value_text", "CASE f.kind WHEN 'figure' THEN f.json ->> '$.value_text' WHEN 'date' THEN f.json ->> '$.value' END"},
    {"measure", "f.json ->> '$.measure.name'"},
    {"subject_name", "CASE f.kind WHEN 'entity' THEN f.json ->> '$.canonical' ELSE f.json ->> '$.subject.name' END"},
    {"speaker_name", "CASE json_type(f.json, '$.speaker') WHEN 'object' THEN f.json ->> '$.speaker.name' ELSE " LAST_ACTOR " END"},
    {"period_start", "CASE f.kind WHEN 'date' THEN f.json ->> '$.start' ELSE f.json ->> '$.period.start' END"},
    {"period_end", "CASE f.kind WHEN 'date' THEN f.json ->> '$.end' ELSE f.json ->> '$.period.end' END"},
    {"low",
     "CAST(CASE json_type(f.json, '$.range') WHEN 'object' THEN f.json ->> '$.range.low' ELSE f.json ->> '$.interval.low' END AS REAL)"},
    {"high",
     "CAST(CASE json_type(f.json, '$.range') WHEN 'object' THEN f.json ->> '$.range.high' ELSE f.json ->> '$.interval.high' END AS REAL)"},
}};
#undef LAST_ACTOR

/// Each column as a message where it is wrong, else null.
std::string columns_sql() {
    std::string sql = "SELECT f.id";
    for (const ColumnCheck& c : columns) {
        const std::string column = "f.\"" + std::string(c.column) + "\"", expected = "nullif(" + std::string(c.expected) + ", '')";
        // Two readers of decimals may differ in the last bit.
        sql += ", CASE WHEN " + column + " IS " + expected + " OR abs(" + column + " - " + expected + ") <= 1e-9 * abs(" + expected +
               ") AND typeof(" + column + ") = 'real' THEN NULL ELSE 'column " + c.column + " says ' || coalesce(" + column +
               ", 'nothing') || ', its JSON ' || coalesce(" + expected + ", 'nothing') END";
    }
    return sql +
           ", CASE WHEN abs(f.confidence - (f.json ->> '$.confidence')) < 1e-9 THEN NULL ELSE 'column confidence says ' || f.confidence ||"
           " ', its JSON ' || coalesce(f.json ->> '$.confidence', 'nothing') END"
           ", CASE WHEN p.extraction_id IS f.extraction_id AND p.zone IS f.zone AND p.start IS min(f.json ->> '$.sentence.start', f.start)"
           " AND p.\"end\" IS max(f.json ->> '$.sentence.end', f.\"end\") THEN NULL ELSE 'its passage is not its sentence' END"
           " FROM fact f LEFT JOIN passage p ON p.id = f.passage_id WHERE f.extraction_id = ? AND json_valid(f.json) ORDER BY f.id";
}

}  // namespace

std::vector<std::string> Store::damage_of_version(std::int64_t version_id) const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<std::string> out;
        static const std::string of_columns = columns_sql();
        SQLite::Statement extraction(db_, "SELECT id, dateline, flags, fact_count, content_sha256 FROM extraction WHERE version_id = ?");
        SQLite::Statement fact(db_, "SELECT id, json, json_valid(json) FROM fact WHERE extraction_id = ? ORDER BY id");
        SQLite::Statement wrong(db_, of_columns);
        SQLite::Statement name(db_,
                               "SELECT coalesce(n.cluster, f.cluster), n.canonical, n.mentions, f.canonical, f.mentions FROM"
                               " (SELECT * FROM name WHERE extraction_id = ?1) n FULL JOIN (SELECT json ->> '$.entity' AS cluster,"
                               " min(json ->> '$.canonical') AS canonical, count(*) AS mentions FROM fact WHERE extraction_id = ?1 AND"
                               " json_valid(json) AND kind = 'entity' GROUP BY 1) f ON f.cluster = n.cluster"
                               " WHERE n.mentions IS NOT f.mentions OR n.canonical IS NOT f.canonical");
        extraction.bind(1, version_id);
        while (extraction.executeStep()) {
            const std::int64_t id = extraction.getColumn(0).getInt64();
            const std::string where = "extraction " + std::to_string(id) + ": ";
            std::map<std::string, std::string> facts;
            fact.reset();
            fact.bind(1, id);
            while (fact.executeStep()) {
                facts.emplace(fact.getColumn(0).getString(), fact.getColumn(1).getString());
                if (fact.getColumn(2).getInt() == 0) out.push_back("fact " + fact.getColumn(0).getString() + ": its JSON is damaged");
            }
            const bool counted = !extraction.getColumn(3).isNull();
            const std::int64_t count = extraction.getColumn(3).getInt64();
            if (counted && count != static_cast<std::int64_t>(facts.size()))
                out.push_back(where + "has " + std::to_string(facts.size()) + " facts, " + std::to_string(count) + " were stored");
            else if (counted && extraction.getColumn(4).getString() !=
                                    extraction_digest(extraction.getColumn(1).getString(), extraction.getColumn(2).getString(), facts))
                out.push_back(where + "the JSON of its facts, flags or dateline is not what was stored");
            wrong.reset();
            wrong.bind(1, id);
            while (wrong.executeStep())
                for (int i = 1; i < wrong.getColumnCount(); ++i)
                    if (!wrong.getColumn(i).isNull())
                        out.push_back("fact " + wrong.getColumn(0).getString() + ": " + wrong.getColumn(i).getString());
            name.reset();
            name.bind(1, id);
            while (name.executeStep())
                out.push_back(where + "name " + name.getColumn(0).getString() + " is \"" + name.getColumn(1).getString() + "\" with " +
                              std::to_string(name.getColumn(2).getInt64()) + " mentions, of its facts \"" + name.getColumn(3).getString() +
                              "\" with " + std::to_string(name.getColumn(4).getInt64()));
        }
        return out;
    });
}

std::vector<std::string> Store::check() const {
    return with_sql_errors(path_.string(), [&] {
        std::vector<std::string> out;
        SQLite::Statement rows(db_, "PRAGMA integrity_check");
        while (rows.executeStep())
            if (rows.getColumn(0).getString() != "ok") out.push_back(rows.getColumn(0).getString());
        SQLite::Statement keys(db_, "PRAGMA foreign_key_check");
        while (keys.executeStep())
            out.push_back("table " + keys.getColumn(0).getString() + ", row " + keys.getColumn(1).getString() +
                          ": points to a row that is not there");
        SQLite::Statement articles(db_,
                                   "SELECT a.identity, v.id IS NOT NULL, v.article_id IS a.id, v.seq IS n.newest, n.newest IS n.versions"
                                   " FROM article a LEFT JOIN version v ON v.id = a.current_version LEFT JOIN (SELECT article_id,"
                                   " max(seq) AS newest, count(*) AS versions FROM version GROUP BY 1) n ON n.article_id = a.id");
        while (articles.executeStep()) {
            const std::string article = articles.getColumn(0).getString() + ": ";
            if (articles.getColumn(1).getInt() == 0)
                out.push_back(article + "has no current version");
            else if (articles.getColumn(2).getInt() == 0)
                out.push_back(article + "its current version belongs to another article");
            else if (articles.getColumn(3).getInt() == 0)
                out.push_back(article + "its current version is not its newest");
            if (articles.getColumn(4).getInt() == 0) out.push_back(article + "a version is missing");
        }
        SQLite::Statement versions(db_,
                                   "SELECT a.identity, v.seq, e.id IS NOT NULL FROM version v JOIN article a ON a.id = v.article_id"
                                   " LEFT JOIN extraction e ON e.id = v.current_extraction WHERE e.version_id IS NOT v.id");
        while (versions.executeStep())
            out.push_back(versions.getColumn(0).getString() + " version " + versions.getColumn(1).getString() +
                          (versions.getColumn(2).getInt() == 0 ? ": has no current extraction"
                                                               : ": its current extraction belongs to another version"));
        return out;
    });
}

}  // namespace dateline
