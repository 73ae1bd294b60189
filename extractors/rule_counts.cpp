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
    const SpanIndex spans = proposed_spans(draft, false), with_blocked = proposed_spans(draft, true);
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
        tagger->tag(reading, reading.sentences(), tokens, &applied);
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
