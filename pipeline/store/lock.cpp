#include "pipeline/store/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "schemas/error.hpp"
#include "schemas/moment.hpp"

namespace dateline {

StoreLock::StoreLock(const std::filesystem::path& store, std::int64_t now) {
    const std::string path = store.string() + ".lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (file_ < 0)
        throw Error(Exit::cannot_create,
                    path + ": " + std::generic_category().message(errno) + "; name a store in a folder you may write to with --store");
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) {
        holder_ = "process " + std::to_string(::getpid()) + ", since " + Moment::at(now).iso();
        note("");
        return;
    }
    const int code = errno;
    char text[200] = {};
    const ssize_t length = ::pread(file_, text, sizeof text - 1, 0);
    ::close(file_);
    if (code != EWOULDBLOCK) throw Error(Exit::cannot_write, path + ": cannot lock: " + std::generic_category().message(code));
    std::string holder(text, length > 0 ? static_cast<std::size_t>(length) : 0);
    while (!holder.empty() && holder.back() == '\n') holder.pop_back();
    throw Error(Exit::locked, store.string() + ": another dateline writes to this store (" + (holder.empty() ? "process unknown" : holder) +
                                  "); try again when it is done");
}

void StoreLock::note(const std::string& progress) const {
    // What stands in the file is only for people; the lock is the kernel's.
    const std::string line = holder_ + (progress.empty() ? "" : ", " + progress) + "\n";
    if (::ftruncate(file_, 0) == 0 && ::pwrite(file_, line.data(), line.size(), 0) < 0) errno = 0;
}

StoreLock::~StoreLock() {
    ::close(file_);
}

}  // namespace dateline
