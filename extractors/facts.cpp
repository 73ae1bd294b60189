#include "extractors/facts.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "extractors/attribution.hpp"
#include "schemas/digest.hpp"

namespace dateline {
namespace {

/// One fact to be: what the contract sorts by, packed, and which proposal it is made of.
class Entry {
public:
    Entry(Place place, Kind kind, std::uint32_t index)
        : high_(static_cast<std::uint64_t>(place.zone) << 32 | place.span.begin.value),
          low_(static_cast<std::uint64_t>(~place.span.end.value) << 32 | static_cast<std::uint64_t>(kind) << index_bits | index) {
        assert(index < 1u << index_bits);
    }

    Kind kind() const { return static_cast<Kind>(low_ >> index_bits & 3); }
    std::uint32_t index() const { return static_cast<std::uint32_t>(low_ & ((1u << index_bits) - 1)); }
    /// A kind and a number among its proposals.
    std::uint32_t proposal() const { return static_cast<std::uint32_t>(low_); }
    Place place() const {
        return {{{static_cast<std::uint32_t>(high_)}, {~static_cast<std::uint32_t>(low_ >> 32)}}, static_cast<Zone>(high_ >> 32)};
    }
    bool in_title() const { return high_ >> 32 == static_cast<std::uint64_t>(Zone::title); }
    bool same_but_index(const Entry& other) const { return high_ == other.high_ && low_ >> index_bits == other.low_ >> index_bits; }

    friend auto operator<=>(const Entry&, const Entry&) = default;

private:
    static constexpr int index_bits = 30;

    std::uint64_t high_, low_;
};

class FactMaker {
public:
    /// `digests` of the article's zones, by Zone. `clusters`: how many earlier sections have.
    FactMaker(const Reading& reading, const Draft& draft, std::span<const std::string, 3> digests, std::uint32_t clusters)
        : reading_(reading), draft_(draft), speech_(draft), digests_(digests), clusters_(clusters) {
        fact_of(Kind::figure).is.emplace<Figure>();
        fact_of(Kind::quote).is.emplace<Quote>();
        fact_of(Kind::entity).is.emplace<Entity>();
        fact_of(Kind::date).is.emplace<Date>();
        list();
    }

    std::optional<DatelineOf> dateline() const {
        if (!draft_.dateline) return std::nullopt;
        DatelineOf out;
        if (draft_.dateline->place) out.place = name_ref(*draft_.dateline->place);
        if (draft_.dateline->date) out.date = id(Kind::date, *draft_.dateline->date);
        if (draft_.dateline->agency) out.agency = name_ref(*draft_.dateline->agency);
        return out;
    }

    void title_facts(FactSink& sink) {
        for (auto e = title(); e != entries_.end(); ++e) sink.fact(fact(*e));
    }

    void facts(FactSink& sink) {
        const auto end = title();
        for (auto e = entries_.begin(); e != end; ++e) sink.fact(fact(*e));
    }

private:
    /// Where the title's begin: they are the last.
    std::vector<Entry>::const_iterator title() const {
        return std::find_if(entries_.begin(), entries_.end(), [](const Entry& e) { return e.in_title(); });
    }

    Fact& fact_of(Kind kind) { return facts_[static_cast<std::size_t>(kind)]; }

    void list() {
        entries_.reserve(draft_.figures.size() + draft_.quotes.size() + draft_.names.size() + draft_.dates.size());
        const auto add = [&](const auto& proposals, Kind kind) {
            // Each list is nearly in order itself.
            const auto before = static_cast<std::ptrdiff_t>(entries_.size());
            for (std::uint32_t i = 0; i < proposals.size(); ++i)
                if (proposals[i].standing()) entries_.emplace_back(reading_.place(proposals[i].tokens), kind, i);
            if (!std::is_sorted(entries_.begin() + before, entries_.end())) std::sort(entries_.begin() + before, entries_.end());
            std::inplace_merge(entries_.begin(), entries_.begin() + before, entries_.end());
        };
        add(draft_.figures, Kind::figure);
        add(draft_.quotes, Kind::quote);
        add(draft_.names, Kind::entity);
        add(draft_.dates, Kind::date);
        number_doubles();
    }

    /// Of several proposals of a kind at one place the later have a number in their ids; the contract sorts ids as texts.
    void number_doubles() {
        for (std::size_t i = 0, end = 0; i < entries_.size(); i = end) {
            for (end = i + 1; end < entries_.size() && entries_[end].same_but_index(entries_[i]);) ++end;
            if (end - i == 1) continue;
            std::vector<std::pair<std::string, Entry>> named;
            for (std::size_t e = i; e < end; ++e) {
                const auto nth = static_cast<std::uint32_t>(e - i + 1);
                doubles_.emplace_back(entries_[e].proposal(), nth);
                named.emplace_back(nth == 1 ? "" : std::to_string(nth), entries_[e]);
            }
            std::sort(named.begin(), named.end());
            for (std::size_t e = i; e < end; ++e) entries_[e] = named[e - i].second;
        }
        std::sort(doubles_.begin(), doubles_.end());
    }

    const Proposal& proposal(Kind kind, std::uint32_t index) const {
        switch (kind) {
            case Kind::figure:
                return draft_.figures[index];
            case Kind::quote:
                return draft_.quotes[index];
            case Kind::entity:
                return draft_.names[index];
            case Kind::date:
                break;
        }
        return draft_.dates[index];
    }

    /// The id of a proposal; none of one that does not stand.
    FactId id(Kind kind, std::uint32_t index) const {
        const Proposal& p = proposal(kind, index);
        return p.standing() ? id(Entry(reading_.place(p.tokens), kind, index)) : FactId();
    }
    FactId id(const Entry& entry) const {
        const Place place = entry.place();
        std::uint32_t nth = 1;
        if (!doubles_.empty()) {
            const std::pair<std::uint32_t, std::uint32_t> wanted{entry.proposal(), 0};
            const auto found = std::lower_bound(doubles_.begin(), doubles_.end(), wanted);
            if (found != doubles_.end() && found->first == wanted.first) nth = found->second;
        }
        return {digests_[static_cast<std::size_t>(place.zone)], entry.kind(), place.span, nth};
    }

    Ref ref(const Reference& r) const {
        Ref out{reading_.place(r.tokens), {}, {}};
        if (r.cluster) {
            out.entity = {clusters_ + *r.cluster + 1};
            out.name = draft_.clusters[*r.cluster].canonical;
        } else {
            out.name = reading_.text(r.naming());
        }
        return out;
    }

    Ref name_ref(std::uint32_t name) const { return ref({draft_.names[name].tokens, draft_.names[name].cluster, {}}); }

    /// The fact of an entry; good until the next is made.
    const Fact& fact(const Entry& entry) {
        Fact& fact = fact_of(entry.kind());
        fact.id = id(entry);
        fact.place = entry.place();
        switch (entry.kind()) {
            case Kind::figure:
                fill(draft_.figures[entry.index()], fact);
                break;
            case Kind::quote:
                fill(draft_.quotes[entry.index()], entry.index(), fact);
                break;
            case Kind::entity:
                fill(draft_.names[entry.index()], fact);
                break;
            case Kind::date:
                fill(draft_.dates[entry.index()], fact);
                break;
        }
        return fact;
    }

    /// What all kinds have. `inner` are the tokens whose speakers are asked for; `self` as in SpeechIndex::over.
    void common(Fact& fact, const Proposal& p, TokenRange inner, std::optional<std::uint32_t> self = std::nullopt) {
        fact.sentence = sentence(p.tokens.first);
        fact.rule = reading_.rules().rule_name(p.rule_file, p.rule_row);
        fact.confidence = p.confidence;
        fact.modality = p.modality;
        fact.polarity = p.polarity;
        speech_.over(inner, self, links_);
        if (links_ != chain_links_) build_chain();
        fact.attribution = chain_;
    }

    /// Facts of one quote have one chain.
    void build_chain() {
        chain_links_ = links_;
        chain_.clear();
        for (const std::uint32_t link : links_) {
            Attribution& a = chain_.emplace_back();
            if (link >= draft_.quotes.size()) {
                a.kind = AttributionKind::report;
                a.cue = reading_.place(draft_.hearsay[link - draft_.quotes.size()].cue);
                continue;
            }
            const QuoteDraft& quote = draft_.quotes[link];
            a.kind = quote.kind;
            a.anonymous = quote.anonymous;
            if (quote.speaker) a.actor = ref(*quote.speaker);
            if (quote.cue) a.cue = reading_.place(*quote.cue);
            if (quote.via) a.via = ref(*quote.via);
            a.quote = id(Kind::quote, link);
        }
    }

    /// The span of the sentence that holds a token. Facts come in order, so it is mostly the last one asked for or the next.
    Span sentence(std::uint32_t token) {
        const auto sentences = reading_.sentences();
        if (!sentence_tokens_.contains(token)) {
            const bool next = sentence_ + 1 < sentences.size() && sentences[sentence_ + 1].tokens.contains(token);
            sentence_ = next ? sentence_ + 1 : reading_.sentence_of(token);
            sentence_tokens_ = sentences[sentence_].tokens;
            sentence_span_ = reading_.place(sentence_tokens_).span;
        }
        return sentence_span_;
    }

    void fill(const FigureDraft& p, Fact& fact) {
        common(fact, p, p.tokens);
        Figure& figure = std::get<Figure>(fact.is);
        figure = p.figure;
        if (p.measure && figure.measure) figure.measure->place = reading_.place(*p.measure);
        if (p.subject) figure.subject = ref(*p.subject);
        if (p.place) figure.place = ref(*p.place);
        if (p.whole) figure.whole = id(Kind::figure, *p.whole);
        if (p.base && figure.change) figure.change->base = id(Kind::figure, *p.base);
        std::string period;  // as the key names it
        if (p.period_date) {
            const Date& date = draft_.dates[*p.period_date].date;
            figure.period = Period{id(Kind::date, *p.period_date), date.value.value_or(""), date.start, date.end};
            // Two years that end on different days are not the same period.
            period = date.timex_type == TimexType::DURATION ? date.start + "/" + date.end : figure.period->value;
            // "in January-April": from where the first begins to where the second ends.
            if (const auto last = draft_.dates[*p.period_date].range_end; last && draft_.dates[*last].date.end > date.end) {
                figure.period->end = draft_.dates[*last].date.end;
                period += "/" + draft_.dates[*last].date.value.value_or("");
            }
        }
        comparability_key(figure, period, figure.key);
    }

    /// The parts of the contract's `key`, joined by "|".
    static void comparability_key(const Figure& figure, std::string_view period, std::string& key) {
        key = wire(figure.figure_type);
        const auto part = [&](std::string_view text) {
            key += '|';
            key += text;
        };
        part(figure.change ? wire(figure.change->kind) : std::string_view());
        part(figure.unit);
        part(figure.measure ? std::string_view(figure.measure->name) : std::string_view());
        part(figure.subject ? figure.subject->name : std::string_view());
        part(period);
        part(figure.basis ? wire(*figure.basis) : std::string_view());
        part(figure.place ? figure.place->name : std::string_view());
    }

    void fill(const DateDraft& p, Fact& fact) {
        common(fact, p, p.tokens);
        Date& date = std::get<Date>(fact.is);
        date = p.date;
        if (p.range_end) date.range_end = id(Kind::date, *p.range_end);
        if (p.anchor_date) {
            date.from_reference_time = false;
            date.anchor = id(Kind::date, *p.anchor_date);
        }
    }

    void fill(const NameDraft& p, Fact& fact) {
        common(fact, p, p.tokens);
        Entity& entity = std::get<Entity>(fact.is);
        entity.entity_type = p.entity.entity_type;
        entity.mention_type = p.entity.mention_type;
        const Cluster& cluster = draft_.clusters[p.cluster];
        entity.entity = {clusters_ + p.cluster + 1};
        entity.canonical = cluster.canonical;
        entity.iso3166 = cluster.iso3166;
        entity.wikidata = cluster.wikidata;
        entity.geonames = cluster.geonames;
        entity.role.reset();
        if (p.role) entity.role = reading_.place(*p.role);
    }

    void fill(const QuoteDraft& p, std::uint32_t index, Fact& fact) {
        common(fact, p, p.parts.front(), index);
        Quote& quote = std::get<Quote>(fact.is);
        quote = p.quote;
        for (const TokenRange part : p.parts) quote.parts.push_back(reading_.place(part));
        if (p.speaker) quote.speaker = ref(*p.speaker);
        if (p.role) quote.role = reading_.place(*p.role);
        if (p.cue) quote.cue = reading_.place(*p.cue);
        if (p.via) quote.via = ref(*p.via);
        if (p.parent) quote.parent = id(Kind::quote, *p.parent);
    }

    const Reading& reading_;
    const Draft& draft_;
    SpeechIndex speech_;
    std::span<const std::string, 3> digests_;
    std::uint32_t clusters_;
    std::vector<Entry> entries_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> doubles_;  // Entry::proposal and its number at its place, sorted
    // The fact that is being made, one for each kind, and what it stands on.
    std::array<Fact, 4> facts_;
    std::vector<Attribution> chain_;
    std::vector<std::uint32_t> links_, chain_links_;  // of the fact and of `chain_`, as SpeechIndex has them
    // The sentence that was asked for last.
    std::uint32_t sentence_ = 0;
    TokenRange sentence_tokens_;
    Span sentence_span_;
};

}  // namespace

ArticleFacts::ArticleFacts(const Article& article, std::string_view language, FactSink& sink) : language_(language), sink_(sink) {
    for (const Zone zone : {Zone::text, Zone::caption, Zone::title})
        if (!article.zone(zone).empty()) digests_[static_cast<std::size_t>(zone)] = sha256(article.zone(zone).utf8());
}

void ArticleFacts::add(const Reading& reading, const Draft& draft) {
    FactMaker maker(reading, draft, digests_, clusters_);
    if (!begun_) {
        sink_.begin(language_, maker.dateline());
        maker.title_facts(sink_);
        begun_ = true;
    }
    maker.facts(sink_);
    clusters_ += static_cast<std::uint32_t>(draft.clusters.size());
    flags_.insert(flags_.end(), draft.flags.begin(), draft.flags.end());
}

void ArticleFacts::end() {
    for (const Flag& flag : flags_) sink_.flag(flag);
    sink_.end();
}

}  // namespace dateline
