#include "pipeline/fetch/transfer.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "pipeline/fetch/address.hpp"
#include "pipeline/fetch/curl.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_unused_body = 256 * 1024;  // read so that the connection can be kept

/// A value that may go into a request header as it is.
bool fits_header(const std::string& value) {
    return !value.empty() && value.size() < 4096 &&
           std::none_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

std::size_t Transfer::on_header(char* data, std::size_t, std::size_t length, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line(data, length);
    if (transfer.in_body) return length;  // a trailer
    if (line.substr(0, 5) == "HTTP/") transfer.text.clear();
    transfer.text.append(line);
    transfer.head_too_long = transfer.text.size() > longest_head;
    return transfer.head_too_long ? 0 : length;
}

std::size_t Transfer::on_body(char* data, std::size_t, std::size_t length, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (!transfer.in_body) {
        transfer.in_body = true;
        transfer.head = parse_http_head(transfer.text);
        transfer.decoder.emplace(transfer.head.get("content-encoding"), SizeLimit{transfer.limit});
    }
    if (!transfer.wanted()) {
        transfer.unused += length;
        return transfer.unused > longest_unused_body ? 0 : length;
    }
    const std::string_view piece(data, length);
    transfer.wire.append(piece);
    if (transfer.wire.size() > transfer.limit)
        transfer.state = ContentDecoder::State::too_large;
    else
        transfer.state = transfer.decoder->take(piece, transfer.bytes);
    return transfer.state == ContentDecoder::State::good ? length : 0;
}

int Transfer::on_debug(CURL*, curl_infotype type, char* data, std::size_t length, void* user) {
    if (type == CURLINFO_HEADER_OUT) static_cast<Transfer*>(user)->request.assign(data, length);
    return 0;
}

curl_socket_t Transfer::on_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (!transfer.allow_private && !is_public_address(address->addr)) {
        transfer.blocked = address_text(address->addr);
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

FetchError failed(FetchFailure failure, const std::string& where, const std::string& what, int status) {
    FetchError error;
    error.failure = failure;
    error.message = where + ": " + what;
    error.status = status;
    return error;
}

/// libcurl's codes as our classes.
FetchError transport_error(CURLcode code, const Transfer& transfer, const std::string& where, const char* detail) {
    const std::string why = detail[0] != '\0' ? detail : curl().easy_strerror(code);
    switch (code) {
        case CURLE_URL_MALFORMAT:
            return failed(FetchFailure::bad_url, where, "not a URL that can be fetched (" + why + "); check the address");
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return failed(FetchFailure::dns, where, "the host name cannot be resolved; check the spelling and the network");
        case CURLE_OPERATION_TIMEDOUT:
            return failed(FetchFailure::timeout, where,
                          "no complete answer in time (" + why + "); try again later or raise the time limit");
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_ENGINE_INITFAILED:
            return failed(FetchFailure::tls, where, "no secure connection (" + why + "); check the server's certificate and the clock");
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
            return failed(FetchFailure::incomplete, where,
                          "the connection ended before the whole answer had come (" + why + "); try again later", transfer.head.status);
        case CURLE_FILESIZE_EXCEEDED:
            return failed(FetchFailure::too_large, where,
                          "larger than " + std::to_string(transfer.limit) + " bytes; raise the size limit to read it");
        default:
            break;
    }
    if (!transfer.blocked.empty())
        return failed(FetchFailure::blocked_private, where,
                      "leads to " + transfer.blocked + ", which is not on the public internet; --allow-private lets it through");
    return failed(FetchFailure::connect, where, "cannot be reached (" + why + "); check the address and the network");
}

FetchError body_error(const Transfer& transfer, const std::string& where) {
    switch (transfer.state) {
        case ContentDecoder::State::too_large:
            return failed(FetchFailure::too_large, where,
                          "larger than " + std::to_string(transfer.limit) + " bytes or packed too tightly; raise the size limit to read it",
                          transfer.head.status);
        case ContentDecoder::State::unknown_coding:
            return failed(FetchFailure::bad_encoding, where,
                          "comes in the content coding \"" + std::string(transfer.head.get("content-encoding").substr(0, 40)) +
                              "\", which nobody asked for; tell the publisher",
                          transfer.head.status);
        default:
            return failed(FetchFailure::bad_encoding, where, "its compressed body is damaged or incomplete; try again later",
                          transfer.head.status);
    }
}

FetchError status_error(const Transfer& transfer, const std::string& where, std::int64_t now) {
    const int status = transfer.head.status;
    const std::string said = "the server answers " + std::to_string(status);
    FetchError error;
    if (status == 304) {
        error = failed(FetchFailure::not_modified, where, "not modified since the last time", status);
        error.etag = std::string(transfer.head.get("etag"));
        error.last_modified = std::string(transfer.head.get("last-modified"));
    } else if (status == 429) {
        error = failed(FetchFailure::http_429, where, said + ", too many requests; ask less often", status);
    } else if (status == 404 || status == 410) {
        error = failed(FetchFailure::http_4xx, where, said + ", it is not there; check the address", status);
    } else if (status >= 400 && status < 500) {
        error = failed(FetchFailure::http_4xx, where, said + ", it will not give it; open it in a browser to see why", status);
    } else if (status >= 500 && status < 600) {
        error = failed(FetchFailure::http_5xx, where, said + ", a fault of its own; try again later", status);
    } else {
        error = failed(FetchFailure::http_other, where, said + ", which is no document; open it in a browser to see why", status);
    }
    error.head = transfer.text;
    error.request = transfer.request;
    error.retry_after = parse_retry_after(transfer.head.get("retry-after"), now);
    return error;
}

Headers request_headers(const FetchRequest& request) {
    std::vector<std::string> lines = {
        "Accept: application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.9, */*;q=0.5",
        "Accept-Encoding: gzip, deflate, br",
    };
    if (fits_header(request.etag)) lines.push_back("If-None-Match: " + request.etag);
    if (fits_header(request.last_modified)) lines.push_back("If-Modified-Since: " + request.last_modified);
    Headers headers(nullptr, curl().slist_free_all);
    for (const std::string& line : lines) {
        curl_slist* longer = curl().slist_append(headers.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        (void)headers.release();
        headers.reset(longer);
    }
    return headers;
}

}  // namespace dateline
