#include "extractors/dates/clause_tense.hpp"

#include <algorithm>
#include <array>

#include "extractors/reading/grammar_words.hpp"

namespace dateline {
namespace {

using Tense = DateVocabulary::Tense;

constexpr std::uint32_t furthest = 40;

constexpr TagSet relative_tags = set_of(Tag::WDT, Tag::WP, Tag::WPS, Tag::WRB);

}  // namespace

bool ClauseTense::quotation_mark(std::uint32_t token) const {
    return reading_.token(token).kind == TokenKind::mark && reading_.folded(token) == "\"";
}

bool ClauseTense::opens_clause(std::uint32_t token) const {
    const Tag tag = reading_.tag(token);
    if (in(tag, relative_tags)) return true;
    return tag == Tag::IN && reading_.rules().grammar_words().role(reading_, token) == GrammarRole::subordinator;
}

std::uint32_t ClauseTense::over_adverbs(TokenRange sentence, std::uint32_t token) const {
    while (token > sentence.first && in(reading_.tag(token - 1), adverb_tags)) --token;
    return token > sentence.first ? token - 1 : token;
}

bool ClauseTense::in_relative_clause(TokenRange sentence, std::uint32_t verb) const {
    return verb > sentence.first && in(reading_.tag(over_adverbs(sentence, verb)), set_of(Tag::WDT, Tag::WP));
}

/// What tense_words.tsv says of a token; a noun of the same letters ("the will", "May") says nothing.
Tense ClauseTense::listed(std::uint32_t token) const {
    const auto hit = words_.tense_entry(reading_, token);
    if (!hit || (hit->second == 1 && in(reading_.tag(token), noun_tags))) return Tense::none;
    return hit->first;
}

/// Whether the words of a group at `t`, such as "plans to", say that what follows is to come: "agreed to close in June", not "agreed to a
/// deal in June", nor "in June he agreed to close".
bool ClauseTense::foretells(const VerbGroup& verb, std::uint32_t t, bool ahead) const {
    const auto entry = words_.tense_entry(reading_, t);
    const std::uint32_t end = t + entry->second;
    if (end <= verb.tokens.last || reading_.tag(end - 1) != Tag::TO) return true;
    if (ahead && verb.past && reading_.rules().grammar_words().role(reading_, verb.main) != GrammarRole::be) return false;
    std::uint32_t next = end;
    while (next < reading_.size() && in(reading_.tag(next), adverb_tags)) ++next;
    return next < reading_.size() && reading_.tag(next) == Tag::VB;
}

/// The tense of a verb group: what its words say is to come before what it is itself. "has been closed" is past, "has a meeting" is not.
Tense ClauseTense::of_group(const VerbGroup& verb, bool ahead) const {
    bool past = verb.past;
    for (std::uint32_t t = verb.tokens.first; t < verb.tokens.last; ++t) {
        const Tense tense = listed(t);
        if (tense == Tense::future && foretells(verb, t, ahead)) return tense;
        const bool auxiliary = t < verb.main && reading_.rules().grammar_words().role(reading_, t) == GrammarRole::have;
        past = past || auxiliary || (tense == Tense::past && t == verb.tokens.first && verb.modal);
    }
    if (past) return Tense::past;
    // What "is opening in June" is planned.
    const bool going_on = verb.main != verb.tokens.first && reading_.tag(verb.main) == Tag::VBG;
    return verb.modal || going_on ? Tense::future : Tense::present;
}

ClauseTense::Before ClauseTense::before(TokenRange sentence, TokenRange date) const {
    bool infinitive = false;  // "to close": told by what governs it
    std::optional<std::uint32_t> verb;
    const std::uint32_t limit = std::max(sentence.first, date.first > furthest ? date.first - furthest : 0);
    const auto found = [&](Tense tense, std::uint32_t at, bool aside) {
        if (infinitive && tense == Tense::present) tense = Tense::future;
        return Before{{tense, verb.value_or(at), false, aside}, false};
    };
    for (std::uint32_t t = date.first; t-- > limit;) {
        if (reading_.token(t).kind == TokenKind::mark) {
            const std::string_view mark = reading_.folded(t);
            if (mark == "\"" || mark == ";" || mark == ":") break;
            continue;
        }
        if (const VerbGroup* group = reading_.verb_group_at(t))
            return found(of_group(*group, false), group->tokens.first, in_relative_clause(sentence, group->tokens.first));
        if (listed(t) == Tense::future) return found(Tense::future, t, false);
        const Tag tag = reading_.tag(t);
        if (tag == Tag::VB) {
            const std::uint32_t mark = over_adverbs(sentence, t);
            if (reading_.tag(mark) == Tag::TO) {
                infinitive = true;
                verb = t;
                t = mark;
            }
        } else if (tag == Tag::VBN && reading_.noun_group_at(t) == nullptr) {
            // "to be held" is its infinitive's, "being held" its clause's; "held" alone is over.
            const std::uint32_t auxiliary = over_adverbs(sentence, t);
            const GrammarRole role = auxiliary < t ? reading_.rules().grammar_words().role(reading_, auxiliary) : GrammarRole::none;
            if ((role == GrammarRole::be || role == GrammarRole::have) && in(reading_.tag(auxiliary), set_of(Tag::VB, Tag::VBG))) continue;
            return found(Tense::past, t, true);
        } else if (!infinitive && opens_clause(t)) {
            return {{}, true};
        }
    }
    if (infinitive) return {{Tense::future, verb, false, false}, false};
    return {};
}

const VerbGroup* ClauseTense::verb_after(TokenRange sentence, TokenRange date) const {
    const VerbGroup* first = nullptr;
    for (std::uint32_t t = date.last; t < sentence.last && t < date.last + furthest; ++t) {
        if (quotation_mark(t)) break;
        const VerbGroup* group = reading_.verb_group_at(t);
        if (group == nullptr) continue;
        if (first == nullptr) first = group;
        if (!in_relative_clause(sentence, group->tokens.first)) return group;
        t = group->tokens.last - 1;
    }
    return first;
}

/// Whether a date opens the clause of the verb behind it: "On Monday he ...", "..., and in June it ...".
bool ClauseTense::fronted(TokenRange sentence, TokenRange date, const VerbGroup& verb) const {
    std::uint32_t from = date.first;
    while (from > sentence.first && in(reading_.tag(from - 1), adverb_tags | set_of(Tag::IN, Tag::DT, Tag::TO)) && !opens_clause(from - 1))
        --from;
    if (from == sentence.first) return true;
    if (reading_.token(from - 1).kind != TokenKind::mark && reading_.tag(from - 1) != Tag::CC) return false;
    std::uint32_t next = date.last;
    while (next < sentence.last && (reading_.token(next).kind == TokenKind::mark || in(reading_.tag(next), adverb_tags))) ++next;
    if (next == verb.tokens.first) return date.last == next;
    const NounGroup* group = next < sentence.last ? reading_.noun_group_at(next) : nullptr;
    return group != nullptr && verb.subject && group->tokens.contains(*verb.subject);
}

DateClause ClauseTense::after(TokenRange sentence, const VerbGroup& verb) const {
    Tense tense = of_group(verb, true);
    // "On Friday the court is due to rule"
    for (std::uint32_t t = verb.tokens.last; t < sentence.last && t < verb.tokens.last + 2; ++t)
        if (listed(t) == Tense::future) tense = Tense::future;
    const std::uint32_t at = verb.tokens.first;
    return {tense, at, false, in_relative_clause(sentence, at)};
}

DateClause ClauseTense::of(TokenRange date) const {
    const TokenRange sentence = reading_.sentences()[reading_.sentence_of(date.first)].tokens;
    const Tense preposition = date.first > sentence.first ? words_.tense(reading_, date.first - 1) : Tense::none;
    if (preposition == Tense::future_before) return {over_by_then(sentence, date.first) ? Tense::past : Tense::future, {}, false, false};
    if (preposition == Tense::past_before) return {Tense::past, {}, true, false};
    return reading_.verb_groups().empty() ? by_nearest_word(sentence, date) : by_verbs(date);
}

DateClause ClauseTense::by_verbs(TokenRange date) const {
    const TokenRange sentence = reading_.sentences()[reading_.sentence_of(date.first)].tokens;
    const Before before = this->before(sentence, date);
    const VerbGroup* const verb = verb_after(sentence, date);
    if (verb == nullptr) return before.clause;
    const bool own_subject = verb->subject && *verb->subject < date.last && *verb->subject >= sentence.first &&
                             (!before.clause.verb || *verb->subject > *before.clause.verb);
    if (before.opened || own_subject || !before.clause.verb || fronted(sentence, date, *verb)) {
        DateClause clause = after(sentence, *verb);
        // A present behind a date tells of no plan: "Monday's meeting is the first".
        if (clause.tense == Tense::present) clause.tense = before.clause.tense;
        return clause;
    }
    DateClause clause = before.clause;
    // A verb right behind the date has another before it: "papers found in 2004 proved it".
    std::uint32_t next = date.last;
    while (next < verb->tokens.first && in(reading_.tag(next), adverb_tags)) ++next;
    if (next == verb->tokens.first) clause.aside = true;
    return clause;
}

/// Whether what was to be done "by Monday" has been: "the fire was contained by Monday".
bool ClauseTense::over_by_then(TokenRange sentence, std::uint32_t date) const {
    if (date < sentence.first + 4 || reading_.tag(date - 2) != Tag::VBN) return false;
    return reading_.tag(date - 3) == Tag::VBD || (reading_.tag(date - 3) == Tag::RB && reading_.tag(date - 4) == Tag::VBD);
}

DateClause ClauseTense::by_nearest_word(TokenRange sentence, TokenRange date) const {
    constexpr std::uint32_t reach = 12;
    std::array<bool, 2> open{true, true};  // after, before: not past a quotation mark
    for (std::uint32_t distance = 1; distance <= reach; ++distance) {
        for (const bool before : {true, false}) {
            if (!open[before] || (before ? date.first < sentence.first + distance : date.last + distance > sentence.last)) continue;
            const std::uint32_t t = before ? date.first - distance : date.last + distance - 1;
            if (quotation_mark(t)) {
                open[before] = false;
                continue;
            }
            const Tense found = words_.tense(reading_, t);
            if (found == Tense::past || found == Tense::future) return {found, t, false, false};
        }
    }
    return {};
}

}  // namespace dateline
