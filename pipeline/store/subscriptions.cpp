#include "pipeline/store/store.hpp"

namespace dateline {

bool Store::subscribe(const std::string& url, const std::string& name, std::int64_t now) {
    return with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(db_, "INSERT OR IGNORE INTO subscription VALUES (?, ?, ?)");
        row.bind(1, url);
        row.bind(2, name);
        row.bind(3, now);
        return row.exec() > 0;
    });
}

bool Store::unsubscribe(const std::string& url) {
    return with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(db_, "DELETE FROM subscription WHERE url = ?");
        row.bind(1, url);
        return row.exec() > 0;
    });
}

std::vector<std::pair<std::string, std::string>> Store::follow_moves() {
    std::vector<std::pair<std::string, std::string>> moves;
    with_sql_errors(path_.string(), [&] {
        SQLite::Transaction transaction(db_, SQLite::TransactionBehavior::IMMEDIATE);
        {
            SQLite::Statement moved(db_,
                                    "SELECT s.url, a.moved_to FROM subscription s JOIN address a ON a.url = s.url"
                                    " WHERE a.moved_to IS NOT NULL ORDER BY s.url");
            while (moved.executeStep()) moves.emplace_back(moved.getColumn(0).getString(), moved.getColumn(1).getString());
        }
        for (const auto& [from, to] : moves) {
            // One that is listed under its new address already is there once. Its articles go with it: those that are known by the feed and
            // their guid would be new ones otherwise.
            for (const char* sql :
                 {"INSERT OR IGNORE INTO subscription SELECT ?2, name, added_at FROM subscription WHERE url = ?1",
                  "DELETE FROM subscription WHERE url = ?1 AND url <> ?2", "UPDATE OR IGNORE source SET url = ?2 WHERE url = ?1",
                  "UPDATE OR IGNORE article SET identity = 'guid:' || ?2 || substr(identity, length('guid:' || ?1) + 1)"
                  " WHERE substr(identity, 1, length('guid:' || ?1 || ' ')) = 'guid:' || ?1 || ' '"}) {
                SQLite::Statement row(db_, sql);
                row.bind(1, from);
                row.bind(2, to);
                row.exec();
            }
        }
        transaction.commit();
    });
    return moves;
}

std::vector<SubscriptionRow> Store::subscriptions() const {
    std::vector<SubscriptionRow> out;
    with_sql_errors(path_.string(), [&] {
        SQLite::Statement row(db_,
                              "SELECT s.url, coalesce(nullif(s.name, ''), f.name, ''), s.added_at,"
                              " (SELECT count(*) FROM article a WHERE a.source_id = f.id)"
                              " FROM subscription s LEFT JOIN source f ON f.url = s.url ORDER BY s.url");
        while (row.executeStep())
            out.push_back(
                {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getInt64(), row.getColumn(3).getInt64(), {}});
    });
    for (SubscriptionRow& subscription : out) subscription.memory = address(subscription.url);
    return out;
}

}  // namespace dateline
