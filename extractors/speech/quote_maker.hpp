#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/speech/cues.hpp"
#include "extractors/speech/line.hpp"

namespace dateline {

/// What is said, as it is put together: its parts, and which of its words stand in marks.
struct SpeechContent {
    std::vector<TokenRange> parts;
    std::vector<std::uint32_t> stretches;  ///< that become this quote
    bool marked = false, unmarked = false;

    bool empty() const { return parts.empty(); }
    void clear() {
        parts.clear();
        stretches.clear();
        marked = unmarked = false;
    }
    /// Adds a marked stretch, all its paragraphs.
    void add(const MarkedStretches& from, std::uint32_t stretch);
};

/// Makes quotes of contents and keeps which stretch belongs to which.
class QuoteMaker {
public:
    QuoteMaker(const SpeechVocabulary& words, const Reading& reading, const MarkedStretches& stretches, Draft& draft)
        : words_(words), reading_(reading), stretches_(stretches), draft_(draft), owner_(stretches.size(), nobody) {}

    /// The quote that a stretch belongs to.
    std::optional<std::uint32_t> quote_of(std::uint32_t stretch) const {
        return owner_[stretch] < reported_owner ? std::optional(owner_[stretch]) : std::nullopt;
    }
    bool taken(std::uint32_t stretch) const { return owner_[stretch] < reported_owner; }
    /// Whether the stretch is marked words inside a report, no quote of its own.
    bool reported(std::uint32_t stretch) const { return owner_[stretch] == reported_owner; }
    void report(std::uint32_t stretch) {
        if (owner_[stretch] == nobody) owner_[stretch] = reported_owner;
    }

    void by_cue(const SpeechCue& cue, const SpeechContent& content);
    /// A stretch that no verb opens, by a row of quote_shapes.tsv.
    void by_shape(std::uint32_t stretch, std::uint32_t shape, const SpeakerPhrase* who);
    /// Adds a stretch to a quote that stands.
    void carry_on(std::uint32_t quote, std::uint32_t stretch);

private:
    static constexpr std::uint32_t nobody = 0xFFFFFFFF, reported_owner = 0xFFFFFFFE;

    QuoteDraft made_of(const SpeechContent& content) const;
    void set_speaker(QuoteDraft& quote, const SpeakerPhrase& who) const;
    void finish(QuoteDraft& quote, const SpeechContent& content);
    TokenRange trimmed(TokenRange part) const;
    std::optional<TokenRange> role_of(const SpeakerPhrase& who) const;

    const SpeechVocabulary& words_;
    const Reading& reading_;
    const MarkedStretches& stretches_;
    Draft& draft_;
    std::vector<std::uint32_t> owner_;  // by stretch: quote, or one of the two above
    SpeechContent single_;
};

}  // namespace dateline
