#include "pipeline/fetch/target.hpp"

#include <ada.h>
#include <arpa/inet.h>
#include <netinet/in.h>

#include <charconv>
#include <memory>

#include "pipeline/fetch/address.hpp"
#include "pipeline/fetch/curl.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_url = 8192;

/// The host that curl reads in `href`; empty when it reads none.
std::string host_by_curl(const std::string& href) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl().url(), curl().url_cleanup);
    if (url == nullptr || curl().url_set(url.get(), CURLUPART_URL, href.c_str(), 0) != CURLUE_OK) return {};
    char* host = nullptr;
    if (curl().url_get(url.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK) return {};
    std::string out = host;
    curl().free(host);
    return out;
}

}  // namespace

std::string Target::shown() const {
    auto url = ada::parse<ada::url_aggregator>(href);
    if (!url) return href;
    url->set_username("");
    url->set_password("");
    return std::string(url->get_href());
}

bool Target::plainly_private() const {
    if (host == "localhost" || host.ends_with(".localhost")) return true;
    sockaddr_in in4{};
    sockaddr_in6 in6{};
    if (inet_pton(AF_INET, host.c_str(), &in4.sin_addr) == 1) {
        in4.sin_family = AF_INET;
        return !is_public_address(reinterpret_cast<const sockaddr&>(in4));
    }
    if (inet_pton(AF_INET6, host.c_str(), &in6.sin6_addr) == 1) {
        in6.sin6_family = AF_INET6;
        return !is_public_address(reinterpret_cast<const sockaddr&>(in6));
    }
    return false;
}

std::optional<Target> web_target(std::string_view reference, std::string_view base) {
    if (reference.size() > longest_url) return std::nullopt;
    ada::result<ada::url_aggregator> url = tl::unexpected(ada::errors::type_error);
    if (base.empty()) {
        url = ada::parse<ada::url_aggregator>(reference);
    } else {
        const auto from = ada::parse<ada::url_aggregator>(base);
        if (!from) return std::nullopt;
        url = ada::parse<ada::url_aggregator>(reference, &*from);
    }
    if (!url) return std::nullopt;
    Target target;
    target.secure = url->get_protocol() == "https:";
    if (!target.secure && url->get_protocol() != "http:") return std::nullopt;
    url->set_hash("");
    target.href = std::string(url->get_href());
    if (target.href.size() > longest_url) return std::nullopt;
    target.port = target.secure ? 443 : 80;
    if (const std::string_view port = url->get_port(); !port.empty()) std::from_chars(port.data(), port.data() + port.size(), target.port);
    target.host = std::string(url->get_hostname());
    if (host_by_curl(target.href) != target.host) return std::nullopt;
    if (target.host.starts_with('[')) target.host = target.host.substr(1, target.host.size() - 2);
    return target;
}

}  // namespace dateline
