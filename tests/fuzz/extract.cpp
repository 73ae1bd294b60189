// Text -> all stages. The input is the text; what stands behind a first form feed is the title, behind a second the captions.
#include <algorithm>
#include <set>

#include "extractors/extract.hpp"
#include "extractors/language.hpp"
#include "pipeline/charset/charset.hpp"
#include "schemas/ascii.hpp"
#include "schemas/error.hpp"
#include "schemas/fact_json.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

namespace {

const Extractor& extractor() {
    static const Extractor made(Rules::load());
    return made;
}

/// Bytes that are no UTF-8 become U+FFFD, so that every input reaches the stages.
SourceText text_of(std::string_view bytes) {
    std::vector<Warning> ignored;
    const SourceText decoded = decode(bytes, {"UTF-8", "transport"}, 0, ignored);
    return SourceText(std::string(decoded.utf8()));
}

Article article_of(std::string_view bytes) {
    Article article;
    article.id = "fuzz";
    article.language = "en";
    article.reference_time = Moment::parse("2013-03-22T08:30:00");
    const std::size_t title = std::min(bytes.find('\f'), bytes.size());
    const std::size_t captions = std::min(bytes.find('\f', std::min(title + 1, bytes.size())), bytes.size());
    article.text = text_of(bytes.substr(0, title));
    if (title < bytes.size()) article.title = text_of(bytes.substr(title + 1, captions - title - 1));
    if (captions < bytes.size()) article.captions = text_of(bytes.substr(captions + 1));
    return article;
}

void require_span(const Article& article, const Place& place, std::string_view what) {
    const SourceText& zone = article.zone(place.zone);
    require(
        place.span.begin < place.span.end && place.span.end <= zone.end(), std::string(what) + ": a span lies in its zone and is not empty",
        std::to_string(place.span.begin.value) + "-" + std::to_string(place.span.end.value) + " of " + std::to_string(zone.end().value));
}

void require_ref(const Article& article, const std::optional<Ref>& ref) {
    if (!ref) return;
    require_span(article, ref->place, "reference");
    require(!ref->name.empty(), "a reference has a name");
}

/// No digit is cut off at either edge.
void require_whole_digits(const Article& article, const Fact& fact) {
    const SourceText& zone = article.zone(fact.place.zone);
    const Span span = fact.place.span;
    const std::string_view inside = zone.slice(span);
    if (span.begin.value > 0) {
        const std::string_view before = zone.slice({span.begin - 1, span.begin});
        require(!(ascii_digit(before.front()) && ascii_digit(inside.front())), "no digit is cut at the start", zone.slice({{0}, span.end}));
    }
    if (span.end < zone.end()) {
        const std::string_view after = zone.slice({span.end, span.end + 1});
        require(!(ascii_digit(after.front()) && ascii_digit(inside.back())), "no digit is cut at the end",
                zone.slice({span.begin, zone.end()}));
    }
}

void require_figure(const Article& article, const Figure& figure) {
    require(figure.value.has_value() != figure.range.has_value(), "a figure has a value or a range");
    if (figure.range && figure.range->low && figure.range->high)
        require(*figure.range->low <= *figure.range->high, "a range runs upwards",
                figure.range->low->text() + " " + figure.range->high->text());
    if (figure.interval.low && figure.interval.high)
        require(*figure.interval.low <= *figure.interval.high, "an interval runs upwards",
                figure.interval.low->text() + " " + figure.interval.high->text());
    if (figure.measure) require_span(article, figure.measure->place, "measure");
    require_ref(article, figure.subject);
    require_ref(article, figure.place);
}

void require_quote(const Article& article, const Fact& fact, const Quote& quote) {
    require(!quote.parts.empty(), "a quote has parts");
    for (const Place& part : quote.parts) {
        require_span(article, part, "part");
        require(part.zone == fact.place.zone && fact.place.span.contains(part.span), "a part lies in its quote");
    }
    require_ref(article, quote.speaker);
    require_ref(article, quote.via);
    if (quote.role) require_span(article, *quote.role, "role");
    if (quote.cue) require_span(article, *quote.cue, "cue");
}

void check_fact(const Article& article, const Fact& fact) {
    require_span(article, fact.place, wire(fact.kind()));
    const Span sentence = fact.sentence;
    require(sentence.begin < sentence.end && sentence.end <= article.zone(fact.place.zone).end(), "a sentence lies in its zone");
    require(0 <= fact.confidence && fact.confidence <= 1000, "a confidence is per mille", std::to_string(fact.confidence));
    require(!fact.rule.empty(), "a fact has a rule");
    for (const Attribution& a : fact.attribution) {
        require_ref(article, a.actor);
        require_ref(article, a.via);
        if (a.cue) require_span(article, *a.cue, "cue");
    }
    if (fact.kind() == Kind::figure || fact.kind() == Kind::date) require_whole_digits(article, fact);
    if (const auto* figure = std::get_if<Figure>(&fact.is)) require_figure(article, *figure);
    if (const auto* quote = std::get_if<Quote>(&fact.is)) require_quote(article, fact, *quote);
}

void check_references(const std::vector<const Fact*>& facts) {
    std::map<std::string, const Fact*> known;
    for (const Fact* fact : facts) require(known.emplace(fact->id.text(), fact).second, "an id is there once", fact->id.text());
    const auto exists = [&](const FactId& id) {
        require(id.empty() || known.count(id.text()) != 0, "a fact referred to exists", id.text());
    };
    for (const Fact* fact : facts) {
        for (const Attribution& a : fact->attribution) exists(a.quote);
        if (const auto* figure = std::get_if<Figure>(&fact->is)) {
            exists(figure->whole);
            if (figure->change) exists(figure->change->base);
            if (figure->period) exists(figure->period->date);
        }
        if (const auto* date = std::get_if<Date>(&fact->is)) {
            exists(date->range_end);
            exists(date->anchor);
        }
        if (const auto* quote = std::get_if<Quote>(&fact->is)) {
            exists(quote->parent);
            std::set<std::string> seen = {fact->id.text()};
            for (std::string up = quote->parent.text(); !up.empty(); up = std::get<Quote>(known.at(up)->is).parent.text())
                require(seen.insert(up).second, "quotes nest without circles", up);
        }
    }
}

void check_order(const std::vector<Fact>& facts) {
    for (std::size_t i = 1; i < facts.size(); ++i) {
        const auto key = [](const Fact& f) {
            return std::tuple(f.place.zone, f.place.span.begin.value, ~f.place.span.end.value, f.kind(), f.id.text());
        };
        require(key(facts[i - 1]) < key(facts[i]), "facts are in the contract's order", facts[i].id.text());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::Input input(data, size);
    Article article = article_of(input.bytes());
    const Extraction found = extractor().extract(article);
    std::vector<const Fact*> all;
    for (const auto* list : {&found.facts, &found.title_facts}) {
        check_order(*list);
        for (const Fact& fact : *list) {
            require((fact.place.zone == Zone::title) == (list == &found.title_facts), "facts of the title stand apart");
            check_fact(article, fact);
            all.push_back(&fact);
        }
    }
    check_references(all);
    if (found.dateline) {
        require_ref(article, found.dateline->place);
        require_ref(article, found.dateline->agency);
    }
    for (const Flag& flag : found.flags)
        for (const Place& place : flag.evidence) require_span(article, place, "evidence");

    const std::string line = extraction_line(article, found);
    fuzz::require_json(line, "the output line");
    require(line.find('\n') == std::string::npos, "an output line is one line");
    std::string report;
    require(extraction_line(article, extractor().explain(article, report)) == line, "the same bytes a second time, explained");
    require(!first_invalid_utf8(report), "the explanation is valid UTF-8");

    article.language.clear();
    require(!language_of(article, extractor().rules()).empty(), "every text has a language");
    return 0;
}
