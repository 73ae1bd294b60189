#pragma once

#include <optional>

#include "extractors/speech/line.hpp"
#include "extractors/speech/quote_maker.hpp"

namespace dateline {

/// Whether a stretch of this length is more than a term or a title: it can be a quotation without a verb.
bool long_enough(const SpeechLine::Item& stretch);

/// Makes quotes of the marked words of a line that no cue took: behind a name and a colon, before a dash and a name, parts of the quotation
/// before them, or, where they are as long as a sentence, quotations that nothing beside them attributes. The rest are no quotes.
class LooseQuotes {
public:
    LooseQuotes(const SpeechVocabulary& words, const Reading& reading, const SpeakerPhrases& phrases, const MarkedStretches& stretches,
                QuoteMaker& quotes)
        : words_(words), reading_(reading), phrases_(phrases), stretches_(stretches), quotes_(quotes) {}

    void find(const SpeechLine& line);

private:
    void colons_and_dashes(const SpeechLine& line);
    void carry_on(const SpeechLine& line);
    std::optional<SpeakerPhrase> before_colon(const SpeechLine& line, std::size_t colon) const;
    bool is_sentence(const SpeechLine& line, std::size_t i) const;
    bool dash_at(const SpeechLine& line, std::size_t i) const;
    bool ends_like_sentence(std::uint32_t stretch) const;

    const SpeechVocabulary& words_;
    const Reading& reading_;
    const SpeakerPhrases& phrases_;
    const MarkedStretches& stretches_;
    QuoteMaker& quotes_;
};

}  // namespace dateline
