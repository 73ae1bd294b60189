#include "schemas/extraction.hpp"

#include <algorithm>
#include <deque>

#include "schemas/text_arena.hpp"

namespace dateline {

struct Extraction::Texts {
    TextArena arena;
    std::deque<std::vector<Attribution>> chains;  // facts of one quote share theirs
};

Collector::Collector() {
    out_.texts = std::make_shared<Extraction::Texts>();
}

std::string_view Collector::kept(std::string_view text) {
    return out_.texts->arena.keep(text);
}

void Collector::keep(std::optional<Ref>& ref) {
    if (ref) ref->name = kept(ref->name);
}

std::span<const Attribution> Collector::kept(std::span<const Attribution> chain) {
    if (chain.empty()) return {};
    auto& chains = out_.texts->chains;
    if (chains.empty() || !std::equal(chain.begin(), chain.end(), chains.back().begin(), chains.back().end())) {
        chains.emplace_back(chain.begin(), chain.end());
        for (Attribution& link : chains.back()) {
            keep(link.actor);
            keep(link.via);
        }
    }
    return chains.back();
}

void Collector::begin(std::string_view language, const std::optional<DatelineOf>& dateline) {
    out_.language = language;
    out_.dateline = dateline;
    if (out_.dateline) {
        keep(out_.dateline->place);
        keep(out_.dateline->agency);
    }
}

void Collector::fact(const Fact& fact) {
    Fact& f = (fact.place.zone == Zone::title ? out_.title_facts : out_.facts).emplace_back(fact);
    f.rule = {kept(f.rule.file), kept(f.rule.row)};
    f.attribution = kept(fact.attribution);
    if (auto* figure = std::get_if<Figure>(&f.is)) {
        keep(figure->subject);
        keep(figure->place);
    } else if (auto* quote = std::get_if<Quote>(&f.is)) {
        keep(quote->speaker);
        keep(quote->via);
    } else if (auto* entity = std::get_if<Entity>(&f.is)) {
        for (std::string_view* text : {&entity->canonical, &entity->iso3166, &entity->wikidata, &entity->geonames}) *text = kept(*text);
    }
}

}  // namespace dateline
