#include "schemas/fact_json.hpp"

#include <algorithm>

namespace dateline {
namespace {

/// 950 as "0.95", 1000 as "1": five bytes at most.
char* write_per_mille(char* to, int value) {
    if (value == 0 || value == 1000) {
        *to++ = value == 0 ? '0' : '1';
        return to;
    }
    const auto digits = static_cast<std::uint32_t>(value);
    to = json::put(to, "0.");
    *to++ = static_cast<char>('0' + digits / 100);
    std::memcpy(to, &json::two_digits[2 * (digits % 100)], 2);
    to += 2;
    while (to[-1] == '0') --to;
    return to;
}

using json::number;
using json::put;

}  // namespace

// The keys of a fact are always there and always in this order, so most of what is written is literals.

char* FactWriter::place(char* at, Place p) {
    at = put(at, "{\"start\":");
    at = number(at, p.span.begin.value);
    at = put(at, ",\"end\":");
    at = number(at, p.span.end.value);
    at = put(at, ",\"text\":");
    at = out_.string(at, article_.zone(p.zone).slice(p.span));
    if (p.zone == Zone::text) {
        *at++ = '}';
        return at;
    }
    return p.zone == Zone::title ? put(at, ",\"in\":\"title\"}") : put(at, ",\"in\":\"caption\"}");
}

char* FactWriter::optional_place(char* at, const std::optional<Place>& p) {
    return p ? place(at, *p) : put(at, "null");
}

char* FactWriter::places(char* at, const std::vector<Place>& list) {
    *at++ = '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) *at++ = ',';
        at = place(at, list[i]);
    }
    *at++ = ']';
    return at;
}

char* FactWriter::id(char* at, const FactId& id) {
    if (id.empty()) return put(at, "null");
    *at++ = '"';
    at = id.write(at);
    *at++ = '"';
    return at;
}

char* FactWriter::cluster(char* at, ClusterId c) {
    if (c.empty()) return put(at, "null");
    at = put(at, "\"e");
    at = number(at, c.number);
    *at++ = '"';
    return at;
}

char* FactWriter::ref(char* at, const std::optional<Ref>& r) {
    if (!r) return put(at, "null");
    at = put(at, "{\"span\":");
    at = place(at, r->place);
    at = put(at, ",\"entity\":");
    at = cluster(at, r->entity);
    at = put(at, ",\"name\":");
    at = out_.string(at, r->name);
    *at++ = '}';
    return at;
}

char* FactWriter::attribution(char* at, std::span<const Attribution> chain) {
    if (chain.empty()) return put(at, "[]");
    if (std::equal(chain.begin(), chain.end(), chain_.begin(), chain_.end())) return out_.raw(at, chain_json_);
    const std::size_t begin = out_.size(at);
    char separator = '[';
    for (const Attribution& a : chain) {
        at = out_.room(at);
        *at++ = separator;
        separator = ',';
        at = put(at, "{\"actor\":");
        at = ref(at, a.actor);
        at = put(at, ",\"cue\":");
        at = optional_place(at, a.cue);
        at = put(at, ",\"via\":");
        at = ref(at, a.via);
        at = a.anonymous ? put(at, ",\"anonymous\":true,\"kind\":\"") : put(at, ",\"anonymous\":false,\"kind\":\"");
        at = write_wire(at, a.kind);
        at = put(at, "\",\"quote\":");
        at = id(at, a.quote);
        *at++ = '}';
    }
    *at++ = ']';
    chain_.assign(chain.begin(), chain.end());
    chain_json_.assign(out_.written(at).substr(begin));
    return at;
}

char* FactWriter::decimal(char* at, const std::optional<Decimal>& d) {
    return d ? d->write(at) : put(at, "null");
}

char* FactWriter::interval(char* at, const Interval& i) {
    at = put(at, "{\"low\":");
    at = decimal(at, i.low);
    at = put(at, ",\"high\":");
    at = decimal(at, i.high);
    *at++ = '}';
    return at;
}

char* FactWriter::string_or_null(char* at, std::string_view text) {
    return text.empty() ? put(at, "null") : out_.string(at, text);
}

char* FactWriter::strings(char* at, const std::vector<std::string>& list) {
    *at++ = '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) *at++ = ',';
        at = out_.string(at, list[i]);
    }
    *at++ = ']';
    return at;
}

void FactWriter::fact(const Fact& f) {
    char* at = out_.open();
    at = put(at, "{\"id\":");
    at = id(at, f.id);
    at = put(at, ",\"kind\":\"");
    at = write_wire(at, f.kind());
    at = put(at, "\",\"span\":");
    at = place(at, f.place);
    at = put(at, ",\"sentence\":{\"start\":");
    at = number(at, f.sentence.begin.value);
    at = put(at, ",\"end\":");
    at = number(at, f.sentence.end.value);
    at = put(at, "},\"rule\":");
    at = out_.string(at, f.rule.file, ':', f.rule.row);
    at = put(at, ",\"confidence\":");
    at = write_per_mille(at, f.confidence);
    at = put(at, ",\"attribution\":");
    at = attribution(at, f.attribution);
    at = put(at, ",\"modality\":\"");
    at = write_wire(at, f.modality);
    at = put(at, "\",\"polarity\":\"");
    at = write_wire(at, f.polarity);
    at = std::visit([&](const auto& kind) { return fields(at, kind); }, f.is);
    *at++ = '}';
    out_.close(at);
}

char* FactWriter::fields(char* at, const Figure& f) {
    at = put(at, "\",\"figure_type\":\"");
    at = write_wire(at, f.figure_type);
    at = put(at, "\",\"value\":");
    if (f.value) {
        at = f.value->write(at);
        at = put(at, ",\"value_text\":\"");
        at = f.value->write(at);
        at = put(at, "\",\"range\":");
    } else {
        at = put(at, "null,\"value_text\":null,\"range\":");
    }
    at = f.range ? interval(at, *f.range) : put(at, "null");
    at = put(at, ",\"interval\":");
    at = interval(at, f.interval);
    at = put(at, ",\"unit\":");
    at = string_or_null(at, f.unit);
    at = put(at, ",\"modifier\":\"");
    at = write_wire(at, f.modifier);
    at = put(at, "\",\"measure\":");
    if (f.measure) {
        at = put(at, "{\"span\":");
        at = place(at, f.measure->place);
        at = put(at, ",\"name\":");
        at = out_.string(at, f.measure->name);
        *at++ = '}';
    } else {
        at = put(at, "null");
    }
    at = put(at, ",\"subject\":");
    at = ref(at, f.subject);
    if (f.change) {
        at = put(at, ",\"change\":{\"kind\":\"");
        at = write_wire(at, f.change->kind);
        at = put(at, "\",\"direction\":\"");
        at = write_wire(at, f.change->direction);
        at = put(at, "\",\"trend\":");
        at = string_or_null(at, f.change->trend == Direction::none ? std::string_view() : wire(f.change->trend));
        at = put(at, ",\"base\":");
        at = id(at, f.change->base);
        *at++ = '}';
    } else {
        at = put(at, ",\"change\":null");
    }
    if (f.period) {
        at = put(at, ",\"period\":{\"date\":");
        at = id(at, f.period->date);
        at = put(at, ",\"value\":");
        at = string_or_null(at, f.period->value);
        at = put(at, ",\"start\":");
        at = string_or_null(at, f.period->start);
        at = put(at, ",\"end\":");
        at = string_or_null(at, f.period->end);
        *at++ = '}';
    } else {
        at = put(at, ",\"period\":null");
    }
    at = put(at, ",\"place\":");
    at = ref(at, f.place);
    at = put(at, ",\"whole\":");
    at = id(at, f.whole);
    at = put(at, ",\"per\":");
    at = string_or_null(at, f.per);
    at = put(at, ",\"flags\":");
    at = strings(at, f.flags);
    at = put(at, ",\"basis\":");
    at = string_or_null(at, f.basis ? wire(*f.basis) : std::string_view());
    at = put(at, ",\"key\":");
    return out_.string(at, f.key);
}

char* FactWriter::fields(char* at, const Quote& q) {
    at = put(at, "\",\"quote_type\":\"");
    at = write_wire(at, q.quote_type);
    at = put(at, "\",\"parts\":");
    at = places(at, q.parts);
    at = put(at, ",\"speaker\":");
    at = ref(at, q.speaker);
    at = put(at, ",\"role\":");
    at = optional_place(at, q.role);
    at = put(at, ",\"cue\":");
    at = optional_place(at, q.cue);
    at = put(at, ",\"via\":");
    at = ref(at, q.via);
    at = put(at, ",\"parent\":");
    at = id(at, q.parent);
    at = q.balanced ? put(at, ",\"balanced\":true,\"flags\":") : put(at, ",\"balanced\":false,\"flags\":");
    return strings(at, q.flags);
}

char* FactWriter::fields(char* at, const Entity& e) {
    at = put(at, "\",\"entity_type\":\"");
    at = write_wire(at, e.entity_type);
    at = put(at, "\",\"entity\":");
    at = cluster(at, e.entity);
    at = put(at, ",\"canonical\":");
    at = out_.string(at, e.canonical);
    at = put(at, ",\"mention_type\":\"");
    at = write_wire(at, e.mention_type);
    at = put(at, "\",\"ids\":{");
    bool first = true;
    const auto linked = [&](const auto& key, std::string_view value) {
        if (value.empty()) return;
        if (!first) *at++ = ',';
        first = false;
        at = put(at, key);
        at = out_.string(at, value);
    };
    linked("\"iso3166\":", e.iso3166);
    linked("\"wikidata\":", e.wikidata);
    linked("\"geonames\":", e.geonames);
    at = put(at, "},\"role\":");
    return optional_place(at, e.role);
}

char* FactWriter::fields(char* at, const Date& d) {
    at = put(at, "\",\"timex_type\":\"");
    at = write_wire(at, d.timex_type);
    at = put(at, "\",\"value\":");
    at = string_or_null(at, d.value ? std::string_view(*d.value) : std::string_view());
    at = put(at, ",\"mod\":");
    at = string_or_null(at, d.mod ? wire(*d.mod) : std::string_view());
    at = put(at, ",\"start\":");
    at = string_or_null(at, d.start);
    at = put(at, ",\"end\":");
    at = string_or_null(at, d.end);
    at = put(at, ",\"range_end\":");
    at = id(at, d.range_end);
    at = put(at, ",\"anchor\":");
    at = d.from_reference_time ? put(at, "\"reference_time\"") : id(at, d.anchor);
    at = put(at, ",\"other_readings\":");
    return strings(at, d.other_readings);
}

void FactWriter::dateline(const DatelineOf& d) {
    char* at = put(out_.open(), "{\"place\":");
    at = ref(at, d.place);
    at = put(at, ",\"date\":");
    at = id(at, d.date);
    at = put(at, ",\"agency\":");
    at = ref(at, d.agency);
    *at++ = '}';
    out_.close(at);
}

void FactWriter::flag(const Flag& f) {
    char* at = put(out_.open(), "{\"rule\":");
    at = out_.string(at, f.rule);
    at = put(at, ",\"name\":");
    at = out_.string(at, f.name);
    at = put(at, ",\"severity\":\"");
    at = write_wire(at, f.severity);
    at = put(at, "\",\"facts\":[");
    for (std::size_t i = 0; i < f.facts.size(); ++i) {
        at = out_.room(at);
        if (i > 0) *at++ = ',';
        at = id(at, f.facts[i]);
    }
    at = put(at, "],\"evidence\":");
    at = places(at, f.evidence);
    at = put(at, ",\"message\":");
    at = out_.string(at, f.message);
    *at++ = '}';
    out_.close(at);
}

std::string fact_json(const Fact& fact, const Article& article) {
    JsonBuffer out;
    FactWriter(out, article).fact(fact);
    return std::string(out.view());
}

std::string dateline_json(const DatelineOf& dateline, const Article& article) {
    JsonBuffer out;
    FactWriter(out, article).dateline(dateline);
    return std::string(out.view());
}

std::string flags_json(const std::vector<Flag>& flags, const Article& article) {
    std::string out = "[";
    JsonBuffer one;
    FactWriter writer(one, article);
    for (const Flag& flag : flags) {
        if (out.size() > 1) out += ',';
        one.clear();
        writer.flag(flag);
        out += one.view();
    }
    return out + "]";
}

void LineWriter::begin(std::string_view language, const std::optional<DatelineOf>& dateline) {
    char* at = put(out_.open(), "{\"schema\":\"dateline/1\",\"id\":");
    at = out_.string(at, article_.id);
    at = put(at, ",\"article\":{\"language\":");
    at = out_.string(at, language);
    out_.close(put(at, ",\"dateline\":"));
    if (dateline)
        writer_.dateline(*dateline);
    else
        out_.close(put(out_.open(), "null"));
    out_.close(put(out_.open(), ",\"title_facts\":["));
}

void LineWriter::enter(Part part) {
    for (; part_ < part; empty_ = true) {
        if (part_ == Part::title_facts) {
            out_.close(put(out_.open(), "]},\"facts\":["));
            part_ = Part::facts;
        } else {
            out_.close(put(out_.open(), "],\"flags\":["));
            part_ = Part::flags;
        }
    }
}

void LineWriter::next_in(Part part) {
    enter(part);
    if (!empty_) out_.close(put(out_.open(), ","));
    empty_ = false;
}

void LineWriter::fact(const Fact& fact) {
    next_in(fact.place.zone == Zone::title ? Part::title_facts : Part::facts);
    writer_.fact(fact);
    if (out_.size() < piece) return;
    pass_(out_.view());
    out_.clear();
}

void LineWriter::flag(const Flag& flag) {
    next_in(Part::flags);
    writer_.flag(flag);
}

void LineWriter::end() {
    enter(Part::flags);
    out_.close(put(out_.open(), "]}"));
    pass_(out_.view());
    out_.clear();
}

std::string extraction_line(const Article& article, const Extraction& extraction) {
    std::string line;
    LineWriter writer(article, [&](std::string_view part) { line += part; });
    writer.begin(extraction.language, extraction.dateline);
    for (const Fact& f : extraction.title_facts) writer.fact(f);
    for (const Fact& f : extraction.facts) writer.fact(f);
    for (const Flag& f : extraction.flags) writer.flag(f);
    writer.end();
    return line;
}

std::string error_line(const JsonError& error, std::int64_t line) {
    std::string out;
    JsonWriter json(out);
    json.object().field_or_null("id", error.id).key("error").object().field("code", error.code).field("message", error.message);
    json.field("line", line).close().close();
    return out;
}

}  // namespace dateline
