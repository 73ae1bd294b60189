#include "pipeline/fetch/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <catch2/catch.hpp>
#include <string>

using namespace dateline;

namespace {

bool is_public(const std::string& text) {
    if (text.find(':') != std::string::npos) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        REQUIRE(inet_pton(AF_INET6, text.c_str(), &in.sin6_addr) == 1);
        return is_public_address(reinterpret_cast<const sockaddr&>(in));
    }
    sockaddr_in in{};
    in.sin_family = AF_INET;
    REQUIRE(inet_pton(AF_INET, text.c_str(), &in.sin_addr) == 1);
    return is_public_address(reinterpret_cast<const sockaddr&>(in));
}

}  // namespace

TEST_CASE("addresses of networks that are not public are refused, to their first and last host", "[fetch][rfc6890]") {
    for (const char* text : {"0.0.0.0",     "0.255.255.255",   "10.0.0.0",         "10.255.255.255", "100.64.0.0",      "100.127.255.255",
                             "127.0.0.1",   "127.255.255.255", "169.254.169.254",  "172.16.0.0",     "172.31.255.255",  "192.0.0.8",
                             "192.0.2.1",   "192.88.99.1",     "192.168.0.1",      "198.18.0.1",     "198.19.255.255",  "198.51.100.7",
                             "203.0.113.9", "224.0.0.1",       "239.255.255.255",  "240.0.0.1",      "255.255.255.255", "::",
                             "::1",         "::7f00:1",        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1",
                             "100::1",      "2001::1",         "2001:1ff::1",      "2001:db8::1",    "2002:7f00:1::",   "3fff::1",
                             "5f00::1",     "fc00::1",         "fdff::1",          "fe80::1",        "febf::1",         "fec0::1",
                             "ff02::1"}) {
        INFO(text);
        CHECK_FALSE(is_public(text));
    }
}

TEST_CASE("their neighbours on the public internet pass", "[fetch][rfc6890]") {
    for (const char* text : {"1.0.0.1",     "9.255.255.255",   "11.0.0.0",       "100.63.255.255",  "100.128.0.0", "126.255.255.255",
                             "128.0.0.1",   "169.253.255.255", "172.15.255.255", "172.32.0.0",      "192.0.1.1",   "192.167.255.255",
                             "192.169.0.0", "198.17.255.255",  "198.20.0.0",     "223.255.255.255", "2001:200::1", "2001:4860:4860::8888",
                             "2003::1",     "2a00::1",         "64:ff9c::1"}) {
        INFO(text);
        CHECK(is_public(text));
    }
}

TEST_CASE("a socket that is neither IPv4 nor IPv6 is refused", "[fetch][house]") {
    sockaddr local{};
    local.sa_family = AF_UNIX;
    CHECK_FALSE(is_public_address(local));
}
