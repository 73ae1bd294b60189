#include "extractors/draft.hpp"

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
    for (std::uint32_t i = 0; i < list.size(); ++i)
        if (shown(list[i])) entries.push_back({list[i].tokens, static_cast<std::uint8_t>(type_of(list[i])), i});
    return entries;
}

}  // namespace

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

}  // namespace dateline
