#include "pipeline/fetch/visit.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {

constexpr std::int64_t noon = 1363953600;  // Fri, 22 Mar 2013 12:00:00 GMT

RawDocument answer(std::int64_t at, const std::string& sha256, const std::string& fields = "") {
    RawDocument document;
    document.fetched_at = at;
    document.sha256 = sha256;
    document.head = "HTTP/1.1 200 OK\r\n" + fields + "\r\n";
    return document;
}

FetchError error(FetchFailure failure, int status = 0, std::optional<std::int64_t> retry_after = {}) {
    FetchError out;
    out.failure = failure;
    out.status = status;
    out.retry_after = retry_after;
    return out;
}

}  // namespace

TEST_CASE("a feed is due again after its interval, or as long as it says it stays fresh, a day at most", "[fetch][visit]") {
    const auto due = [](const std::string& fields) {
        return after_answer({}, answer(noon, "a", fields), Rhythm::feed, an_hour).due - noon;
    };
    CHECK(due("") == an_hour);
    CHECK(due("Cache-Control: public, max-age=7200\r\n") == 7200);
    CHECK(due("cache-control: MAX-AGE=\"7200\"\r\n") == 7200);
    CHECK(due("Cache-Control: max-age=60\r\n") == an_hour);
    CHECK(due("Cache-Control: max-age=99999999999999999999\r\n") == a_day);
    CHECK(due("Cache-Control: no-cache, max-age=7200\r\n") == an_hour);
    CHECK(due("Cache-Control: max-age=soon\r\n") == an_hour);
    CHECK(due("Expires: Fri, 22 Mar 2013 14:00:00 GMT\r\n") == 2 * an_hour);
    CHECK(due("Expires: 0\r\n") == an_hour);
    CHECK(due("Expires: Fri, 22 Mar 2013 14:00:00 GMT\r\nCache-Control: max-age=0\r\n") == an_hour);
}

TEST_CASE("a page is looked at again after 1 hour, 6 hours, 1, 3 and 7 days, then no more", "[fetch][visit]") {
    AddressMemory memory = after_answer({}, answer(noon, "a"), Rhythm::page, an_hour);
    std::vector<std::int64_t> ages;
    while (memory.due != never) {
        ages.push_back(memory.due - noon);
        memory = after_answer(memory, answer(memory.due, "a"), Rhythm::page, an_hour);
    }
    CHECK(ages == std::vector<std::int64_t>{an_hour, 6 * an_hour, a_day, 3 * a_day, 7 * a_day});
    // A look that comes late takes the place of those it missed.
    CHECK(after_answer(after_answer({}, answer(noon, "a"), Rhythm::page, an_hour), answer(noon + 2 * a_day, "b"), Rhythm::page, an_hour)
              .due == noon + 3 * a_day);
}

TEST_CASE("what fails is given rest that doubles up to seven days, and an answer ends it", "[fetch][visit]") {
    AddressMemory memory = after_answer({}, answer(noon, "a"), Rhythm::feed, an_hour);
    std::vector<std::int64_t> rests;
    std::int64_t now = noon;
    for (int i = 0; i < 12; ++i) {
        memory = after_error(memory, error(FetchFailure::http_5xx, 503), Rhythm::feed, an_hour, now, 0.5);
        rests.push_back(memory.due - now);
        now = memory.due;
    }
    CHECK(rests[0] == an_hour);
    CHECK(rests[1] == 2 * an_hour);
    CHECK(rests[5] == 32 * an_hour);
    CHECK(rests[11] == longest_backoff);
    CHECK(memory.failures == 12);
    CHECK(memory.failure == "http_5xx");
    CHECK(memory.first_failed == noon);
    CHECK(memory.payload == "a");
    // Spread over half to one and a half times.
    CHECK(after_error({}, error(FetchFailure::dns), Rhythm::feed, an_hour, noon, 0).due == noon + an_hour / 2);
    CHECK(after_error({}, error(FetchFailure::dns), Rhythm::feed, an_hour, noon, 0.99).due > noon + an_hour);
    memory = after_answer(memory, answer(now, "a"), Rhythm::feed, an_hour);
    CHECK(memory.failures == 0);
    CHECK(memory.failure.empty());
    CHECK(memory.first_failed == 0);
    CHECK(memory.changed == noon);
}

TEST_CASE("a server that names a time is never asked before it", "[fetch][visit]") {
    const AddressMemory told = after_error({}, error(FetchFailure::http_429, 429, 7200), Rhythm::feed, an_hour, noon, 0);
    CHECK(told.not_before == noon + 7200);
    CHECK(told.due == noon + 7200);
    const AddressMemory short_time = after_error({}, error(FetchFailure::http_429, 429, 5), Rhythm::feed, an_hour, noon, 0.5);
    CHECK(short_time.not_before == noon + 5);
    CHECK(short_time.due == noon + an_hour);
    CHECK(after_error({}, error(FetchFailure::http_429, 429), Rhythm::feed, an_hour, noon, 0.5).not_before == 0);
}

TEST_CASE("validators are kept as they came; not modified is no failure; gone is for good", "[fetch][visit]") {
    RawDocument document = answer(noon, "a");
    document.etag = "W/\"x y\"";
    document.last_modified = "yesterday, more or less";
    document.moved_to = "https://new.example/feed";
    const AddressMemory first = after_answer({}, document, Rhythm::feed, an_hour);
    CHECK(first.etag == "W/\"x y\"");
    CHECK(first.last_modified == "yesterday, more or less");
    CHECK(first.moved_to == "https://new.example/feed");
    const AddressMemory same = after_error(first, error(FetchFailure::not_modified, 304), Rhythm::feed, an_hour, noon + 9, 0);
    CHECK(same.etag == first.etag);
    CHECK(same.payload == "a");
    CHECK(same.failures == 0);
    CHECK(same.last_seen == noon + 9);
    CHECK(same.changed == noon);
    const AddressMemory gone = after_error(first, error(FetchFailure::http_4xx, 410), Rhythm::feed, an_hour, noon + 9, 0);
    CHECK(gone.gone);
    CHECK(gone.due == never);
    CHECK_FALSE(after_error(first, error(FetchFailure::http_4xx, 404), Rhythm::feed, an_hour, noon + 9, 0).gone);
}

TEST_CASE("the jitter of an address is the same each time and another for each", "[fetch][visit]") {
    CHECK(jitter_of("https://a.example/", 1) == jitter_of("https://a.example/", 1));
    CHECK(jitter_of("https://a.example/", 1) != jitter_of("https://a.example/", 2));
    for (int i = 0; i < 1000; ++i) {
        const double jitter = jitter_of("https://" + std::to_string(i) + ".example/", i);
        REQUIRE((jitter >= 0 && jitter < 1));
    }
}
