#include "pipeline/article/named_feed.hpp"

#include "pipeline/charset/charset.hpp"
#include "pipeline/html/document.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"

namespace dateline {

std::string feed_named_in(const RawDocument& page) {
    std::vector<Warning> ignored;
    const HtmlDocument document(decode(page.bytes, decide(page.bytes, page.charset, Markup::html), 0, ignored));
    const std::string& own = page.final_url.empty() ? page.url : page.final_url;
    std::string base = own.starts_with("http") ? own : std::string();
    for (HtmlNode node = document.root(); node; node = node.next(document.root())) {
        const auto target = node.attribute("href");
        if (!target) continue;
        if (node.is("base"))
            if (auto url = resolve(*target, base)) base = *url;
        if (!node.is("link")) continue;
        const auto rel = node.attribute("rel"), type = node.attribute("type");
        if (!rel || !type || ascii_lower(*rel).find("alternate") == std::string::npos) continue;
        const std::string kind = ascii_lower(*type);
        if (kind.find("rss+xml") == std::string::npos && kind.find("atom+xml") == std::string::npos &&
            kind.find("feed+json") == std::string::npos)
            continue;
        return resolve(*target, base).value_or(std::string(*target));
    }
    return {};
}

}  // namespace dateline
