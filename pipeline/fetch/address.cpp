#include "pipeline/fetch/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace dateline {
namespace {

struct Network4 {
    std::uint32_t base;
    int bits;
};

// The special-purpose registry of IANA (RFC 6890 and its successors), without what is globally reachable.
constexpr Network4 closed4[] = {
    {0x00000000, 8},   // "this network": Linux connects 0.0.0.0 to loopback
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // carrier-grade NAT
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link-local, cloud metadata
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC0586300, 24},  // 6to4 relays
    {0xC0A80000, 16},  // private
    {0xC6120000, 15},  // benchmarking
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 4},   // multicast
    {0xF0000000, 4},   // reserved, broadcast
};

using Bytes16 = std::array<std::uint8_t, 16>;

struct Network6 {
    Bytes16 base;
    int bits;
};

constexpr Network6 closed6[] = {
    {{}, 96},                                          // unspecified, loopback, IPv4-compatible
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96},  // IPv4-mapped: the system would open an IPv4 connection
    {{0x00, 0x64, 0xFF, 0x9B}, 96},                    // NAT64
    {{0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01}, 48},        // local NAT64
    {{0x01, 0x00}, 64},                                // discard
    {{0x20, 0x01, 0x00}, 23},                          // protocol assignments, Teredo
    {{0x20, 0x01, 0x0D, 0xB8}, 32},                    // documentation
    {{0x20, 0x02}, 16},                                // 6to4
    {{0x3F, 0xFF}, 20},                                // documentation
    {{0x5F, 0x00}, 16},                                // segment routing
    {{0xFC}, 7},                                       // unique local
    {{0xFE, 0x80}, 10},                                // link-local
    {{0xFE, 0xC0}, 10},                                // site-local
    {{0xFF}, 8},                                       // multicast
};

bool within(std::uint32_t address, Network4 network) {
    return (address ^ network.base) >> (32 - network.bits) == 0;
}

bool within(const Bytes16& address, const Network6& network) {
    for (int bit = 0; bit < network.bits; bit += 8) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const int left = network.bits - bit;
        const int mask = left >= 8 ? 0xFF : 0xFF & (0xFF << (8 - left));
        if (((address[at] ^ network.base[at]) & mask) != 0) return false;
    }
    return true;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        const std::uint32_t host = ntohl(in.sin_addr.s_addr);
        for (const Network4 network : closed4)
            if (within(host, network)) return false;
        return true;
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        Bytes16 host{};
        std::memcpy(host.data(), in.sin6_addr.s6_addr, host.size());
        for (const Network6& network : closed6)
            if (within(host, network)) return false;
        return true;
    }
    return false;
}

std::string address_text(const sockaddr& address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
    } else if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof in);
        inet_ntop(AF_INET6, &in.sin6_addr, text, sizeof text);
    }
    return text[0] == '\0' ? "unknown address" : text;
}

}  // namespace dateline
