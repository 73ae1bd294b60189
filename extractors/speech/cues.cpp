#include "extractors/speech/cues.hpp"

#include <algorithm>

#include "extractors/speech/coordination.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_filler = 6, longest_aside = 18, furthest_shared = 4;

}  // namespace

SpeechVocabulary::Filler filler_at(const SpeechVocabulary& words, const SpeechLine& line, std::size_t i) {
    using Filler = SpeechVocabulary::Filler;
    if (!line.token_at(i)) return Filler::none;
    const Reading& reading = line.reading();
    const std::uint32_t t = line[i].token();
    if (const LexiconHit* hit = reading.hit(t, words.fillers)) return words.filler_rows[hit->row];
    if (words.adverb_suffix.empty() || reading.token(t).shape != Shape::lower) return Filler::none;
    const std::string_view word = reading.folded(t);
    return word.size() > words.adverb_suffix.size() + 2 && word.ends_with(words.adverb_suffix) ? Filler::adverb : Filler::none;
}

std::size_t sentence_behind_dateline(const SpeechLine& line, std::size_t i, const Draft& draft) {
    std::size_t begin = line.sentence_begin(i);
    if (!draft.dateline) return begin;
    const TokenRange dateline = draft.dateline->tokens;
    while (begin < i && !line[begin].stretch &&
           (dateline.contains(line[begin].token()) || (begin > 0 && line[begin].token() == dateline.last && line.mark_at(begin))))
        ++begin;
    return begin;
}

void CueFinder::find(const SpeechLine& line, std::vector<SpeechCue>& out) {
    line_ = &line;
    cues_ = &out;
    out.clear();
    std::size_t next = 0;  // what stands before is part of a cue
    for (const std::uint32_t i : line.cues()) {
        if (i < next) continue;
        const std::uint32_t t = line[i].token();
        if (const LexiconHit* phrase = reading_.hit(t, words_.phrases)) {
            if (phrase_cue(i, *phrase)) next = out.back().end;
        } else if (const LexiconHit* verb = reading_.hit(t, words_.verbs)) {
            if (verb_cue(i, *verb)) next = out.back().verb_end;
        }
    }
}

bool CueFinder::phrase_cue(std::size_t i, const LexiconHit& hit) {
    const SpeechLine& line = *line_;
    const std::size_t next = i + hit.length;
    if (!line.token_at(next) || (words_.after_comma_rows[hit.row] && !(i > 0 && line.comma_at(i - 1)))) return false;
    const auto who = phrases_.starting_at(line[next].token(), line.limit_of(next));
    if (!who) return false;
    SpeechCue cue;
    cue.begin = static_cast<std::uint32_t>(i);
    cue.verb_end = static_cast<std::uint32_t>(next);
    cue.end = static_cast<std::uint32_t>(line.item_of(who->whole.last));
    cue.cue = {line[i].token(), line[i].token() + hit.length};
    cue.file = words_.phrases;
    cue.row = hit.row;
    cue.speaker = who;
    cue.speaker_behind = true;
    cue.phrase = true;
    cue.quote = cue.that = true;
    cue.kind = who->document ? AttributionKind::document : AttributionKind::according_to;
    cues_->push_back(cue);
    return true;
}

bool CueFinder::verb_cue(std::size_t i, const LexiconHit& hit) {
    using Filler = SpeechVocabulary::Filler;
    const SpeechLine& line = *line_;
    const Token& token = reading_.token(line[i].token());
    if (token.shape == Shape::upper && token.bytes > 1) return false;
    const SpeechVocabulary::Verb& verb = words_.verb_rows[hit.row];
    SpeechCue cue;
    cue.begin = static_cast<std::uint32_t>(i);
    cue.verb_end = cue.end = cue.begin + hit.length;
    cue.cue = {line[i].token(), line[i].token() + hit.length};
    cue.file = words_.verbs;
    cue.row = hit.row;
    cue.quote = verb.quote;
    cue.that = verb.that;
    cue.bare = verb.bare;
    cue.told = verb.told;
    cue.of = verb.of;
    cue.kind = verb.kind;
    cue.polarity = verb.polarity;
    cue.participle = is_participle(cue);
    cue.noun = !cue.participle && hit.length == 1 && in(reading_.tag(cue.cue.first), set_of(Tag::NN, Tag::NNS));
    cue.clausal = reading_.hit(cue.cue.first, words_.clausal) != nullptr;
    std::size_t left = i;
    bool passive = false;
    for (std::size_t steps = 0; left > 0 && steps < longest_filler; ++steps) {
        const Filler before = filler_at(words_, line, left - 1);
        if (before == Filler::none) break;
        --left;
        if (before == Filler::infinitive) return false;
        if (before == Filler::negation) cue.polarity = Polarity::negative;
        if (before == Filler::being) passive = true;
    }
    if (passive && !cue.participle) return agentless(cue, left);
    if (cue.participle) return participle_cue(cue, left);
    if (left > 0 && line.token_at(left - 1) && preceded_by_no_subject(left - 1)) return false;
    cue.begin = static_cast<std::uint32_t>(left);
    if (!subject_before(cue, left) && !subject_behind(cue)) return false;
    if (cue.speaker->document && cue.kind == AttributionKind::said) cue.kind = AttributionKind::document;
    if (verb.documents_only && !cue.speaker->document) return false;
    cues_->push_back(cue);
    return true;
}

/// "It was announced that ...": a report that nobody is named for.
bool CueFinder::agentless(SpeechCue& cue, std::size_t left) {
    const SpeechLine& line = *line_;
    if (!cue.that || left == 0 || !line.token_at(left - 1) || !line.listed_at(cue.verb_end, words_.complementizers)) return false;
    const LexiconHit* pronoun = reading_.hit(line[left - 1].token(), words_.pronouns);
    if (pronoun == nullptr || words_.pronoun_rows[pronoun->row] != SpeechVocabulary::Pronoun::thing) return false;
    cue.begin = static_cast<std::uint32_t>(left - 1);
    cues_->push_back(cue);
    return true;
}

bool CueFinder::is_participle(const SpeechCue& cue) const {
    const std::vector<WordId>& words = words_.verb_rows[cue.row].participle;
    if (words.size() != cue.cue.size()) return false;
    for (std::uint32_t k = 0; k < words.size(); ++k)
        if (reading_.token(cue.cue.first + k).word != words[k]) return false;
    return true;
}

/// "the said", "his claim": no finite verb.
bool CueFinder::preceded_by_no_subject(std::size_t before) const {
    const std::uint32_t t = (*line_)[before].token();
    return reading_.hit(t, words_.determiners) != nullptr && reading_.hit(t, words_.pronouns) == nullptr;
}

bool CueFinder::participle_cue(SpeechCue& cue, std::size_t left) {
    const SpeechLine& line = *line_;
    cue.begin = static_cast<std::uint32_t>(left);
    const std::size_t begin = sentence_behind_dateline(line, left, draft_);
    if (quoted_as(cue, left)) {
        cues_->push_back(cue);
        return true;
    }
    // ", saying that ...": goes on with the speaker of the clause before.
    if (!cues_->empty() && cues_->back().begin >= begin) {
        cue.speaker = cues_->back().speaker;
        cues_->push_back(cue);
        return true;
    }
    if (subject_before(cue, left)) {
        cues_->push_back(cue);
        return true;
    }
    if (auto who = subject_of_clause(cue, begin)) {
        cue.speaker = who;
        cues_->push_back(cue);
        return true;
    }
    // No verb before: the first name or pronoun of the sentence.
    for (std::size_t i = begin; i < left; ++i) {
        if (!line.token_at(i)) continue;
        if (auto who = phrases_.starting_at(line[i].token(), line.limit_of(i)); who && !who->relative) {
            cue.speaker = who;
            cues_->push_back(cue);
            return true;
        }
        if (i > begin + 3) break;
    }
    return false;
}

/// "An agency quoted a guard as saying": the object speaks and the subject passes it on; in the passive the subject speaks.
bool CueFinder::quoted_as(SpeechCue& cue, std::size_t left) const {
    const SpeechLine& line = *line_;
    if (left == 0 || !line.token_at(left - 1)) return false;
    const std::uint32_t link = line[left - 1].token();
    if (reading_.tag(link) != Tag::IN) return false;
    const std::span<const VerbGroup> verbs = reading_.verb_groups();
    const auto next = std::partition_point(verbs.begin(), verbs.end(), [&](const VerbGroup& v) { return v.tokens.last <= link; });
    if (next == verbs.begin()) return false;
    const VerbGroup& verb = *std::prev(next);
    if (verb.tokens.first < line.floor_of(left - 1) || reading_.hit(verb.main, words_.quoting) == nullptr || !verb.subject_group)
        return false;
    const NounGroup& subject = reading_.noun_groups()[*verb.subject_group];
    const std::size_t at = line.item_of(subject.tokens.first);
    if (!line.token_at(at) || line[at].token() != subject.tokens.first) return false;
    const NounGroup* object = reading_.noun_group_at(verb.tokens.last);
    const NounGroup& speaks = verb.passive || object == nullptr ? subject : *object;
    cue.speaker = phrases_.of_group(speaks);
    if (!cue.speaker && !speaks.pronoun) return false;
    if (!cue.speaker) {  // "her", which is no subject
        cue.speaker.emplace();
        cue.speaker->tokens = cue.speaker->whole = speaks.tokens;
        cue.speaker->pronoun = true;
    }
    if (!verb.passive && object != nullptr)
        if (const auto passing = phrases_.of_group(subject)) cue.via = passing->tokens;
    cue.begin = static_cast<std::uint32_t>(at);
    return true;
}

/// The subject of the last finite verb before a participle: "In Ames, Cole tried to explain it, saying ...". Not a relative pronoun.
std::optional<SpeakerPhrase> CueFinder::subject_of_clause(const SpeechCue& cue, std::size_t begin) const {
    const SpeechLine& line = *line_;
    const std::span<const VerbGroup> verbs = reading_.verb_groups();
    const std::uint32_t first = line[begin].tokens.first;
    auto verb = std::partition_point(verbs.begin(), verbs.end(), [&](const VerbGroup& v) { return v.tokens.first < cue.cue.first; });
    while (verb != verbs.begin() && (--verb)->tokens.first >= first) {
        if (!verb->subject_group) continue;
        const NounGroup& group = reading_.noun_groups()[*verb->subject_group];
        const std::size_t at = line.item_of(group.tokens.first);
        // What stands in marks, in another clause or before the sentence does not speak here.
        if (group.tokens.first < first || !line.token_at(at) || line[at].token() != group.tokens.first) continue;
        if (auto who = phrases_.of_group(group); who && !who->relative) return who;
    }
    return std::nullopt;
}

/// The subject of the verb group that the cue's verb stands in, when it stands before the verb on this line.
std::optional<SpeakerPhrase> CueFinder::grammatical_subject(const SpeechCue& cue, std::size_t left) const {
    const SpeechLine& line = *line_;
    const VerbGroup* verb = reading_.verb_group_at(cue.cue.first);
    if (verb == nullptr || !verb->subject_group || verb->shared_subject || !cue.cue.contains(verb->main)) return std::nullopt;
    const NounGroup& group = reading_.noun_groups()[*verb->subject_group];
    if (group.tokens.last > line[left].tokens.first || group.tokens.first < line.floor_of(left - 1)) return std::nullopt;
    return phrases_.of_group(group);
}

/// Who speaks by a verb that shares its subject with one before: "Cole opened the rally and said", "He said it would cost more and warned".
std::optional<SpeakerPhrase> CueFinder::shared_speaker(const SpeechCue& cue, std::size_t left) const {
    const SpeechLine& line = *line_;
    const VerbGroup* verb = reading_.verb_group_at(cue.cue.first);
    if (verb == nullptr || !verb->shared_subject || !verb->subject_group || !cue.cue.contains(verb->main)) return std::nullopt;
    const auto conjunction = conjunction_before(reading_, *verb);
    const std::size_t begin = line.sentence_begin(left - 1);
    std::size_t looked = 0;
    for (auto before = cues_->rbegin(); conjunction && before != cues_->rend() && before->begin >= begin && looked < furthest_shared;
         ++before, ++looked)
        if (before->speaker && !before->phrase && returns_to_speaker(reading_, words_, phrases_, *before, *verb, *conjunction))
            return before->speaker;
    const NounGroup* speaking =
        conjunction ? speaking_subject(reading_, words_, phrases_, *verb, *conjunction, line[begin].tokens.first) : nullptr;
    const NounGroup& group = speaking != nullptr ? *speaking : reading_.noun_groups()[*verb->subject_group];
    if (group.tokens.last > line[left].tokens.first || group.tokens.first < line[begin].tokens.first) return std::nullopt;
    const std::size_t at = line.item_of(group.tokens.first);
    if (!line.token_at(at) || line[at].token() != group.tokens.first) return std::nullopt;
    auto who = phrases_.of_group(group);
    return who && who->relative ? std::nullopt : who;
}

bool CueFinder::subject_before(SpeechCue& cue, std::size_t left) const {
    const SpeechLine& line = *line_;
    if (left == 0 || !line.token_at(left - 1)) return false;
    if (auto shared = shared_speaker(cue, left)) {
        cue.speaker = shared;
        return true;
    }
    auto who = grammatical_subject(cue, left);
    if (who && phrase_of_subject(*who, left)) {
        apposed_name(*who);
        cue.speaker = who;
        cue.begin = std::min(cue.begin, static_cast<std::uint32_t>(line.item_of(who->whole.first)));
        return true;
    }
    if (phrase_before(cue, left)) return true;
    // "The dam was safe, said Ana Cole": what stands before the comma is no subject. But ", calling the plan" has its object behind it.
    if (!cue.participle && line.comma_at(left - 1) && subject_behind(cue)) return true;
    if (!who || who->relative) return false;
    cue.speaker = who;
    cue.begin = std::min(cue.begin, static_cast<std::uint32_t>(line.item_of(who->whole.first)));
    return true;
}

/// "Ana Cole, a spokesman for the ministry told": the name before the comma is who speaks.
void CueFinder::apposed_name(SpeakerPhrase& subject) const {
    const std::size_t at = line_->item_of(subject.whole.first);
    if (at < 2 || !line_->comma_at(at - 1) || !line_->token_at(at - 2)) return;
    const NameDraft* name = phrases_.name_ending_at((*line_)[at - 2].tokens.last);
    if (name == nullptr || name->entity.entity_type != EntityType::PERSON || name->tokens.first < line_->floor_of(at - 2)) return;
    // "to help Ana Cole, records filed on Monday show": the name must stand where a subject can.
    const NounGroup* group = reading_.noun_group_at(name->tokens.first);
    const std::size_t first = line_->item_of(group == nullptr ? name->tokens.first : std::min(group->tokens.first, name->tokens.first));
    if (first > line_->sentence_begin(at - 1) && !line_->stretch_at(first - 1) && !line_->comma_at(first - 1)) return;
    subject.role = subject.whole;
    subject.tokens = name->tokens;
    subject.whole.first = name->tokens.first;
    subject.document = subject.anonymous = false;
}

/// Whether what stands right before the verb belongs to its subject: "a narrator in the film asks", "a lawyer representing Cole said".
bool CueFinder::phrase_of_subject(const SpeakerPhrase& subject, std::size_t left) const {
    const SpeechLine& line = *line_;
    if (subject.pronoun || subject.whole.last >= line[left - 1].tokens.last) return false;
    if (in(reading_.tag(line[left - 1].token()), set_of(Tag::DT, Tag::PDT, Tag::PRPS, Tag::IN)))
        return false;  // "a third of all reported cases"
    for (std::size_t i = line.item_of(subject.whole.last); i < left; ++i)
        if (line.mark_at(i)) return false;
    if (!in(reading_.tag(subject.whole.last), set_of(Tag::IN, Tag::TO, Tag::VBN, Tag::VBG) | adjective_tags)) return false;
    // "The head of state said": one phrase, and longer than the group of its first noun.
    const auto nearest = phrases_.ending_at(line[left - 1].tokens.last, line.floor_of(left - 1));
    return !nearest || nearest->whole.first > subject.whole.first;
}

bool CueFinder::phrase_before(SpeechCue& cue, std::size_t left) const {
    const SpeechLine& line = *line_;
    std::optional<SpeakerPhrase> who;
    if (line.comma_at(left - 1)) {
        who = before_aside(left - 1);
    } else {
        who = phrases_.ending_at(line[left - 1].tokens.last, line.floor_of(left - 1));
        if (who && who->relative) {
            // "Cole, who led the talks, said" is an aside; here "who" itself is the subject: "Cole, who said".
            const std::size_t at = line.item_of(who->tokens.first);
            const std::size_t end = at > 0 && line.comma_at(at - 1) ? at - 1 : at;
            if (end == 0 || !line.token_at(end - 1)) return false;
            auto antecedent = phrases_.ending_at(line[end - 1].tokens.last, line.floor_of(end - 1));
            if (!antecedent) antecedent = apposed(end);
            if (!antecedent) return false;
            cue.begin = static_cast<std::uint32_t>(at);
            antecedent->stands_for = antecedent->tokens;
            antecedent->tokens = who->tokens;
            who = antecedent;
        }
    }
    if (!who) return false;
    cue.speaker = who;
    cue.begin = std::min(cue.begin, static_cast<std::uint32_t>(line.item_of(who->whole.first)));
    return true;
}

/// Who an apposition that ends before item `end` belongs to ("Ana Cole, a student, who"), else the noun group that ends there.
std::optional<SpeakerPhrase> CueFinder::apposed(std::size_t end) const {
    const SpeechLine& line = *line_;
    if (line.comma_at(end))
        if (auto who = before_aside(end)) return who;
    const NounGroup* group = reading_.noun_group_at(line[end - 1].token());
    if (group == nullptr || group->tokens.last != line[end - 1].tokens.last || group->tokens.first < line.floor_of(end - 1))
        return std::nullopt;
    return phrases_.of_group(*group);
}

/// The phrase before an apposition or relative clause that ends with the comma at item `comma`.
std::optional<SpeakerPhrase> CueFinder::before_aside(std::size_t comma) const {
    const SpeechLine& line = *line_;
    for (std::size_t i = comma; i-- > 0 && comma - i < longest_aside;) {
        if (!line.token_at(i) || line[i].ends_sentence) return std::nullopt;
        if (!line.comma_at(i) || i == 0 || !line.token_at(i - 1)) continue;
        // "a spokesman for Orbex, Li Wu, said": what stands between the commas is the name of who speaks.
        const NameDraft* name = phrases_.name_starting_at(line[i].tokens.last);
        if (name != nullptr && name->tokens.last == line[comma].tokens.first && name->entity.entity_type == EntityType::PERSON) {
            SpeakerPhrase who;
            who.tokens = name->tokens;
            who.whole = name->tokens;
            const auto described = phrases_.ending_at(line[i - 1].tokens.last, line.floor_of(i - 1));
            if (described) {
                who.role = described->tokens;
                who.whole.first = described->whole.first;
            } else if (const auto role = description_before(i)) {
                who.role = *role;
                who.whole.first = role->first;
            }
            return who;
        }
        auto who = phrases_.ending_at(line[i - 1].tokens.last, line.floor_of(i - 1));
        if (!who || who->pronoun) continue;
        const TokenRange aside{line[i].tokens.last, line[comma].tokens.first};
        if (!who->role && !aside.empty() && reading_.hit(aside.first, words_.pronouns) == nullptr) who->role = aside;
        who->whole.last = line[comma].tokens.last;
        return who;
    }
    return std::nullopt;
}

/// The common noun that ends before item `end`, with the phrases that it holds: "the ministry's head of research, [Li Wu, said]".
std::optional<TokenRange> CueFinder::description_before(std::size_t end) const {
    const SpeechLine& line = *line_;
    TokenRange found{line[end - 1].tokens.last, line[end - 1].tokens.last};
    const std::uint32_t floor = line.floor_of(end - 1);
    for (std::uint32_t last = found.last; last > floor;) {
        const NounGroup* group = reading_.noun_group_at(last - 1);
        if (group == nullptr || group->pronoun || group->tokens.last != last || group->tokens.first < floor) break;
        found.first = group->tokens.first;
        if (found.first == floor || reading_.tag(found.first - 1) != Tag::IN)
            return in(reading_.tag(group->head), set_of(Tag::NN, Tag::NNS)) ? std::optional(found) : std::nullopt;
        last = found.first - 1;
    }
    return std::nullopt;
}

bool CueFinder::subject_behind(SpeechCue& cue) const {
    const SpeechLine& line = *line_;
    if (!cue.quote || !line.token_at(cue.verb_end)) return false;
    // Inversion: only behind marked words or a clause that ends with a comma, or at the start of a line.
    const std::size_t before = cue.begin;
    const bool inverted = before == 0 || line.stretch_at(before - 1) || line.comma_at(before - 1) || line[before - 1].ends_sentence;
    if (!inverted) return false;
    const auto who = phrases_.starting_at(line[cue.verb_end].token(), line.limit_of(cue.verb_end));
    if (!who || who->relative) return false;
    cue.speaker = who;
    cue.speaker_behind = true;
    cue.end = static_cast<std::uint32_t>(line.item_of(who->whole.last));
    return true;
}

}  // namespace dateline
