#pragma once

#include <sys/socket.h>

#include <string>

namespace dateline {

/// True when `address` is one that anybody on the internet can reach. False for loopback, private, link-local, documentation, multicast
/// and reserved networks, also where such an IPv4 address is wrapped in an IPv6 one (mapped, NAT64, 6to4, Teredo).
/// This is asked about the very address a socket is opened to, after all name look-ups, so no spelling of a host gets around it.
bool is_public_address(const sockaddr& address);

/// "127.0.0.1", "::1": for messages. "unknown address" for other families.
std::string address_text(const sockaddr& address);

}  // namespace dateline
