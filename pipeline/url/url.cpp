#include "pipeline/url/url.hpp"

#include <ada.h>

#include <algorithm>
#include <array>

#include "schemas/ascii.hpp"

namespace dateline {
namespace {

/// The host without labels that stand for a view of the same pages: "www.example.org", "m.example.org", "amp.example.org".
std::string_view bare_host(std::string_view host) {
    for (const std::string_view label : {"www.", "m.", "amp.", "mobile.", "mobil.", "touch.", "wap."})
        if (host.starts_with(label) && host.find('.', label.size()) != std::string_view::npos) return bare_host(host.substr(label.size()));
    return host;
}

/// Parameters that tell where a reader came from.
bool tracks(std::string_view name) {
    constexpr std::array<std::string_view, 16> names{"fbclid",      "gclid",       "dclid",     "gbraid", "wbraid", "msclkid",
                                                     "yclid",       "igshid",      "mc_cid",    "mc_eid", "ocid",   "cmpid",
                                                     "ns_mchannel", "ns_campaign", "ns_source", "smid"};
    return ascii_starts_with(name, "utm_") || std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<std::string> resolve(std::string_view reference, std::string_view base) {
    if (reference.size() > max_url_bytes || base.size() > max_url_bytes) return std::nullopt;
    if (base.empty()) {
        auto url = ada::parse<ada::url_aggregator>(reference);
        if (!url) return std::nullopt;
        return std::string(url->get_href());
    }
    auto against = ada::parse<ada::url_aggregator>(base);
    if (!against) return std::nullopt;
    auto url = ada::parse<ada::url_aggregator>(reference, &*against);
    if (!url) return std::nullopt;
    return std::string(url->get_href());
}

std::optional<UrlParts> url_parts(std::string_view url) {
    if (url.size() > max_url_bytes) return std::nullopt;
    auto parsed = ada::parse<ada::url_aggregator>(url);
    if (!parsed) return std::nullopt;
    std::string_view scheme = parsed->get_protocol();
    if (!scheme.empty()) scheme.remove_suffix(1);
    return UrlParts{std::string(scheme), std::string(parsed->get_hostname()), std::string(parsed->get_pathname()),
                    std::string(parsed->get_search())};
}

std::string without_fragment(std::string_view url) {
    return std::string(url.substr(0, url.find('#')));
}

std::string without_tracking(std::string_view url) {
    const std::size_t query = url.find('?');
    if (query == std::string_view::npos || url.find('#') < query) return std::string(url);
    const std::size_t end = std::min(url.find('#', query), url.size());
    std::string out(url.substr(0, query));
    char mark = '?';
    for (std::size_t at = query + 1; at <= end;) {
        const std::size_t stop = std::min(url.find('&', at), end);
        const std::string_view parameter = url.substr(at, stop - at);
        if (!tracks(parameter.substr(0, parameter.find('=')))) {
            out += mark;
            out += parameter;
            mark = '&';
        }
        at = stop + 1;
    }
    if (out.size() == query + 1 && mark == '&') out.pop_back();  // "?" alone
    return out + std::string(url.substr(end));
}

bool same_host(std::string_view a, std::string_view b) {
    const auto first = url_parts(a), second = url_parts(b);
    return first && second && !first->host.empty() && bare_host(first->host) == bare_host(second->host);
}

}  // namespace dateline
