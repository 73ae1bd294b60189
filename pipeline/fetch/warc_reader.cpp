#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <limits>

#include "pipeline/fetch/content_coding.hpp"
#include "pipeline/fetch/gzip_member.hpp"
#include "pipeline/fetch/http_head.hpp"
#include "pipeline/fetch/warc.hpp"
#include "schemas/ascii.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::size_t largest_record = 256u << 20;

[[noreturn]] void damaged(const WarcPlace& place, const std::string& what) {
    throw Error(Exit::bad_input,
                place.file + ": " + what + " at byte " + std::to_string(place.offset) + "; restore the file from a backup");
}

std::string member_at(const WarcPlace& place) {
    std::ifstream file(place.file, std::ios::binary);
    if (!file) throw Error(Exit::no_input, place.file + ": cannot be opened: " + std::strerror(errno) + "; restore it from a backup");
    if (place.length > largest_record) damaged(place, "a record of more than " + std::to_string(largest_record) + " bytes");
    std::string member(static_cast<std::size_t>(place.length), '\0');
    file.seekg(static_cast<std::streamoff>(place.offset));
    file.read(member.data(), static_cast<std::streamsize>(member.size()));
    if (static_cast<std::uint64_t>(file.gcount()) != place.length) damaged(place, "the file ends inside the record");
    return member;
}

}  // namespace

std::string_view WarcRecord::get(std::string_view name) const {
    for (const auto& [field, value] : fields)
        if (ascii_equal(field, name)) return value;
    return {};
}

WarcRecord read_warc_record(const WarcPlace& place) {
    const auto text = unpack_gzip_member(member_at(place), largest_record);
    if (!text) damaged(place, "no whole gzip member");
    const std::size_t head_end = text->find("\r\n\r\n");
    if (!text->starts_with("WARC/1.") || head_end == std::string::npos) damaged(place, "no WARC record");
    WarcRecord record;
    // The fields have the form of HTTP's, below one line that names the version.
    record.fields = parse_http_head(std::string_view(*text).substr(0, head_end + 2)).fields;
    const std::string_view stated = record.get("Content-Length");
    std::size_t length = 0;
    const auto [end, code] = std::from_chars(stated.data(), stated.data() + stated.size(), length);
    const std::string_view rest = std::string_view(*text).substr(head_end + 4);
    if (code != std::errc() || end != stated.data() + stated.size() || length > rest.size())
        damaged(place, "a WARC record with a wrong length");
    const std::string_view block = rest.substr(0, length);
    if (record.get("WARC-Type") != "response") {
        record.payload = std::string(block);
        return record;
    }
    const std::size_t body = block.find("\r\n\r\n");
    if (body == std::string_view::npos) damaged(place, "an HTTP answer without an end of its headers");
    const HttpHead head = parse_http_head(block.substr(0, body + 2));
    // It passed the limits when it was fetched.
    ContentDecoder decoder(head.get("content-encoding"), SizeLimit{largest_record, std::numeric_limits<std::size_t>::max()});
    if (decoder.take(block.substr(body + 4), record.payload) != ContentDecoder::State::good)
        damaged(place, "a body that cannot be unpacked");
    if (auto content = unpacked_gzip(record.payload, {largest_record, std::numeric_limits<std::size_t>::max()}))
        record.payload = std::move(*content);
    return record;
}

}  // namespace dateline
