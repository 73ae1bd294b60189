#include "pipeline/fetch/gzip_member.hpp"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace dateline {
namespace {

constexpr std::size_t extra_length = 12;  // "sl", its size (8), member length, content length: each four bytes
constexpr std::size_t head_length = 10 + 2 + extra_length;
static_assert(gzip_member_head <= head_length);

void put_u32(std::string& out, std::uint64_t value) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(static_cast<unsigned char>(value >> shift)));
}

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

}  // namespace

std::string pack_gzip_member(std::string_view content) {
    const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(libdeflate_alloc_compressor(6),
                                                                                              libdeflate_free_compressor);
    if (compressor == nullptr) throw std::bad_alloc();
    std::string body(libdeflate_deflate_compress_bound(compressor.get(), content.size()), '\0');
    body.resize(libdeflate_deflate_compress(compressor.get(), content.data(), content.size(), body.data(), body.size()));
    std::string out;
    out.reserve(head_length + body.size() + 8);
    out += {'\x1F', '\x8B', '\x08', '\x04', '\0', '\0', '\0', '\0', '\0', '\xFF'};  // FEXTRA, no time, unknown system
    out += {static_cast<char>(extra_length), '\0', 's', 'l', '\x08', '\0'};
    put_u32(out, head_length + body.size() + 8);
    put_u32(out, content.size());
    out += body;
    put_u32(out, libdeflate_crc32(0, content.data(), content.size()));
    put_u32(out, content.size());
    return out;
}

std::optional<std::uint64_t> gzip_member_length(std::string_view bytes) {
    if (bytes.size() < gzip_member_head || bytes.substr(0, 4) != std::string_view("\x1F\x8B\x08\x04", 4)) return std::nullopt;
    if (bytes.substr(12, 4) != std::string_view("sl\x08\0", 4)) return std::nullopt;
    const std::uint64_t length = u32_at(bytes, 16);
    if (length < head_length + 8) return std::nullopt;
    return length;
}

std::optional<std::string> unpack_gzip_member(std::string_view member, std::size_t limit) {
    if (member.size() < 18) return std::nullopt;
    const std::size_t size = u32_at(member, member.size() - 4);
    // Deflate cannot do better than 1032 to 1: a size beyond that is a lie and is not worth the memory.
    if (size > limit || size / 1032 > member.size()) return std::nullopt;
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(libdeflate_alloc_decompressor(),
                                                                                                    libdeflate_free_decompressor);
    if (decompressor == nullptr) throw std::bad_alloc();
    std::string out(size, '\0');
    std::size_t used = 0;
    std::size_t made = 0;
    const auto result =
        libdeflate_gzip_decompress_ex(decompressor.get(), member.data(), member.size(), out.data(), out.size(), &used, &made);
    if (result != LIBDEFLATE_SUCCESS || used != member.size() || made != size) return std::nullopt;
    return out;
}

}  // namespace dateline
