#include "extractors/speech/speaker_phrases.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::uint32_t longest_modifiers = 5, longest_capitals = 5;

}  // namespace

SpeakerPhrases::SpeakerPhrases(const SpeechVocabulary& words, const Reading& reading, const Draft& draft)
    : words_(words), reading_(reading), draft_(draft), by_capitals_(reading.rules().tagger() == nullptr) {
    const auto by_end = [&](std::uint32_t a, std::uint32_t b) {
        const TokenRange x = draft.names[a].tokens, y = draft.names[b].tokens;
        return x.last != y.last ? x.last < y.last : x.first < y.first;
    };
    by_last_.reserve(draft.names.size());
    for (std::uint32_t n = 0; n < draft.names.size(); ++n)
        if (draft.names[n].standing()) by_last_.push_back(n);
    // They were found from left to right, so they nearly always are in order.
    if (!std::is_sorted(by_last_.begin(), by_last_.end(), by_end)) std::sort(by_last_.begin(), by_last_.end(), by_end);
}

const NameDraft* SpeakerPhrases::name_ending_at(std::uint32_t end) const {
    const auto found = std::lower_bound(by_last_.begin(), by_last_.end(), end,
                                        [&](std::uint32_t n, std::uint32_t last) { return draft_.names[n].tokens.last < last; });
    return found != by_last_.end() && draft_.names[*found].tokens.last == end ? &draft_.names[*found] : nullptr;
}

const NameDraft* SpeakerPhrases::name_starting_at(std::uint32_t begin) const {
    const SpanIndex::Entry* entry = draft_.spans.at(SpanKind::name, begin);
    return entry != nullptr && draft_.names[entry->index].standing() ? &draft_.names[entry->index] : nullptr;
}

bool SpeakerPhrases::plain_word(std::uint32_t token) const {
    return (reading_.token(token).is_word() || reading_.text(token) == "-") && !is(token, words_.function_words);
}

const LexiconHit* SpeakerPhrases::noun_ending_at(std::uint32_t end) const {
    for (std::uint32_t length = 3; length >= 1; --length) {
        if (end < length) continue;
        const LexiconHit* hit = reading_.hit(end - length, words_.nouns);
        if (hit != nullptr && hit->length == length) return hit;
    }
    return nullptr;
}

void SpeakerPhrases::describe(SpeakerPhrase& phrase) const {
    for (std::uint32_t t = phrase.tokens.first; t < phrase.tokens.last; ++t) {
        if (is(t, words_.anonymous)) phrase.anonymous = true;
        const LexiconHit* noun = reading_.hit(t, words_.nouns);
        if (noun != nullptr && words_.document_rows[noun->row]) phrase.document = true;
    }
}

std::optional<SpeakerPhrase> SpeakerPhrases::noun_phrase_ending_at(std::uint32_t end, std::uint32_t floor) const {
    const LexiconHit* head = noun_ending_at(end);
    if (head == nullptr) return std::nullopt;
    std::uint32_t begin = end - head->length;
    if (begin < floor) return std::nullopt;
    bool determined = is(begin, words_.determiners);
    for (std::uint32_t steps = 0; !determined && steps < longest_modifiers && begin > floor; ++steps) {
        const std::uint32_t before = begin - 1;
        if (is(before, words_.determiners)) {
            --begin;
            determined = true;
        } else if (plain_word(before) || reading_.rules().grammar_words().owner(reading_, before) ||
                   (reading_.token(before).is_digits() && steps == 0)) {
            --begin;
        } else {
            break;
        }
    }
    SpeakerPhrase phrase;
    phrase.tokens = phrase.whole = {begin, end};
    return phrase;
}

std::optional<SpeakerPhrase> SpeakerPhrases::of_group(const NounGroup& group) const {
    SpeakerPhrase phrase;
    phrase.whole = group.tokens;
    if (group.pronoun) {
        const LexiconHit* pronoun = reading_.hit(group.head, words_.pronouns);
        if (pronoun == nullptr) return std::nullopt;
        phrase.tokens = group.tokens;
        phrase.pronoun = true;
        phrase.relative = words_.pronoun_rows[pronoun->row] == SpeechVocabulary::Pronoun::relative;
        return phrase;
    }
    // A name may begin as a date does ("Jan Roe").
    // "political analyst Azer Garayev": the name at the end speaks, what stands before it is his role.
    if (const NameDraft* name = name_ending_at(group.tokens.last); name != nullptr && name->tokens.first >= group.tokens.first) {
        const bool described = name->tokens.first > group.tokens.first;
        if (!described || name->entity.entity_type == EntityType::PERSON || name->entity.entity_type == EntityType::ORG) {
            phrase.tokens = name->tokens;
            phrase.role = name->role;
            if (described && !is(name->tokens.first - 1, words_.determiners)) {
                TokenRange role{group.tokens.first, name->tokens.first};
                while (role.size() > 1 && is(role.first, words_.determiners)) ++role.first;
                phrase.role = role;
            }
            return phrase;
        }
    }
    if (reading_.token(group.head).is_digits() || draft_.spans.at(SpanKind::date, group.tokens.first) != nullptr) return std::nullopt;
    phrase.tokens = group.tokens;
    describe(phrase);
    return phrase;
}

std::optional<SpeakerPhrase> SpeakerPhrases::ending_at(std::uint32_t end, std::uint32_t floor) const {
    if (end <= floor) return std::nullopt;
    SpeakerPhrase phrase;
    if (const NameDraft* name = name_ending_at(end); name != nullptr && name->tokens.first >= floor) {
        // "a spokesman for Orbex": the noun before the name speaks.
        const std::uint32_t first = name->tokens.first;
        std::uint32_t before = first;
        while (before > floor && is(before - 1, words_.determiners)) --before;
        if (before > floor + 1 && reading_.token(before - 1).is_word() && is(before - 1, words_.function_words) &&
            reading_.token(before - 1).shape == Shape::lower && !is(before - 1, words_.pronouns)) {
            if (auto noun = noun_phrase_ending_at(before - 1, floor)) {
                noun->tokens.last = noun->whole.last = end;
                describe(*noun);
                return noun;
            }
        }
        phrase.tokens = name->tokens;
        phrase.role = name->role;
        phrase.whole = {phrase.role && phrase.role->last <= first ? std::max(floor, phrase.role->first) : first, end};
        if (const NounGroup* group = reading_.noun_group_at(first);
            group != nullptr && group->tokens.last == end && group->tokens.first >= floor)
            phrase.whole.first = std::min(phrase.whole.first, group->tokens.first);
        return phrase;
    }
    if (const LexiconHit* pronoun = reading_.hit(end - 1, words_.pronouns); pronoun != nullptr && pronoun->length == 1) {
        phrase.tokens = phrase.whole = {end - 1, end};
        phrase.pronoun = true;
        phrase.relative = words_.pronoun_rows[pronoun->row] == SpeechVocabulary::Pronoun::relative;
        return phrase;
    }
    if (auto noun = noun_phrase_ending_at(end, floor)) {
        describe(*noun);
        return noun;
    }
    return capitals_ending_at(end, floor);
}

std::optional<SpeakerPhrase> SpeakerPhrases::capitals_ending_at(std::uint32_t end, std::uint32_t floor) const {
    if (!by_capitals_ || end <= floor || !reading_.token(end - 1).is_word() || !reading_.token(end - 1).capitalized()) return std::nullopt;
    std::uint32_t begin = end;
    while (begin > floor && begin + longest_capitals > end && reading_.token(begin - 1).is_word() &&
           reading_.token(begin - 1).capitalized() && !is(begin - 1, words_.function_words))
        --begin;
    if (begin == end || draft_.spans.at(SpanKind::date, begin) != nullptr) return std::nullopt;
    if (begin > floor && is(begin - 1, words_.determiners)) --begin;
    SpeakerPhrase phrase;
    phrase.tokens = phrase.whole = {begin, end};
    describe(phrase);
    return phrase;
}

std::optional<SpeakerPhrase> SpeakerPhrases::capitals_starting_at(std::uint32_t begin, std::uint32_t limit) const {
    if (!by_capitals_) return std::nullopt;
    std::uint32_t t = begin;
    while (t < limit && t < begin + longest_modifiers && reading_.token(t).is_word() && !reading_.token(t).capitalized() &&
           (is(t, words_.determiners) || (t > begin && plain_word(t))))
        ++t;
    std::uint32_t end = t;
    while (end < limit && end < t + longest_capitals && reading_.token(end).is_word() && reading_.token(end).capitalized()) ++end;
    if (end == t || draft_.spans.at(SpanKind::date, t) != nullptr) return std::nullopt;
    SpeakerPhrase phrase;
    phrase.tokens = phrase.whole = {begin, end};
    describe(phrase);
    return phrase;
}

std::optional<SpeakerPhrase> SpeakerPhrases::starting_at(std::uint32_t begin, std::uint32_t limit) const {
    for (std::uint32_t t = begin; t < limit && t < begin + 9; ++t) {
        if (const NameDraft* name = name_starting_at(t); name != nullptr && name->tokens.last <= limit) {
            // A demonym or place before more words is part of the description: "said Azerbaijani political analyst Azer Garayev".
            const bool person = name->entity.entity_type == EntityType::PERSON;
            const bool goes_on = name->tokens.last < limit && plain_word(name->tokens.last) && !person;
            if (!goes_on || person) {
                SpeakerPhrase phrase;
                phrase.tokens = name->tokens;
                phrase.whole = {begin, name->tokens.last};
                if (t > begin)
                    phrase.role = TokenRange{begin, t};
                else
                    phrase.role = name->role;
                return phrase;
            }
            t = name->tokens.last - 1;
            continue;
        }
        if (t == begin && reading_.hit(t, words_.pronouns) != nullptr) {
            SpeakerPhrase phrase;
            phrase.tokens = phrase.whole = {t, t + 1};
            phrase.pronoun = true;
            return phrase;
        }
        const LexiconHit* noun = reading_.hit(t, words_.nouns);
        if (noun != nullptr && t + noun->length <= limit) {
            const std::uint32_t end = t + noun->length;
            // The head is the last noun before something else: "a government spokesman", "police officer Jo Hill".
            if (end < limit && (reading_.hit(end, words_.nouns) != nullptr || name_starting_at(end) != nullptr)) continue;
            if (end < limit && plain_word(end) && end + 1 < limit && reading_.hit(end + 1, words_.nouns) != nullptr) continue;
            SpeakerPhrase phrase;
            phrase.tokens = phrase.whole = {begin, end};
            // "the minister of energy, Ana Cole": the name after the comma is who speaks.
            for (std::uint32_t u = end; u < limit && u < end + 7; ++u) {
                const NameDraft* name = name_starting_at(u);
                if (name != nullptr && name->entity.entity_type == EntityType::PERSON && reading_.text(u - 1) == ",") {
                    phrase.role = TokenRange{begin, u - 1};
                    phrase.tokens = name->tokens;
                    phrase.whole = {begin, name->tokens.last};
                    return phrase;
                }
                if (reading_.token(u).kind == TokenKind::mark && reading_.text(u) != ",") break;
            }
            if (end + 1 < limit && is(end, words_.function_words) && name_starting_at(end + 1) != nullptr)
                phrase.tokens.last = phrase.whole.last = name_starting_at(end + 1)->tokens.last;
            describe(phrase);
            return phrase;
        }
        if (!is(t, words_.determiners) && !plain_word(t) && !reading_.rules().grammar_words().owner(reading_, t)) break;
    }
    // No name and no noun that is listed: the noun group that starts there.
    const NounGroup* group = reading_.noun_group_at(begin);
    if (group == nullptr) return capitals_starting_at(begin, limit);
    if (group->tokens.first != begin || group->tokens.last > limit || group->pronoun) return std::nullopt;
    return of_group(*group);
}

}  // namespace dateline
