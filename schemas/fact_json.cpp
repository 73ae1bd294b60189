#include "schemas/fact_json.hpp"

#include <algorithm>

namespace dateline {
namespace {

/// 950 as "0.95", 1000 as "1".
char* write_per_mille(int value, char* to) {
    if (value == 0 || value == 1000) {
        *to++ = value == 0 ? '0' : '1';
        return to;
    }
    *to++ = '0';
    *to++ = '.';
    for (int unit = 100; value > 0; unit /= 10) {
        *to++ = static_cast<char>('0' + value / unit);
        value %= unit;
    }
    return to;
}

}  // namespace

// The keys of a fact are always there and always in this order, so most of what is written is literals.

void FactWriter::place(Place p) {
    out_.put("{\"start\":");
    out_.number(p.span.begin.value);
    out_.put(",\"end\":");
    out_.number(p.span.end.value);
    out_.put(",\"text\":");
    out_.string(article_.zone(p.zone).slice(p.span));
    if (p.zone == Zone::text)
        out_.put("}");
    else if (p.zone == Zone::title)
        out_.put(",\"in\":\"title\"}");
    else
        out_.put(",\"in\":\"caption\"}");
}

void FactWriter::optional_place(const std::optional<Place>& p) {
    if (p)
        place(*p);
    else
        out_.put("null");
}

void FactWriter::places(const std::vector<Place>& list) {
    out_.put("[");
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out_.put(",");
        place(list[i]);
    }
    out_.put("]");
}

void FactWriter::id(const FactId& id) {
    if (id.empty()) {
        out_.put("null");
        return;
    }
    out_.put("\"");
    out_.written(FactId::longest, [&](char* to) { return id.write(to); });
    out_.put("\"");
}

/// A name of ours or of the wire: nothing in it wants an escape.
void FactWriter::name(std::string_view wire_name) {
    out_.raw(wire_name);
}

void FactWriter::cluster(ClusterId c) {
    if (c.empty()) {
        out_.put("null");
        return;
    }
    out_.put("\"e");
    out_.number(c.number);
    out_.put("\"");
}

void FactWriter::ref(const std::optional<Ref>& r) {
    if (!r) {
        out_.put("null");
        return;
    }
    out_.put("{\"span\":");
    place(r->place);
    out_.put(",\"entity\":");
    cluster(r->entity);
    out_.put(",\"name\":");
    out_.string(r->name);
    out_.put("}");
}

void FactWriter::attribution(std::span<const Attribution> chain) {
    if (chain.empty()) {
        out_.put("[]");
        return;
    }
    if (std::equal(chain.begin(), chain.end(), chain_.begin(), chain_.end())) {
        out_.raw(chain_json_);
        return;
    }
    const std::size_t begin = out_.size();
    char separator = '[';
    for (const Attribution& a : chain) {
        out_.raw({&separator, 1});
        separator = ',';
        out_.put("{\"actor\":");
        ref(a.actor);
        out_.put(",\"cue\":");
        optional_place(a.cue);
        out_.put(",\"via\":");
        ref(a.via);
        if (a.anonymous)
            out_.put(",\"anonymous\":true,\"kind\":\"");
        else
            out_.put(",\"anonymous\":false,\"kind\":\"");
        name(wire(a.kind));
        out_.put("\",\"quote\":");
        id(a.quote);
        out_.put("}");
    }
    out_.put("]");
    chain_.assign(chain.begin(), chain.end());
    chain_json_.assign(out_.view().substr(begin));
}

void FactWriter::decimal(const std::optional<Decimal>& d) {
    if (d)
        out_.raw(d->text());
    else
        out_.put("null");
}

void FactWriter::interval(const Interval& i) {
    out_.put("{\"low\":");
    decimal(i.low);
    out_.put(",\"high\":");
    decimal(i.high);
    out_.put("}");
}

void FactWriter::strings(const std::vector<std::string>& list) {
    out_.put("[");
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out_.put(",");
        out_.string(list[i]);
    }
    out_.put("]");
}

void FactWriter::fact(const Fact& f) {
    out_.put("{\"id\":");
    id(f.id);
    out_.put(",\"kind\":\"");
    name(wire(f.kind()));
    out_.put("\",\"span\":");
    place(f.place);
    out_.put(",\"sentence\":{\"start\":");
    out_.number(f.sentence.begin.value);
    out_.put(",\"end\":");
    out_.number(f.sentence.end.value);
    out_.put("},\"rule\":");
    out_.string(f.rule.file, ':', f.rule.row);
    out_.put(",\"confidence\":");
    out_.written(5, [&](char* to) { return write_per_mille(f.confidence, to); });
    out_.put(",\"attribution\":");
    attribution(f.attribution);
    out_.put(",\"modality\":\"");
    name(wire(f.modality));
    out_.put("\",\"polarity\":\"");
    name(wire(f.polarity));
    std::visit([this](const auto& kind) { fields(kind); }, f.is);
}

void FactWriter::fields(const Figure& f) {
    out_.put("\",\"figure_type\":\"");
    name(wire(f.figure_type));
    out_.put("\",\"value\":");
    if (f.value) {
        const std::string text = f.value->text();
        out_.raw(text);
        out_.put(",\"value_text\":\"");
        out_.raw(text);
        out_.put("\",\"range\":");
    } else {
        out_.put("null,\"value_text\":null,\"range\":");
    }
    if (f.range)
        interval(*f.range);
    else
        out_.put("null");
    out_.put(",\"interval\":");
    interval(f.interval);
    out_.put(",\"unit\":");
    out_.string_or_null(f.unit);
    out_.put(",\"modifier\":\"");
    name(wire(f.modifier));
    out_.put("\",\"measure\":");
    if (f.measure) {
        out_.put("{\"span\":");
        place(f.measure->place);
        out_.put(",\"name\":");
        out_.string(f.measure->name);
        out_.put("}");
    } else {
        out_.put("null");
    }
    out_.put(",\"subject\":");
    ref(f.subject);
    if (f.change) {
        out_.put(",\"change\":{\"kind\":\"");
        name(wire(f.change->kind));
        out_.put("\",\"direction\":\"");
        name(wire(f.change->direction));
        out_.put("\",\"trend\":");
        out_.string_or_null(f.change->trend == Direction::none ? std::string_view() : wire(f.change->trend));
        out_.put(",\"base\":");
        id(f.change->base);
        out_.put("}");
    } else {
        out_.put(",\"change\":null");
    }
    if (f.period) {
        out_.put(",\"period\":{\"date\":");
        id(f.period->date);
        out_.put(",\"value\":");
        out_.string_or_null(f.period->value);
        out_.put(",\"start\":");
        out_.string_or_null(f.period->start);
        out_.put(",\"end\":");
        out_.string_or_null(f.period->end);
        out_.put("}");
    } else {
        out_.put(",\"period\":null");
    }
    out_.put(",\"place\":");
    ref(f.place);
    out_.put(",\"whole\":");
    id(f.whole);
    out_.put(",\"per\":");
    out_.string_or_null(f.per);
    out_.put(",\"flags\":");
    strings(f.flags);
    out_.put(",\"basis\":");
    out_.string_or_null(f.basis ? wire(*f.basis) : std::string_view());
    out_.put(",\"key\":");
    out_.string(f.key);
    out_.put("}");
}

void FactWriter::fields(const Quote& q) {
    out_.put("\",\"quote_type\":\"");
    name(wire(q.quote_type));
    out_.put("\",\"parts\":");
    places(q.parts);
    out_.put(",\"speaker\":");
    ref(q.speaker);
    out_.put(",\"role\":");
    optional_place(q.role);
    out_.put(",\"cue\":");
    optional_place(q.cue);
    out_.put(",\"via\":");
    ref(q.via);
    out_.put(",\"parent\":");
    id(q.parent);
    if (q.balanced)
        out_.put(",\"balanced\":true,\"flags\":");
    else
        out_.put(",\"balanced\":false,\"flags\":");
    strings(q.flags);
    out_.put("}");
}

void FactWriter::fields(const Entity& e) {
    out_.put("\",\"entity_type\":\"");
    name(wire(e.entity_type));
    out_.put("\",\"entity\":");
    cluster(e.entity);
    out_.put(",\"canonical\":");
    out_.string(e.canonical);
    out_.put(",\"mention_type\":\"");
    name(wire(e.mention_type));
    out_.put("\",\"ids\":{");
    bool first = true;
    const auto linked = [&](const auto& key, std::string_view value) {
        if (value.empty()) return;
        if (!first) out_.put(",");
        first = false;
        out_.put(key);
        out_.string(value);
    };
    linked("\"iso3166\":", e.iso3166);
    linked("\"wikidata\":", e.wikidata);
    linked("\"geonames\":", e.geonames);
    out_.put("},\"role\":");
    optional_place(e.role);
    out_.put("}");
}

void FactWriter::fields(const Date& d) {
    out_.put("\",\"timex_type\":\"");
    name(wire(d.timex_type));
    out_.put("\",\"value\":");
    out_.string_or_null(d.value ? std::string_view(*d.value) : std::string_view());
    out_.put(",\"mod\":");
    out_.string_or_null(d.mod ? wire(*d.mod) : std::string_view());
    out_.put(",\"start\":");
    out_.string_or_null(d.start);
    out_.put(",\"end\":");
    out_.string_or_null(d.end);
    out_.put(",\"range_end\":");
    id(d.range_end);
    out_.put(",\"anchor\":");
    if (d.from_reference_time)
        out_.put("\"reference_time\"");
    else
        id(d.anchor);
    out_.put(",\"other_readings\":");
    strings(d.other_readings);
    out_.put("}");
}

void FactWriter::dateline(const DatelineOf& d) {
    out_.put("{\"place\":");
    ref(d.place);
    out_.put(",\"date\":");
    id(d.date);
    out_.put(",\"agency\":");
    ref(d.agency);
    out_.put("}");
}

void FactWriter::flag(const Flag& f) {
    out_.put("{\"rule\":");
    out_.string(f.rule);
    out_.put(",\"name\":");
    out_.string(f.name);
    out_.put(",\"severity\":\"");
    name(wire(f.severity));
    out_.put("\",\"facts\":[");
    for (std::size_t i = 0; i < f.facts.size(); ++i) {
        if (i > 0) out_.put(",");
        id(f.facts[i]);
    }
    out_.put("],\"evidence\":");
    places(f.evidence);
    out_.put(",\"message\":");
    out_.string(f.message);
    out_.put("}");
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
    JsonBuffer out;
    FactWriter writer(out, article);
    out.put("[");
    for (std::size_t i = 0; i < flags.size(); ++i) {
        if (i > 0) out.put(",");
        writer.flag(flags[i]);
    }
    out.put("]");
    return std::string(out.view());
}

void LineWriter::begin(std::string_view language, const std::optional<DatelineOf>& dateline) {
    out_.put("{\"schema\":\"dateline/1\",\"id\":");
    out_.string(article_.id);
    out_.put(",\"article\":{\"language\":");
    out_.string(language);
    out_.put(",\"dateline\":");
    if (dateline)
        writer_.dateline(*dateline);
    else
        out_.put("null");
    out_.put(",\"title_facts\":[");
}

void LineWriter::enter(Part part) {
    for (; part_ < part; empty_ = true) {
        if (part_ == Part::title_facts) {
            out_.put("]},\"facts\":[");
            part_ = Part::facts;
        } else {
            out_.put("],\"flags\":[");
            part_ = Part::flags;
        }
    }
}

void LineWriter::next_in(Part part) {
    enter(part);
    if (!empty_) out_.put(",");
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
    out_.put("]}");
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
