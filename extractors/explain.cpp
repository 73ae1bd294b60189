#include "extractors/explain.hpp"

#include <algorithm>

#include "extractors/explain_idle.hpp"
#include "extractors/explain_sentence.hpp"

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
    return std::string(wire(e.entity_type)) + " " + std::string(e.canonical);
}

std::string quote_summary(const Quote& q) {
    return std::string(wire(q.quote_type)) + " " + std::string(q.speaker ? q.speaker->name : "nobody");
}

/// "0.94" of 940, "0.875" of 875.
std::string per_mille(int value) {
    std::string digits = std::to_string(1000 + value);
    while (digits.size() > 2 && digits.back() == '0') digits.pop_back();
    return value >= 1000 ? "1" : "0." + digits.substr(1);
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
    AlsoMatched also;
    for (IdleMatch& one : IdleMatches(reading.rules()).find(reading, draft, also)) lines.push_back({one.tokens, std::move(one.what)});
    const auto add = [&](Kind kind, const Proposal& p, const std::string& what, const std::string& others = {}) {
        const LanguageRules& rules = reading.rules();
        const Place place = reading.place(p.tokens);
        std::string line = p.standing() ? "  + " : "  - ";
        line += std::string(wire(kind)) + " " + std::to_string(place.span.begin.value) + "-" + std::to_string(place.span.end.value) +
                " \"" + shortened(reading, p.tokens) + "\"  " + what + "\n";
        if (!p.standing()) line += "      lost to " + lost_to(reading, p) + "\n";
        line += "      by " + rules.rule_name(p.rule_file, p.rule_row).text() + ", " + rules.table(p.rule_file).where(p.rule_row) +
                "; evidence " + evidence::names(p.evidence);
        if (p.standing()) line += "; confidence " + per_mille(p.confidence);
        if (!others.empty()) line += "\n      over " + others;
        lines.push_back({p.tokens, line + "\n"});
    };
    for (std::size_t i = 0; i < draft.figures.size(); ++i)
        add(Kind::figure, draft.figures[i], figure_summary(draft.figures[i].figure), also.figures[i]);
    for (std::size_t i = 0; i < draft.dates.size(); ++i) add(Kind::date, draft.dates[i], date_summary(draft.dates[i].date), also.dates[i]);
    for (const NameDraft& n : draft.names)
        add(Kind::entity, n,
            std::string(wire(n.entity.entity_type)) + " " +
                std::string(n.standing() && n.cluster < draft.clusters.size() ? draft.clusters[n.cluster].canonical
                                                                              : reading.text(n.tokens)));
    for (const QuoteDraft& q : draft.quotes)
        add(Kind::quote, q,
            std::string(wire(q.quote.quote_type)) + " " +
                std::string(!q.speaker           ? std::string_view("nobody")
                            : q.speaker->cluster ? draft.clusters[*q.speaker->cluster].canonical
                                                 : reading.text(q.speaker->tokens)));
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.tokens.first < b.tokens.first; });
    std::string out;
    std::size_t next = 0;
    for (const Sentence& sentence : reading.sentences()) {
        out += on_one_line(reading, sentence.tokens) + "\n" + explained_sentence(reading, sentence);
        for (; next < lines.size() && lines[next].tokens.first < sentence.tokens.last; ++next) out += lines[next].text;
    }
    return out;
}

}  // namespace dateline
