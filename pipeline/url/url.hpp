#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Longer references are refused: a URL that long is a mistake or an attack.
constexpr std::size_t max_url_bytes = 16384;

/// `reference` as an absolute URL, parsed and serialised as the WHATWG URL standard says ("HTTP://Ex.org/a b" is "http://ex.org/a%20b").
/// A relative reference is resolved against `base`. Nothing when it is invalid, too long, or relative without a base.
std::optional<std::string> resolve(std::string_view reference, std::string_view base = {});

/// The parts of an absolute URL.
struct UrlParts {
    std::string scheme;  ///< "https", without the colon
    std::string host;    ///< "www.example.org", without port
    std::string path;    ///< "/news/1.html"
    std::string query;   ///< "?id=4" or empty
};
/// Nothing when `url` is not a valid absolute URL.
std::optional<UrlParts> url_parts(std::string_view url);

/// `url` without its fragment ("#top").
std::string without_fragment(std::string_view url);

/// Without the parameters that tell where a reader came from: utm_..., fbclid, gclid and the like.
std::string without_tracking(std::string_view url);

/// Whether two absolute URLs are http(s) pages of one site: of one host, but for a leading "www.", "m.", "amp." and the like.
bool same_host(std::string_view a, std::string_view b);

}  // namespace dateline
