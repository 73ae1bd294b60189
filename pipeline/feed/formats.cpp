#include "pipeline/feed/formats.hpp"

#include <array>

#include "pipeline/feed/xml_feed.hpp"

namespace dateline {

std::span<const FeedFormat> feed_formats() {
    static constexpr std::array<FeedFormat, 1> formats{{
        {"xml", begins_xml_feed, parse_xml_feed},
    }};
    return formats;
}

}  // namespace dateline
