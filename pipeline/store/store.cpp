#include "pipeline/store/store.hpp"

namespace dateline {

namespace {
std::unique_ptr<StoreLock> lock_for(const std::filesystem::path& path, Access access, std::int64_t now) {
    refuse_foreign(path);  // before anything is made beside it
    if (access == Access::read) return nullptr;
    require_writable(path);
    return std::make_unique<StoreLock>(path, now);
}
}  // namespace

Store::Store(const std::filesystem::path& path, Access access, std::int64_t now)
    : path_(path), lock_(lock_for(path, access, now)), db_(open_database(path, access)) {}

}  // namespace dateline
