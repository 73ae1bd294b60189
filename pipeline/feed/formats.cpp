#include "pipeline/feed/formats.hpp"

#include <array>

#include "pipeline/feed/json_feed.hpp"
#include "pipeline/feed/opml.hpp"
#include "pipeline/feed/sitemap.hpp"
#include "pipeline/feed/url_list.hpp"
#include "pipeline/feed/xml_feed.hpp"

namespace dateline {

std::span<const FeedFormat> feed_formats() {
    static constexpr std::array<FeedFormat, 5> formats{{
        {"json", begins_json_feed, parse_json_feed},
        {"opml", begins_opml, parse_opml},
        {"sitemap", begins_sitemap, parse_sitemap},
        {"xml", begins_xml_feed, parse_xml_feed},
        {"urls", begins_url_list, parse_url_list},
    }};
    return formats;
}

}  // namespace dateline
