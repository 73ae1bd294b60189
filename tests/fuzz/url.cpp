// First line: a reference; second line: its base.
#include "pipeline/url/url.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::Input input(data, size);
    const std::string_view bytes = input.bytes();
    const std::size_t end = bytes.find('\n');
    const std::string_view reference = bytes.substr(0, end);
    const std::string_view base = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    const auto url = resolve(reference, base);
    if (!url) return 0;
    // The standard leaves blanks in paths such as "mailto:a b".
    for (const char c : *url) require(' ' <= c && c < 127, "a URL is printable ASCII", *url);
    require(resolve(*url) == url, "an absolute URL resolves to itself", *url + "\n  " + resolve(*url).value_or("nothing"));
    require(resolve(*url, base) == url, "whatever the base is", *url);
    const auto parts = url_parts(*url);
    require(parts.has_value() && !parts->scheme.empty(), "a URL has parts", *url);
    const std::string without = without_fragment(*url);
    require(without.find('#') == std::string::npos, "a URL without its fragment has none", *url);
    if (parts->scheme == "http" || parts->scheme == "https") {
        require(!parts->host.empty(), "a page has a host", *url);
        require(same_host(*url, without), "a fragment does not change the host", *url);
        require(resolve(without) == without, "it resolves to itself without its fragment", without);
    }
    return 0;
}
