#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extractors/reading/reading.hpp"
#include "extractors/speech/quote_marks.hpp"

namespace dateline {

/// What stands at one level of speech in one paragraph: tokens, and each marked stretch as one item. So `"A," Cole said, "B."` is
/// [A] , Cole said , [B] to the rules of speech, and what is inside the marks is a line of its own.
class SpeechLine {
public:
    struct Item {
        TokenRange tokens;         ///< the token, or what of the stretch (with its marks) stands in this paragraph
        std::uint32_t number = 0;  ///< of the stretch; of a token nothing
        bool stretch = false;
        bool ends_sentence = false;

        /// Of a token: its number.
        std::uint32_t token() const { return tokens.first; }
    };

    explicit SpeechLine(const Reading& reading) : reading_(&reading), text_(reading.article().zone(Zone::text).utf8()) {}

    const Reading& reading() const { return *reading_; }
    std::size_t size() const { return items_.size(); }
    const Item& operator[](std::size_t i) const { return items_[i]; }
    /// The stretch whose content this is; nothing for the writer's own words.
    std::optional<std::uint32_t> within() const { return within_; }
    /// The items that may be cues, in order.
    std::span<const std::uint32_t> cues() const { return cues_; }
    /// The items that are stretches, in order.
    std::span<const std::uint32_t> stretches() const { return stretches_; }

    // What stands at an item; false behind the end.
    bool stretch_at(std::size_t i) const { return i < items_.size() && items_[i].stretch; }
    bool token_at(std::size_t i) const { return i < items_.size() && !items_[i].stretch; }
    bool mark_at(std::size_t i) const { return token_at(i) && reading_->token(items_[i].token()).kind == TokenKind::mark; }
    bool mark_at(std::size_t i, char mark) const {
        if (!mark_at(i)) return false;
        const Token& token = reading_->token(items_[i].token());
        return token.bytes == 1 && text_[token.byte] == mark;
    }
    bool comma_at(std::size_t i) const { return mark_at(i, ','); }
    bool listed_at(std::size_t i, std::uint16_t file) const { return token_at(i) && reading_->hit(items_[i].token(), file) != nullptr; }

    /// First item of the sentence that holds item `i`.
    std::size_t sentence_begin(std::size_t i) const { return before(sentence_ends_, i); }
    /// Item after the sentence that holds item `i`.
    std::size_t sentence_end(std::size_t i) const { return after(sentence_ends_, i); }
    /// First token that a phrase ending at item `i` may reach back to: no stretch and no sentence's end between.
    std::uint32_t floor_of(std::size_t i) const { return items_[before(stops_, i)].tokens.first; }
    /// End of the tokens that a phrase starting at item `i` may reach to.
    std::uint32_t limit_of(std::size_t i) const;
    /// The item that starts with token `t`, or the first one behind it; size() when there is none.
    std::size_t item_of(std::uint32_t t) const;

private:
    friend class SpeechLines;

    /// The last of the sorted `ends` that is at most `i`; 0 when there is none.
    static std::size_t before(const std::vector<std::uint32_t>& ends, std::size_t i) {
        const auto found = std::upper_bound(ends.begin(), ends.end(), i);
        return found == ends.begin() ? 0 : *std::prev(found);
    }
    /// The first of the sorted `ends` that is more than `i`; size() when there is none.
    std::size_t after(const std::vector<std::uint32_t>& ends, std::size_t i) const {
        const auto found = std::upper_bound(ends.begin(), ends.end(), i);
        return found == ends.end() ? items_.size() : *found;
    }

    const Reading* reading_;
    std::string_view text_;
    std::vector<Item> items_;
    std::vector<std::uint32_t> sentence_ends_, stops_;  // items behind those that end a sentence; behind those and behind stretches
    std::vector<std::uint32_t> cues_, stretches_;
    std::optional<std::uint32_t> within_;
};

/// The lines of the body that hold a cue or a stretch, one after the other: those of the writer in order, then those of each stretch.
class SpeechLines {
public:
    /// `cues`: the tokens that may be cues, in order. Keeps references to all three.
    SpeechLines(const Reading& reading, const MarkedStretches& stretches, std::span<const std::uint32_t> cues);

    /// The next line, valid until the one after it is asked for; null when there are no more.
    const SpeechLine* next();

private:
    bool fill(TokenRange range, std::uint32_t& child);
    void add_tokens(TokenRange range);
    TokenRange extent(std::uint32_t stretch, TokenRange range) const;

    static constexpr std::uint32_t none = 0xFFFFFFFF;

    const Reading& reading_;
    const MarkedStretches& stretches_;
    std::span<const std::uint32_t> cues_;
    std::vector<std::uint32_t> first_child_, next_sibling_;  // by stretch; the stretches of the writer's words hang on the first
    SpeechLine line_;
    std::uint32_t paragraph_ = 0;  // the next one to read
    std::uint32_t stretch_ = 0;    // after the paragraphs: the stretch to read, and its part
    std::uint32_t part_ = 0;
    std::uint32_t child_ = none;  // the next stretch inside what is read
    std::size_t next_cue_ = 0;    // the next one to be met
    std::uint32_t sentence_ = 0;  // that the last token added stands in
};

}  // namespace dateline
