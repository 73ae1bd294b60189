#include "pipeline/archive.hpp"

#include <cstdio>

#include "schemas/digest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint64_t full_at = 1'000'000'000;  // bytes after which the next file is begun

std::string numbered(int number) {
    char name[32];
    std::snprintf(name, sizeof name, "%05d.warc.gz", number);
    return name;
}

}  // namespace

Archive::Archive(const Store& store, std::int64_t now) : store_(store), folder_(Store::archive_of(store.path())), now_(now) {}

WarcWriter& Archive::writer() {
    if (writer_ && writer_->size() <= full_at) return *writer_;
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed)
        throw Error(Exit::cannot_create, folder_.string() + ": " + failed.message() + "; the raw bytes of documents are kept there");
    int number = 1;
    while (std::filesystem::exists(folder_ / numbered(number + 1))) ++number;
    if (writer_) ++number;
    file_ = numbered(number);
    writer_ = std::make_unique<WarcWriter>((folder_ / file_).string(), now_);
    return *writer_;
}

PayloadRow Archive::keep(const RawDocument& document) {
    if (const auto known = kept_.find(document.sha256); known != kept_.end()) return known->second;
    if (const auto stored = store_.payload(document.sha256)) {
        if (!document.head.empty())
            revisited({document.final_url, document.head, document.request, document.fetched_at, false,
                       document.wire.empty() ? document.sha256 : sha256(document.wire), "", 0},
                      document.sha256);
        kept_.emplace(document.sha256, *stored);
        return *stored;
    }
    const WarcPlace place = writer().append(document);
    PayloadRow row{document.sha256,
                   document.media_type,
                   document.charset,
                   static_cast<std::int64_t>(document.bytes.size()),
                   file_,
                   static_cast<std::int64_t>(place.offset),
                   static_cast<std::int64_t>(place.length)};
    kept_.emplace(document.sha256, row);
    return row;
}

void Archive::revisited(Revisit revisit, const std::string& sha256) {
    if (const auto first = store_.first_fetch(sha256)) {
        revisit.first_url = first->final_url;
        revisit.first_at = first->at;
    }
    writer().append(revisit);
}

std::string Archive::bytes_of(const Store& store, const PayloadRow& payload) {
    const std::filesystem::path file = Store::archive_of(store.path()) / payload.warc_file;
    return read_warc_record(
               {file.string(), static_cast<std::uint64_t>(payload.warc_offset), static_cast<std::uint64_t>(payload.warc_length)})
        .payload;
}

}  // namespace dateline
