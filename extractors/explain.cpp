#include "extractors/explain.hpp"

#include <algorithm>

#include "extractors/facts.hpp"

namespace dateline {
namespace {

std::string figure_summary(const Figure& f) {
    std::string out = f.unit.empty() ? std::string(wire(f.figure_type)) : f.unit;
    if (f.figure_type == FigureType::ordinal) out = "ordinal";
    out += ' ';
    if (f.value) {
        out += f.value->text();
    } else if (f.range) {
        out += (f.range->low ? f.range->low->text() : "") + ".." + (f.range->high ? f.range->high->text() : "");
    }
    if (f.modifier != Modifier::exact) out += " " + std::string(wire(f.modifier));
    return out;
}

std::string date_summary(const Date& d) {
    return d.value.value_or("none") + (d.mod ? " " + std::string(wire(*d.mod)) : std::string());
}

std::string entity_summary(const Entity& e) {
    return std::string(wire(e.entity_type)) + " " + e.canonical;
}

std::string quote_summary(const Quote& q) {
    return std::string(wire(q.quote_type)) + " " + (q.speaker ? q.speaker->name : std::string("nobody"));
}

std::string evidence_names(std::uint32_t bits) {
    std::string out;
    const auto add = [&](std::uint32_t bit, const char* name) {
        if (bits & bit) out += (out.empty() ? "" : "+") + std::string(name);
    };
    add(evidence::inside, "inside");
    add(evidence::beside, "beside");
    add(evidence::document, "document");
    add(evidence::listed, "listed");
    add(evidence::shape, "shape");
    return out.empty() ? "none" : out;
}

struct Line {
    TokenRange tokens;
    std::string text;
};

}  // namespace

std::string summary(const Fact& fact) {
    switch (fact.kind()) {
        case Kind::figure:
            return figure_summary(std::get<Figure>(fact.is));
        case Kind::quote:
            return quote_summary(std::get<Quote>(fact.is));
        case Kind::entity:
            return entity_summary(std::get<Entity>(fact.is));
        case Kind::date:
            return date_summary(std::get<Date>(fact.is));
    }
    return {};
}

std::string explained(const Reading& reading, const Draft& draft) {
    std::vector<Line> lines;
    const auto add = [&](Kind kind, const Proposal& p, const std::string& what) {
        const LanguageRules& rules = reading.rules();
        const Place place = reading.place(p.tokens);
        std::string line = p.standing() ? "  + " : "  - ";
        line += std::string(wire(kind)) + " " + std::to_string(place.span.begin.value) + "-" + std::to_string(place.span.end.value) + " \"";
        const std::string_view text = reading.text(p.tokens);
        line += text.size() <= 80 || p.tokens.size() <= 10
                    ? std::string(text)
                    : std::string(reading.text(TokenRange{p.tokens.first, p.tokens.first + 6})) + " ... " +
                          std::string(reading.text(TokenRange{p.tokens.last - 4, p.tokens.last}));
        line += "\"  " + what + "  [" + rules.rule_name(p.rule_file, p.rule_row) + " at " + rules.table(p.rule_file).where(p.rule_row) +
                "; evidence " + evidence_names(p.evidence) + "]";
        if (!p.standing()) line += "  lost to " + lost_to(reading, p);
        lines.push_back({p.tokens, std::move(line)});
    };
    for (const FigureDraft& f : draft.figures) add(Kind::figure, f, figure_summary(f.figure));
    for (const DateDraft& d : draft.dates) add(Kind::date, d, date_summary(d.date));
    for (const NameDraft& n : draft.names)
        add(Kind::entity, n,
            std::string(wire(n.entity.entity_type)) + " " +
                (n.standing() && n.cluster < draft.clusters.size() ? draft.clusters[n.cluster].canonical
                                                                   : std::string(reading.text(n.tokens))));
    for (const QuoteDraft& q : draft.quotes)
        add(Kind::quote, q,
            std::string(wire(q.quote.quote_type)) + " " +
                (!q.speaker           ? std::string("nobody")
                 : q.speaker->cluster ? draft.clusters[*q.speaker->cluster].canonical
                                      : std::string(reading.text(q.speaker->tokens))));
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.tokens.first < b.tokens.first; });
    std::string out;
    std::size_t next = 0;
    for (const Sentence& sentence : reading.sentences()) {
        out += std::string(reading.text(sentence.tokens)) + "\n";
        for (; next < lines.size() && lines[next].tokens.first < sentence.tokens.last; ++next) out += lines[next].text + "\n";
    }
    return out;
}

}  // namespace dateline
