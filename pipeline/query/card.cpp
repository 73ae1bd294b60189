#include "pipeline/query/card.hpp"

#include <algorithm>
#include <map>

#include "pipeline/query/cells.hpp"
#include "pipeline/query/facts.hpp"
#include "schemas/digest.hpp"
#include "schemas/moment.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t around = 300;  // characters of a long sentence that are shown on each side

void row(std::string& out, const std::string& name, const std::string& value) {
    if (!value.empty()) out += fitted(name, 11) + printable(value) + "\n";
}

/// The sentence with the fact in [[ ]].
std::string marked(const SourceText& zone, Span sentence, Span fact) {
    if (sentence.begin > fact.begin || sentence.end < fact.end || sentence.end > zone.end()) sentence = fact;
    Span before{sentence.begin, fact.begin}, after{fact.end, sentence.end};
    std::string start, end;
    if (before.length() > around) {
        before.begin = before.end - around;
        start = "… ";
    }
    if (after.length() > around) {
        after.end = after.begin + around;
        end = " …";
    }
    return start + std::string(zone.slice(before)) + "[[" + std::string(zone.slice(fact)) + "]]" + std::string(zone.slice(after)) + end;
}

std::string zone_name(Zone zone) {
    return zone == Zone::title ? "the title" : zone == Zone::caption ? "the captions" : "the text";
}

std::string attribution_of(const FactRow& fact) {
    return fact.kind == "quote" || fact.speaker.empty() ? "" : fact.speaker;
}

}  // namespace

std::string card(const Store& store, const FactRow& fact, const std::function<std::string(const std::string& rule)>& rule_place) {
    const VersionRow version = store.version(fact.version_id);
    const Article& article = version.article;
    const SourceText& zone = article.zone(fact.place.zone);
    const Span span = fact.place.span;
    std::string out;
    row(out, "fact", fact.id);
    row(out, fact.kind, fact.type + ": " + meaning(fact));
    if (span.end > zone.end()) {
        row(out, "damaged", "the span lies outside of the article; dateline verify says more");
        return out;
    }
    row(out, "sentence", marked(zone, fact.sentence, span));
    row(out, "said by", attribution_of(fact));
    row(out, "status",
        fact.modality + ", " + fact.polarity + ", confidence " +
            Decimal::scaled(static_cast<std::int64_t>(fact.confidence * 1000 + 0.5), -3).text());
    row(out, "article", fact.title.empty() ? "(no title)" : fact.title);
    row(out, "published", fact.published);
    row(out, "version",
        std::to_string(fact.seq) + ", seen " + Moment::at(fact.seen_at).iso() + (fact.current ? ", current" : ", not the current one"));
    row(out, "address", fact.url);
    if (!article.canonical_url.empty() && article.canonical_url != fact.url) row(out, "canonical", article.canonical_url);
    row(out, "source",
        fact.source_name.empty() ? (fact.source == "-" ? "standard input" : fact.source) : fact.source_name + " (" + fact.source + ")");
    row(out, "text",
        "characters " + std::to_string(span.begin.value) + " to " + std::to_string(span.end.value) + " of " + zone_name(fact.place.zone) +
            ", SHA-256 " + sha256(zone.utf8()));

    std::map<std::uint16_t, std::string> ranges;
    for (const RawSpan& raw : zone.raw(span)) {
        std::string& list = ranges[raw.payload];
        list += (list.empty() ? "" : ", ") + std::to_string(raw.begin.value) + " to " + std::to_string(raw.end.value);
    }
    if (ranges.empty()) row(out, "raw", "not known");
    for (const auto& [number, list] : ranges) {
        if (number >= article.payloads.size()) continue;
        const std::string& digest = article.payloads[number];
        row(out, "raw", "bytes " + list + " of payload " + digest);
        if (const auto payload = store.payload(digest))
            row(out, "",
                (number < article.charsets.size() ? article.charsets[number] + ", " : "") + std::to_string(payload->length) +
                    " bytes, in " + (Store::archive_of(store.path()) / payload->warc_file).string() + " at " +
                    std::to_string(payload->warc_offset));
        if (const auto fetch = store.first_fetch(digest))
            row(out, "fetched", Moment::at(fetch->at).iso() + " from " + (fetch->final_url == "-" ? "standard input" : fetch->final_url));
    }
    const std::string place = rule_place(fact.rule);
    row(out, "rule", fact.rule + (place.empty() ? " (not among the present rules)" : ", " + place));
    row(out, "rules", "SHA-256 " + fact.rules_sha256);
    return out;
}

std::vector<std::string> ids_meant(const Store& store, const std::string& given) {
    if (!store.fact(given).empty()) return {given};
    return store.ids_like(given);
}

}  // namespace dateline
