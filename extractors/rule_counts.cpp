#include "extractors/rule_counts.hpp"

#include "extractors/reading/tagging.hpp"
#include "extractors/rules/pattern.hpp"

// Patterns are matched once more here, over the spans that the stages left: what a stage saw when it ran its own patterns was the same but
// for proposals that have lost since, so those count too.

namespace dateline {

struct RuleCounts::Language {
    std::vector<PatternSet> patterns;
    std::vector<std::vector<RuleCount>> counts;  // by file and row
};

namespace {

template <typename List, typename TypeOf>
std::vector<SpanIndex::Entry> entries(const List& list, TypeOf type_of) {
    std::vector<SpanIndex::Entry> out;
    for (std::uint32_t i = 0; i < list.size(); ++i) out.push_back({list[i].tokens, static_cast<std::uint8_t>(type_of(list[i])), i});
    return out;
}

/// All proposals. Numbers that are part of a name or an id are seen only by the patterns that say so (`blocked`).
SpanIndex all_spans(const Draft& draft, bool blocked) {
    SpanIndex spans;
    const auto number = [](const NumberDraft& n) { return n.ordinal ? 1 : 0; };
    if (blocked)
        spans.set(SpanKind::number, entries(draft.numbers, number));
    else
        spans.set(SpanKind::number, draft.spans.all(SpanKind::number));
    spans.set(SpanKind::date, entries(draft.dates, [](const DateDraft& d) { return d.date.timex_type; }));
    spans.set(SpanKind::figure, entries(draft.figures, [](const FigureDraft& f) { return f.figure.figure_type; }));
    spans.set(SpanKind::name, entries(draft.names, [](const NameDraft& n) { return n.entity.entity_type; }));
    spans.set(SpanKind::quote, entries(draft.quotes, [](const QuoteDraft& q) { return q.quote.quote_type; }));
    return spans;
}

}  // namespace

RuleCounts::RuleCounts(const Rules& rules) {
    for (const std::string& tag : rules.languages()) {
        const LanguageRules* language = rules.find(tag);
        auto made = std::make_unique<Language>();
        for (const Table& table : language->tables()) {
            made->counts.emplace_back(table.size());
            if (table.setting("kind") != "patterns") continue;
            const std::size_t slash = table.name().find('/') + 1;
            made->patterns.emplace_back(*language, table.name().substr(slash, table.name().rfind('.') - slash));
        }
        languages_.emplace(language, std::move(made));
    }
}

RuleCounts::~RuleCounts() = default;

void RuleCounts::add(const Reading& reading, const Draft& draft) {
    Language& language = *languages_.at(&reading.rules());
    const SpanIndex spans = all_spans(draft, false), with_blocked = all_spans(draft, true);
    std::vector<Match> matches;
    for (const PatternSet& set : language.patterns) {
        matches.clear();
        const bool absent = set.table().setting("tested") == "absent";
        for (const Sentence& sentence : reading.sentences()) set.scan(reading, absent ? with_blocked : spans, sentence.tokens, matches);
        for (const Match& match : matches) ++language.counts[set.file()][match.row].fired;
    }
    for (std::uint32_t t = 0; t < reading.size(); ++t)
        for (const LexiconHit& hit : reading.hits(t)) ++language.counts[hit.file][hit.row].fired;
    if (const Tagger* tagger = reading.rules().tagger()) {
        const std::uint16_t file = reading.rules().file("tagging");
        std::vector<Token> tokens(reading.tokens().begin(), reading.tokens().end());
        std::vector<std::uint32_t> applied;
        for (const Sentence& sentence : reading.sentences()) tagger->tag(reading, sentence.tokens, tokens, &applied);
        for (const std::uint32_t row : applied) ++language.counts[file][row].fired;
    }
    const auto proposals = [&](const auto& list) {
        for (const Proposal& p : list) {
            RuleCount& count = language.counts[p.rule_file][p.rule_row];
            const std::string kind = reading.rules().table(p.rule_file).setting("kind");
            if (kind != "patterns" && kind != "words") ++count.fired;  // its proposals are all that is seen of it
            ++count.proposed;
            if (p.standing()) ++count.won;
        }
    };
    proposals(draft.dates);
    proposals(draft.figures);
    proposals(draft.names);
    proposals(draft.quotes);
}

const RuleCount& RuleCounts::of(const LanguageRules& language, std::uint16_t file, std::uint32_t row) const {
    return languages_.at(&language)->counts[file][row];
}

}  // namespace dateline
