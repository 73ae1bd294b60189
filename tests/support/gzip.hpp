#pragma once

#include <zlib.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace dateline::tests {

/// `text` packed by zlib. `window`: 31 gzip, 15 zlib, -15 bare deflate.
inline std::string packed(std::string_view text, int window = 31) {
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("deflateInit2");
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace dateline::tests
