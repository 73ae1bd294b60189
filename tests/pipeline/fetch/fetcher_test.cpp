#include "pipeline/fetch/fetcher.hpp"

#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>

#include "schemas/digest.hpp"
#include "tests/support/gzip.hpp"
#include "tests/support/http_server.hpp"

using namespace dateline;
using namespace dateline::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t now = 784111777;

FetchOptions local_options() {
    FetchOptions options;
    options.allow_private = true;
    options.connect_timeout = 2s;
    options.total_timeout = 5s;
    return options;
}

FetchRequest request(std::string url, std::size_t limit = feed_limit) {
    FetchRequest out;
    out.url = std::move(url);
    out.limit = limit;
    return out;
}

Fetcher::Result get(const FetchRequest& wanted, const FetchOptions& options = local_options()) {
    return Fetcher(options, [] { return now; }).get(wanted);
}

RawDocument document(const Fetcher::Result& result) {
    if (const auto* error = std::get_if<FetchError>(&result)) FAIL(error->message);
    return std::get<RawDocument>(result);
}

/// "http_4xx 404 http://...: message"
std::string error(const Fetcher::Result& result) {
    if (std::holds_alternative<RawDocument>(result)) return "no error";
    const auto& e = std::get<FetchError>(result);
    return std::string(wire(e.failure)) + ' ' + std::to_string(e.status) + ' ' + e.message;
}

}  // namespace

TEST_CASE("a page comes with all that is known about it", "[fetch]") {
    const HttpServer server([](HttpExchange& x) {
        x.answer(200, "<p>h\xC3\xA9</p>", "Content-Type: text/html; charset=UTF-8\r\nETag: W/\"a\"\r\nLast-Modified: yesterday\r\n");
    });
    const RawDocument page = document(get(request(server.url("/a b?q#part"))));
    CHECK(page.url == server.url("/a b?q#part"));
    CHECK(page.final_url == server.url("/a%20b?q"));
    CHECK(page.bytes == "<p>h\xC3\xA9</p>");
    CHECK(page.sha256 == sha256(page.bytes));
    CHECK(page.media_type == "text/html");
    CHECK(page.charset == "utf-8");
    CHECK(page.etag == "W/\"a\"");
    CHECK(page.last_modified == "yesterday");
    CHECK(page.status == 200);
    CHECK(page.fetched_at == now);
    CHECK(page.wire.empty());
    CHECK_THAT(page.head, Catch::StartsWith("HTTP/1.1 200 Test\r\n"));
}

TEST_CASE("the request names the program and sends validators as they were", "[fetch]") {
    const HttpServer server([](HttpExchange& x) {
        if (x.header("If-None-Match") == "\"v1\"" && x.header("If-Modified-Since") == "Sun, 06 Nov 1994 08:49:37 GMT")
            x.answer(304, "", "ETag: \"v2\"\r\n");
        else
            x.answer(200, x.header("User-Agent") + '|' + x.header("Accept-Encoding") + '|' + x.header("If-None-Match"));
    });
    FetchRequest again = request(server.url());
    again.etag = "\"v1\"";
    again.last_modified = "Sun, 06 Nov 1994 08:49:37 GMT";
    const auto result = get(again);
    CHECK_THAT(error(result), Catch::StartsWith("not_modified 304 "));
    CHECK(std::get<FetchError>(result).etag == "\"v2\"");
    CHECK_THAT(document(get(request(server.url()))).bytes, Catch::Matches("dateline/[0-9.]+\\|gzip, deflate, br\\|"));
    again.etag = "a\r\nX-Evil: 1";
    CHECK_THAT(document(get(again)).bytes, Catch::EndsWith("|"));
}

TEST_CASE("a compressed body is unpacked and kept as it came", "[fetch]") {
    const HttpServer server([](HttpExchange& x) { x.answer(200, packed("<rss/>"), "Content-Encoding: gzip\r\n"); });
    const RawDocument feed = document(get(request(server.url())));
    CHECK(feed.bytes == "<rss/>");
    CHECK(feed.wire == packed("<rss/>"));
}

TEST_CASE("redirects are followed, relative ones too, and cookies live as long as the chain", "[fetch]") {
    const HttpServer server([](HttpExchange& x) {
        if (x.path() == "/1")
            x.answer(301, "moved", "Location: /2\r\nSet-Cookie: seen=1\r\n");
        else if (x.path() == "/2")
            x.answer(302, "", "Location: sub/../3?x#y\r\n");
        else
            x.answer(200, x.header("Cookie"));
    });
    Fetcher fetcher(local_options(), [] { return now; });
    const RawDocument page = document(fetcher.get(request(server.url("/1"))));
    CHECK(page.final_url == server.url("/3?x"));
    CHECK(page.bytes == "seen=1");
    CHECK(document(fetcher.get(request(server.url("/3")))).bytes.empty());
    CHECK(server.connections() == 1);
}

TEST_CASE("redirects end after five, and never leave http", "[fetch]") {
    const HttpServer server([](HttpExchange& x) {
        const std::string path = x.path();
        if (path == "/0")
            x.answer(200, "there");
        else if (path == "/file")
            x.answer(302, "", "Location: file:///etc/passwd\r\n");
        else if (path == "/ftp")
            x.answer(302, "", "Location: ftp://127.0.0.1/x\r\n");
        else if (path == "/data")
            x.answer(302, "", "Location: data:text/plain,x\r\n");
        else
            x.answer(302, "", "Location: /" + std::to_string(std::stoi(path.substr(1)) - 1) + "\r\n");
    });
    CHECK(document(get(request(server.url("/5")))).bytes == "there");
    CHECK_THAT(error(get(request(server.url("/6")))), Catch::StartsWith("redirects 302 ") && Catch::Contains("more than 5 times"));
    for (const char* path : {"/file", "/ftp", "/data"})
        CHECK_THAT(error(get(request(server.url(path)))), Catch::StartsWith("redirects 302 "));
}

TEST_CASE("addresses that are not public get no connection, however they are written", "[fetch]") {
    const HttpServer server([](HttpExchange& x) { x.answer(200, "secret"); });
    FetchOptions options;
    options.connect_timeout = options.total_timeout = 3s;
    // The port alone would be refused; the guard on the address must do so by itself, so these go to a usual one.
    for (const char* host :
         {"127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.01", "0", "0.0.0.0", "[::]", "[::1]", "[::ffff:7f00:1]",
          "[::ffff:127.0.0.1]", "localhost", "LOCALHOST", "user:hidden@127.0.0.1", "１２７.0.0.1", "127。0。0。1", "169.254.169.254"}) {
        const auto result = get(request("http://" + std::string(host) + ":8080/"), options);
        INFO(host);
        CHECK_THAT(error(result), Catch::StartsWith("blocked_private 0 "));
        CHECK_THAT(error(result), !Catch::Contains("hidden"));
    }
    CHECK_THAT(error(get(request(server.url()), options)), Catch::StartsWith("blocked_private 0 ") && Catch::Contains("port"));
    options.proxy = server.url();
    CHECK_THAT(error(get(request("http://0x7f.1/"), options)), Catch::StartsWith("blocked_private 0 "));
    CHECK(server.connections() == 0);
}

TEST_CASE("the environment's proxy is not used, and none is for loopback", "[fetch]") {
    const HttpServer server([](HttpExchange& x) { x.answer(200, "direct"); });
    ::setenv("http_proxy", "http://127.0.0.1:9", 1);
    CHECK(document(get(request(server.url()))).bytes == "direct");
    ::unsetenv("http_proxy");
    FetchOptions options = local_options();
    options.proxy = "http://127.0.0.1:9";
    CHECK(document(get(request(server.url()), options)).bytes == "direct");
}

TEST_CASE("statuses have their classes", "[fetch]") {
    const HttpServer server([](HttpExchange& x) { x.answer(std::stoi(x.path().substr(1)), "sorry", "Retry-After: 120\r\n"); });
    struct {
        int status;
        const char* failure;
        const char* said;
    } const cases[] = {
        {404, "http_4xx 404 ", "check the address"}, {410, "http_4xx 410 ", "not there"},     {403, "http_4xx 403 ", "will not give it"},
        {429, "http_429 429 ", "too many requests"}, {500, "http_5xx 500 ", "try again"},     {503, "http_5xx 503 ", "try again"},
        {300, "http_other 300 ", "no document"},     {206, "incomplete 206 ", "only a part"},
    };
    Fetcher fetcher(local_options(), [] { return now; });
    for (const auto& c : cases) {
        const auto result = fetcher.get(request(server.url("/" + std::to_string(c.status))));
        CHECK_THAT(error(result), Catch::StartsWith(c.failure) && Catch::Contains(c.said) && Catch::Contains(server.url()));
        if (c.status != 206) CHECK(std::get<FetchError>(result).retry_after == 120);
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("bodies over the limit are stopped, with a length, without one, and packed", "[fetch]") {
    std::atomic<std::size_t> sent{0};
    const HttpServer server([&](HttpExchange& x) {
        const std::string piece(100'000, 'x');
        if (x.path() == "/length") {
            x.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
            while (x.send(piece)) sent += piece.size();
        } else if (x.path() == "/chunked") {
            x.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (x.send("186a0\r\n" + piece + "\r\n")) sent += piece.size();
        } else if (x.path() == "/headers") {
            x.send("HTTP/1.1 200 OK\r\n");
            while (x.send("X-More: " + piece.substr(0, 1000) + "\r\n")) sent += 1000;
        } else if (x.path() == "/error") {
            x.send("HTTP/1.1 404 Gone\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (x.send("186a0\r\n" + piece + "\r\n")) sent += piece.size();
        } else {
            x.answer(200, packed(std::string(30'000'000, '\0')), "Content-Encoding: gzip\r\n");
        }
        x.close();
    });
    for (const char* path : {"/length", "/chunked", "/bomb", "/headers"}) {
        sent = 0;
        INFO(path);
        CHECK_THAT(error(get(request(server.url(path), 1'000'000))), Catch::StartsWith("too_large "));
        CHECK(sent < 20'000'000);  // what the sockets' buffers took
    }
    CHECK_THAT(error(get(request(server.url("/error"), 1'000'000))), Catch::StartsWith("http_4xx 404 "));
}

TEST_CASE("a body of exactly the limit passes", "[fetch]") {
    const HttpServer server([](HttpExchange& x) { x.answer(200, "12345"); });
    CHECK(document(get(request(server.url(), 5))).bytes == "12345");
    CHECK_THAT(error(get(request(server.url(), 4))), Catch::StartsWith("too_large "));
}

TEST_CASE("answers that never come, drip or break off are given up", "[fetch]") {
    const HttpServer server([](HttpExchange& x) {
        if (x.path() == "/silent") x.wait(60s);
        if (x.path() == "/drip") {
            x.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (x.send("x")) x.wait(50ms);
        }
        if (x.path() == "/short") x.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");
        if (x.path() == "/gzip") {
            const std::string wire = packed(std::string(3000, 'a'));
            x.answer(200, wire.substr(0, wire.size() - 9), "Content-Encoding: gzip\r\n");
        }
        if (x.path() == "/noise") x.send("220 mail.example.org ESMTP\r\n");
        x.close();
    });
    FetchOptions options = local_options();
    options.total_timeout = 300ms;
    CHECK_THAT(error(get(request(server.url("/silent")), options)), Catch::StartsWith("timeout 0 "));
    CHECK_THAT(error(get(request(server.url("/drip")), options)), Catch::StartsWith("timeout "));
    options = local_options();
    options.slow_time = 1s;
    CHECK_THAT(error(get(request(server.url("/drip")), options)), Catch::StartsWith("timeout "));
    CHECK_THAT(error(get(request(server.url("/short")))), Catch::StartsWith("incomplete "));
    CHECK_THAT(error(get(request(server.url("/gzip")))), Catch::StartsWith("bad_encoding "));
    CHECK_THAT(error(get(request(server.url("/empty")))), Catch::StartsWith("incomplete "));
    CHECK_THAT(error(get(request(server.url("/noise")))), Catch::StartsWith("connect "));
}

TEST_CASE("what is no web address, or leads nowhere, is told apart", "[fetch]") {
    for (const char* url :
         {"", "feed.xml", "ftp://e.org/", "file:///etc/passwd", "javascript:1", "http://", "http://a b/", "gopher://e.org"})
        CHECK_THAT(error(get(request(url))), Catch::StartsWith("bad_url 0 "));
    CHECK_THAT(error(get(request("http://127.0.0.1:9/"))), Catch::StartsWith("connect 0 http://127.0.0.1:9/: cannot be reached"));
    CHECK_THAT(error(get(request("http://no-such-host.invalid/"))), Catch::StartsWith("dns 0 ") || Catch::StartsWith("timeout 0 "));
}

TEST_CASE("a server without TLS is a TLS fault", "[fetch]") {
    const HttpServer plain([](HttpExchange&) {});
    std::string url = plain.url();
    url.replace(0, 4, "https");
    FetchOptions options = local_options();
    options.total_timeout = 500ms;
    CHECK_THAT(error(get(request(url), options)), Catch::StartsWith("tls 0 ") || Catch::StartsWith("timeout 0 "));
}

TEST_CASE("many requests go on at once, and one that is told may begin others", "[fetch]") {
    // Each answer waits until all eight are asked for: one after another they would never end.
    std::atomic<int> asked{0};
    const HttpServer server([&](HttpExchange& x) {
        ++asked;
        for (int i = 0; i < 400 && asked < 8; ++i) x.wait(5ms);
        x.answer(asked >= 8 ? 200 : 500, x.path());
    });
    Fetcher fetcher(local_options(), [] { return now; });
    std::vector<std::string> bodies;
    for (int i = 0; i < 8; ++i)
        fetcher.start(request(server.url("/" + std::to_string(i))), [&](Fetcher::Result& result) {
            bodies.push_back(document(result).bytes);
            if (bodies.back() == "/0")
                fetcher.start(request(server.url("/more")), [&](Fetcher::Result& more) { bodies.push_back(document(more).bytes); });
        });
    fetcher.start(request("ftp://example.org/"), [&](Fetcher::Result& result) { bodies.push_back(error(result).substr(0, 7)); });
    CHECK(fetcher.going_on() == 9);
    while (fetcher.wait(10s)) {
    }
    CHECK(fetcher.going_on() == 0);
    std::sort(bodies.begin(), bodies.end());
    CHECK(bodies == std::vector<std::string>{"/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7", "/more", "bad_url"});
    CHECK_FALSE(fetcher.wait(10s));
}

TEST_CASE("redirects for good are told apart from those that are not, and the request is kept as it was sent", "[fetch]") {
    const HttpServer server([](HttpExchange& x) {
        const std::string path = x.path();
        if (path == "/old") return x.answer(301, "", "Location: /newer\r\n");
        if (path == "/newer") return x.answer(308, "", "Location: /new\r\n");
        if (path == "/today") return x.answer(302, "", "Location: /old\r\n");
        if (path == "/mixed") return x.answer(301, "", "Location: /today\r\n");
        x.answer(path == "/new" ? 200 : 410, "text");
    });
    const RawDocument moved = document(get(request(server.url("/old"))));
    CHECK(moved.moved_to == server.url("/new"));
    CHECK(moved.final_url == server.url("/new"));
    CHECK_THAT(moved.request,
               Catch::StartsWith("GET /new HTTP/1.1\r\n") && Catch::Contains("\r\nUser-Agent: dateline/") && Catch::EndsWith("\r\n\r\n"));
    CHECK(document(get(request(server.url("/today")))).moved_to.empty());
    CHECK(document(get(request(server.url("/mixed")))).moved_to == server.url("/today"));
    CHECK(std::get<FetchError>(get(request(server.url("/none")))).status == 410);
}
