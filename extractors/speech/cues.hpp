#pragma once

#include <optional>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/speech/line.hpp"
#include "extractors/speech/speaker_phrases.hpp"
#include "extractors/speech/vocabulary.hpp"

namespace dateline {

/// What says that somebody speaks: a verb of speech_verbs.tsv with a speaker phrase before or behind it, or a phrase such as "according
/// to". Items of its line: [begin, end) covers the cue with its speaker.
struct SpeechCue {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t verb_end = 0;  ///< item after the verb
    TokenRange cue;
    std::uint32_t row = 0;
    std::uint16_t file = 0;
    bool speaker_behind = false;
    bool participle = false;
    bool noun = false;                                                         ///< the verb is tagged as a noun: "the bank notes"
    bool clausal = false;                                                      ///< the verb takes clauses, no objects: "say"
    bool said = false;                                                         ///< a quote was made of it
    bool phrase = false;                                                       ///< "according to"
    bool quote = false, that = false, bare = false, told = false, of = false;  ///< frames: SpeechVocabulary::Verb
    AttributionKind kind = AttributionKind::said;
    Polarity polarity = Polarity::positive;
    std::optional<SpeakerPhrase> speaker;
    std::optional<TokenRange> via;
};

/// Finds the cues of a line with their speakers.
class CueFinder {
public:
    CueFinder(const SpeechVocabulary& words, const Reading& reading, const SpeakerPhrases& phrases, const Draft& draft)
        : words_(words), reading_(reading), phrases_(phrases), draft_(draft) {}

    /// Replaces `out` by the cues of `line`, in order.
    void find(const SpeechLine& line, std::vector<SpeechCue>& out);

private:
    bool phrase_cue(std::size_t i, const LexiconHit& hit);
    bool verb_cue(std::size_t i, const LexiconHit& hit);
    bool participle_cue(SpeechCue& cue, std::size_t left);
    bool quoted_as(SpeechCue& cue, std::size_t left) const;
    bool agentless(SpeechCue& cue, std::size_t left);
    bool is_participle(const SpeechCue& cue) const;
    bool preceded_by_no_subject(std::size_t before) const;

    std::optional<SpeakerPhrase> shared_speaker(const SpeechCue& cue, std::size_t left) const;
    bool subject_before(SpeechCue& cue, std::size_t left) const;
    void apposed_name(SpeakerPhrase& subject) const;
    bool phrase_of_subject(const SpeakerPhrase& subject, std::size_t left) const;
    bool phrase_before(SpeechCue& cue, std::size_t left) const;
    bool subject_behind(SpeechCue& cue) const;
    std::optional<SpeakerPhrase> apposed(std::size_t end) const;
    std::optional<SpeakerPhrase> before_aside(std::size_t comma) const;
    std::optional<TokenRange> description_before(std::size_t end) const;
    std::optional<SpeakerPhrase> subject_of_clause(const SpeechCue& cue, std::size_t begin) const;
    std::optional<SpeakerPhrase> grammatical_subject(const SpeechCue& cue, std::size_t left) const;

    const SpeechVocabulary& words_;
    const Reading& reading_;
    const SpeakerPhrases& phrases_;
    const Draft& draft_;
    const SpeechLine* line_ = nullptr;
    std::vector<SpeechCue>* cues_ = nullptr;
};

/// What the word at item `i` does between a speaker and a verb; words that end as adverbs do are adverbs.
SpeechVocabulary::Filler filler_at(const SpeechVocabulary& words, const SpeechLine& line, std::size_t i);

/// First item of the sentence that holds item `i`, behind a dateline: "BAKU, April 22 (Trend) -- Trade rose" is nobody's speech up to
/// there.
std::size_t sentence_behind_dateline(const SpeechLine& line, std::size_t i, const Draft& draft);

}  // namespace dateline
