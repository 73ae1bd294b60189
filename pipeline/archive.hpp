#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "pipeline/fetch/warc.hpp"
#include "pipeline/store/store.hpp"

namespace dateline {

/// The raw bytes of a store: WARC files in its folder STORE.warc. One writer at a time, the one that holds the store's lock.
class Archive {
public:
    Archive(const Store& store, std::int64_t now);

    /// Where the document's bytes lie. New ones are written first and are on the disk when this returns; known ones are not written again.
    /// Throws Error (cannot_create, cannot_write).
    PayloadRow keep(const RawDocument& document);

    /// Notes a visit to the address of a stored payload that brought nothing new.
    void revisited(Revisit revisit, const std::string& sha256);

    /// The bytes of a stored payload. Throws Error: no_input, bad_input when the archive lacks or garbles them.
    static std::string bytes_of(const Store& store, const PayloadRow& payload);

private:
    WarcWriter& writer();
    const Store& store_;
    std::filesystem::path folder_;
    std::int64_t now_;
    std::string file_;
    std::unique_ptr<WarcWriter> writer_;
    std::map<std::string, PayloadRow> kept_;  // by this run
};

}  // namespace dateline
