#include "pipeline/store/zstd.hpp"

#include <zstd.h>

#include "schemas/error.hpp"

namespace dateline {

namespace {
constexpr int level = 3;
constexpr unsigned long long largest = 1ull << 31;  // a text has at most 16 MB by default; a damaged length must not ask for more
}  // namespace

std::string zstd_packed(std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t length = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
    if (ZSTD_isError(length)) throw Error(Exit::internal, std::string("zstd: ") + ZSTD_getErrorName(length));
    out.resize(length);
    return out;
}

std::string zstd_unpacked(std::string_view bytes) {
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > largest)
        throw Error(Exit::bad_config, "stored text: damaged bytes");
    std::string out(size, '\0');
    const std::size_t length = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(length) || length != size) throw Error(Exit::bad_config, "stored text: damaged bytes");
    return out;
}

}  // namespace dateline
