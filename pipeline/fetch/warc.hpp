#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemas/article.hpp"

namespace dateline {

/// Where a record stands: the store keeps this beside each payload.
struct WarcPlace {
    std::string file;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;

    friend bool operator==(const WarcPlace&, const WarcPlace&) = default;
};

/// A visit that brought nothing new: what came then is in the archive already.
struct Revisit {
    std::string url;
    std::string head;            ///< of the answer, as it came
    std::string request;         ///< as it was sent; may be empty
    std::int64_t at = 0;         ///< seconds since 1970
    bool not_modified = false;   ///< the server said so (304); false: the same bytes came again
    std::string payload_digest;  ///< of the body as it came, where one came
    std::string first_url;       ///< of the visit that brought it
    std::int64_t first_at = 0;
};

/// Appends documents to a WARC 1.1 file (ISO 28500), one gzip member a record, so that any record can be read alone and other WARC tools
/// read the file. One writer at a time: the store's lock sees to that.
class WarcWriter {
public:
    /// Opens `file` or creates it with a warcinfo record. What a crash left half written at its end is cut off, back to the last whole
    /// record. Throws Error: cannot_create, cannot_write; bad_input when it is no WARC file of ours.
    WarcWriter(std::string file, std::int64_t now);
    ~WarcWriter();
    WarcWriter(const WarcWriter&) = delete;
    WarcWriter& operator=(const WarcWriter&) = delete;

    /// Writes one document as a response record with its request (HTTP) or as a resource record (file). It is on the disk when this
    /// returns. On a full disk the file ends where it ended before. Gives the place of the response or resource. Throws Error
    /// (cannot_write).
    WarcPlace append(const RawDocument& document);
    /// Writes a revisit record, in the same way.
    WarcPlace append(const Revisit& revisit);

    /// Bytes in the file so far.
    std::uint64_t size() const { return end_; }
    /// Bytes cut off when it was opened.
    std::uint64_t cut() const { return cut_; }

private:
    WarcPlace write(const std::string& member, const std::string& behind = {});

    std::string file_;
    int fd_ = -1;
    std::uint64_t end_ = 0;
    std::uint64_t cut_ = 0;
};

/// One record read back.
struct WarcRecord {
    std::vector<std::pair<std::string, std::string>> fields;  ///< WARC-Type and so on, in order
    std::string payload;  ///< what RawDocument::bytes was: of a response the body with its content coding taken off

    /// The first value of that name (case ignored); empty when there is none.
    std::string_view get(std::string_view name) const;
};

/// Reads the record at `place`. Throws Error: no_input when the file is not there; bad_input when there is no whole record.
WarcRecord read_warc_record(const WarcPlace& place);

}  // namespace dateline
