#include "pipeline/store/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
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

bool allowed(const std::filesystem::path& path, int mode) {
    return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.parent_path();
    return folder.empty() ? "." : folder;
}

/// `path` as a URI for SQLite.
std::string uri_of(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '?' || c == '#' || c == '%')
            uri += c == '?' ? "%3f" : c == '#' ? "%23" : "%25";
        else
            uri += c;
    }
    return uri;
}

/// A store in a folder that may not be written to (a CD, another user's) has no room for SQLite's own files beside it; with nothing in the
/// write-ahead log nobody is writing, so it can be read as it stands.
SQLite::Database open_for_reading(const std::filesystem::path& path) {
    if (!allowed(path, R_OK))
        throw Error(Exit::no_input,
                    path.string() + ": " + std::generic_category().message(errno) + "; change its mode or run as its owner");
    try {
        SQLite::Database db(path.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
        db.execAndGet("SELECT count(*) FROM sqlite_schema");
        return db;
    } catch (const SQLite::Exception& e) {
        const int code = e.getErrorCode() & 0xFF;
        if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY) throw;
    }
    const std::filesystem::path log = path.string() + "-wal";
    std::error_code ignored;
    if (std::filesystem::exists(log, ignored) && std::filesystem::file_size(log, ignored) > 0)
        throw Error(Exit::no_input,
                    path.string() + ": the last changes stand in " + log.filename().string() +
                        ", which can only be read where its folder may be written to; run this as the store's owner, or copy "
                        "both files to a folder of your own");
    return SQLite::Database(uri_of(path) + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI, busy_timeout_ms);
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

void require_writable(const std::filesystem::path& path) {
    const std::filesystem::path folder = folder_of(path);
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw Error(Exit::cannot_create,
                    path.string() + ": a folder; name a file with --store, such as " + (path / "dateline.db").string());
    const bool exists = std::filesystem::exists(path, ignored);
    if (!allowed(folder, W_OK | X_OK)) {
        const std::string why = std::generic_category().message(errno);
        throw Error(exists ? Exit::cannot_write : Exit::cannot_create,
                    folder.string() + ": " + why + "; name a store in a folder you may write to with --store");
    }
    if (exists && !allowed(path, R_OK | W_OK))
        throw Error(Exit::cannot_write,
                    path.string() + ": " + std::generic_category().message(errno) + "; change its mode or name another store with --store");
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
        throw Error(Exit::no_input, path.string() + ": a folder; name a file with --store, such as " + (path / "dateline.db").string());
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
