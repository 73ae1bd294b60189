#include "extractors/speech/loose_quotes.hpp"

#include <optional>

namespace dateline {
namespace {

constexpr std::uint32_t shortest_floating = 6, marks = 2;
constexpr std::size_t furthest_speaker = 6, longest_tag = 30;

/// Whether a stretch ends a sentence with its last mark: said on "The Late Hour."
bool ends_inside(const SpeechLine& line, std::size_t i) {
    if (!line[i].stretch) return false;
    const Reading& reading = line.reading();
    const std::uint32_t last = line[i].tokens.last - 1;
    return reading.sentences()[reading.sentence_of(last)].tokens.last == last + 1;
}

/// Between two stretches stands nothing but the tag of the first, to the end of its sentence.
bool one_tag_between(const SpeechLine& line, std::size_t from, std::size_t to) {
    if (to == from + 1) return true;
    if (to - from >= longest_tag || (!line[to - 1].ends_sentence && !ends_inside(line, to - 1))) return false;
    return line.sentence_end(from + 1) >= to;
}

}  // namespace

bool long_enough(const SpeechLine::Item& stretch) {
    return stretch.tokens.size() > shortest_floating + marks;
}

void LooseQuotes::find(const SpeechLine& line) {
    if (line.stretches().empty()) return;
    colons_and_dashes(line);
    carry_on(line);
}

void LooseQuotes::colons_and_dashes(const SpeechLine& line) {
    for (const std::uint32_t i : line.stretches()) {
        const std::uint32_t s = line[i].number;
        if (quotes_.taken(s) || quotes_.reported(s) || !long_enough(line[i])) continue;
        std::optional<SpeakerPhrase> who;
        std::uint32_t shape = words_.colon;
        if (i >= 2 && line.mark_at(i - 1, ':') && line.token_at(i - 2)) {
            who = phrases_.ending_at(line[i - 2].tokens.last, line.floor_of(i - 2));
            if (who && line.item_of(who->whole.first) > line.sentence_begin(i - 2) + furthest_speaker) who.reset();
        } else if (dash_at(line, i + 1) && line.token_at(i + 2)) {
            shape = words_.dash;
            who = phrases_.starting_at(line[i + 2].token(), line.limit_of(i + 2));
        }
        if (who && !who->pronoun) quotes_.by_shape(s, shape, &*who);
    }
}

bool LooseQuotes::dash_at(const SpeechLine& line, std::size_t i) const {
    if (!line.mark_at(i)) return false;
    const std::string_view mark = reading_.text(line[i].token());
    return mark == "\xE2\x80\x94" || mark == "\xE2\x80\x95" || mark == "--" || mark == "-" || mark == "\xE2\x80\x93";
}

void LooseQuotes::carry_on(const SpeechLine& line) {
    std::optional<std::uint32_t> before;  // the quote that can go on, and where its last stretch stands
    std::size_t before_item = 0;
    for (const std::uint32_t i : line.stretches()) {
        const std::uint32_t s = line[i].number;
        if (quotes_.reported(s)) continue;
        if (const auto quote = quotes_.quote_of(s)) {
            before = quote;
            before_item = i;
            continue;
        }
        if (stretches_.parts(s).back().last > line[i].tokens.last) continue;  // its last paragraph may still bring a cue
        if (before && (long_enough(line[i]) || ends_like_sentence(s)) && one_tag_between(line, before_item, i)) {
            quotes_.carry_on(*before, s);
            before_item = i;
        } else if (long_enough(line[i])) {
            quotes_.by_shape(s, line.within() ? words_.nested : words_.floating, nullptr);
            before = quotes_.quote_of(s);
            before_item = i;
        }
    }
}

bool LooseQuotes::ends_like_sentence(std::uint32_t s) const {
    const std::span<const TokenRange> parts = stretches_.parts(s);
    const std::string_view last = reading_.text(parts.back().last - 1);
    return (last == "." || last == "!" || last == "?") && reading_.token(parts.front().first).shape != Shape::lower;
}

}  // namespace dateline
