#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// How far a body may grow.
struct SizeLimit {
    std::size_t bytes;                 ///< at most so many bytes after decoding
    std::size_t ratio = 200;           ///< and at most so many times the bytes on the wire ...
    std::size_t ratio_from = 1 << 20;  ///< ... once there are so many
};

/// Takes the content coding (gzip, deflate, br) off a body that comes in pieces. The limit counts decoded bytes, so that a small body
/// that unpacks to a huge one is stopped while it comes.
class ContentDecoder {
public:
    enum class State { good, too_large, damaged, unknown_coding };

    /// `coding` is the value of Content-Encoding; empty or "identity" for none. A body labelled gzip or deflate that is not (some servers
    /// do that) is taken as it is.
    ContentDecoder(std::string_view coding, SizeLimit limit);
    ~ContentDecoder();
    ContentDecoder(const ContentDecoder&) = delete;
    ContentDecoder& operator=(const ContentDecoder&) = delete;

    /// The next piece of the body. After anything but `good` no more is taken.
    State take(std::string_view piece, std::string& out);
    /// At the end of the body: `damaged` if the coded stream is not complete.
    State finish() const;

private:
    struct Codec;
    State grown(std::size_t before, const std::string& out) const;

    SizeLimit limit_;
    std::size_t wire_ = 0;
    std::unique_ptr<Codec> codec_;  // none: bytes pass as they are
    bool known_ = true;
};

/// What a gzip file ("sitemap.xml.gz") holds; nothing when `bytes` is no such file or unpacks to more than the limit. Of one that is cut
/// off or damaged what stands before the damage. A gzip file inside it stays as it is.
std::optional<std::string> unpacked_gzip(std::string_view bytes, SizeLimit limit);

}  // namespace dateline
