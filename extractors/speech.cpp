#include "extractors/speech.hpp"

#include "extractors/speech/contents.hpp"
#include "extractors/speech/cues.hpp"
#include "extractors/speech/line.hpp"
#include "extractors/speech/loose_quotes.hpp"
#include "extractors/speech/nesting.hpp"
#include "extractors/speech/quote_maker.hpp"
#include "extractors/speech/quote_marks.hpp"
#include "extractors/speech/speaker_phrases.hpp"
#include "extractors/speech/vocabulary.hpp"

// Each line of speech (extractors/speech/line.hpp) is read for cues: a verb of speech_verbs.tsv with a speaker phrase before or behind it,
// or a phrase such as "according to". A cue takes the marked stretches beside it and the reported clause after or before it; stretches that
// follow without a cue of their own go on with it. What is left over, if it is of a sentence's length, is a quotation that floats.

namespace dateline {
namespace {

class Speech final : public Stage {
public:
    explicit Speech(const LanguageRules& rules) : words_(rules) {}
    std::string_view name() const override { return "speech"; }

    void run(const Reading& reading, Draft& draft) const override {
        const std::vector<std::uint32_t> openers = cues_and_hearsay(reading, draft);
        const MarkedStretches stretches = marked_stretches(reading);
        const SpeakerPhrases phrases(words_, reading, draft);
        QuoteMaker quotes(words_, reading, stretches, draft);
        CueFinder finder(words_, reading, phrases, draft);
        ContentFinder contents(words_, reading, phrases, stretches, draft, quotes);
        LooseQuotes loose(words_, reading, phrases, stretches, quotes);
        SpeechLines lines(reading, stretches, openers);
        std::vector<SpeechCue> cues;
        while (const SpeechLine* line = lines.next()) {
            if (draft.quotes.size() >= most_proposals) {
                draft.cuts.push_back({CutDraft::Why::room, Kind::quote, {(*line)[0].tokens.first, reading.size()}});
                break;
            }
            finder.find(*line, cues);
            contents.attach(*line, cues);
            loose.find(*line);
        }
        nest_quotes(draft);
        index_spans(draft, SpanKind::quote);
    }

private:
    /// The tokens of the body that may be cues. Hearsay, of all zones, is noted on the way.
    std::vector<std::uint32_t> cues_and_hearsay(const Reading& reading, Draft& draft) const {
        std::vector<std::uint32_t> cues;
        const std::uint32_t body_end = reading.zone_tokens(Zone::text).last;
        std::uint32_t sentence = 0;
        const std::span<const Token> tokens = reading.tokens();
        for (std::uint32_t t = 0; t < tokens.size(); ++t) {
            if ((tokens[t].families & words_.openers) == 0) continue;
            bool opens = false;
            const LexiconHit* hearsay = nullptr;
            for (const LexiconHit& hit : reading.hits(t)) {
                opens = opens || hit.file == words_.verbs || hit.file == words_.phrases;
                if (hit.file == words_.hearsay) hearsay = &hit;
            }
            if (opens && t < body_end) cues.push_back(t);
            if (hearsay == nullptr) continue;
            while (reading.sentences()[sentence].tokens.last <= t) ++sentence;
            // A second cue in the sentence takes over from the first.
            TokenRange scope = reading.sentences()[sentence].tokens;
            if (!draft.hearsay.empty() && draft.hearsay.back().scope.last == scope.last) draft.hearsay.back().scope.last = scope.first = t;
            draft.hearsay.push_back({scope, {t, t + hearsay->length}});
        }
        return cues;
    }

    SpeechVocabulary words_;
};

}  // namespace

std::unique_ptr<Stage> speech_stage(const LanguageRules& rules) {
    return std::make_unique<Speech>(rules);
}

}  // namespace dateline
