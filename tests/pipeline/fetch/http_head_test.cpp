#include "pipeline/fetch/http_head.hpp"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("status and headers are read, whatever the line ends", "[fetch][rfc9112]") {
    const HttpHead head =
        parse_http_head("HTTP/1.1 301 Moved\r\nLocation:  /a b \r\nX-Empty:\nno header\nETag: W/\"x:1\"\r\n\r\nBody: no\r\n");
    CHECK(head.status == 301);
    CHECK(head.fields.size() == 3);
    CHECK(head.get("location") == "/a b");
    CHECK(head.get("ETAG") == "W/\"x:1\"");
    CHECK(head.get("body").empty());
    CHECK(parse_http_head("").status == 0);
    CHECK(parse_http_head("HTTP/2 200").status == 200);
    CHECK(parse_http_head("HTTP/1.1 99999999999999999").status == 999);
}

TEST_CASE("Content-Type comes apart", "[fetch][rfc9110]") {
    struct {
        const char* value;
        const char* type;
        const char* charset;
    } const cases[] = {
        {"text/html; charset=UTF-8", "text/html", "utf-8"},
        {"Text/XML;Charset=\"windows-1251\"; x=y", "text/xml", "windows-1251"},
        {"application/rss+xml ; q=1 ; charset = koi8-r", "application/rss+xml", "koi8-r"},
        {"text/html; charset", "text/html", ""},
        {"", "", ""},
        {";charset='a';charset=b", "", "a"},
    };
    for (const auto& c : cases) {
        INFO(c.value);
        CHECK(parse_content_type(c.value).media_type == c.type);
        CHECK(parse_content_type(c.value).charset == c.charset);
    }
}

TEST_CASE("Retry-After is seconds or a date, at most a day", "[fetch][rfc9110]") {
    constexpr std::int64_t now = 784111777;  // Sun, 06 Nov 1994 08:49:37 GMT
    CHECK(parse_retry_after("120", now) == 120);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:50:37 GMT", now) == 60);
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now) == 0);
    CHECK(parse_retry_after("316800", now) == 86400);
    CHECK(parse_retry_after("99999999999999999999999999", now) == 86400);
    CHECK_FALSE(parse_retry_after("", now));
    CHECK_FALSE(parse_retry_after("soon", now));
}
