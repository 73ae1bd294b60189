#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "pipeline/fetch/gzip_member.hpp"
#include "pipeline/fetch/warc.hpp"
#include "schemas/ascii.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"
#include "schemas/moment.hpp"

namespace dateline {
namespace {

constexpr std::size_t largest_record = 256u << 20;

std::string iso(std::int64_t seconds) {
    const std::chrono::sys_seconds at{std::chrono::seconds{seconds}};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    Moment moment;
    moment.day = day;
    moment.time = at - day;
    moment.utc_offset = std::chrono::minutes{0};
    return moment.iso();
}

/// A record's name, made of what it holds and where it stands: the same input gives the same file. RFC 9562 version 8.
std::string record_id(const std::string& seed) {
    std::string hex = sha256(seed).substr(0, 32);
    hex[12] = '8';
    hex[16] = 'a';
    return "<urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
           hex.substr(20) + ">";
}

/// The head of an HTTP answer as it goes into a record: the body behind it is without transfer coding, so the header that names one is
/// renamed, as other crawlers do. Line ends are made whole.
std::string recorded_head(std::string_view head) {
    std::string out;
    while (!head.empty()) {
        const std::size_t end = head.find('\n');
        std::string_view line = head.substr(0, end);
        head = end == std::string_view::npos ? std::string_view() : head.substr(end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty()) break;
        if (ascii_starts_with(line, "transfer-encoding:")) out += "X-Archive-Orig-";
        out.append(line).append("\r\n");
    }
    return out + "\r\n";
}

/// One record in the making.
struct Record {
    std::string type, uri, content_type, block;
    std::int64_t date = 0;
    std::uint64_t offset = 0;
    std::vector<std::pair<std::string, std::string>> fields;  // beside those that every record has

    std::string id() const {
        return record_id(type + '\n' + uri + '\n' + std::to_string(date) + '\n' + sha256(block) + '\n' + std::to_string(offset));
    }
    std::string member() const {
        std::string out = "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Record-ID: " + id() + "\r\nWARC-Date: " + iso(date) + "\r\n";
        if (!uri.empty()) out += "WARC-Target-URI: " + uri + "\r\n";
        for (const auto& [name, value] : fields) out.append(name).append(": ").append(value).append("\r\n");
        out += "WARC-Block-Digest: sha256:" + sha256(block) + "\r\nContent-Type: " + content_type + "\r\n";
        out += "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n";
        return pack_gzip_member(out + block + "\r\n\r\n");
    }
};

/// The request that an answer belongs to, as it was sent; it stands behind the answer.
std::string request_member(const Record& answer, const std::string& request) {
    if (request.empty()) return {};
    return Record{"request",   answer.uri,    "application/http;msgtype=request",   request,
                  answer.date, answer.offset, {{"WARC-Concurrent-To", answer.id()}}}
        .member();
}

[[noreturn]] void cannot(Exit exit, const std::string& file, const std::string& what, int code) {
    throw Error(exit, file + ": " + what + ": " + std::strerror(code) + "; free space or choose another folder");
}

/// Reads up to `length` bytes at `offset`.
std::string read_at(int fd, const std::string& file, std::uint64_t offset, std::size_t length) {
    std::string out(length, '\0');
    std::size_t have = 0;
    while (have < length) {
        const ssize_t got = ::pread(fd, out.data() + have, length - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) cannot(Exit::cannot_write, file, "cannot be read", errno);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    out.resize(have);
    return out;
}

/// The end of the last whole record. Every append was on the disk before the next began, so only the last one can be damaged.
std::uint64_t whole_end(int fd, const std::string& file, std::uint64_t size) {
    std::uint64_t at = 0;
    while (at < size) {
        const std::string head = read_at(fd, file, at, gzip_member_head);
        const auto length = gzip_member_length(head);
        if (!length) {
            if (at == 0 && head.size() == gzip_member_head)
                throw Error(Exit::bad_input, file + ": not a WARC file of dateline; move it away or choose another folder");
            return at;
        }
        const std::uint64_t end = at + *length;
        if (end > size) return at;
        if (end == size && !unpack_gzip_member(read_at(fd, file, at, static_cast<std::size_t>(*length)), largest_record)) return at;
        at = end;
    }
    return at;
}

/// A new file's name is safe only when its folder is on the disk too.
void sync_folder(const std::string& file) {
    const std::filesystem::path parent = std::filesystem::path(file).parent_path();
    const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    ::fsync(folder);
    ::close(folder);
}

}  // namespace

WarcWriter::WarcWriter(std::string file, std::int64_t now) : file_(std::move(file)) {
    fd_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd_ < 0) cannot(Exit::cannot_create, file_, "cannot be opened for writing", errno);
    try {
        struct stat status {};
        if (::fstat(fd_, &status) != 0) cannot(Exit::cannot_write, file_, "cannot be read", errno);
        const auto size = static_cast<std::uint64_t>(status.st_size);
        end_ = whole_end(fd_, file_, size);
        cut_ = size - end_;
        if (cut_ > 0 && ::ftruncate(fd_, static_cast<off_t>(end_)) != 0)
            cannot(Exit::cannot_write, file_, "a half-written record cannot be cut off", errno);
        if (end_ == 0) {
            const std::string block = "software: dateline/" DATELINE_VERSION
                                      "\r\nformat: WARC File Format 1.1\r\n"
                                      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
            write(Record{"warcinfo", "", "application/warc-fields", block, now, 0, {}}.member());
            sync_folder(file_);
        }
    } catch (...) {
        ::close(fd_);
        throw;
    }
}

WarcWriter::~WarcWriter() {
    ::close(fd_);
}

WarcPlace WarcWriter::append(const RawDocument& document) {
    const std::string uri = document.final_url == "-" || document.final_url.empty() ? "urn:dateline:standard-input" : document.final_url;
    if (document.head.empty()) {
        const std::string type = document.media_type.empty() ? "application/octet-stream" : document.media_type;
        return write(
            Record{"resource", uri, type, document.bytes, document.fetched_at, end_, {{"WARC-Payload-Digest", "sha256:" + document.sha256}}}
                .member());
    }
    const std::string& body = document.wire.empty() ? document.bytes : document.wire;
    const std::string digest = document.wire.empty() ? document.sha256 : sha256(document.wire);
    const Record response{"response",          uri,  "application/http;msgtype=response",          recorded_head(document.head) + body,
                          document.fetched_at, end_, {{"WARC-Payload-Digest", "sha256:" + digest}}};
    return write(response.member(), request_member(response, document.request));
}

WarcPlace WarcWriter::append(const Revisit& revisit) {
    Record record{"revisit", revisit.url, "application/http;msgtype=response", recorded_head(revisit.head), revisit.at, end_, {}};
    record.fields.emplace_back("WARC-Profile", std::string("http://netpreserve.org/warc/1.1/revisit/") +
                                                   (revisit.not_modified ? "server-not-modified" : "identical-payload-digest"));
    if (!revisit.payload_digest.empty()) record.fields.emplace_back("WARC-Payload-Digest", "sha256:" + revisit.payload_digest);
    if (!revisit.first_url.empty()) {
        record.fields.emplace_back("WARC-Refers-To-Target-URI", revisit.first_url);
        record.fields.emplace_back("WARC-Refers-To-Date", iso(revisit.first_at));
    }
    return write(record.member(), request_member(record, revisit.request));
}

/// Writes `member` and, behind it, what belongs to it; gives the place of `member`.
WarcPlace WarcWriter::write(const std::string& member, const std::string& behind) {
    const auto undo = [&](int code) {
        // The half record goes; if even that fails, the next start cuts it off.
        (void)!::ftruncate(fd_, static_cast<off_t>(end_));
        cannot(Exit::cannot_write, file_, "cannot be written", code);
    };
    const std::string all = member + behind;
    std::size_t done = 0;
    while (done < all.size()) {
        const ssize_t put = ::pwrite(fd_, all.data() + done, all.size() - done, static_cast<off_t>(end_ + done));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) undo(errno);
        done += static_cast<std::size_t>(put);
    }
    if (::fsync(fd_) != 0) undo(errno);
    WarcPlace place{file_, end_, member.size()};
    end_ += all.size();
    return place;
}

}  // namespace dateline
