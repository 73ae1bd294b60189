#include "pipeline/store/rows.hpp"
#include "schemas/digest.hpp"

namespace dateline {

std::string identity_of(const Article& article, const std::string& feed) {
    if (!article.canonical_url.empty()) return "url:" + article.canonical_url;
    if (!article.guid.empty()) return "guid:" + feed + " " + article.guid;
    if (!article.url.empty() && article.url != "-") return article.url.starts_with("file:") ? article.url : "url:" + article.url;
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
