// Many documents at once over one libcurl multi handle, in one thread. Three things are not left to libcurl:
// - redirects are followed here, so that each hop passes the same checks as the first;
// - content codings are undone here, because libcurl 7.88 counts no decoded bytes and keeps none of the coded ones;
// - the address is checked where the socket is opened, the one place that no spelling, no second look-up and no redirect gets around.
#include "pipeline/fetch/fetcher.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/fetch/curl.hpp"
#include "pipeline/fetch/target.hpp"
#include "pipeline/fetch/transfer.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array<std::uint16_t, 4> usual_ports{80, 443, 8080, 8443};
constexpr std::chrono::milliseconds longest_nap{1000};

/// One request on its way, over all its redirects.
struct Job {
    FetchRequest request;
    Fetcher::Done done;
    Target target;
    int hop = 0;
    bool moved_for_good = true;          // every redirect so far was one
    std::string moved_to;                // where those lead
    std::unique_ptr<Transfer> transfer;  // of this hop
    Headers headers{nullptr, nullptr};
    Clock::time_point end;
    std::array<char, CURL_ERROR_SIZE> detail{};
};

}  // namespace

std::string_view wire(FetchFailure failure) {
    constexpr std::array<std::string_view, 16> names{"bad_url",    "blocked_private", "dns",          "connect",  "tls",      "timeout",
                                                     "incomplete", "redirects",       "not_modified", "http_4xx", "http_429", "http_5xx",
                                                     "http_other", "too_large",       "bad_encoding", "robots"};
    return names[static_cast<std::size_t>(failure)];
}

struct Fetcher::Session {
    FetchOptions options;
    std::function<std::int64_t()> clock;
    CURLM* multi = nullptr;
    std::vector<CURL*> idle;
    std::unordered_map<CURL*, std::unique_ptr<Job>> jobs;
    std::deque<std::pair<Done, Result>> ended;  // and not yet told

    Session(FetchOptions o, std::function<std::int64_t()> c) : options(std::move(o)), clock(std::move(c)) {
        if (options.user_agent.empty()) options.user_agent = "dateline/" DATELINE_VERSION;
        multi = curl().multi_init();
        if (multi == nullptr) throw Error(Exit::internal, "libcurl: no memory for connections");
    }
    ~Session() {
        for (const auto& [handle, job] : jobs) {
            curl().multi_remove_handle(multi, handle);
            curl().easy_cleanup(handle);
        }
        for (CURL* handle : idle) curl().easy_cleanup(handle);
        curl().multi_cleanup(multi);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    template <typename Value>
    static void set(CURL* handle, CURLoption option, Value value) {
        const CURLcode code = curl().easy_setopt(handle, option, value);
        if (code != CURLE_OK)
            throw Error(Exit::internal, std::string("libcurl lacks an option that is needed: ") + curl().easy_strerror(code));
    }

    /// A handle with what all requests share. Cookies live for one chain of redirects.
    CURL* handle() {
        CURL* out = nullptr;
        if (!idle.empty()) {
            out = idle.back();
            idle.pop_back();
            set(out, CURLOPT_COOKIELIST, "ALL");
            return out;
        }
        out = curl().easy_init();
        if (out == nullptr) throw Error(Exit::internal, "libcurl: no memory for a connection");
        set(out, CURLOPT_NOSIGNAL, 1L);
        set(out, CURLOPT_PROTOCOLS_STR, "http,https");
        set(out, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        set(out, CURLOPT_FOLLOWLOCATION, 0L);
        set(out, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(out, CURLOPT_USERAGENT, options.user_agent.c_str());
        set(out, CURLOPT_PROXY, options.proxy.c_str());
        set(out, CURLOPT_NOPROXY, "localhost,127.0.0.0/8,::1");
        set(out, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
        set(out, CURLOPT_LOW_SPEED_LIMIT, options.slow_bytes);
        set(out, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.slow_time.count()));
        set(out, CURLOPT_COOKIEFILE, "");
        set(out, CURLOPT_HEADERFUNCTION, Transfer::on_header);
        set(out, CURLOPT_WRITEFUNCTION, Transfer::on_body);
        set(out, CURLOPT_OPENSOCKETFUNCTION, Transfer::on_socket);
        set(out, CURLOPT_DEBUGFUNCTION, Transfer::on_debug);
        set(out, CURLOPT_VERBOSE, 1L);  // which is how the request comes to be known as it was sent
        return out;
    }

    /// Why the hop that `job` stands before may not be made, if so.
    std::optional<FetchError> refusal(const Job& job) const {
        const std::string where = job.target.shown();
        if (!options.allow_private && std::find(usual_ports.begin(), usual_ports.end(), job.target.port) == usual_ports.end())
            return failed(FetchFailure::blocked_private, where,
                          "port " + std::to_string(job.target.port) +
                              " is not one of the web's (80, 443, 8080, 8443); --allow-private lets it through");
        // A proxy opens the connection to the target, so only what the URL itself shows can be refused then.
        if (!options.allow_private && !options.proxy.empty() && job.target.plainly_private())
            return failed(FetchFailure::blocked_private, where, "is not on the public internet; --allow-private lets it through");
        if (Clock::now() >= job.end)
            return failed(FetchFailure::timeout, where, "no complete answer in time; try again later or raise the time limit");
        return std::nullopt;
    }

    /// The next hop of `job`: on its way, or ended where it may not be made.
    void hop(CURL* handle, std::unique_ptr<Job> job) {
        if (auto error = refusal(*job)) return end(handle, std::move(job), std::move(*error));
        job->transfer = std::make_unique<Transfer>();
        job->transfer->allow_private = options.allow_private || !options.proxy.empty();
        job->transfer->limit = job->request.limit;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(job->end - Clock::now());
        set(handle, CURLOPT_URL, job->target.href.c_str());
        set(handle, CURLOPT_HTTPHEADER, job->headers.get());
        set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::chrono::milliseconds::rep>(left.count(), 1)));
        set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(job->transfer->limit));
        set(handle, CURLOPT_ERRORBUFFER, job->detail.data());
        set(handle, CURLOPT_HEADERDATA, job->transfer.get());
        set(handle, CURLOPT_WRITEDATA, job->transfer.get());
        set(handle, CURLOPT_OPENSOCKETDATA, job->transfer.get());
        set(handle, CURLOPT_DEBUGDATA, job->transfer.get());
        job->detail[0] = '\0';
        if (const CURLMcode code = curl().multi_add_handle(multi, handle); code != CURLM_OK)
            throw Error(Exit::internal, std::string("libcurl cannot begin a transfer: ") + curl().multi_strerror(code));
        jobs.emplace(handle, std::move(job));
    }

    void end(CURL* handle, std::unique_ptr<Job> job, Result result) {
        if (handle != nullptr) idle.push_back(handle);
        ended.emplace_back(std::move(job->done), std::move(result));
    }

    /// A hop is over: goes on to the next one or ends.
    void over(CURL* handle, CURLcode code) {
        curl().multi_remove_handle(multi, handle);
        const auto found = jobs.find(handle);
        std::unique_ptr<Job> job = std::move(found->second);
        jobs.erase(found);
        Transfer& transfer = *job->transfer;
        if (!transfer.in_body) transfer.head = parse_http_head(transfer.text);
        const std::string where = job->target.shown();
        const int status = transfer.head.status;
        if (transfer.head_too_long)
            return end(handle, std::move(job),
                       failed(FetchFailure::too_large, where,
                              "its headers are longer than " + std::to_string(longest_head) + " bytes; tell the publisher"));
        const std::string_view location = transfer.head.get("location");
        if (status >= 300 && status < 400 && status != 304 && !location.empty()) {
            if (job->hop == options.redirects) {
                const std::string asked = job->request.url;
                return end(handle, std::move(job),
                           failed(FetchFailure::redirects, asked,
                                  "redirected more than " + std::to_string(options.redirects) + " times; check the address", status));
            }
            std::optional<Target> next = web_target(location, job->target.href);
            if (!next)
                return end(handle, std::move(job),
                           failed(FetchFailure::redirects, where,
                                  "redirects to \"" + std::string(location.substr(0, 200)) + "\", which is no http or https URL", status));
            job->target = std::move(*next);
            ++job->hop;
            job->moved_for_good = job->moved_for_good && (status == 301 || status == 308);
            if (job->moved_for_good) job->moved_to = job->target.shown();
            return hop(handle, std::move(job));
        }
        Result result = answer(*job, where, code);
        end(handle, std::move(job), std::move(result));
    }

    Result answer(Job& job, const std::string& where, CURLcode code) const {
        Transfer& transfer = *job.transfer;
        const int status = transfer.head.status;
        if (status >= 300) {
            FetchError error = status_error(transfer, where, clock());
            error.moved_to = std::move(job.moved_to);
            return error;
        }
        if (transfer.state != ContentDecoder::State::good) return body_error(transfer, where);
        if (code != CURLE_OK) return transport_error(code, transfer, where, job.detail.data());
        if (status == 206) return failed(FetchFailure::incomplete, where, "the server gives only a part; try again later", status);
        if (transfer.decoder && transfer.decoder->finish() != ContentDecoder::State::good) {
            transfer.state = ContentDecoder::State::damaged;
            return body_error(transfer, where);
        }
        RawDocument document;
        document.url = job.request.url;
        document.final_url = where;
        document.moved_to = std::move(job.moved_to);
        const ContentType type = parse_content_type(transfer.head.get("content-type"));
        document.media_type = type.media_type;
        document.charset = type.charset;
        document.bytes = std::move(transfer.bytes);
        if (auto content = unpacked_gzip(document.bytes, {job.request.limit})) document.bytes = std::move(*content);
        if (transfer.wire != document.bytes) document.wire = std::move(transfer.wire);
        document.sha256 = sha256(document.bytes);
        document.status = status;
        document.fetched_at = clock();
        document.etag = std::string(transfer.head.get("etag"));
        document.last_modified = std::string(transfer.head.get("last-modified"));
        document.head = std::move(transfer.text);
        document.request = std::move(transfer.request);
        return document;
    }

    /// Tells what has ended; a `done` may begin other requests. False when there was nothing to tell.
    bool tell() {
        if (ended.empty()) return false;
        std::deque<std::pair<Done, Result>> now;
        now.swap(ended);
        while (!now.empty()) {
            auto [done, result] = std::move(now.front());
            now.pop_front();
            // What is left is told the next time where this one throws.
            try {
                done(result);
            } catch (...) {
                ended.insert(ended.begin(), std::make_move_iterator(now.begin()), std::make_move_iterator(now.end()));
                throw;
            }
        }
        return true;
    }
};

Fetcher::Fetcher(FetchOptions options, std::function<std::int64_t()> clock)
    : session_(std::make_unique<Session>(std::move(options), std::move(clock))) {}
Fetcher::~Fetcher() = default;

void Fetcher::start(FetchRequest request, Done done) {
    auto job = std::make_unique<Job>();
    job->done = std::move(done);
    std::optional<Target> target = web_target(request.url);
    if (!target)
        return session_->end(nullptr, std::move(job),
                             failed(FetchFailure::bad_url, request.url.substr(0, 200), "not an http or https URL; check the address"));
    job->target = std::move(*target);
    job->headers = request_headers(request);
    job->request = std::move(request);
    job->end = Clock::now() + session_->options.total_timeout;
    session_->hop(session_->handle(), std::move(job));
}

bool Fetcher::wait(std::chrono::milliseconds patience) {
    Session& session = *session_;
    if (session.tell()) return true;
    const Clock::time_point end = Clock::now() + patience;
    while (!session.jobs.empty()) {
        int running = 0;
        if (const CURLMcode code = curl().multi_perform(session.multi, &running); code != CURLM_OK)
            throw Error(Exit::internal, std::string("libcurl cannot go on: ") + curl().multi_strerror(code));
        int left = 0;
        while (const CURLMsg* message = curl().multi_info_read(session.multi, &left))
            if (message->msg == CURLMSG_DONE) session.over(message->easy_handle, message->data.result);
        if (session.tell()) return true;
        const auto now = Clock::now();
        if (now >= end) return true;
        const auto nap = std::min(std::chrono::ceil<std::chrono::milliseconds>(end - now), longest_nap);
        curl().multi_poll(session.multi, nullptr, 0, static_cast<int>(nap.count()), nullptr);
    }
    return session.tell();
}

std::size_t Fetcher::going_on() const {
    return session_->jobs.size() + session_->ended.size();
}

Fetcher::Result Fetcher::get(const FetchRequest& request) {
    std::optional<Result> out;
    start(request, [&](Result& result) { out = std::move(result); });
    while (!out) wait(longest_nap);
    return std::move(*out);
}

}  // namespace dateline
