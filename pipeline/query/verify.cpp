#include "pipeline/query/verify.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "pipeline/charset/charset.hpp"
#include "pipeline/query/raw_check.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"
#include "schemas/json.hpp"

namespace dateline {
namespace {

constexpr std::size_t faults_a_version = 20;  // a damaged payload makes every character wrong; more lines say nothing more

Zone zone_of(const std::string& name) {
    return name == "title" ? Zone::title : name == "caption" ? Zone::caption : Zone::text;
}
const char* name_of(Zone zone) {
    return zone == Zone::title ? "title" : zone == Zone::caption ? "captions" : "text";
}

class Verifier {
public:
    Verifier(const Store& store, const std::function<std::string(const PayloadRow&)>& bytes_of) : store_(store), bytes_of_(bytes_of) {}

    VerifyResult run(const std::vector<std::string>& ids) {
        for (const std::string& fault : store_.check()) result_.faults.push_back("database: " + fault);
        std::vector<std::int64_t> versions;
        if (ids.empty()) {
            for (const PayloadRow& row : store_.payloads()) check_payload(row);
            versions = store_.versions();
        }
        for (const std::string& id : ids) {
            const std::vector<FactRow> rows = store_.fact(id);
            if (rows.empty()) result_.faults.push_back("fact " + id + ": not in the store");
            for (const FactRow& row : rows) versions.push_back(row.version_id);
        }
        std::set<std::int64_t> seen, articles;
        for (const std::int64_t id : versions) {
            if (!seen.insert(id).second) continue;
            try {
                const VersionRow version = store_.version(id);
                articles.insert(version.article_id);
                check_version(version);
            } catch (const Error& e) {
                result_.faults.push_back(e.what());
            }
        }
        result_.articles = static_cast<std::int64_t>(articles.size());
        result_.versions = static_cast<std::int64_t>(seen.size());
        return std::move(result_);
    }

private:
    /// The bytes of a payload, if they are what their name says.
    std::optional<std::string> check_payload(const PayloadRow& row) {
        if (checked_.insert(row.sha256).second) ++result_.payloads;
        const auto fault = [&](const std::string& what) {
            if (reported_.insert(row.sha256).second) result_.faults.push_back("payload " + row.sha256 + ": " + what);
            return std::nullopt;
        };
        try {
            std::string bytes = bytes_of_(row);
            if (static_cast<std::int64_t>(bytes.size()) != row.length)
                return fault("has " + std::to_string(bytes.size()) + " bytes in " + row.warc_file + " at " +
                             std::to_string(row.warc_offset) + ", not " + std::to_string(row.length));
            if (const std::string digest = sha256(bytes); digest != row.sha256)
                return fault("the bytes in " + row.warc_file + " at " + std::to_string(row.warc_offset) + " have digest " + digest);
            return bytes;
        } catch (const Error& e) {
            return fault(e.what());
        }
    }

    void check_version(const VersionRow& version) {
        const Article& article = version.article;
        const std::string where = version.identity + " version " + std::to_string(version.seq);
        std::size_t told = 0;
        const auto fault = [&](const std::string& what) {
            if (++told <= faults_a_version) result_.faults.push_back(where + ": " + what);
            if (told == faults_a_version + 1) result_.faults.push_back(where + ": and more");
        };
        if (sha256(article.text.utf8()) != version.text_sha256) fault("the text has not the digest it was stored with");
        if (content_digest(article) != version.content_sha256) fault("title, text and captions have not the digest they were stored with");

        if (article.charsets.size() != article.payloads.size())
            fault("names " + std::to_string(article.payloads.size()) + " payloads, but charsets of " +
                  std::to_string(article.charsets.size()));
        for (const std::string& charset : article.charsets)
            if (!charset_named(charset)) fault("the charset \"" + charset + "\" is not known");
        for (const std::string& damage : store_.damage_of_version(version.id)) fault(damage);

        std::map<std::uint16_t, std::optional<RawBytes>> payloads;
        const auto payload = [&](std::uint16_t number) -> const RawBytes* {
            const auto [at, fresh] = payloads.try_emplace(number);
            if (fresh) {
                if (number >= article.payloads.size() || number >= article.charsets.size()) {
                    fault("the text comes from payload number " + std::to_string(number) + ", which the version does not name");
                } else if (const auto row = store_.payload(article.payloads[number]); !row) {
                    fault("payload " + article.payloads[number] + " is not in the store");
                } else if (auto bytes = check_payload(*row)) {
                    at->second = RawBytes{std::move(*bytes), article.charsets[number]};
                }
            }
            return at->second ? &*at->second : nullptr;
        };
        for (const Zone zone : {Zone::title, Zone::text, Zone::caption})
            for (const RawFault& raw : check_raw(article.zone(zone), payload, result_.untraced))
                fault(std::string(name_of(zone)) + " characters " + std::to_string(raw.span.begin.value) + " to " +
                      std::to_string(raw.span.end.value) + ": " + raw.message);

        std::map<Zone, std::string> digests;
        for (const Zone zone : {Zone::title, Zone::text, Zone::caption}) digests[zone] = sha256(article.zone(zone).utf8());
        std::vector<FactRow> rows;
        try {
            rows = store_.facts_of_version(version.id);
        } catch (const Error& e) {
            return fault(std::string("its facts cannot be read: ") + e.what());
        }
        for (const FactRow& row : rows) {
            ++result_.facts;
            check_fact(row, article, digests[row.place.zone], fault);
        }
    }

    template <typename Fault>
    void check_fact(const FactRow& row, const Article& article, const std::string& digest, const Fault& fault) {
        const std::string name = "fact " + row.id + ": ";
        const auto places = places_in(row.json);
        if (!places || places->empty()) return fault(name + "its JSON is damaged");
        for (const JsonPlace& place : *places) {
            const SourceText& text = article.zone(zone_of(place.in));
            const std::string at =
                std::string(name_of(zone_of(place.in))) + " " + std::to_string(place.start) + " to " + std::to_string(place.end);
            if (place.start < 0 || place.start > place.end || place.end > static_cast<std::int64_t>(text.end().value)) {
                fault(name + at + " lies outside of the article");
                continue;
            }
            const Span span{{static_cast<std::uint32_t>(place.start)}, {static_cast<std::uint32_t>(place.end)}};
            if (text.slice(span) != place.text)
                fault(name + "says \"" + place.text + "\" stands at " + at + ", but there stands \"" + std::string(text.slice(span)) +
                      "\"");
        }
        const auto kind = from_wire<Kind>(row.kind);
        const std::string expected = kind ? FactId(digest, *kind, row.place.span).text() : "";
        if (row.id != expected && !row.id.starts_with(expected + ".")) fault(name + "its id should be " + expected);
        if (row.sentence.begin > row.place.span.begin || row.sentence.end > article.zone(row.place.zone).end())
            fault(name + "its sentence does not hold it");
    }

    const Store& store_;
    const std::function<std::string(const PayloadRow&)>& bytes_of_;
    VerifyResult result_;
    std::set<std::string> checked_, reported_;  // payloads
};

}  // namespace

VerifyResult verify(const Store& store, const std::vector<std::string>& ids,
                    const std::function<std::string(const PayloadRow&)>& bytes_of) {
    return Verifier(store, bytes_of).run(ids);
}

}  // namespace dateline
