#include "pipeline/store/database.hpp"

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <system_error>

#include "pipeline/store/functions.hpp"
#include "pipeline/store/migrations.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::int64_t application_id = 0x44544C4E;  // "DTLN": tells a store from any other SQLite file
constexpr int busy_timeout_ms = 10000;

void refuse(const std::filesystem::path& path, std::int64_t application, std::int64_t version) {
    if (application != application_id)
        throw Error(Exit::bad_config, path.string() + ": an SQLite file, but not a dateline store; name another file with --store");
    const auto known = static_cast<std::int64_t>(migrations().size());
    if (version > known)
        throw Error(Exit::bad_config, path.string() + ": made by a newer dateline (schema " + std::to_string(version) +
                                          ", this program knows up to " + std::to_string(known) +
                                          "); update the program. Nothing was changed");
}

/// A store in a folder that may not be written to (a CD, another user's) has no room for SQLite's own files beside it; without a
/// write-ahead log nobody is writing, so it can be read as it stands.
SQLite::Database open_for_reading(const std::filesystem::path& path) {
    std::error_code ignored;
    try {
        SQLite::Database db(path.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
        db.execAndGet("SELECT count(*) FROM sqlite_schema");
        return db;
    } catch (const SQLite::Exception& e) {
        const int code = e.getErrorCode() & 0xFF;
        if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || std::filesystem::exists(path.string() + "-wal", ignored)) throw;
    }
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '?' || c == '#' || c == '%')
            uri += c == '?' ? "%3f" : c == '#' ? "%23" : "%25";
        else
            uri += c;
    }
    return SQLite::Database(uri + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI, busy_timeout_ms);
}

void migrate(SQLite::Database& db) {
    const std::vector<std::string>& list = migrations();
    for (auto version = static_cast<std::size_t>(db.execAndGet("PRAGMA user_version").getInt64()); version < list.size(); ++version) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        db.exec(list[version]);
        db.exec("PRAGMA application_id = " + std::to_string(application_id));
        db.exec("PRAGMA user_version = " + std::to_string(version + 1));
        transaction.commit();
    }
}

}  // namespace

void rethrow_sql_error(const std::string& file, const SQLite::Exception& e) {
    const std::string what = file + ": " + e.what();
    switch (e.getErrorCode() & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Exit::locked, what + "; another program holds the store, try again");
        case SQLITE_FULL:
            throw Error(Exit::cannot_write, what + "; free some space and run again, nothing stored is lost");
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            throw Error(Exit::cannot_write, what + "; check that the folder exists and may be written to");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Error(Exit::bad_config, what + "; the file is damaged, take a backup or ingest into a new store");
        default:
            throw Error(Exit::internal, what);
    }
}

// Looks at the header without SQLite, which would make files beside the database.
// https://www.sqlite.org/fileformat.html section 1.3: user version at byte 60, application id at byte 68, both big-endian.
void refuse_foreign(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) return;
    if (std::filesystem::exists(path.string() + "-wal", ignored)) return;  // the newest header may stand there: asked after opening
    std::ifstream file(path, std::ios::binary);
    std::array<char, 108> header{};
    if (!file.read(header.data(), header.size())) {
        if (file.gcount() == 0) return;
        throw Error(Exit::bad_config, path.string() + ": not a dateline store; name another file with --store");
    }
    if (std::string_view(header.data(), 16) != std::string_view("SQLite format 3\0", 16))
        throw Error(Exit::bad_config, path.string() + ": not a dateline store; name another file with --store");
    const auto number = [&](std::size_t at) {
        std::int64_t value = 0;
        for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(header[i]);
        return value;
    };
    // A program killed while it made a store leaves a database without tables: no cells on the first page (section 1.6 there).
    const bool empty = number(60) == 0 && number(68) == 0 && header[103] == 0 && header[104] == 0;
    if (!empty) refuse(path, number(68), number(60));
}

SQLite::Database open_database(const std::filesystem::path& path, Access access) {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(path, ignored);
    if (!exists && access == Access::read)
        throw Error(Exit::no_input, path.string() + ": no such store; name it with --store, or make it with dateline ingest");
    if (std::filesystem::is_directory(path, ignored))
        throw Error(Exit::cannot_write, path.string() + ": a folder; name a file with --store, such as " + (path / "dateline.db").string());
    refuse_foreign(path);
    return with_sql_errors(path.string(), [&] {
        SQLite::Database db = access == Access::write
                                  ? SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_timeout_ms)
                                  : open_for_reading(path);
        const std::int64_t version = db.execAndGet("PRAGMA user_version").getInt64();
        const bool empty = version == 0 && db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt64() == 0;
        if (!empty) refuse(path, db.execAndGet("PRAGMA application_id").getInt64(), version);
        if (access == Access::read && version < static_cast<std::int64_t>(migrations().size()))
            throw Error(Exit::bad_config, path.string() + ": made by an older dateline; run dateline ingest once to bring it up to date");
        db.exec("PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536");
        if (access == Access::write) {
            db.exec("PRAGMA journal_mode = WAL");
            db.exec("PRAGMA synchronous = FULL");
            migrate(db);
        } else {
            db.exec("PRAGMA query_only = ON");
        }
        add_functions(db);
        return db;
    });
}

}  // namespace dateline
