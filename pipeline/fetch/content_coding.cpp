#include "pipeline/fetch/content_coding.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <array>
#include <optional>

#include "schemas/ascii.hpp"

namespace dateline {

/// One coding. `run` gives false on damage, and stops early (with true) when `full` says so.
struct ContentDecoder::Codec {
    enum class Kind { gzip, deflate, brotli };

    explicit Codec(Kind k) : kind(k) {
        if (kind == Kind::brotli) brotli = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    }
    ~Codec() {
        if (zlib_ready) inflateEnd(&zlib);
        if (brotli != nullptr) BrotliDecoderDestroyInstance(brotli);
    }
    Codec(const Codec&) = delete;
    Codec& operator=(const Codec&) = delete;

    /// Looks at the first two bytes: gzip, zlib, or neither. Servers send all three under either name.
    bool open(unsigned char first, unsigned char second) {
        int window = 0;
        if (first == 0x1F && second == 0x8B)
            window = 15 + 16;
        else if (kind == Kind::deflate && (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0)
            window = 15;
        else if (kind == Kind::deflate)
            window = -15;
        else
            return false;
        gzip_stream = window == 31;
        zlib_ready = inflateInit2(&zlib, window) == Z_OK;
        return zlib_ready;
    }

    template <typename Full>
    bool run(std::string_view piece, std::string& out, Full full) {
        std::array<char, 32768> buffer;
        if (kind == Kind::brotli) {
            std::size_t left = piece.size();
            const auto* in = reinterpret_cast<const std::uint8_t*>(piece.data());
            while (!ended) {
                std::size_t room = buffer.size();
                auto* to = reinterpret_cast<std::uint8_t*>(buffer.data());
                const BrotliDecoderResult result = BrotliDecoderDecompressStream(brotli, &left, &in, &room, &to, nullptr);
                if (result == BROTLI_DECODER_RESULT_ERROR) return false;
                out.append(buffer.data(), buffer.size() - room);
                ended = result == BROTLI_DECODER_RESULT_SUCCESS;
                if (full() || result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) break;
            }
            return true;
        }
        zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        zlib.avail_in = static_cast<uInt>(piece.size());
        while (true) {
            if (ended) {
                // Members of gzip may follow each other; anything else after the end is ignored, as browsers do.
                if (!gzip_stream || zlib.avail_in == 0 || *zlib.next_in != 0x1F) return true;
                inflateReset(&zlib);
                ended = false;
            }
            zlib.next_out = reinterpret_cast<Bytef*>(buffer.data());
            zlib.avail_out = static_cast<uInt>(buffer.size());
            const int result = inflate(&zlib, Z_NO_FLUSH);
            out.append(buffer.data(), buffer.size() - zlib.avail_out);
            if (result == Z_STREAM_END)
                ended = true;
            else if (result != Z_OK && result != Z_BUF_ERROR)
                return false;
            if (full()) return true;
            if (!ended && zlib.avail_out != 0) return true;
        }
    }

    Kind kind;
    bool ended = false;
    bool gzip_stream = false;
    bool zlib_ready = false;
    std::optional<unsigned char> held;  // held until the second byte tells what it is
    z_stream zlib{};
    BrotliDecoderState* brotli = nullptr;
};

ContentDecoder::ContentDecoder(std::string_view coding, SizeLimit limit) : limit_(limit) {
    const std::string name = ascii_lower(ascii_trimmed(coding));
    if (name == "gzip" || name == "x-gzip")
        codec_ = std::make_unique<Codec>(Codec::Kind::gzip);
    else if (name == "deflate")
        codec_ = std::make_unique<Codec>(Codec::Kind::deflate);
    else if (name == "br")
        codec_ = std::make_unique<Codec>(Codec::Kind::brotli);
    else
        known_ = name.empty() || name == "identity";
}

ContentDecoder::~ContentDecoder() = default;

ContentDecoder::State ContentDecoder::grown(std::size_t before, const std::string& out) const {
    const std::size_t made = out.size();
    if (made > limit_.bytes) return State::too_large;
    if (made > before && made > limit_.ratio_from && made / limit_.ratio > wire_) return State::too_large;
    return State::good;
}

ContentDecoder::State ContentDecoder::take(std::string_view piece, std::string& out) {
    if (!known_) return State::unknown_coding;
    if (piece.empty()) return State::good;
    const std::size_t before = out.size();
    wire_ += piece.size();
    if (codec_ != nullptr && codec_->kind != Codec::Kind::brotli && !codec_->zlib_ready) {
        std::string start;
        if (codec_->held) start.push_back(static_cast<char>(*codec_->held));
        start.append(piece);
        if (start.size() < 2) {
            codec_->held = static_cast<unsigned char>(start[0]);
            return State::good;
        }
        if (!codec_->open(static_cast<unsigned char>(start[0]), static_cast<unsigned char>(start[1]))) {
            codec_.reset();
            out.append(start);
            return grown(before, out);
        }
        if (!codec_->run(start, out, [&] { return grown(before, out) != State::good; })) return State::damaged;
        return grown(before, out);
    }
    if (codec_ == nullptr) {
        out.append(piece);
        return grown(before, out);
    }
    if (!codec_->run(piece, out, [&] { return grown(before, out) != State::good; })) return State::damaged;
    return grown(before, out);
}

ContentDecoder::State ContentDecoder::finish() const {
    if (!known_) return State::unknown_coding;
    if (codec_ == nullptr || wire_ == 0 || codec_->ended) return State::good;
    return State::damaged;
}

std::optional<std::string> unpacked_gzip(std::string_view bytes, SizeLimit limit) {
    // RFC 1952 section 2.3: the magic number and the only method there is.
    if (!bytes.starts_with("\x1F\x8B\x08")) return std::nullopt;
    ContentDecoder decoder("gzip", limit);
    std::string out;
    if (decoder.take(bytes, out) == ContentDecoder::State::too_large || out.empty()) return std::nullopt;
    return out;
}

}  // namespace dateline
