#pragma once

#include <span>
#include <vector>

#include "extractors/speech/cues.hpp"
#include "extractors/speech/line.hpp"
#include "extractors/speech/quote_maker.hpp"

namespace dateline {

/// Finds what a cue says: the marked stretches beside it, the reported clause behind or before it.
class ContentFinder {
public:
    ContentFinder(const SpeechVocabulary& words, const Reading& reading, const SpeakerPhrases& phrases, const MarkedStretches& stretches,
                  const Draft& draft, QuoteMaker& quotes)
        : words_(words), reading_(reading), phrases_(phrases), stretches_(stretches), draft_(draft), quotes_(quotes) {}

    /// Makes a quote of each cue of the line that says something. Notes who is told (`via`) in the cues.
    void attach(const SpeechLine& line, std::span<SpeechCue> cues);

private:
    void note_ends();
    static constexpr std::size_t shortest_clause = 3;  ///< items

    void of_phrase(const SpeechCue& cue);
    void of_verb(std::size_t number);
    bool bare_clause(const SpeechCue& cue, std::size_t at, std::size_t stop);
    void clause_before(std::size_t number, std::size_t left, std::size_t after, std::size_t stop);
    void clause(std::size_t begin, std::size_t end, std::size_t shortest = shortest_clause);
    void direct(std::size_t i) { content_.add(stretches_, (*line_)[i].number); }

    std::size_t hearer(SpeechCue& cue, std::size_t at, std::size_t stop) const;
    std::size_t next_participle(std::size_t number, std::size_t end) const;
    std::size_t own_end(std::size_t number, std::size_t end) const;
    std::size_t previous_end(std::size_t number) const;
    bool is_term(std::size_t i) const;
    std::size_t direct_after(std::size_t at, std::size_t stop) const;
    std::size_t called_after(std::size_t at, std::size_t stop) const;
    std::size_t that_after(std::size_t at, std::size_t stop, bool told) const;
    std::size_t past_adverbials(std::size_t at, std::size_t stop) const;
    std::size_t without_end_marks(std::size_t begin, std::size_t end) const;
    std::size_t before_break(std::size_t begin, std::size_t end) const;
    bool subject_opens(std::size_t at, std::size_t stop) const;
    bool opens_clause(std::size_t at, std::size_t stop) const;
    bool holds_clause(std::size_t begin, std::size_t end) const;
    bool holds_verb(std::size_t begin, std::size_t end) const;
    bool past_as_participle(TokenRange range) const;
    bool may_hear(std::uint32_t first, std::uint32_t last) const;
    bool own_subject(const VerbGroup& verb, std::uint32_t begin) const;
    bool holds_stretch(std::size_t begin, std::size_t end) const;
    bool leads(const SpeechCue& cue, std::size_t begin) const;
    /// A stretch that is a quote already.
    bool taken(std::size_t i) const { return quotes_.taken((*line_)[i].number); }

    const SpeechVocabulary& words_;
    const Reading& reading_;
    const SpeakerPhrases& phrases_;
    const MarkedStretches& stretches_;
    const Draft& draft_;
    QuoteMaker& quotes_;
    const SpeechLine* line_ = nullptr;
    std::span<SpeechCue> cues_;
    std::vector<std::uint32_t> begins_;      // of all cues, sorted
    std::vector<std::uint32_t> phrase_;      // by cue: itself or the next phrase ("according to") behind a comma
    std::vector<std::uint32_t> participle_;  // by cue: itself or the next that ", adding" opens; the number of cues when there is none
    SpeechContent content_;
};

}  // namespace dateline
