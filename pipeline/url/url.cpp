#include "pipeline/url/url.hpp"

#include <ada.h>

namespace dateline {
namespace {

std::string_view without_www(std::string_view host) {
    return host.substr(0, 4) == "www." ? host.substr(4) : host;
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

bool same_host(std::string_view a, std::string_view b) {
    const auto first = url_parts(a), second = url_parts(b);
    return first && second && !first->host.empty() && without_www(first->host) == without_www(second->host);
}

}  // namespace dateline
