#include "extractors/speech/coordination.hpp"

#include <algorithm>

namespace dateline {
namespace {

/// The last verb group that ends at `token` or before it, behind `from`.
const VerbGroup* verb_before(const Reading& reading, std::uint32_t token, std::uint32_t from) {
    const std::span<const VerbGroup> verbs = reading.verb_groups();
    const auto next = std::partition_point(verbs.begin(), verbs.end(), [&](const VerbGroup& v) { return v.tokens.last <= token; });
    if (next == verbs.begin() || std::prev(next)->tokens.first < from) return nullptr;
    return &*std::prev(next);
}

/// Whether two verbs have the same tense, so that one subject can hold both.
bool same_tense(Tag a, Tag b) {
    constexpr TagSet present = set_of(Tag::VBZ, Tag::VBP);
    return a == b || (in(a, present) && in(b, present));
}

bool auxiliary(const Reading& reading, std::uint32_t token) {
    const GrammarRole role = reading.rules().grammar_words().role(reading, token);
    return role == GrammarRole::be || role == GrammarRole::have || role == GrammarRole::do_;
}

constexpr int furthest_verb = 4;

bool can_speak(const Reading& reading, const SpeechVocabulary& words, const SpeakerPhrases& phrases, const VerbGroup& verb) {
    if (!verb.subject_group) return true;
    const NounGroup& group = reading.noun_groups()[*verb.subject_group];
    if (group.pronoun) {
        const LexiconHit* pronoun = reading.hit(group.head, words.pronouns);
        return pronoun != nullptr && words.pronoun_rows[pronoun->row] != SpeechVocabulary::Pronoun::thing;
    }
    return phrases.name_ending_at(group.tokens.last) != nullptr || reading.hit(group.head, words.nouns) != nullptr;
}

}  // namespace

std::optional<std::uint32_t> conjunction_before(const Reading& reading, const VerbGroup& verb) {
    std::uint32_t t = verb.tokens.first;
    while (t > 0 && in(reading.tag(t - 1), adverb_tags)) --t;
    return t > 0 && reading.tag(t - 1) == Tag::CC ? std::optional(t - 1) : std::nullopt;
}

bool returns_to_speaker(const Reading& reading, const SpeechVocabulary& words, const SpeakerPhrases& phrases, const SpeechCue& cue,
                        const VerbGroup& verb, std::uint32_t conjunction) {
    const VerbGroup* saying = reading.verb_group_at(cue.cue.first);
    const std::uint32_t t = verb.tokens.first;
    if (saying == nullptr || verb.tokens.size() > 1 || auxiliary(reading, t)) return false;
    if (!same_tense(reading.tag(saying->tokens.first), reading.tag(t))) return false;
    const VerbGroup* inner = verb_before(reading, conjunction, cue.cue.last);
    if (inner == nullptr) {
        // "said goodbye and added two eggs": no clause so far.
        for (std::uint32_t between = cue.cue.last; between < conjunction; ++between)
            if (in(reading.tag(between), verb_tags)) return false;
        return true;
    }
    const auto comma = [&](std::uint32_t at) { return at > 0 && reading.text(at - 1) == ","; };
    if (comma(conjunction) && !comma(inner->tokens.first)) return true;  // no list: "came, saw, and left"
    // "would cost ... and left", "costs ... and left": no form of the inner verb.
    const Tag main = reading.tag(inner->main), first = reading.tag(inner->tokens.first);
    if (inner->modal ? main == Tag::VB : inner->tokens.size() == 1 && !same_tense(first, reading.tag(t))) return true;
    return reading.hit(t, words.verbs) != nullptr && !can_speak(reading, words, phrases, *inner);
}

const NounGroup* speaking_subject(const Reading& reading, const SpeechVocabulary& words, const SpeakerPhrases& phrases,
                                  const VerbGroup& verb, std::uint32_t conjunction, std::uint32_t begin) {
    const Tag tense = reading.tag(verb.tokens.first);
    std::uint32_t at = conjunction;
    for (int looked = 0; looked < furthest_verb; ++looked) {
        const VerbGroup* before = verb_before(reading, at, begin);
        if (before == nullptr) return nullptr;
        if (before->subject_group && same_tense(reading.tag(before->tokens.first), tense) && can_speak(reading, words, phrases, *before))
            return &reading.noun_groups()[*before->subject_group];
        at = before->tokens.first;
    }
    return nullptr;
}

}  // namespace dateline
