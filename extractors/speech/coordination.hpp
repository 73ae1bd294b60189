#pragma once

#include <optional>

#include "extractors/reading/reading.hpp"
#include "extractors/speech/cues.hpp"
#include "extractors/speech/speaker_phrases.hpp"
#include "extractors/speech/vocabulary.hpp"

namespace dateline {

/// The conjunction that joins a verb to the one before it, or nothing: "opened the rally [[and]] then said".
std::optional<std::uint32_t> conjunction_before(const Reading& reading, const VerbGroup& verb);

/// Whether a verb behind "and" is one more act of who speaks by `cue`, and no part of what is reported: "said it would cost more and left",
/// "denied that he knew, and accused". The forms decide; where both readings stand, a verb of speech goes to who can speak.
bool returns_to_speaker(const Reading& reading, const SpeechVocabulary& words, const SpeakerPhrases& phrases, const SpeechCue& cue,
                        const VerbGroup& verb, std::uint32_t conjunction);

/// Of the verbs of a sentence before a conjunction, the nearest of the tense of `verb` whose subject can speak; its subject's group.
const NounGroup* speaking_subject(const Reading& reading, const SpeechVocabulary& words, const SpeakerPhrases& phrases,
                                  const VerbGroup& verb, std::uint32_t conjunction, std::uint32_t begin);

}  // namespace dateline
