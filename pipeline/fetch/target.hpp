#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Where a request goes.
struct Target {
    std::string href;  ///< as the URL standard serializes it, without a fragment: what curl gets
    bool secure = false;
    std::uint16_t port = 0;
    std::string host;  ///< without brackets

    /// The href without user name and password: for messages and records.
    std::string shown() const;
    /// The host is an address of a network that is not public, or localhost by name: seen without a look-up.
    bool plainly_private() const;
};

/// `reference`, resolved against `base` where there is one. Nothing unless it is an http or https URL of at most 8,192 bytes that curl
/// takes to the same host as the URL standard does.
std::optional<Target> web_target(std::string_view reference, std::string_view base = {});

}  // namespace dateline
