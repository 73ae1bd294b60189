#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/rules/rulebook.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// The rule files of speech with their columns read: all that is asked of them while an article is read is a number or a bit.
struct SpeechVocabulary {
    /// Throws Error (bad_config) on a kind, polarity or shape that is unknown.
    explicit SpeechVocabulary(const LanguageRules& rules);

    /// A row of speech_verbs.tsv. The frames say what stands beside the verb.
    struct Verb {
        bool quote = false;           ///< marked words
        bool that = false;            ///< a clause after "that"
        bool bare = false;            ///< a clause without "that"
        bool told = false;            ///< the one who is told
        bool of = false;              ///< a thing, and marked words that it is called
        bool documents_only = false;  ///< "the poll found": no verb of people's speech
        AttributionKind kind = AttributionKind::said;
        Polarity polarity = Polarity::positive;
        std::vector<WordId> participle;  ///< the form that goes on with a speaker: ", saying"
    };

    /// What a word between speaker and verb does (speech_fillers.tsv).
    enum class Filler : std::uint8_t { none, adverb, auxiliary, being, negation, infinitive };

    /// How a pronoun speaks (speaker_pronouns.tsv).
    enum class Pronoun : std::uint8_t { other, thing, relative };

    std::uint16_t verbs, fillers, phrases, complementizers, breaks, hearers, hearsay, determiners, pronouns, function_words, shapes, nouns,
        anonymous, quoting, clausal;
    std::uint64_t openers = 0;  ///< families of the word files that open speech: verbs, phrases, hearsay
    std::string adverb_suffix;
    std::vector<Verb> verb_rows;
    std::vector<Filler> filler_rows;
    std::vector<Pronoun> pronoun_rows;
    std::vector<bool> after_comma_rows;                           ///< of `phrases`: only behind a comma, as German "so"
    std::vector<bool> document_rows;                              ///< of `nouns`: "the report"
    std::vector<bool> said_rows;                                  ///< of `complementizers`: part of what is said, as "how"
    std::uint32_t colon = 0, dash = 0, floating = 0, nested = 0;  ///< rows of `shapes`
};

}  // namespace dateline
