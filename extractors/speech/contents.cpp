#include "extractors/speech/contents.hpp"

#include <algorithm>

#include "extractors/speech/coordination.hpp"
#include "extractors/speech/loose_quotes.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_aside = 18, furthest_that = 12, furthest_stretch = 16, longest_front = 6, furthest_verb = 12;
constexpr std::size_t npos = static_cast<std::size_t>(-1);

}  // namespace

void ContentFinder::attach(const SpeechLine& line, std::span<SpeechCue> cues) {
    line_ = &line;
    cues_ = cues;
    note_ends();
    for (std::size_t c = 0; c < cues.size(); ++c) {
        content_.clear();
        if (cues[c].phrase)
            of_phrase(cues[c]);
        else
            of_verb(c);
        cues[c].said = !content_.empty();
        if (cues[c].said) quotes_.by_cue(cues[c], content_);
    }
}

/// Notes where the words of a cue may end because another begins.
void ContentFinder::note_ends() {
    begins_.clear();
    for (const SpeechCue& cue : cues_) begins_.push_back(cue.begin);
    std::sort(begins_.begin(), begins_.end());
    participle_.resize(cues_.size());
    phrase_.resize(cues_.size());
    for (std::size_t c = cues_.size(), next = c, phrase = c; c-- > 0;) {
        const std::size_t begin = cues_[c].begin;
        if (cues_[c].participle && begin > 0 && (line_->comma_at(begin - 1) || line_->stretch_at(begin - 1))) next = c;
        participle_[c] = static_cast<std::uint32_t>(next);
        if (cues_[c].phrase && begin > 0 && line_->comma_at(begin - 1)) phrase = c;
        phrase_[c] = static_cast<std::uint32_t>(phrase);
    }
}

/// "According to X, clause" or "clause, according to X" or both sides.
void ContentFinder::of_phrase(const SpeechCue& cue) {
    const SpeechLine& line = *line_;
    const std::size_t begin = sentence_behind_dateline(line, cue.begin, draft_);
    if (leads(cue, begin)) {
        const std::size_t end = line.sentence_end(cue.end);
        std::size_t right = cue.end;
        while (right < end && line.token_at(right) && !line.mark_at(right) && right < cue.end + longest_aside) ++right;
        if (line.comma_at(right)) clause(right + 1, end);
        return;
    }
    std::size_t left = cue.begin;
    if (left > begin && line.comma_at(left - 1)) --left;
    if (left == begin + 1 && line.stretch_at(begin))
        direct(begin);
    else
        clause(begin, left);
}

/// Whether the cue opens its sentence, behind one adverb at most.
bool ContentFinder::leads(const SpeechCue& cue, std::size_t begin) const {
    return cue.begin == begin || (cue.begin == begin + 1 && filler_at(words_, *line_, begin) != SpeechVocabulary::Filler::none);
}

void ContentFinder::of_verb(std::size_t number) {
    const SpeechLine& line = *line_;
    SpeechCue& cue = cues_[number];
    const std::size_t stop = own_end(number, next_participle(number, line.sentence_end(cue.end)));
    const std::size_t after = cue.speaker_behind ? cue.end : cue.verb_end;
    // Marked words or a clause before: "A," Cole said.
    std::size_t left = cue.begin;
    const bool comma_before = left > 0 && line.comma_at(left - 1);
    if (comma_before) --left;
    // "said it 'will not return', adding that": the marks are part of the first report.
    const bool stretch_before = left > 0 && line.stretch_at(left - 1) && cue.quote && !taken(left - 1) &&
                                (comma_before || !is_term(left - 1)) && !(cue.participle && quotes_.reported(line[left - 1].number));
    const std::size_t right = hearer(cue, after, stop);
    std::size_t stretch_behind = cue.quote && !cue.speaker_behind ? direct_after(right, stop) : npos;
    if (stretch_behind == npos && cue.of && !cue.speaker_behind) stretch_behind = called_after(right, stop);
    // "X said Y had told him: '...'": the marks belong to the nearer verb.
    if (stretch_behind != npos && number + 1 < cues_.size() && cues_[number + 1].quote &&
        cues_[number + 1].cue.first < line[stretch_behind].tokens.first)
        stretch_behind = npos;
    if (stretch_before) {
        direct(left - 1);
        // "The bridge," Cole said, "will open."
        const std::size_t next = direct_after(after, stop);
        if (next != npos && !taken(next)) direct(next);
        return;
    }
    if (comma_before && cue.that && !cue.participle && stretch_behind == npos && line.comma_at(after)) {
        clause_before(number, left, after, stop);
        if (!content_.empty()) return;
    }
    const std::size_t that = cue.that ? that_after(right, cue.noun ? std::min(stop, right + 1) : stop, cue.told) : npos;
    if (stretch_behind != npos && (that == npos || stretch_behind < that)) {
        direct(stretch_behind);
        return;
    }
    if (that != npos) clause(that, stop);
    if (!content_.empty() || bare_clause(cue, right, stop)) return;
    // "On Friday, Cole announced the start of work": nothing was said before it.
    if (comma_before && cue.that && !cue.participle && holds_verb(sentence_behind_dateline(line, left, draft_), left))
        clause_before(number, left, after, stop);
}

/// "said the dam was safe", with no "that".
bool ContentFinder::bare_clause(const SpeechCue& cue, std::size_t at, std::size_t stop) {
    if (!cue.that || cue.speaker_behind) return false;
    const std::size_t start = past_adverbials(at, stop);
    // "The economy added 142,000 jobs, Cole said": the only verb behind is the next speaker's.
    const auto next = std::upper_bound(begins_.begin(), begins_.end(), start);
    const std::size_t own = next == begins_.end() ? stop : std::min<std::size_t>(*next, stop);
    const bool by_words =
        cue.bare && !cue.noun && opens_clause(start, stop) && (cue.clausal ? holds_verb(start, own) : holds_clause(start, own));
    if (by_words || subject_opens(start, stop)) clause(start, stop);
    return !content_.empty();
}

/// "The dam was safe, Cole said", or with the words going on behind: "The dam, Cole said, was safe".
void ContentFinder::clause_before(std::size_t number, std::size_t left, std::size_t after, std::size_t stop) {
    const std::size_t begin = std::max(sentence_behind_dateline(*line_, left, draft_), previous_end(number));
    const bool goes_on = left > begin && left - begin <= longest_front && line_->comma_at(after) && after + 1 < stop;
    if (left <= begin + 1 && !goes_on) return;
    clause(begin, left, goes_on ? 1 : shortest_clause);
    if (content_.empty() || !goes_on) return;
    const std::size_t parts = content_.parts.size();
    clause(after + 1, stop);
    if (content_.parts.size() == parts && left < begin + shortest_clause) content_.clear();
}

std::size_t ContentFinder::previous_end(std::size_t number) const {
    const SpeechCue* before = number > 0 ? &cues_[number - 1] : nullptr;
    return before != nullptr && before->said && before->end <= cues_[number].begin ? before->end : 0;
}

/// Where the words of a cue end because ", adding" opens the next.
std::size_t ContentFinder::next_participle(std::size_t number, std::size_t end) const {
    const std::size_t next = number + 1 < cues_.size() ? participle_[number + 1] : cues_.size();
    return next < cues_.size() ? std::min<std::size_t>(cues_[next].begin, end) : end;
}

/// Where the words of a cue end because the writer goes on: at ", according to" or at a verb that the speaker of the cue shares.
std::size_t ContentFinder::own_end(std::size_t number, std::size_t end) const {
    const SpeechLine& line = *line_;
    const SpeechCue& cue = cues_[number];
    if (number + 1 < cues_.size() && phrase_[number + 1] < cues_.size()) {
        const std::size_t phrase = cues_[phrase_[number + 1]].begin;
        if (phrase > cue.end && phrase < end) end = phrase - 1;
    }
    if (!cue.that || end <= cue.verb_end) return end;
    const std::span<const VerbGroup> verbs = reading_.verb_groups();
    const std::uint32_t last = line[end - 1].tokens.last;
    auto verb = std::partition_point(verbs.begin(), verbs.end(), [&](const VerbGroup& v) { return v.tokens.first < cue.cue.last; });
    for (std::size_t looked = 0; verb != verbs.end() && verb->tokens.first < last && looked < furthest_verb; ++verb, ++looked) {
        const auto conjunction = conjunction_before(reading_, *verb);
        if (!conjunction || *conjunction < cue.cue.last) continue;
        const std::size_t at = line.item_of(*conjunction);
        if (at >= end || !line.token_at(at) || line[at].token() != *conjunction) continue;
        if (returns_to_speaker(reading_, words_, phrases_, cue, *verb, *conjunction)) return line.comma_at(at - 1) ? at - 1 : at;
    }
    return end;
}

/// Skips the one who is told and notes him: "told Trend", "told reporters on Monday". Also "in an interview with X".
std::size_t ContentFinder::hearer(SpeechCue& cue, std::size_t at, std::size_t stop) const {
    const SpeechLine& line = *line_;
    std::size_t next = at;
    if (cue.told && at < stop && line.token_at(at) && !line.listed_at(at, words_.complementizers)) {
        const auto who = phrases_.starting_at(line[at].token(), line.limit_of(at));
        if (who) {
            cue.via = who->tokens;
            next = std::max(at, line.item_of(who->whole.last));
        } else if (!line.mark_at(at)) {
            next = at + 1;
        }
    }
    for (std::size_t i = next; i < stop && i < next + furthest_stretch && line.token_at(i) && !cue.via; ++i) {
        const LexiconHit* frame = reading_.hit(line[i].token(), words_.hearers);
        if (frame == nullptr) continue;
        for (std::size_t k = i + frame->length; k < stop && k < i + frame->length + 5 && line.token_at(k); ++k) {
            const NameDraft* name = phrases_.name_starting_at(line[k].token());
            if (name == nullptr) continue;
            // "China's Xinhua News Agency": the owner is not the hearer.
            if (name->tokens.last < reading_.size() && reading_.rules().grammar_words().owner(reading_, name->tokens.last)) continue;
            cue.via = name->tokens;
            break;
        }
    }
    return next;
}

/// Whether marked words stand where an adjective does: "the 'big three' makers said".
bool ContentFinder::is_term(std::size_t i) const {
    const SpeechLine& line = *line_;
    if (i == 0 || !line.token_at(i - 1) || line[i - 1].ends_sentence || long_enough(line[i])) return false;
    const TokenRange marked = line[i].tokens;
    if (marked.size() > 2 && reading_.token(marked.last - 2).kind == TokenKind::mark) return false;  // "We agree," Cole said
    return in(reading_.tag(line[i - 1].token()), adjective_tags | set_of(Tag::DT, Tag::PDT, Tag::PRPS, Tag::POS, Tag::IN, Tag::CD));
}

/// The marked words that a cue introduces: right behind it, or behind an adverbial and a comma or colon.
std::size_t ContentFinder::direct_after(std::size_t at, std::size_t stop) const {
    const SpeechLine& line = *line_;
    for (std::size_t i = at; i < line.size() && i < at + furthest_stretch && (i < stop || line[i].stretch); ++i) {
        if (line[i].stretch) {
            if (taken(i)) return npos;
            if (i == at || line.comma_at(i - 1) || line.mark_at(i - 1, ':')) return i;
            return i == at + 1 && line.listed_at(i - 1, words_.complementizers) && long_enough(line[i]) ? i : npos;
        }
        if (line[i].ends_sentence || (line.mark_at(i) && !line.comma_at(i) && !line.mark_at(i, ':'))) return npos;
    }
    return npos;
}

/// The marked words that a thing is called: "called the plan 'a disgrace'". What opens with a capital is a name ("called the ship 'Ada'").
std::size_t ContentFinder::called_after(std::size_t at, std::size_t stop) const {
    const SpeechLine& line = *line_;
    if (!line.token_at(at) || reading_.noun_group_at(line[at].token()) == nullptr) return npos;
    for (std::size_t i = at; i < line.size() && i < at + furthest_that && (i < stop || line[i].stretch); ++i) {
        if (line[i].stretch) {
            const std::uint32_t first = stretches_.parts(line[i].number).front().first;
            return taken(i) || reading_.token(first).shape != Shape::lower ? npos : i;
        }
        if (line[i].ends_sentence || line.mark_at(i) || in(reading_.tag(line[i].token()), finite_tags)) return npos;
    }
    return npos;
}

/// The item after "that", if it stands near enough.
std::size_t ContentFinder::that_after(std::size_t at, std::size_t stop, bool told) const {
    const SpeechLine& line = *line_;
    for (std::size_t i = at; i < stop && i < at + furthest_that && line.token_at(i); ++i) {
        if (const LexiconHit* opener = reading_.hit(line[i].token(), words_.complementizers)) {
            if (words_.said_rows[opener->row]) return i;
            return i + 1 < stop && line.comma_at(i + 1) ? i + 2 : i + 1;
        }
        if (line.mark_at(i) && !line.comma_at(i)) return npos;
        // "said the dam was safe and that tests go on": the clause began before this "that".
        if (in(reading_.tag(line[i].token()), finite_tags)) return npos;
        if (line.listed_at(i + 1, words_.complementizers) && !told && !may_hear(line[at].token(), line[i].token())) return npos;
    }
    return npos;
}

/// Whether the words from `first` to `last`, between a verb and "that", can be whom or when it was said: not "a loss that banks had
/// feared".
bool ContentFinder::may_hear(std::uint32_t first, std::uint32_t last) const {
    const NounGroup* group = reading_.noun_group_at(last);
    if (group == nullptr || group->tokens.last != last + 1) return true;
    if (group->pronoun || reading_.hit(last, words_.verbs) != nullptr) return true;  // "repeated her claim that"
    for (std::uint32_t t = group->tokens.first - std::min(group->tokens.first - first, 2U); t <= last; ++t)
        if (draft_.spans.at(SpanKind::date, t) != nullptr) return true;
    if (phrases_.name_ending_at(last + 1) != nullptr || phrases_.ending_at(last + 1, group->tokens.first)) return true;
    const std::uint32_t before = group->tokens.first;
    if (before <= first) return false;
    // "said in a speech that", but not "added to worries that".
    return in(reading_.tag(before - 1), set_of(Tag::IN)) && reading_.tag(before - 1) != Tag::TO;
}

/// Skips a date and what leads to it: "said on Friday the dam was safe".
std::size_t ContentFinder::past_adverbials(std::size_t at, std::size_t stop) const {
    const SpeechLine& line = *line_;
    for (int round = 0; round < 2; ++round) {
        const bool led = at < stop && line.listed_at(at, words_.function_words) && line.token_at(at + 1);
        const SpanIndex::Entry* date = nullptr;
        for (const std::size_t i : {at, led ? at + 1 : at})
            if (i < stop && line.token_at(i) && (date = draft_.spans.at(SpanKind::date, line[i].token())) != nullptr) break;
        if (date == nullptr) break;
        at = line.item_of(date->tokens.last);
    }
    return at;
}

/// Whether a clause can begin here: not a mark, a preposition's object alone, or the sentence's end.
bool ContentFinder::opens_clause(std::size_t at, std::size_t stop) const {
    const SpeechLine& line = *line_;
    if (at >= stop || !line.token_at(at) || line.mark_at(at)) return false;
    const std::uint32_t t = line[at].token();
    if (reading_.hit(t, words_.determiners) != nullptr || reading_.hit(t, words_.pronouns) != nullptr ||
        phrases_.name_starting_at(t) != nullptr)
        return true;
    if (reading_.token(t).is_digits() || reading_.token(t).capitalized()) return true;
    return reading_.hit(t, words_.function_words) == nullptr && stop - at > shortest_clause;
}

/// Whether a clause begins here by its grammar: "there is ...", or a noun group that is the subject of the next finite verb.
bool ContentFinder::subject_opens(std::size_t at, std::size_t stop) const {
    const SpeechLine& line = *line_;
    if (at >= stop || !line.token_at(at)) return false;
    const std::uint32_t t = line[at].token();
    if (reading_.tag(t) == Tag::EX) return true;
    const auto verb = std::partition_point(reading_.verb_groups().begin(), reading_.verb_groups().end(),
                                           [&](const VerbGroup& v) { return v.tokens.first <= t; });
    if (verb == reading_.verb_groups().end() || verb->tokens.first >= line[stop - 1].tokens.last || !verb->subject_group) return false;
    const TokenRange subject = reading_.noun_groups()[*verb->subject_group].tokens;
    return subject.first == t || (subject.first == t + 1 && in(reading_.tag(t), adverb_tags));
}

/// Whether a clause with a subject of its own stands among the items: "warned her ministry in January" reports nothing, nor does "added two
/// players that had asked" or "added 3 million, more than banks had expected".
bool ContentFinder::holds_clause(std::size_t begin, std::size_t end) const {
    const SpeechLine& line = *line_;
    if (begin >= end) return false;
    if (reading_.rules().tagger() == nullptr || holds_stretch(begin, end)) return true;
    const TokenRange range{line[begin].tokens.first, line[end - 1].tokens.last};
    const std::span<const VerbGroup> verbs = reading_.verb_groups();
    auto verb = std::partition_point(verbs.begin(), verbs.end(), [&](const VerbGroup& v) { return v.tokens.first < range.first; });
    if (verb == verbs.end() || verb->tokens.first >= range.last) return holds_verb(begin, end);
    if (past_as_participle(range)) return true;
    for (; verb != verbs.end() && verb->tokens.first < range.last; ++verb)
        if (own_subject(*verb, range.first)) return true;
    return false;
}

/// Whether the words begin with a noun group and a participle with an object, which then must be a past: "claimed the crew left the ship".
bool ContentFinder::past_as_participle(TokenRange range) const {
    const NounGroup* subject = reading_.noun_group_at(range.first);
    if (subject == nullptr) return false;
    std::uint32_t t = subject->tokens.last;
    while (t < range.last && in(reading_.tag(t), adverb_tags)) ++t;
    return t + 1 < range.last && reading_.tag(t) == Tag::VBN && reading_.noun_group_at(t + 1) != nullptr;
}

/// Whether a verb's subject makes a clause that is no part of a noun group or comparison before it.
bool ContentFinder::own_subject(const VerbGroup& verb, std::uint32_t begin) const {
    if (verb.tokens.first == begin) return true;  // "which they said was safe"
    if (!verb.subject_group) return true;
    const NounGroup& subject = reading_.noun_groups()[*verb.subject_group];
    std::uint32_t first = subject.tokens.first;
    while (first > begin && in(reading_.tag(first - 1), adverb_tags)) --first;
    if (first == begin) return true;
    if (first < begin || in(reading_.tag(subject.head), set_of(Tag::WDT, Tag::WP))) return false;
    return !in(reading_.tag(first - 1), set_of(Tag::IN, Tag::WRB));
}

/// Whether a verb stands among the items; a past can be tagged as a participle.
bool ContentFinder::holds_verb(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
        if ((*line_)[i].stretch || in(reading_.tag((*line_)[i].token()), finite_tags | set_of(Tag::VB, Tag::VBN))) return true;
    return false;
}

bool ContentFinder::holds_stretch(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
        if ((*line_)[i].stretch) return true;
    return false;
}

std::size_t ContentFinder::without_end_marks(std::size_t begin, std::size_t end) const {
    const SpeechLine& line = *line_;
    while (end > begin && (line[end - 1].ends_sentence || line.comma_at(end - 1) || line.mark_at(end - 1, ':') ||
                           line.mark_at(end - 1, ';') || line.mark_at(end - 1, '.')))
        --end;
    return end;
}

/// Where the writer's own words begin: at ", but" or a semicolon.
std::size_t ContentFinder::before_break(std::size_t begin, std::size_t end) const {
    const SpeechLine& line = *line_;
    for (std::size_t i = begin + 1; i + 1 < end; ++i) {
        if (!line.mark_at(i)) continue;
        if (line.mark_at(i, ';') || (line.comma_at(i) && line.listed_at(i + 1, words_.breaks))) return i;
    }
    return end;
}

/// Adds the items [begin, end) as reported words, without what belongs to the writer at the edges.
void ContentFinder::clause(std::size_t begin, std::size_t end, std::size_t shortest) {
    const SpeechLine& line = *line_;
    end = before_break(begin, without_end_marks(begin, std::min(end, line.size())));
    if (begin >= end || (end < begin + shortest && !holds_stretch(begin, end))) return;
    if (end == begin + 1 && line[begin].stretch) {
        direct(begin);
        return;
    }
    TokenRange range{line[begin].tokens.first, line[end - 1].tokens.last};
    // Marks at the very edges stay outside the span.
    if (line[end - 1].stretch && stretches_[line[end - 1].number].close == range.last - 1) --range.last;
    content_.parts.push_back(range);
    for (std::size_t i = begin; i < end; ++i) {
        if (line[i].stretch) {
            content_.marked = true;
            quotes_.report(line[i].number);
        } else {
            content_.unmarked = true;
        }
    }
}

}  // namespace dateline
