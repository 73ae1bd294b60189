#include "pipeline/query/facts.hpp"

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "pipeline/query/cells.hpp"
#include "schemas/json.hpp"
#include "schemas/moment.hpp"

namespace dateline {
namespace {

/// The text of the sentence a fact stands in; the last version is kept, since facts come article by article.
class Sentences {
public:
    explicit Sentences(const Store& store) : store_(store) {}
    std::string of(const FactRow& fact) {
        if (!version_ || version_->id != fact.version_id) version_ = store_.version(fact.version_id);
        const SourceText& zone = version_->article.zone(fact.place.zone);
        if (fact.sentence.begin > fact.sentence.end || fact.sentence.end > zone.end()) return "";  // damaged; `dateline verify` says so
        return std::string(zone.slice(fact.sentence));
    }

private:
    const Store& store_;
    std::optional<VersionRow> version_;
};

std::string confidence_of(const FactRow& fact) {
    return Decimal::scaled(static_cast<std::int64_t>(fact.confidence * 1000 + 0.5), -3).text();
}

/// The columns of a table: name and width; the text and the source share what the others leave.
struct Widths {
    std::size_t id = 19, kind = 6, text, meaning, source;
    explicit Widths(std::size_t columns) {
        const std::size_t left = std::max<std::size_t>(columns, 60) - id - kind - 8;
        text = left * 2 / 5;
        meaning = left * 3 / 10;
        source = left - text - meaning;
    }
    std::string line(std::string_view a, std::string_view b, std::string_view c, std::string_view d, std::string_view e) const {
        std::string out =
            fitted(a, id) + "  " + fitted(b, kind) + "  " + fitted(c, text) + "  " + fitted(d, meaning) + "  " + fitted_end(e, source);
        out.erase(out.find_last_not_of(' ') + 1);
        return out + "\n";
    }
};

const std::vector<std::string> csv_header = {
    "id",      "kind",    "type", "text",         "value",      "low",      "high",      "unit",       "modifier", "measure",
    "subject", "speaker", "name", "period_start", "period_end", "modality", "polarity",  "confidence", "sentence", "zone",
    "start",   "end",     "rule", "title",        "url",        "source",   "published", "version",    "seen"};

std::vector<std::string> csv_cells(const FactRow& f, Sentences& sentences) {
    const char* zone = f.place.zone == Zone::title ? "title" : f.place.zone == Zone::caption ? "caption" : "text";
    return {f.id,
            f.kind,
            f.type,
            f.text,
            f.value_text,
            f.range_low,
            f.range_high,
            f.unit,
            f.modifier,
            f.measure,
            f.subject,
            f.speaker,
            f.name,
            f.period_start,
            f.period_end,
            f.modality,
            f.polarity,
            confidence_of(f),
            sentences.of(f),
            zone,
            std::to_string(f.place.span.begin.value),
            std::to_string(f.place.span.end.value),
            f.rule,
            f.title,
            f.url,
            f.source,
            f.published,
            std::to_string(f.seq),
            Moment::at(f.seen_at).iso()};
}

std::string json_of(const FactRow& f, Sentences& sentences) {
    std::string out;
    JsonWriter json(out);
    json.object().key("fact").raw(f.json).field("sentence", sentences.of(f)).key("article").object();
    json.field("title", f.title).field("url", f.url).field("source", f.source).field_or_null("source_name", f.source_name);
    json.field_or_null("published", f.published).field("version", f.seq).field("seen", Moment::at(f.seen_at).iso());
    json.close().close();
    return out;
}

}  // namespace

std::string short_address(std::string_view url) {
    for (const std::string_view prefix : {"https://", "http://", "file://"})
        if (url.starts_with(prefix)) url.remove_prefix(prefix.size());
    if (url.starts_with("www.")) url.remove_prefix(4);
    return std::string(url);
}

std::string short_id(std::string_view id) {
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos || colon <= 8) return std::string(id);
    return std::string(id.substr(0, 8)) + std::string(id.substr(colon));
}

std::string meaning(const FactRow& f) {
    if (f.kind == "quote") return f.speaker.empty() ? "(no speaker)" : f.speaker;
    if (f.kind == "entity") return f.type + " " + f.name;
    if (f.kind == "date") return f.name.empty() ? f.type : f.name;
    std::string out;
    if (f.modifier != "exact" && !f.modifier.empty()) {
        out = f.modifier + " ";
        std::replace(out.begin(), out.end(), '_', ' ');
    }
    out += !f.value_text.empty() ? f.value_text
                                 : (f.range_low.empty() ? "?" : f.range_low) + " to " + (f.range_high.empty() ? "?" : f.range_high);
    if (!f.unit.empty()) out += " " + f.unit;
    if (!f.measure.empty()) out += ", " + f.measure;
    return out;
}

std::int64_t print_facts(const Store& store, const Filter& filter, FactFormat format, std::ostream& out, std::size_t columns, bool guard) {
    Sentences sentences(store);
    const Widths widths(columns);
    if (format == FactFormat::csv) out << csv_line(csv_header, false);
    if (format == FactFormat::json) out << "[";
    std::int64_t count = 0;
    store.find(filter, [&](const FactRow& f) {
        switch (format) {
            case FactFormat::table:
                if (count == 0) out << widths.line("FACT", "KIND", "TEXT", "MEANING", "SOURCE");
                out << widths.line(short_id(f.id), f.kind, f.text, meaning(f), short_address(f.url));
                break;
            case FactFormat::csv:
                out << csv_line(csv_cells(f, sentences), guard);
                break;
            case FactFormat::jsonl:
                out << json_of(f, sentences) << '\n';
                break;
            case FactFormat::json:
                out << (count == 0 ? "\n" : ",\n") << json_of(f, sentences);
                break;
        }
        ++count;
        return static_cast<bool>(out);
    });
    if (format == FactFormat::json) out << "\n]\n";
    return count;
}

}  // namespace dateline
