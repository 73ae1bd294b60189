#include <algorithm>
#include <iterator>
#include <string_view>

#include "pipeline/store/rows.hpp"
#include "schemas/digest.hpp"

namespace dateline {
namespace {

/// Whether a parameter of a URL says where its reader came from, and nothing of the page.
bool tracks(std::string_view parameter) {
    constexpr std::string_view names[] = {"fbclid", "gclid", "dclid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid"};
    const std::string_view name = parameter.substr(0, parameter.find('='));
    return name.starts_with("utm_") || std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// One page is one article, whichever feed or letter led to it.
std::string untracked(const std::string& url) {
    const std::size_t query = url.find('?');
    if (query == std::string::npos) return url;
    const std::size_t end = std::min(url.find('#', query), url.size());
    std::string out = url.substr(0, query);
    char mark = '?';
    for (std::size_t at = query + 1; at <= end;) {
        const std::size_t next = std::min(url.find('&', at), end);
        const std::string_view parameter = std::string_view(url).substr(at, next - at);
        if (!parameter.empty() && !tracks(parameter)) {
            out += mark;
            out += parameter;
            mark = '&';
        }
        at = next + 1;
    }
    return out + url.substr(end);
}

}  // namespace

std::string identity_of(const Article& article, const std::string& feed) {
    if (!article.canonical_url.empty()) return "url:" + untracked(article.canonical_url);
    if (!article.guid.empty()) return "guid:" + feed + " " + article.guid;
    if (!article.url.empty() && article.url != "-") return article.url.starts_with("file:") ? article.url : "url:" + untracked(article.url);
    return "text:" + sha256(article.text.utf8());
}

std::string content_digest(const Article& article) {
    // Lengths first, so that no text moved from one zone to the next gives the same bytes.
    std::string all;
    for (const Zone zone : {Zone::title, Zone::text, Zone::caption}) {
        const std::string_view text = article.zone(zone).utf8();
        all += std::to_string(text.size()) + ":";
        all += text;
    }
    return sha256(all);
}

std::string inputs_digest(const Article& article) {
    return sha256(article.language + "\n" + (article.reference_time ? article.reference_time->iso() : ""));
}

std::string extraction_digest(const std::string& dateline, const std::string& flags, const std::map<std::string, std::string>& facts) {
    std::string all = dateline + "\n" + flags + "\n";
    for (const auto& [id, json] : facts) all += json + "\n";
    return sha256(all);
}

}  // namespace dateline
