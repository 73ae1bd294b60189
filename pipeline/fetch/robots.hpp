#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// A robots.txt as RFC 9309 reads it: groups of the same agent joined, the longest rule wins, allow wins a tie.
/// Common misspellings ("dissallow", "useragent") and lines without a colon are understood, as crawlers do.
class Robots {
public:
    /// Never fails: what cannot be read is left out. Reads the first megabyte (the standard asks for 500 KiB at least).
    static Robots parse(std::string_view text);

    /// Whether `agent` (a product token, or a whole User-Agent value) may fetch `url`.
    bool allows(std::string_view agent, std::string_view url) const;

    /// The Crawl-delay that holds for `agent`, in seconds as written ("2.5").
    std::optional<std::string> crawl_delay(std::string_view agent) const;

    /// Sitemap lines, in order.
    const std::vector<std::string>& sitemaps() const { return sitemaps_; }

private:
    struct Rule {
        bool allow;
        std::string pattern;
    };
    struct Group {
        std::vector<std::string> agents;
        std::vector<Rule> rules;
        std::optional<std::string> delay;
    };
    std::vector<const Group*> groups_of(std::string_view agent) const;

    std::vector<Group> groups_;
    std::vector<std::string> sitemaps_;
};

}  // namespace dateline
