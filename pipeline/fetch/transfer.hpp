#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "pipeline/fetch/content_coding.hpp"
#include "pipeline/fetch/fetcher.hpp"
#include "pipeline/fetch/http_head.hpp"

namespace dateline {

/// What comes in for one request, no redirects followed. libcurl calls its functions while the transfer runs.
struct Transfer {
    bool allow_private = false;
    std::size_t limit = 0;
    std::string blocked;  ///< the last address that was refused
    std::string request;  ///< head of the request as it was sent
    std::string text;     ///< of the head in hand: each of 100, 103 and the answer itself replaces the one before
    HttpHead head;
    bool in_body = false;
    std::optional<ContentDecoder> decoder;
    ContentDecoder::State state = ContentDecoder::State::good;
    std::string bytes;
    std::string wire;
    std::size_t unused = 0;  ///< bytes of bodies that nobody reads, of redirects and errors
    bool head_too_long = false;

    bool wanted() const { return head.status >= 200 && head.status < 300; }

    static std::size_t on_header(char* data, std::size_t one, std::size_t length, void* transfer);
    static std::size_t on_body(char* data, std::size_t one, std::size_t length, void* transfer);
    static int on_debug(CURL* handle, curl_infotype type, char* data, std::size_t length, void* transfer);
    static curl_socket_t on_socket(void* transfer, curlsocktype purpose, curl_sockaddr* address);
};

constexpr std::size_t longest_head = 256 * 1024;

FetchError failed(FetchFailure failure, const std::string& where, const std::string& what, int status = 0);

/// Why there is no document at `where`: by libcurl's code, by what came of the body, by the status.
FetchError transport_error(CURLcode code, const Transfer& transfer, const std::string& where, const char* detail);
FetchError body_error(const Transfer& transfer, const std::string& where);
FetchError status_error(const Transfer& transfer, const std::string& where, std::int64_t now);

using Headers = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

/// The request's headers beside those libcurl writes itself. Validators go as they came, or, where they would break a header, not at all.
Headers request_headers(const FetchRequest& request);

}  // namespace dateline
