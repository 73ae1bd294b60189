#include "extractors/draft.hpp"

#include <algorithm>

#include "extractors/reading/reading.hpp"

namespace dateline {
namespace {

bool shown(const Proposal& p) {
    return p.standing();
}
/// Parts of ids and names are hidden from patterns, but for ordinals: "third quarter" is a date's.
bool shown(const NumberDraft& n) {
    return n.standing() && (!n.blocked || n.ordinal);
}

template <typename List, typename TypeOf>
std::vector<SpanIndex::Entry> standing(const List& list, TypeOf type_of) {
    std::vector<SpanIndex::Entry> entries;
    entries.reserve(list.size());
    for (std::uint32_t i = 0; i < list.size(); ++i)
        if (shown(list[i])) entries.push_back({list[i].tokens, static_cast<std::uint8_t>(type_of(list[i])), i});
    return entries;
}

/// All of a list.
template <typename List, typename TypeOf>
std::vector<SpanIndex::Entry> entries(const List& list, TypeOf type_of) {
    std::vector<SpanIndex::Entry> out;
    for (std::uint32_t i = 0; i < list.size(); ++i) out.push_back({list[i].tokens, static_cast<std::uint8_t>(type_of(list[i])), i});
    return out;
}

}  // namespace

void Draft::expect(std::size_t tokens) {
    const std::size_t some = std::min<std::size_t>(tokens / 64 + 4, 64);
    numbers.reserve(some);
    dates.reserve(some);
    figures.reserve(some);
    quotes.reserve(some);
}

void index_spans(Draft& draft, SpanKind kind) {
    switch (kind) {
        case SpanKind::number:
            draft.spans.set(kind, standing(draft.numbers, [](const NumberDraft& n) { return n.ordinal ? 1 : 0; }));
            return;
        case SpanKind::date:
            draft.spans.set(kind, standing(draft.dates, [](const DateDraft& d) { return d.date.timex_type; }));
            return;
        case SpanKind::figure:
            draft.spans.set(kind, standing(draft.figures, [](const FigureDraft& f) { return f.figure.figure_type; }));
            return;
        case SpanKind::name:
            draft.spans.set(kind, standing(draft.names, [](const NameDraft& n) { return n.entity.entity_type; }));
            return;
        case SpanKind::quote:
            draft.spans.set(kind, standing(draft.quotes, [](const QuoteDraft& q) { return q.quote.quote_type; }));
            return;
    }
}

SpanIndex proposed_spans(const Draft& draft, bool blocked) {
    SpanIndex spans;
    if (blocked)
        spans.set(SpanKind::number, entries(draft.numbers, [](const NumberDraft& n) { return n.ordinal ? 1 : 0; }));
    else
        spans.set(SpanKind::number, draft.spans.all(SpanKind::number));
    spans.set(SpanKind::date, entries(draft.dates, [](const DateDraft& d) { return d.date.timex_type; }));
    spans.set(SpanKind::figure, entries(draft.figures, [](const FigureDraft& f) { return f.figure.figure_type; }));
    spans.set(SpanKind::name, entries(draft.names, [](const NameDraft& n) { return n.entity.entity_type; }));
    spans.set(SpanKind::quote, entries(draft.quotes, [](const QuoteDraft& q) { return q.quote.quote_type; }));
    return spans;
}

std::string lost_to(const Reading& reading, const Proposal& proposal) {
    switch (proposal.loss) {
        case Loss::none:
            return {};
        case Loss::block:
            return "a block: part of an address, number or code";
        case Loss::overlap:
            return std::string(wire(proposal.winner_kind)) + " \"" + std::string(reading.text(proposal.winner)) +
                   "\": longer, or more evidence";
        case Loss::cut_by_dates:
            return "dates that it would cut";
        case Loss::name_of_person:
            return "a person's name";
        case Loss::same_quote:
            return "a quote with the same span";
        case Loss::nested_too_deep:
            return "quotes nested too deep";
    }
    return {};
}

}  // namespace dateline
