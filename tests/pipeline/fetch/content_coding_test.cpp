#include "pipeline/fetch/content_coding.hpp"

#include <catch2/catch.hpp>

#include "tests/support/gzip.hpp"

using namespace dateline;
using dateline::tests::packed;
using State = ContentDecoder::State;

namespace {

struct Decoding {
    State state;
    std::string text;
};

/// Fed in pieces of `step` bytes.
Decoding decoded(std::string_view coding, std::string_view wire, std::size_t step, SizeLimit limit = {1'000'000}) {
    ContentDecoder decoder(coding, limit);
    Decoding out{State::good, ""};
    for (std::size_t at = 0; at < wire.size() && out.state == State::good; at += step)
        out.state = decoder.take(wire.substr(at, step), out.text);
    if (out.state == State::good) out.state = decoder.finish();
    return out;
}

}  // namespace

TEST_CASE("content codings are undone however the body is cut in pieces", "[fetch]") {
    const std::string text = "<rss>" + std::string(5000, 'x') + "</rss>";
    const std::pair<std::string, std::string> cases[] = {
        {"gzip", packed(text)},
        {"X-GZip", packed(text)},
        {"deflate", packed(text, 15)},
        {"deflate", packed(text, -15)},
        {"deflate", packed(text)},
        {"gzip", packed(text.substr(0, 9)) + packed(text.substr(9))},
        {"gzip", packed(text) + "rubbish"},
        {"gzip", text},
        {"", text},
        {"identity", text},
    };
    for (const auto& [coding, wire] : cases) {
        for (const std::size_t step : {std::size_t{1}, std::size_t{7}, wire.size()}) {
            INFO(coding << " in steps of " << step);
            const Decoding got = decoded(coding, wire, step);
            CHECK(got.state == State::good);
            CHECK(got.text == text);
        }
    }
}

TEST_CASE("brotli is undone", "[fetch]") {
    const std::string wire("\x0b\x02\x80hello\x03", 9);
    CHECK(decoded("br", wire, 2).text == "hello");
    CHECK(decoded("br", wire.substr(0, 5), 2).state == State::damaged);
    CHECK(decoded("br", "no brotli at all, by any reading", 9).state == State::damaged);
}

TEST_CASE("a coded body that is cut or damaged is said to be so", "[fetch]") {
    const std::string wire = packed(std::string(3000, 'a') + "end");
    CHECK(decoded("gzip", wire.substr(0, wire.size() - 9), 100).state == State::damaged);
    std::string broken = wire;
    broken[wire.size() - 6] = static_cast<char>(broken[wire.size() - 6] ^ 0x55);
    CHECK(decoded("gzip", broken, 100).state == State::damaged);
    CHECK(decoded("zstd", "x", 1).state == State::unknown_coding);
    CHECK(decoded("gzip, gzip", wire, 100).state == State::unknown_coding);
    CHECK(decoded("gzip", "", 1).state == State::good);
}

TEST_CASE("a body that unpacks to more than the limit is stopped while it comes", "[fetch]") {
    const std::string bomb = packed(std::string(40'000'000, '\0'));
    const Decoding got = decoded("gzip", bomb, bomb.size(), {15'000'000, 1'000'000});
    CHECK(got.state == State::too_large);
    CHECK(got.text.size() < 15'100'000);
    // Within the size limit, yet packed a thousand to one.
    const Decoding tight = decoded("gzip", bomb, 1000, {100'000'000});
    CHECK(tight.state == State::too_large);
    CHECK(tight.text.size() < 3'000'000);
    CHECK(decoded("", "12345", 1, {5}).state == State::good);
    CHECK(decoded("", "123456", 6, {5}).state == State::too_large);
}
