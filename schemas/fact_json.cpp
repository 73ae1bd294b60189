#include "schemas/fact_json.hpp"

namespace dateline {
namespace {

/// Writes the parts of facts; knows the article their spans stand in.
class FactWriter {
public:
    FactWriter(JsonWriter& json, const Article& article) : json_(json), article_(article) {}

    void place(Place p) {
        json_.object().field("start", p.span.begin.value).field("end", p.span.end.value).field("text", article_.zone(p.zone).slice(p.span));
        if (p.zone != Zone::text) json_.field("in", p.zone == Zone::title ? "title" : "caption");
        json_.close();
    }

    void fact(const Fact& f) {
        json_.object().field("id", f.id).field("kind", wire(f.kind())).key("span");
        place(f.place);
        json_.key("sentence").object().field("start", f.sentence.begin.value).field("end", f.sentence.end.value).close();
        json_.field("rule", f.rule).key("confidence").raw(Decimal::scaled(f.confidence, -3).text());
        json_.key("attribution").array();
        for (const Attribution& a : f.attribution) attribution(a);
        json_.close().field("modality", wire(f.modality)).field("polarity", wire(f.polarity));
        std::visit([this](const auto& kind) { fields(kind); }, f.is);
        json_.close();
    }

    void dateline_of(const std::optional<DatelineOf>& d) {
        json_.key("dateline");
        if (d)
            dateline_value(*d);
        else
            json_.null();
    }

    void dateline_value(const DatelineOf& d) {
        json_.object();
        ref("place", d.place);
        json_.field_or_null("date", d.date);
        ref("agency", d.agency);
        json_.close();
    }

private:
    void ref(std::string_view key, const std::optional<Ref>& r) {
        json_.key(key);
        if (!r) {
            json_.null();
            return;
        }
        json_.object().key("span");
        place(r->place);
        json_.field_or_null("entity", r->entity).field("name", r->name).close();
    }

    void optional_place(std::string_view key, const std::optional<Place>& p) {
        json_.key(key);
        if (p)
            place(*p);
        else
            json_.null();
    }

    void attribution(const Attribution& a) {
        json_.object();
        ref("actor", a.actor);
        optional_place("cue", a.cue);
        ref("via", a.via);
        json_.field("anonymous", a.anonymous).field("kind", wire(a.kind)).field_or_null("quote", a.quote).close();
    }

    void decimal(std::string_view key, const std::optional<Decimal>& d) {
        json_.key(key);
        if (d)
            json_.raw(d->text());
        else
            json_.null();
    }

    void interval(const Interval& i) {
        json_.object();
        decimal("low", i.low);
        decimal("high", i.high);
        json_.close();
    }

    void list(std::string_view key, const std::vector<std::string>& strings) {
        json_.key(key).array();
        for (const std::string& s : strings) json_.value(s);
        json_.close();
    }

    void fields(const Figure& f) {
        json_.field("figure_type", wire(f.figure_type));
        decimal("value", f.value);
        json_.field_or_null("value_text", f.value ? f.value->text() : "").key("range");
        if (f.range)
            interval(*f.range);
        else
            json_.null();
        json_.key("interval");
        interval(f.interval);
        json_.field_or_null("unit", f.unit).field("modifier", wire(f.modifier)).key("measure");
        if (f.measure) {
            json_.object().key("span");
            place(f.measure->place);
            json_.field("name", f.measure->name).close();
        } else {
            json_.null();
        }
        ref("subject", f.subject);
        json_.key("change");
        if (f.change) {
            json_.object().field("kind", wire(f.change->kind)).field("direction", wire(f.change->direction));
            json_.field_or_null("trend", f.change->trend == Direction::none ? std::string_view() : wire(f.change->trend));
            json_.field_or_null("base", f.change->base).close();
        } else {
            json_.null();
        }
        json_.key("period");
        if (f.period) {
            json_.object().field_or_null("date", f.period->date).field_or_null("value", f.period->value);
            json_.field_or_null("start", f.period->start).field_or_null("end", f.period->end).close();
        } else {
            json_.null();
        }
        ref("place", f.place);
        json_.field_or_null("whole", f.whole).field_or_null("per", f.per);
        list("flags", f.flags);
        json_.field_or_null("basis", f.basis ? wire(*f.basis) : std::string_view()).field("key", f.key);
    }

    void fields(const Quote& q) {
        json_.field("quote_type", wire(q.quote_type)).key("parts").array();
        for (const Place p : q.parts) place(p);
        json_.close();
        ref("speaker", q.speaker);
        optional_place("role", q.role);
        optional_place("cue", q.cue);
        ref("via", q.via);
        json_.field_or_null("parent", q.parent).field("balanced", q.balanced);
        list("flags", q.flags);
    }

    void fields(const Entity& e) {
        json_.field("entity_type", wire(e.entity_type)).field("entity", e.entity).field("canonical", e.canonical);
        json_.field("mention_type", wire(e.mention_type)).key("ids").object();
        if (!e.iso3166.empty()) json_.field("iso3166", e.iso3166);
        if (!e.wikidata.empty()) json_.field("wikidata", e.wikidata);
        if (!e.geonames.empty()) json_.field("geonames", e.geonames);
        json_.close();
        optional_place("role", e.role);
    }

    void fields(const Date& d) {
        json_.field("timex_type", wire(d.timex_type)).field_or_null("value", d.value.value_or(""));
        json_.field_or_null("mod", d.mod ? wire(*d.mod) : std::string_view()).field_or_null("start", d.start).field_or_null("end", d.end);
        json_.field_or_null("range_end", d.range_end).field_or_null("anchor", d.anchor);
        list("other_readings", d.other_readings);
    }

    JsonWriter& json_;
    const Article& article_;
};

}  // namespace

void write_place(JsonWriter& json, Place place, const Article& article) {
    FactWriter(json, article).place(place);
}

void write_fact(JsonWriter& json, const Fact& fact, const Article& article) {
    FactWriter(json, article).fact(fact);
}

std::string dateline_json(const DatelineOf& dateline, const Article& article) {
    std::string out;
    JsonWriter json(out);
    FactWriter(json, article).dateline_value(dateline);
    return out;
}

void write_flag(JsonWriter& json, const Flag& flag, const Article& article) {
    json.object().field("rule", flag.rule).field("name", flag.name).field("severity", wire(flag.severity)).key("facts").array();
    for (const std::string& id : flag.facts) json.value(id);
    json.close().key("evidence").array();
    for (const Place p : flag.evidence) write_place(json, p, article);
    json.close().field("message", flag.message).close();
}

std::string extraction_line(const Article& article, const Extraction& extraction) {
    std::string out;
    JsonWriter json(out);
    FactWriter writer(json, article);
    json.object().field("schema", "dateline/1").field("id", article.id).key("article").object().field("language", extraction.language);
    writer.dateline_of(extraction.dateline);
    json.key("title_facts").array();
    for (const Fact& f : extraction.title_facts) writer.fact(f);
    json.close().close().key("facts").array();
    for (const Fact& f : extraction.facts) writer.fact(f);
    json.close().key("flags").array();
    for (const Flag& flag : extraction.flags) write_flag(json, flag, article);
    json.close().close();
    return out;
}

std::string error_line(const JsonError& error, std::int64_t line) {
    std::string out;
    JsonWriter json(out);
    json.object().field_or_null("id", error.id).key("error").object().field("code", error.code).field("message", error.message);
    json.field("line", line).close().close();
    return out;
}

}  // namespace dateline
