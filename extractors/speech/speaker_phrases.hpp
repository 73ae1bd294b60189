#pragma once

#include <optional>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "extractors/speech/vocabulary.hpp"

namespace dateline {

/// Somebody or something that can speak, as a phrase of the text: a name, a pronoun, or a noun phrase ("a spokesman for the ministry").
struct SpeakerPhrase {
    TokenRange tokens;               ///< the mention alone: the name, the pronoun, the noun phrase
    TokenRange whole;                ///< with title and apposition
    std::optional<TokenRange> role;  ///< "Azerbaijani political analyst" of a name
    TokenRange stands_for;           ///< of a relative pronoun: the phrase it goes back to
    bool pronoun = false;
    bool relative = false;   ///< who, which: stands for the phrase before it
    bool anonymous = false;  ///< not named on purpose ("a person familiar with the talks")
    bool document = false;   ///< a report, a letter, a poll
};

/// Finds speaker phrases beside a place in the text. Made once for each article.
class SpeakerPhrases {
public:
    SpeakerPhrases(const SpeechVocabulary& words, const Reading& reading, const Draft& draft);

    /// The phrase whose last token is `end` - 1, not reaching back before `floor`.
    std::optional<SpeakerPhrase> ending_at(std::uint32_t end, std::uint32_t floor) const;
    /// The phrase that starts at `begin`, ending before `limit`.
    std::optional<SpeakerPhrase> starting_at(std::uint32_t begin, std::uint32_t limit) const;
    /// A noun group as a speaker: its last name, its pronoun, or all of it; nothing for what cannot speak (a number, a date).
    std::optional<SpeakerPhrase> of_group(const NounGroup& group) const;
    /// The standing name that starts or ends there, or null.
    const NameDraft* name_ending_at(std::uint32_t end) const;
    const NameDraft* name_starting_at(std::uint32_t begin) const;

private:
    std::optional<SpeakerPhrase> noun_phrase_ending_at(std::uint32_t end, std::uint32_t floor) const;
    /// In a language without groups: words with capitals and their determiner ("ein Sprecher der Polizei" is two of them).
    std::optional<SpeakerPhrase> capitals_ending_at(std::uint32_t end, std::uint32_t floor) const;
    std::optional<SpeakerPhrase> capitals_starting_at(std::uint32_t begin, std::uint32_t limit) const;
    const LexiconHit* noun_ending_at(std::uint32_t end) const;
    bool is(std::uint32_t token, std::uint16_t file) const { return reading_.hit(token, file) != nullptr; }
    bool plain_word(std::uint32_t token) const;
    void describe(SpeakerPhrase& phrase) const;

    const SpeechVocabulary& words_;
    const Reading& reading_;
    const Draft& draft_;
    bool by_capitals_;
    std::vector<std::uint32_t> by_last_;  // indexes of standing names by their last token
};

}  // namespace dateline
