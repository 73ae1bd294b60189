#include <algorithm>

#include "extractors/figures/relations.hpp"

// What a figure quantifies, by the groups of its sentence: the noun that it modifies ("a 0.6 percent fee"), the phrase behind it ("seasons
// of the show"), its label ("Base price: $59"), the object or the subject of its verb.

namespace dateline {

bool FigureRelations::restates(const FigureClause& c, std::uint32_t previous) const {
    if (previous == none) return false;
    const FigureDraft& other = c.draft.figures[previous];
    std::uint32_t t = other.tokens.last;
    if (t >= c.figure.tokens.first) return false;
    if (c.reading.is(t, "(")) return t + 1 == c.before || t + 1 == c.figure.tokens.first;
    if (other.figure.unit == c.figure.figure.unit) return false;
    if (c.reading.is(t, ",")) ++t;
    const LexiconHit* hit = c.reading.hit(t, words_.restatements);
    return hit != nullptr && t + hit->length >= c.before && t < c.figure.tokens.first;
}

void FigureRelations::take_measure(FigureClause& c, const FigureDraft& other) {
    c.figure.measure = other.measure;
    c.figure.figure.measure = other.figure.measure;
    c.figure.subject = other.subject;
}

const NounGroup* FigureRelations::group_ending(const FigureClause& c, std::uint32_t end) const {
    if (end <= c.sentence.first) return nullptr;
    const NounGroup* group = c.reading.noun_group_at(end - 1);
    return group != nullptr && group->tokens.last == end && !group->pronoun && group->tokens.last <= c.figure.tokens.first &&
                   !spoken_for(c, group->tokens)
               ? group
               : nullptr;
}

bool FigureRelations::spoken_for(const FigureClause& c, TokenRange range) const {
    if (range.overlaps(c.figure.tokens) || (range.first < c.previous_last && range.last >= c.previous_last)) return true;
    return std::any_of(c.dates.begin(), c.dates.end(), [&](std::uint32_t i) { return c.draft.dates[i].tokens.overlaps(range); });
}

TokenRange FigureRelations::bare(const FigureClause& c, TokenRange range) const {
    const auto opens = [&](std::uint32_t t) {
        return c.reading.token(t).kind == TokenKind::mark || c.reading.token(t).is_digits() || in(c.reading, t, words_.determiners) ||
               in(c.reading, t, words_.owners) || in(c.reading, t, words_.numbers) || in(c.reading, t, words_.hedges) ||
               dateline::in(c.reading.tag(t), set_of(Tag::DT, Tag::PDT, Tag::PRPS, Tag::CD, Tag::POS) | adverb_tags);
    };
    while (!range.empty()) {
        const bool number = c.reading.token(range.first).is_digits() || in(c.reading, range.first, words_.numbers);
        if (!opens(range.first)) break;
        ++range.first;
        // "an [[8.5 kW]] system"
        const LexiconHit* unit = number && !range.empty() ? c.reading.hit(range.first, words_.units) : nullptr;
        if (unit != nullptr && range.first + unit->length < range.last) range.first += unit->length;
    }
    return range;
}

std::uint32_t FigureRelations::date_ending(const FigureClause& c, std::uint32_t end) const {
    for (const std::uint32_t i : c.dates) {
        const TokenRange date = c.draft.dates[i].tokens;
        if (date.last != end || date.first <= c.sentence.first + 1) continue;
        return dateline::in(c.reading.tag(date.first - 1), set_of(Tag::IN)) ? date.first - 1 : date.first;
    }
    return end;
}

TokenRange FigureRelations::named_number(const FigureClause& c, const NounGroup& group) const {
    const Reading& reading = c.reading;
    if (group.tokens.size() != 1 || !reading.token(group.tokens.first).is_digits()) return group.tokens;
    const NounGroup* name = group_ending(c, group.tokens.first);
    if (name == nullptr || !reading.token(name->tokens.last - 1).capitalized()) return {};
    return {name->tokens.first, group.tokens.last};
}

bool FigureRelations::measure_group(FigureClause& c, const NounGroup& group) const {
    if (in(c.reading, group.head, words_.amounts) || dateline::in(c.reading.tag(group.tokens.last - 1), adjective_tags | adverb_tags))
        return false;
    // "price reductions on 50 products", "the basic version of the phone": with the "of" phrases before and behind it.
    TokenRange head = named_number(c, group), whole = group.tokens;
    for (int steps = 0; steps < 2 && head.first > c.sentence.first + 1; ++steps) {
        if (!in(c.reading, head.first - 1, words_.measure_links) || words_.role_at(c.reading, head.first - 1) != Role::of) break;
        const NounGroup* outer = group_ending(c, head.first - 1);
        if (outer == nullptr || in(c.reading, outer->tokens.last - 1, words_.change)) break;
        head = outer->tokens;
    }
    whole.first = head.first;
    const TokenRange words = bare(c, head);
    if (words.empty()) return false;
    set_names(c, words, {words.first, std::max(words.last, whole.last)});
    return c.figure.measure || c.figure.subject;
}

bool FigureRelations::modified_noun(FigureClause& c) const {
    const Reading& reading = c.reading;
    FigureDraft& f = c.figure;
    const FigureType type = f.figure.figure_type;
    if (type == FigureType::ordinal || type == FigureType::multiplier || type == FigureType::number) return false;
    std::uint32_t first = f.tokens.last;
    while (first < c.sentence.last && reading.is(first, "-") && !reading.token(first).space_before()) ++first;
    if (first >= c.sentence.last || !reading.token(first).is_word()) return false;
    const NounGroup* group = reading.noun_group_at(first);
    if (group == nullptr || group->pronoun || group->head < first || group->tokens.last <= first) return false;
    if (group->tokens.first < first ? !group->tokens.contains(f.tokens.last - 1) : group->tokens.first != first) return false;
    const TokenRange words = bare(c, {first, group->tokens.last});
    if (words.empty() || dateline::in(reading.tag(first), set_of(Tag::DT, Tag::PRPS, Tag::POS)) || spoken_for(c, words)) return false;
    if (in(reading, words.first, words_.per) || in(reading, words.first, words_.units)) return false;
    // "40 borrowers bear a burden": a plural that is counted modifies no noun.
    if (type == FigureType::count && f.unit_tokens && f.unit_tokens->last == f.tokens.last && f.unit_tokens->size() == 1 &&
        reading.folded(f.unit_tokens->first) != f.figure.unit)
        return false;
    for (std::uint32_t t = words.first; t < words.last; ++t)
        if (in(reading, t, words_.after) || in(reading, t, words_.change) || in(reading, t, words_.hedges)) return false;
    if (!dateline::in(reading.tag(group->head), noun_tags)) return false;
    // "rose 5 percent Monday", "said 3 percent Apple": a name that begins a group of its own is no noun that is modified.
    if ((group->tokens.first == first || type == FigureType::percent) && reading.token(first).capitalized()) return false;
    // "a 14-year-old boy": whose age it is.
    if (age(f)) {
        f.subject = Reference{words, std::nullopt};
        return true;
    }
    set_names(c, words, words);
    // "The bank charges a 2 percent fee."
    if (const VerbGroup* verb = verb_before(c); verb != nullptr && f.measure && !f.subject)
        if (const TokenRange owner = bearer(c, *verb); !owner.empty()) {
            const NameDraft* name = name_at(c, owner);
            f.subject = name != nullptr ? refer(*name) : Reference{owner, std::nullopt};
        }
    return f.measure || f.subject;
}

bool FigureRelations::phrase_behind(FigureClause& c) const {
    const Reading& reading = c.reading;
    const FigureType type = c.figure.figure.figure_type;
    if (type == FigureType::ordinal || type == FigureType::multiplier) return false;
    // "35m of its devices", "two of Shaw's deputies": the unit is there already; a name before it is whose they are.
    if (c.figure.unit_tokens && c.figure.unit_tokens->first >= c.figure.tokens.last) {
        const NameDraft* owner = name_at(c, {c.figure.tokens.last, c.figure.unit_tokens->first});
        if (owner != nullptr) c.figure.subject = refer(*owner);
        return owner != nullptr;
    }
    std::uint32_t t = c.figure.tokens.last;
    // A conversion in brackets is gone over.
    if (t < c.sentence.last && reading.is(t, "("))
        for (std::uint32_t close = t + 1; close < c.sentence.last && close < t + 10; ++close)
            if (reading.is(close, ")")) {
                t = close + 1;
                break;
            }
    if (t + 1 >= c.sentence.last) return false;
    if (!ContextWords::tells(words_.behind_at(reading, t), type)) return false;
    const NounGroup* group = reading.noun_group_at(t + 1);
    if (group == nullptr || group->pronoun || group->tokens.last > c.sentence.last || spoken_for(c, group->tokens)) return false;
    if (dateline::in(reading.tag(group->tokens.last - 1), adjective_tags)) return false;
    const TokenRange words = bare(c, {t + 1, group->tokens.last});
    if (words.empty() || in(reading, words.first, words_.units)) return false;
    // "three of the eight cranes": what is counted, not what is measured.
    if (type == FigureType::count && words_.nouns.singular(reading, words.last - 1) == c.figure.figure.unit) return false;
    set_names(c, words, words);
    return c.figure.measure || c.figure.subject;
}

bool FigureRelations::aged(FigureClause& c) const {
    if (!age(c.figure)) return false;
    const Reading& reading = c.reading;
    std::uint32_t t = c.figure.tokens.first;
    while (t > c.sentence.first && in(reading, t - 1, words_.age_openers)) --t;
    if (t <= c.sentence.first + 1 || !(reading.is(t - 1, ",") || reading.is(t - 1, "("))) return false;
    --t;
    for (const std::uint32_t i : c.names)
        if (c.draft.names[i].tokens.last == t) {
            c.figure.subject = refer(c.draft.names[i]);
            return true;
        }
    const NounGroup* group = group_ending(c, t);
    const TokenRange words = group != nullptr ? bare(c, group->tokens) : TokenRange{};
    if (words.empty()) return false;
    c.figure.subject = Reference{words, std::nullopt};
    return true;
}

bool FigureRelations::label(FigureClause& c) const {
    const Reading& reading = c.reading;
    std::uint32_t t = c.before;
    if (t <= c.sentence.first + 1) return false;
    if (reading.is(t - 1, ":")) {
        const NounGroup* group = group_ending(c, t - 1);
        return group != nullptr && measure_group(c, *group);
    }
    // "products [priced at] $10", "a panel set to 9 ksi": a participle between the noun and the figure.
    std::uint32_t verb = t - 1;
    if (c.role == Role::none && dateline::in(reading.tag(verb), set_of(Tag::IN, Tag::TO)) && verb > c.sentence.first) --verb;
    if (dateline::in(reading.tag(verb), set_of(Tag::VBN, Tag::VBG)) && reading.verb_group_at(verb) == nullptr) {
        const NounGroup* group = group_ending(c, verb);
        if (group != nullptr && measure_group(c, *group)) return true;
    }
    return false;
}

bool FigureRelations::noun_before(FigureClause& c) const {
    // "a range of 400 km", "price reductions on 50 products", "the phone for 7,199 yuan".
    const Reading& reading = c.reading;
    std::uint32_t t = c.before;
    if (t <= c.sentence.first + 1) return false;
    if (c.role == Role::none) {
        if (!dateline::in(reading.tag(t - 1), set_of(Tag::IN))) return false;
        --t;
    } else if (c.role == Role::than) {
        return false;
    }
    const NounGroup* group = group_ending(c, t);
    if (group == nullptr || in(reading, group->tokens.last - 1, words_.amounts)) return false;
    // "beat Hall 45 to 40 percent": one number is not what another measures.
    if (c.role != Role::none && c.role != Role::of && reading.token(group->tokens.last - 1).is_digits()) return false;
    // "Hall beat Lund by 5 points": what the verb tells is of its subject.
    if (c.role == Role::by && name_at(c, group->tokens) != nullptr) return false;
    return measure_group(c, *group);
}

bool FigureRelations::subject_of_verb(FigureClause& c) const {
    const Reading& reading = c.reading;
    const VerbGroup* verb = verb_before(c);
    if (verb == nullptr || verb->tokens.last > c.figure.tokens.first) return false;
    if (!verb->subject_group) return false;
    const NounGroup* group = &reading.noun_groups()[*verb->subject_group];
    if (reading.tag(group->head) == Tag::EX || group->tokens.last > verb->tokens.first) return false;
    if (group->pronoun) {
        const NounGroup* before = antecedent(c, *group);
        group = before != nullptr ? before : stands_for(c, *verb, *group);
        if (group == nullptr) return false;
    }
    if (group->tokens.overlaps(c.figure.tokens) || told_before(c, *group)) return false;
    const TokenRange words = bare(c, named_number(c, *group));
    if (words.empty()) return false;
    // "The firm has 100 customers": it does something with them, while "the price is $5" tells what is measured.
    const ContextWords::Change* says = words_.change_at(reading, verb->main);
    if (c.role == Role::none && (says == nullptr || (says->kind != Kind::state && says->kind != Kind::level)) && !verb->passive &&
        name_at(c, words) == nullptr) {
        c.figure.subject = Reference{words, std::nullopt};
        return true;
    }
    // "median sales price for single-family homes": with what stands between it and the verb.
    std::uint32_t last = words.last;
    if (last + 1 < verb->tokens.first && in(reading, last, words_.measure_links))
        if (const NounGroup* more = reading.noun_group_at(last + 1);
            more != nullptr && more->tokens.last <= verb->tokens.first && !spoken_for(c, more->tokens))
            last = more->tokens.last;
    set_names(c, words, {words.first, last});
    return c.figure.measure || c.figure.subject;
}

const NounGroup* FigureRelations::antecedent(const FigureClause& c, const NounGroup& pronoun) const {
    const std::uint32_t t = pronoun.tokens.first;
    if (!dateline::in(c.reading.tag(pronoun.head), set_of(Tag::WDT, Tag::WP)) || t <= c.sentence.first + 1) return nullptr;
    return group_ending(c, c.reading.is(t - 1, ",") ? t - 1 : t);
}

bool FigureRelations::receiver(FigureClause& c) const {
    if (c.role != Role::none) return false;
    const VerbGroup* verb = verb_before(c);
    if (verb == nullptr || !in(c.reading, verb->main, words_.receivers)) return false;
    const NounGroup* group = nullptr;
    if (!verb->passive) {
        if (verb->tokens.last >= c.before) return false;
        group = c.reading.noun_group_at(verb->tokens.last);
        if (group == nullptr || group->tokens.last != c.before) return false;
        if (group->pronoun) return true;  // "fined him $4,000": of him, not of who fined
    } else if (verb->tokens.last == c.before && verb->subject_group) {
        group = &c.reading.noun_groups()[*verb->subject_group];
        if (group->pronoun) group = stands_for(c, *verb, *group);
    }
    if (group == nullptr) return false;
    const NameDraft* name = name_at(c, group->tokens);
    const TokenRange words = bare(c, group->tokens);
    if (name == nullptr && words.empty()) return false;
    c.figure.subject = name != nullptr ? refer(*name) : Reference{words, std::nullopt};
    return true;
}

bool FigureRelations::rival(FigureClause& c, std::uint32_t previous) const {
    if (previous == none || c.role != Role::to || c.direction != Direction::none) return false;
    const FigureDraft& other = c.draft.figures[previous];
    if (other.figure.unit != c.figure.figure.unit || c.figure.tokens.first - other.tokens.last > 1) return false;
    const VerbGroup* verb = verb_before(c);
    if (verb == nullptr) return false;
    for (const std::uint32_t i : c.names)
        if (const NameDraft& name = c.draft.names[i]; name.tokens.first == verb->tokens.last && name.tokens.last == other.tokens.first) {
            c.figure.subject = refer(name);
            return true;
        }
    return false;
}

bool FigureRelations::only_tells(const FigureClause& c, const NameDraft& name, bool pronoun) const {
    const Reading& reading = c.reading;
    std::uint32_t t = name.tokens.first;
    while (t > c.sentence.first && in(reading, t - 1, words_.determiners)) --t;
    if (ends_before(c, t, words_.attributions)) return true;
    if (pronoun) return false;
    const auto verbs = reading.verb_groups();
    auto verb = std::lower_bound(verbs.begin(), verbs.end(), name.tokens.last,
                                 [](const VerbGroup& v, std::uint32_t token) { return v.tokens.first < token; });
    for (; verb != verbs.end() && verb->tokens.first < c.figure.tokens.first; ++verb) {
        if (!verb->subject_group || !reading.noun_groups()[*verb->subject_group].tokens.overlaps(name.tokens)) continue;
        if (!in(reading, verb->main, words_.speech) || verb->tokens.last >= c.before) return false;
        // "Alder said profit rose" is of Alder; "Hall said ...", "the bank said the economy grew" are not.
        const bool owned =
            c.figure.measure && c.figure.measure->first > c.sentence.first && !in(reading, c.figure.measure->first - 1, words_.determiners);
        return name.entity.entity_type == EntityType::PERSON || !owned;
    }
    return false;
}

const NounGroup* FigureRelations::stands_for(const FigureClause& c, const VerbGroup& verb, const NounGroup& pronoun) const {
    // "The company said it has 100 customers": the subject of the verb before, where it agrees.
    const Reading& reading = c.reading;
    if (&verb == reading.verb_groups().data()) return nullptr;
    const VerbGroup& before = *(&verb - 1);
    if (before.tokens.first < c.sentence.first || !before.subject_group) return nullptr;
    const NounGroup& group = reading.noun_groups()[*before.subject_group];
    if (group.pronoun || group.tokens.last > pronoun.tokens.first) return nullptr;
    const Tag head = reading.tag(group.head);
    const NameDraft* name = name_at(c, group.tokens);
    const bool person = name != nullptr && name->entity.entity_type == EntityType::PERSON;
    switch (words_.pronoun_at(reading, pronoun.head)) {
        case ContextWords::Pronoun::person:
            return person || (name == nullptr && head == Tag::NNP) ? &group : nullptr;
        case ContextWords::Pronoun::thing:
            return !person && dateline::in(head, set_of(Tag::NN, Tag::NNP, Tag::NNPS)) ? &group : nullptr;
        case ContextWords::Pronoun::many:
            return dateline::in(head, set_of(Tag::NNS, Tag::NNPS)) ? &group : nullptr;
        case ContextWords::Pronoun::other:
            return nullptr;
    }
    return nullptr;
}

bool FigureRelations::own_name(FigureClause& c) const {
    const Reading& reading = c.reading;
    const bool apposed = c.particle && c.verb && c.verb->first > c.sentence.first && reading.is(c.verb->first - 1, ",");
    if (c.previous_last == 0 && !apposed) return false;
    std::uint32_t last = c.particle && c.verb ? c.verb->first : c.before;
    const std::uint32_t from = std::max(c.sentence.first, c.previous_last);
    if (last > from + 1 && reading.token(last - 1).kind == TokenKind::mark && (reading.is(last - 1, "(") || reading.is(last - 1, ",")))
        --last;
    std::uint32_t first = last;
    while (first > from) {
        const Token& token = reading.token(first - 1);
        const bool joined = token.kind == TokenKind::mark && reading.is(first - 1, "&");
        if (!(token.is_word() && token.capitalized()) && !joined && !(token.is_digits() && first - 1 > from)) break;
        --first;
    }
    if (first == last || !reading.token(first).is_word() || spoken_for(c, {first, last})) return false;
    set_names(c, {first, last}, {first, last});
    return c.figure.measure || c.figure.subject;
}

bool FigureRelations::own_subject(FigureClause& c) const {
    const VerbGroup* verb = verb_before(c);
    if (verb == nullptr || !verb->subject_group || c.previous_last == 0) return false;
    return c.reading.noun_groups()[*verb->subject_group].tokens.first >= c.previous_last && subject_of_verb(c);
}

TokenRange FigureRelations::bearer(const FigureClause& c, const VerbGroup& verb) const {
    if (!verb.subject_group || verb.tokens.last > c.figure.tokens.first) return {};
    const NounGroup& group = c.reading.noun_groups()[*verb.subject_group];
    if (group.pronoun || group.tokens.overlaps(c.figure.tokens) || told_before(c, group)) return {};
    if (c.figure.measure && group.tokens.overlaps(*c.figure.measure)) return {};
    return bare(c, group.tokens);
}

void FigureRelations::set_bearer(FigureClause& c) const {
    const VerbGroup* verb = verb_before(c);
    if (verb == nullptr || !verb->tokens.contains(c.verb->first)) return;
    if (const TokenRange words = bearer(c, *verb); !words.empty()) c.figure.subject = Reference{words, std::nullopt};
}

bool FigureRelations::is_subject(const FigureClause& c) const {
    const auto verbs = c.reading.verb_groups();
    auto verb = std::lower_bound(verbs.begin(), verbs.end(), c.figure.tokens.last,
                                 [](const VerbGroup& v, std::uint32_t t) { return v.tokens.first < t; });
    // "The firm, which has 40 ships, is based here": behind the comma goes on what stood before the relative clause.
    const VerbGroup* own = verb_before(c);
    const bool relative = own != nullptr && own->subject && dateline::in(c.reading.tag(*own->subject), set_of(Tag::WDT, Tag::WP));
    for (int steps = 0; verb != verbs.end() && verb->tokens.first < c.sentence.last && steps < 2; ++verb, ++steps) {
        if (relative && c.reading.is(verb->tokens.first - 1, ",")) return false;
        if (verb->subject_group && c.reading.noun_groups()[*verb->subject_group].tokens.overlaps(c.figure.tokens)) return true;
    }
    return false;
}

bool FigureRelations::nominal(FigureClause& c) const {
    // "Dow +0.2%", "Nick Hague, 44", "John Gant (0.5)": the group right before, where no verb is.
    std::uint32_t t = c.before;
    if (t <= c.sentence.first) return false;
    const Token& before = c.reading.token(t - 1);
    if (before.kind == TokenKind::mark && t > c.sentence.first + 1 &&
        (c.reading.is(t - 1, "(") || c.reading.is(t - 1, ",") || c.reading.is(t - 1, "-")))
        --t;
    const NounGroup* group = group_ending(c, t);
    return group != nullptr && measure_group(c, *group);
}

bool FigureRelations::set_quantified(FigureClause& c) const {
    const FigureType type = c.figure.figure.figure_type;
    if (type == FigureType::ordinal || type == FigureType::multiplier) return false;
    if (is_subject(c)) return true;
    return noun_before(c) || (verb_before(c) == nullptr && nominal(c)) || subject_of_verb(c);
}

}  // namespace dateline
