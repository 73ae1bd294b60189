#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "pipeline/fetch/fetcher.hpp"
#include "pipeline/fetch/robots.hpp"
#include "pipeline/fetch/visit.hpp"

namespace dateline {

/// What a site is spared.
struct Politeness {
    std::string agent = "dateline";                   ///< the name that robots.txt rules are looked up for
    bool robots = true;                               ///< robots.txt is asked for and kept to
    std::chrono::milliseconds between{500};           ///< from the end of a request to the start of the next one to the same host
    std::chrono::milliseconds longest_delay{60'000};  ///< of what Crawl-delay may ask for
    std::size_t at_once = 32;                         ///< requests at once; to one host only ever one
    std::int64_t interval = an_hour;                  ///< seconds from one look at a feed to the next
};

/// One address to look at.
struct Visit {
    std::string url;
    std::size_t limit = feed_limit;  ///< bytes of the document
    Rhythm rhythm = Rhythm::page;
    bool only_when_due = false;
    std::int64_t changed = 0;  ///< seconds since 1970, when the document changed as somebody says: due if that is after the last look
};

/// No look was taken, and none was wanted: not due yet, or the server asked to be left alone for a while.
struct NotVisited {
    enum class Why { not_due, waits, gone } why;
    std::string message;
};

/// What visits need to know and to have noted.
struct VisitRecords {
    std::function<AddressMemory(const std::string& url)> remembered;
    std::function<void(const std::string& url, AddressMemory memory)> remember;
    /// The body that an address held last, by its digest; nothing when it is not to be had.
    std::function<std::optional<std::string>(const std::string& sha256)> body;
    /// A robots.txt that came, to be kept.
    std::function<void(const RawDocument& document)> keep;
    std::function<std::int64_t()> clock;  ///< seconds since 1970
};

/// Looks at addresses of the web, politely: one request at a time to a host, with a pause between two; as its robots.txt allows (RFC 9309)
/// and with its Crawl-delay; never before the time that a server named (Retry-After), in this run or a later one; with the validators of
/// the last look, so that what did not change is not sent again. Many hosts are visited at once, in one thread.
class Visits {
public:
    using Result = std::variant<RawDocument, FetchError, NotVisited>;
    using Then = std::function<void(Result)>;

    Visits(Fetcher& fetcher, Politeness politeness, VisitRecords records);
    ~Visits();

    /// `then` is called by a later `step`, once, and may ask for more.
    void ask(Visit visit, Then then);
    /// Goes on until something was told or a second is over. False when nothing is left to do.
    bool step();
    /// Forgets what was not begun; what is on its way is broken off with it when this object goes.
    void drop();

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        Visit visit;
        Then then;
    };
    struct Host {
        std::string origin;  // "https://example.org"
        std::deque<Waiting> waiting;
        bool busy = false;
        Clock::time_point ready{};
        std::chrono::milliseconds pause{0};
        std::int64_t not_before = 0;  // as the server asked
        std::optional<Robots> robots;
        std::optional<FetchError> unreachable;  // why there are no robots.txt rules, and so no visits
    };

    void begin(Host& host);
    void begin_robots(Host& host);
    void robots_came(Host& host, Fetcher::Result& result, const AddressMemory& before);
    void set_robots(Host& host, std::string_view text);
    void came(Host& host, Waiting waiting, Fetcher::Result& result, AddressMemory before);
    void free(Host& host);
    std::optional<Result> known_without(Host& host, const Visit& visit, const AddressMemory& memory);
    void told(Then then, Result result);

    Fetcher& fetcher_;
    Politeness politeness_;
    VisitRecords records_;
    std::map<std::string, std::unique_ptr<Host>> hosts_;
    std::size_t waiting_ = 0;  // of all hosts
    bool told_ = false;        // in this step
};

}  // namespace dateline
