#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "schemas/article.hpp"

namespace dateline {

// Sizes after decoding. A request for what may be either takes the larger one.
constexpr std::size_t feed_limit = 15'000'000;
constexpr std::size_t page_limit = 10'000'000;

/// Spelled as in logs and reports; `wire(failure)` gives the name.
enum class FetchFailure : std::uint8_t {
    bad_url,
    blocked_private,
    dns,
    connect,
    tls,
    timeout,
    incomplete,
    redirects,
    not_modified,
    http_4xx,
    http_429,
    http_5xx,
    http_other,
    too_large,
    bad_encoding,
    robots,  ///< the site's robots.txt does not allow it
};
std::string_view wire(FetchFailure failure);

/// Why there is no document. `not_modified` is no fault: what we have is still what the server has.
struct FetchError {
    FetchFailure failure = FetchFailure::connect;
    std::string message;                      ///< one line: what, where, what to do
    int status = 0;                           ///< of HTTP; 0 when there was no answer
    std::optional<std::int64_t> retry_after;  ///< seconds, when the server asks for it; at most a day
    std::string etag;                         ///< the validators that came with 304
    std::string last_modified;
    std::string head;      ///< of the answer, as it came
    std::string request;   ///< head of the request, as it was sent
    std::string moved_to;  ///< where redirects for good led before this
};

struct FetchRequest {
    std::string url;
    std::size_t limit = feed_limit;
    std::string etag;           ///< verbatim from an earlier document; empty: none
    std::string last_modified;  ///< verbatim from an earlier document; empty: none
};

struct FetchOptions {
    std::string user_agent;      ///< empty: dateline/VERSION
    std::string proxy;           ///< empty: none, whatever the environment says
    bool allow_private = false;  ///< for tests and intranets: any address and port
    int redirects = 5;
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds total_timeout{30'000};  ///< all redirects together
    long slow_bytes = 100;                            ///< under so many bytes a second ...
    std::chrono::seconds slow_time{10};               ///< ... for so long: given up
};

/// Fetches over http and https. Every address that a socket is opened to is checked (`is_public_address`), at every redirect, after the
/// name look-up, so nothing that an article or feed says makes this program talk to the network it runs in. Sizes are counted on decoded
/// bytes while they come. Connections are kept between requests. Many requests go on at once in one thread; no other code opens
/// connections. Who asks how often is not looked at here.
class Fetcher {
public:
    using Result = std::variant<RawDocument, FetchError>;
    using Done = std::function<void(Result& result)>;
    /// `clock` gives seconds since 1970. Throws Error (internal) when libcurl cannot start.
    Fetcher(FetchOptions options, std::function<std::int64_t()> clock);
    ~Fetcher();
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;

    /// Begins a request. `done` is called by a later `wait`, once; it may take what it is given, and begin others.
    void start(FetchRequest request, Done done);
    /// Goes on with all requests until one or more have ended and were told, at most for `patience`. False when there are none.
    bool wait(std::chrono::milliseconds patience);
    /// Requests begun and not yet told.
    std::size_t going_on() const;

    /// One request from its start to its end.
    Result get(const FetchRequest& request);

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

}  // namespace dateline
