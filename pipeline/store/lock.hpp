#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace dateline {

/// The right to write to one store: a kernel lock on the file STORE.lock, which the kernel frees when the process ends, however it ends.
class StoreLock {
public:
    /// Takes the lock at once or throws Error (locked) that names the holder's process and since when; Error (cannot_create) when the
    /// file cannot be made. `now`: seconds since 1970, told to others who ask.
    StoreLock(const std::filesystem::path& store, std::int64_t now);
    ~StoreLock();
    /// How far the holder is, for those who ask: "120 documents".
    void note(const std::string& progress) const;
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    int file_;
    std::string holder_;
};

}  // namespace dateline
