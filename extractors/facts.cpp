#include "extractors/facts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "extractors/attribution.hpp"
#include "schemas/digest.hpp"

namespace dateline {
namespace {

class FactMaker {
public:
    FactMaker(const Reading& reading, const Draft& draft, std::uint32_t first_cluster)
        : reading_(reading), draft_(draft), speech_(draft), first_cluster_(first_cluster) {}

    Extraction run() {
        give_ids();
        Extraction out;
        out.language = reading_.rules().language();
        const auto add = [&](const auto& list, const std::vector<std::string>& ids) {
            for (std::uint32_t i = 0; i < list.size(); ++i) {
                if (ids[i].empty()) continue;
                Fact f = fact(list[i]);
                f.id = ids[i];
                (f.place.zone == Zone::title ? out.title_facts : out.facts).push_back(std::move(f));
            }
        };
        // Facts are large: a list that grows by doubling would hold three times as much.
        out.facts.reserve(standing_);
        add(draft_.figures, figure_ids_);
        add(draft_.quotes, quote_ids_);
        add(draft_.names, name_ids_);
        add(draft_.dates, date_ids_);
        const auto order = [](const Fact& a, const Fact& b) {
            const auto key = [](const Fact& f) {
                return std::tuple(f.place.zone, f.place.span.begin.value, -static_cast<std::int64_t>(f.place.span.end.value), f.kind());
            };
            return key(a) != key(b) ? key(a) < key(b) : a.id < b.id;
        };
        std::sort(out.facts.begin(), out.facts.end(), order);
        std::sort(out.title_facts.begin(), out.title_facts.end(), order);
        if (draft_.dateline) {
            DatelineOf dateline;
            if (draft_.dateline->place) dateline.place = name_ref(*draft_.dateline->place);
            if (draft_.dateline->date) dateline.date = date_ids_[*draft_.dateline->date];
            if (draft_.dateline->agency) dateline.agency = name_ref(*draft_.dateline->agency);
            out.dateline = dateline;
        }
        out.flags = draft_.flags;
        return out;
    }

private:
    void give_ids() {
        for (const Zone zone : {Zone::text, Zone::caption, Zone::title})
            digests_[static_cast<std::size_t>(zone)] = sha256(reading_.article().zone(zone).utf8());
        give_ids(draft_.figures, Kind::figure, figure_ids_);
        give_ids(draft_.quotes, Kind::quote, quote_ids_);
        give_ids(draft_.names, Kind::entity, name_ids_);
        give_ids(draft_.dates, Kind::date, date_ids_);
    }

    template <typename List>
    void give_ids(const List& list, Kind kind, std::vector<std::string>& ids) {
        std::map<std::pair<Zone, Span>, int> seen;
        ids.resize(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!list[i].standing()) continue;
            ++standing_;
            const Place place = reading_.place(list[i].tokens);
            ids[i] = fact_id(digests_[static_cast<std::size_t>(place.zone)], kind, place.span, ++seen[{place.zone, place.span}]);
        }
    }

    Ref ref(const Reference& r) const {
        Ref out{reading_.place(r.tokens), "", std::string(reading_.text(r.naming()))};
        if (r.cluster) {
            out.entity = cluster_id(*r.cluster);
            out.name = draft_.clusters[*r.cluster].canonical;
        }
        return out;
    }

    Ref name_ref(std::uint32_t name) const { return ref({draft_.names[name].tokens, draft_.names[name].cluster, {}}); }

    std::string cluster_id(std::uint32_t cluster) const { return "e" + std::to_string(first_cluster_ + cluster + 1); }

    /// What all kinds have. `inner` are the tokens whose speakers are asked for; `self` as in SpeechIndex::over.
    Fact common(const Proposal& p, TokenRange inner, std::optional<std::uint32_t> self = std::nullopt) const {
        Fact f;
        f.place = reading_.place(p.tokens);
        f.sentence = reading_.place(reading_.sentences()[reading_.sentence_of(p.tokens.first)].tokens).span;
        f.rule = reading_.rules().rule_name(p.rule_file, p.rule_row);
        f.confidence = p.confidence;
        f.modality = p.modality;
        f.polarity = p.polarity;
        for (const SpeechOf& speech : speech_.over(inner, self)) {
            Attribution a;
            a.kind = speech.kind;
            a.anonymous = speech.anonymous;
            if (speech.actor) a.actor = ref(*speech.actor);
            if (speech.cue) a.cue = reading_.place(*speech.cue);
            if (speech.via) a.via = ref(*speech.via);
            if (speech.quote) a.quote = quote_ids_[*speech.quote];
            f.attribution.push_back(std::move(a));
        }
        return f;
    }

    Fact fact(const FigureDraft& p) const {
        Fact f = common(p, p.tokens);
        Figure figure = p.figure;
        if (p.measure && figure.measure) figure.measure->place = reading_.place(*p.measure);
        if (p.subject) figure.subject = ref(*p.subject);
        if (p.place) figure.place = ref(*p.place);
        if (p.whole) figure.whole = figure_ids_[*p.whole];
        if (p.base && figure.change) figure.change->base = figure_ids_[*p.base];
        std::string period;  // as the key names it
        if (p.period_date) {
            const Date& date = draft_.dates[*p.period_date].date;
            figure.period = Period{date_ids_[*p.period_date], date.value.value_or(""), date.start, date.end};
            period = figure.period->value;
            // "in January-April": from where the first begins to where the second ends.
            if (const auto last = draft_.dates[*p.period_date].range_end; last && draft_.dates[*last].date.end > date.end) {
                figure.period->end = draft_.dates[*last].date.end;
                period += "/" + draft_.dates[*last].date.value.value_or("");
            }
        }
        figure.key = comparability_key(figure, period);
        f.is = std::move(figure);
        return f;
    }

    /// The parts of the contract's `key`, joined by "|".
    static std::string comparability_key(const Figure& figure, std::string_view period) {
        std::string key(wire(figure.figure_type));
        key += "|" + (figure.change ? std::string(wire(figure.change->kind)) : std::string());
        key += "|" + figure.unit;
        key += "|" + (figure.measure ? figure.measure->name : std::string());
        key += "|" + (figure.subject ? figure.subject->name : std::string());
        key += "|" + std::string(period);
        key += "|" + (figure.basis ? std::string(wire(*figure.basis)) : std::string());
        key += "|" + (figure.place ? figure.place->name : std::string());
        return key;
    }

    Fact fact(const DateDraft& p) const {
        Fact f = common(p, p.tokens);
        Date date = p.date;
        if (p.range_end) date.range_end = date_ids_[*p.range_end];
        if (p.anchor_date) date.anchor = date_ids_[*p.anchor_date];
        f.is = std::move(date);
        return f;
    }

    Fact fact(const NameDraft& p) const {
        Fact f = common(p, p.tokens);
        Entity entity;
        entity.entity_type = p.entity.entity_type;
        entity.mention_type = p.entity.mention_type;
        const Cluster& cluster = draft_.clusters[p.cluster];
        entity.entity = cluster_id(p.cluster);
        entity.canonical = cluster.canonical;
        entity.iso3166 = cluster.iso3166;
        entity.wikidata = cluster.wikidata;
        entity.geonames = cluster.geonames;
        if (p.role) entity.role = reading_.place(*p.role);
        f.is = std::move(entity);
        return f;
    }

    Fact fact(const QuoteDraft& p) const {
        Fact f = common(p, p.parts.front(), static_cast<std::uint32_t>(&p - draft_.quotes.data()));
        Quote quote = p.quote;
        for (const TokenRange part : p.parts) quote.parts.push_back(reading_.place(part));
        if (p.speaker) quote.speaker = ref(*p.speaker);
        if (p.role) quote.role = reading_.place(*p.role);
        if (p.cue) quote.cue = reading_.place(*p.cue);
        if (p.via) quote.via = ref(*p.via);
        if (p.parent) quote.parent = quote_ids_[*p.parent];
        f.is = std::move(quote);
        return f;
    }

    const Reading& reading_;
    const Draft& draft_;
    const SpeechIndex speech_;
    std::uint32_t first_cluster_;
    std::size_t standing_ = 0;  // facts there will be
    std::string digests_[3];
    std::vector<std::string> figure_ids_, quote_ids_, name_ids_, date_ids_;
};

}  // namespace

Extraction make_facts(const Reading& reading, const Draft& draft, std::uint32_t clusters) {
    return FactMaker(reading, draft, clusters).run();
}

}  // namespace dateline
