#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

namespace dateline {

enum class Access { read, write };

/// Opens the store's database with the settings all users share. With Access::write a missing file is made and older schemas are brought
/// up to date; with Access::read nothing is written. Throws Error: bad_config for a store of a newer program or a file that is no store
/// (and leaves it as it is), no_input for what is missing or may not be read, cannot_write, locked.
SQLite::Database open_database(const std::filesystem::path& path, Access access);

/// Throws Error (bad_config) when `path` is a store of a newer program or a file that is no store. Only reads; makes no file.
void refuse_foreign(const std::filesystem::path& path);

/// Throws Error when the store at `path` cannot be made (cannot_create) or written to (cannot_write). Asked before SQLite is: what it makes
/// beside a file that may not be written to, it makes unwritable too, and leaves it there.
void require_writable(const std::filesystem::path& path);

/// Throws `e` as Error, with the file's name and what to do.
[[noreturn]] void rethrow_sql_error(const std::string& file, const SQLite::Exception& e);

/// Runs `work`; what SQLite throws comes out as Error.
template <typename Work>
auto with_sql_errors(const std::string& file, Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception& e) {
        rethrow_sql_error(file, e);
    }
}

}  // namespace dateline
