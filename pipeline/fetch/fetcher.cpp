// One document at a time over a libcurl handle. Three things are not left to libcurl:
// - redirects are followed here, so that each hop passes the same checks as the first;
// - content codings are undone here, because libcurl 7.88 counts no decoded bytes and keeps none of the coded ones;
// - the address is checked where the socket is opened, the one place that no spelling, no second look-up and no redirect gets around.
#include "pipeline/fetch/fetcher.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>

#include "pipeline/fetch/address.hpp"
#include "pipeline/fetch/content_coding.hpp"
#include "pipeline/fetch/curl.hpp"
#include "pipeline/fetch/http_head.hpp"
#include "pipeline/fetch/target.hpp"
#include "schemas/ascii.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_head = 256 * 1024;
constexpr std::size_t longest_unused_body = 256 * 1024;  // of redirects and errors, read so that the connection can be kept
constexpr std::array<std::uint16_t, 4> usual_ports{80, 443, 8080, 8443};

/// What comes in for one request.
struct Transfer {
    bool allow_private = false;
    std::size_t limit = 0;
    std::string blocked;  // the last address that was refused
    std::string text;     // of the head in hand: each of 100, 103 and the answer itself replaces the one before
    HttpHead head;
    bool in_body = false;
    std::optional<ContentDecoder> decoder;
    ContentDecoder::State state = ContentDecoder::State::good;
    std::string bytes;
    std::string wire;
    std::size_t unused = 0;
    bool head_too_long = false;

    bool wanted() const { return head.status >= 200 && head.status < 300; }
};

std::size_t on_header(char* data, std::size_t, std::size_t length, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line(data, length);
    if (transfer.in_body) return length;  // a trailer
    if (line.substr(0, 5) == "HTTP/") transfer.text.clear();
    transfer.text.append(line);
    transfer.head_too_long = transfer.text.size() > longest_head;
    return transfer.head_too_long ? 0 : length;
}

std::size_t on_body(char* data, std::size_t, std::size_t length, void* user) {
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

curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (!transfer.allow_private && !is_public_address(address->addr)) {
        transfer.blocked = address_text(address->addr);
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

FetchError failed(FetchFailure failure, const std::string& where, const std::string& what, int status = 0) {
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
    error.retry_after = parse_retry_after(transfer.head.get("retry-after"), now);
    return error;
}

/// A value that may go into a request header as it is.
bool fits_header(const std::string& value) {
    return !value.empty() && value.size() < 4096 &&
           std::none_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

using Headers = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

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

}  // namespace

std::string_view wire(FetchFailure failure) {
    constexpr std::array<std::string_view, 15> names{"bad_url",  "blocked_private", "dns",        "connect",      "tls",
                                                     "timeout",  "incomplete",      "redirects",  "not_modified", "http_4xx",
                                                     "http_429", "http_5xx",        "http_other", "too_large",    "bad_encoding"};
    return names[static_cast<std::size_t>(failure)];
}

struct Fetcher::Session {
    FetchOptions options;
    std::function<std::int64_t()> clock;
    CURL* handle = nullptr;
    std::array<char, CURL_ERROR_SIZE> detail{};

    Session(FetchOptions o, std::function<std::int64_t()> c) : options(std::move(o)), clock(std::move(c)) {
        handle = curl().easy_init();
        if (handle == nullptr) throw Error(Exit::internal, "libcurl: no memory for a connection");
        if (options.user_agent.empty()) options.user_agent = "dateline/" DATELINE_VERSION;
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_USERAGENT, options.user_agent.c_str());
        set(CURLOPT_PROXY, options.proxy.c_str());
        set(CURLOPT_NOPROXY, "localhost,127.0.0.0/8,::1");
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, options.slow_bytes);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.slow_time.count()));
        set(CURLOPT_COOKIEFILE, "");
        set(CURLOPT_ERRORBUFFER, detail.data());
        set(CURLOPT_HEADERFUNCTION, on_header);
        set(CURLOPT_WRITEFUNCTION, on_body);
        set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    }
    ~Session() { curl().easy_cleanup(handle); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    template <typename Value>
    void set(CURLoption option, Value value) {
        const CURLcode code = curl().easy_setopt(handle, option, value);
        if (code != CURLE_OK)
            throw Error(Exit::internal, std::string("libcurl lacks an option that is needed: ") + curl().easy_strerror(code));
    }

    /// One request, no redirects followed.
    CURLcode perform(const Target& target, Transfer& transfer, curl_slist* headers, std::chrono::milliseconds left) {
        set(CURLOPT_URL, target.href.c_str());
        set(CURLOPT_HTTPHEADER, headers);
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
        set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.limit));
        set(CURLOPT_HEADERDATA, &transfer);
        set(CURLOPT_WRITEDATA, &transfer);
        set(CURLOPT_OPENSOCKETDATA, &transfer);
        detail[0] = '\0';
        return curl().easy_perform(handle);
    }
};

Fetcher::Fetcher(FetchOptions options, std::function<std::int64_t()> clock)
    : session_(std::make_unique<Session>(std::move(options), std::move(clock))) {}
Fetcher::~Fetcher() = default;

Fetcher::Result Fetcher::get(const FetchRequest& request) {
    const FetchOptions& options = session_->options;
    std::optional<Target> target = web_target(request.url);
    if (!target) return failed(FetchFailure::bad_url, request.url.substr(0, 200), "not an http or https URL; check the address");
    const Headers headers = request_headers(request);
    session_->set(CURLOPT_COOKIELIST, "ALL");  // cookies live for one chain of redirects
    const Clock::time_point end = Clock::now() + options.total_timeout;
    for (int hop = 0;; ++hop) {
        const std::string where = target->shown();
        if (!options.allow_private && std::find(usual_ports.begin(), usual_ports.end(), target->port) == usual_ports.end())
            return failed(
                FetchFailure::blocked_private, where,
                "port " + std::to_string(target->port) + " is not one of the web's (80, 443, 8080, 8443); --allow-private lets it through");
        // A proxy opens the connection to the target, so only what the URL itself shows can be refused then.
        if (!options.allow_private && !options.proxy.empty() && target->plainly_private())
            return failed(FetchFailure::blocked_private, where, "is not on the public internet; --allow-private lets it through");
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
        if (left.count() <= 0)
            return failed(FetchFailure::timeout, where, "no complete answer in time; try again later or raise the time limit");
        Transfer transfer;
        transfer.allow_private = options.allow_private || !options.proxy.empty();
        transfer.limit = request.limit;
        const CURLcode code = session_->perform(*target, transfer, headers.get(), left);
        if (!transfer.in_body) transfer.head = parse_http_head(transfer.text);
        const int status = transfer.head.status;
        if (transfer.head_too_long)
            return failed(FetchFailure::too_large, where,
                          "its headers are longer than " + std::to_string(longest_head) + " bytes; tell the publisher");
        const std::string_view location = transfer.head.get("location");
        if (status >= 300 && status < 400 && status != 304 && !location.empty()) {
            if (hop == options.redirects)
                return failed(FetchFailure::redirects, request.url,
                              "redirected more than " + std::to_string(options.redirects) + " times; check the address", status);
            std::optional<Target> next = web_target(location, target->href);
            if (!next)
                return failed(FetchFailure::redirects, where,
                              "redirects to \"" + std::string(location.substr(0, 200)) + "\", which is no http or https URL", status);
            target = std::move(next);
            continue;
        }
        if (status >= 300) return status_error(transfer, where, session_->clock());
        if (transfer.state != ContentDecoder::State::good) return body_error(transfer, where);
        if (code != CURLE_OK) return transport_error(code, transfer, where, session_->detail.data());
        if (status == 206) return failed(FetchFailure::incomplete, where, "the server gives only a part; try again later", status);
        if (transfer.decoder && transfer.decoder->finish() != ContentDecoder::State::good) {
            transfer.state = ContentDecoder::State::damaged;
            return body_error(transfer, where);
        }
        RawDocument document;
        document.url = request.url;
        document.final_url = where;
        const ContentType type = parse_content_type(transfer.head.get("content-type"));
        document.media_type = type.media_type;
        document.charset = type.charset;
        document.bytes = std::move(transfer.bytes);
        if (auto content = unpacked_gzip(document.bytes, {request.limit})) document.bytes = std::move(*content);
        if (transfer.wire != document.bytes) document.wire = std::move(transfer.wire);
        document.sha256 = sha256(document.bytes);
        document.status = status;
        document.fetched_at = session_->clock();
        document.etag = std::string(transfer.head.get("etag"));
        document.last_modified = std::string(transfer.head.get("last-modified"));
        document.head = std::move(transfer.text);
        return document;
    }
}

}  // namespace dateline
