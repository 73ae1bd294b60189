#include "pipeline/visits.hpp"

#include <algorithm>
#include <charconv>
#include <thread>
#include <utility>

#include "pipeline/fetch/target.hpp"
#include "schemas/moment.hpp"

namespace dateline {
namespace {

constexpr std::chrono::milliseconds longest_nap{1000};
constexpr std::size_t robots_limit = 1 << 20;
constexpr std::int64_t robots_kept = 30 * a_day;  // for so long, rules that cannot be renewed go on to hold

/// "https://example.org:8443" of a URL: what robots.txt and pauses hold for. Empty for what is no web address.
std::string origin_of(const std::string& url) {
    const std::optional<Target> target = web_target(url);
    if (!target) return {};
    const std::size_t path = target->href.find('/', target->href.find("//") + 2);
    std::string origin = target->shown();
    return origin.substr(0, std::min(origin.size(), path == std::string::npos ? path : origin.find('/', origin.find("//") + 2)));
}

std::chrono::milliseconds milliseconds(const std::string& seconds) {
    double value = 0;
    const auto [end, fault] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
    if (fault != std::errc() || !(value > 0)) return std::chrono::milliseconds{0};
    return std::chrono::milliseconds{static_cast<std::int64_t>(std::min(value, 86400.0) * 1000)};
}

NotVisited waits(const std::string& url, std::int64_t until) {
    return {NotVisited::Why::waits, url + ": the server asked not to come back before " + Moment::at(until).iso() + "; not visited"};
}

}  // namespace

Visits::Visits(Fetcher& fetcher, Politeness politeness, VisitRecords records)
    : fetcher_(fetcher), politeness_(std::move(politeness)), records_(std::move(records)) {}
Visits::~Visits() = default;

void Visits::ask(Visit visit, Then then) {
    const std::string origin = origin_of(visit.url);
    std::unique_ptr<Host>& host = hosts_[origin];
    if (!host) {
        host = std::make_unique<Host>();
        host->origin = origin;
        host->pause = politeness_.between;
        if (!politeness_.robots || origin.empty()) host->robots.emplace();
    }
    host->waiting.push_back({std::move(visit), std::move(then)});
    ++waiting_;
}

bool Visits::step() {
    told_ = false;
    const Clock::time_point now = Clock::now();
    Clock::time_point next = now + longest_nap;
    for (const auto& [origin, host] : hosts_) {
        while (!host->busy && !host->waiting.empty() && host->ready <= Clock::now() && fetcher_.going_on() < politeness_.at_once)
            begin(*host);
        if (!host->busy && !host->waiting.empty()) next = std::min(next, std::max(host->ready, now));
    }
    if (told_) return true;
    if (waiting_ == 0 && fetcher_.going_on() == 0) return false;
    const auto patience = std::max(std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()), std::chrono::milliseconds{0});
    if (!fetcher_.wait(patience) && !told_) std::this_thread::sleep_for(std::min(patience, longest_nap));
    return true;
}

void Visits::drop() {
    for (const auto& [origin, host] : hosts_) host->waiting.clear();
    waiting_ = 0;
}

/// The next visit of a host that is free: its robots.txt first.
void Visits::begin(Host& host) {
    if (!host.robots && !host.unreachable) return begin_robots(host);
    Waiting waiting = std::move(host.waiting.front());
    host.waiting.pop_front();
    --waiting_;
    AddressMemory memory = records_.remembered(waiting.visit.url);
    if (auto known = known_without(host, waiting.visit, memory)) return told(std::move(waiting.then), std::move(*known));
    FetchRequest request{waiting.visit.url, waiting.visit.limit, memory.etag, memory.last_modified};
    // What is not at hand any more must come whole.
    if (memory.payload.empty()) request.etag = request.last_modified = "";
    host.busy = true;
    fetcher_.start(std::move(request), [this, &host, waiting = std::move(waiting), memory = std::move(memory)](Fetcher::Result& result) {
        came(host, waiting, result, memory);
    });
}

/// What a visit comes to without a request, if so.
std::optional<Visits::Result> Visits::known_without(Host& host, const Visit& visit, const AddressMemory& memory) {
    const std::int64_t now = records_.clock();
    if (const std::int64_t until = std::max(host.not_before, memory.not_before); until > now) return waits(visit.url, until);
    if (visit.only_when_due && memory.gone)
        return NotVisited{NotVisited::Why::gone, visit.url + ": is gone, as the server said (410); not visited"};
    if (visit.only_when_due && memory.due > now && visit.changed <= memory.last_seen)
        return NotVisited{NotVisited::Why::not_due, visit.url + ": not due"};
    if (host.unreachable) return *host.unreachable;
    if (!host.robots->allows(politeness_.agent, visit.url)) {
        FetchError error;
        error.failure = FetchFailure::robots;
        error.message = visit.url + ": the site's robots.txt does not allow it; --ignore-robots asks all the same";
        return error;
    }
    return std::nullopt;
}

void Visits::came(Host& host, Waiting waiting, Fetcher::Result& result, AddressMemory before) {
    free(host);
    const std::string& url = waiting.visit.url;
    if (const auto* document = std::get_if<RawDocument>(&result)) {
        AddressMemory after = after_answer(std::move(before), *document, waiting.visit.rhythm, politeness_.interval);
        // Remembered only when all is done with it: a run that is killed before must find the address as it was, and not be told next time
        // that the document has not changed.
        told(std::move(waiting.then), std::move(std::get<RawDocument>(result)));
        return records_.remember(url, std::move(after));
    }
    FetchError& error = std::get<FetchError>(result);
    const std::int64_t now = records_.clock();
    const double jitter = jitter_of(url, before.failures);
    if (error.retry_after) {
        // It is the site that is tired, not the page: nobody goes there before, and robots.txt remembers it for the next run.
        host.not_before = std::max(host.not_before, now + *error.retry_after);
        AddressMemory site = records_.remembered(host.origin + "/robots.txt");
        site.not_before = std::max(site.not_before, host.not_before);
        records_.remember(host.origin + "/robots.txt", std::move(site));
    } else if (error.failure == FetchFailure::http_429) {
        host.ready = std::max(host.ready, Clock::now() + politeness_.longest_delay);
    }
    records_.remember(url, after_error(std::move(before), error, waiting.visit.rhythm, politeness_.interval, now, jitter));
    told(std::move(waiting.then), std::move(error));
}

void Visits::free(Host& host) {
    host.busy = false;
    host.ready = std::max(host.ready, Clock::now() + host.pause);
}

void Visits::begin_robots(Host& host) {
    const std::string url = host.origin + "/robots.txt";
    AddressMemory memory = records_.remembered(url);
    const std::int64_t now = records_.clock();
    host.not_before = std::max(host.not_before, memory.not_before);
    const std::optional<std::string> known = memory.payload.empty() ? std::nullopt : records_.body(memory.payload);
    if (known && (memory.due > now || memory.not_before > now)) return set_robots(host, *known);
    // Without one, four hundred and something said that there are no rules.
    if (memory.last_seen > 0 && memory.due > now && memory.payload.empty()) return set_robots(host, "");
    if (memory.not_before > now) return set_robots(host, "");  // whatever they are: nothing is asked for before then
    if (!known) memory.etag = memory.last_modified = "";
    host.busy = true;
    fetcher_.start({url, robots_limit, memory.etag, memory.last_modified},
                   [this, &host, memory](Fetcher::Result& result) { robots_came(host, result, memory); });
}

/// RFC 9309, 2.3.1: no rules where there is no such file; none may be visited where the server fails, unless rules are known from before.
void Visits::robots_came(Host& host, Fetcher::Result& result, const AddressMemory& before) {
    free(host);
    const std::string url = host.origin + "/robots.txt";
    const std::int64_t now = records_.clock();
    if (const auto* document = std::get_if<RawDocument>(&result)) {
        records_.keep(*document);
        records_.remember(url, after_answer(before, *document, Rhythm::robots, politeness_.interval));
        return set_robots(host, document->bytes);
    }
    FetchError& error = std::get<FetchError>(result);
    const std::optional<std::string> known = before.payload.empty() ? std::nullopt : records_.body(before.payload);
    AddressMemory after = after_error(before, error, Rhythm::robots, politeness_.interval, now, jitter_of(url, before.failures));
    const bool no_file = error.failure == FetchFailure::http_4xx || error.failure == FetchFailure::redirects;
    if (no_file) {
        after = AddressMemory{};
        after.first_seen = after.last_seen = now;
        after.due = now + a_day;
    }
    if (error.retry_after) host.not_before = std::max(host.not_before, now + *error.retry_after);
    records_.remember(url, std::move(after));
    if (no_file) return set_robots(host, "");
    if (known && now - before.last_seen < robots_kept) return set_robots(host, *known);
    error.message = "robots.txt, which says what may be visited: " + error.message;
    host.unreachable = std::move(error);
}

void Visits::set_robots(Host& host, std::string_view text) {
    host.robots = Robots::parse(text);
    if (const auto delay = host.robots->crawl_delay(politeness_.agent))
        host.pause = std::max(host.pause, std::min(milliseconds(*delay), politeness_.longest_delay));
}

void Visits::told(Then then, Result result) {
    told_ = true;
    then(std::move(result));
}

}  // namespace dateline
