#include "extractors/speech/loose_quotes.hpp"

#include <algorithm>
#include <optional>

namespace dateline {
namespace {

constexpr std::uint32_t shortest_floating = 6, shortest_sentence = 3, marks = 2;
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

/// Whether a stretch is all of a sentence of its line.
bool stands_alone(const SpeechLine& line, std::size_t i) {
    const bool opens = i == 0 || line[i - 1].ends_sentence || ends_inside(line, i - 1);
    return opens && (i + 1 == line.size() || line.stretch_at(i + 1) || ends_inside(line, i));
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
        if (quotes_.taken(s) || quotes_.reported(s)) continue;
        const bool behind_colon = i >= 2 && line.mark_at(i - 1, ':') && line.token_at(i - 2);
        if (!long_enough(line[i]) && !(behind_colon && is_sentence(line, i))) continue;
        std::optional<SpeakerPhrase> who;
        std::uint32_t shape = words_.colon;
        if (behind_colon) {
            who = phrases_.ending_at(line[i - 2].tokens.last, line.floor_of(i - 2));
            if (who && line.item_of(who->whole.first) > line.sentence_begin(i - 2) + furthest_speaker) who.reset();
            if (who && who->pronoun) who.reset();
            if (!who) who = before_colon(line, i - 1);
            if (!who && !long_enough(line[i])) {
                quotes_.by_shape(s, shape, nullptr);
                continue;
            }
        } else if (dash_at(line, i + 1) && line.token_at(i + 2)) {
            shape = words_.dash;
            who = phrases_.starting_at(line[i + 2].token(), line.limit_of(i + 2));
            if (who && who->pronoun) who.reset();
        }
        if (who) quotes_.by_shape(s, shape, &*who);
    }
}

/// The subject of the clause before a colon, or whose it is: "Cole was blunt:", "Her answer was clear:".
std::optional<SpeakerPhrase> LooseQuotes::before_colon(const SpeechLine& line, std::size_t colon) const {
    const std::span<const VerbGroup> verbs = reading_.verb_groups();
    const std::uint32_t end = line[colon].token();
    const std::uint32_t begin = line[line.sentence_begin(colon)].tokens.first;
    const auto next = std::partition_point(verbs.begin(), verbs.end(), [&](const VerbGroup& v) { return v.tokens.last <= end; });
    if (next == verbs.begin() || !std::prev(next)->subject_group) return std::nullopt;
    const NounGroup& group = reading_.noun_groups()[*std::prev(next)->subject_group];
    if (group.tokens.first < std::max(begin, line.floor_of(colon)) || group.tokens.last > end) return std::nullopt;
    if (group.pronoun) {
        const LexiconHit* pronoun = reading_.hit(group.head, words_.pronouns);
        if (pronoun == nullptr || words_.pronoun_rows[pronoun->row] != SpeechVocabulary::Pronoun::other) return std::nullopt;
        return phrases_.of_group(group);
    }
    if (const NameDraft* name = phrases_.name_ending_at(group.tokens.last); name != nullptr && name->tokens.first >= group.tokens.first) {
        if (name->entity.entity_type == EntityType::PERSON || name->entity.entity_type == EntityType::ORG) return phrases_.of_group(group);
        return std::nullopt;
    }
    const LexiconHit* noun = reading_.hit(group.head, words_.nouns);
    if (noun != nullptr && !words_.document_rows[noun->row]) return phrases_.of_group(group);
    SpeakerPhrase owner;
    const NameDraft* name = phrases_.name_starting_at(group.tokens.first);
    if (name != nullptr && name->tokens.last < group.tokens.last && reading_.rules().grammar_words().owner(reading_, name->tokens.last) &&
        name->entity.entity_type == EntityType::PERSON) {
        owner.tokens = owner.whole = name->tokens;
    } else if (reading_.tag(group.tokens.first) == Tag::PRPS) {
        owner.tokens = owner.whole = {group.tokens.first, group.tokens.first + 1};
        owner.pronoun = true;
    } else {
        return noun != nullptr ? phrases_.of_group(group) : std::nullopt;  // "The banner was clear:"
    }
    return owner;
}

/// Whether a stretch is a sentence by itself, however short: "We have a plan."
bool LooseQuotes::is_sentence(const SpeechLine& line, std::size_t i) const {
    const TokenRange tokens = line[i].tokens;
    if (tokens.size() < shortest_sentence + marks || !ends_like_sentence(line[i].number)) return false;
    for (std::uint32_t t = tokens.first; t < tokens.last; ++t)
        if (in(reading_.tag(t), finite_tags | set_of(Tag::VB))) return true;
    return false;
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
        } else if (long_enough(line[i]) || (!line.within() && stands_alone(line, i) && is_sentence(line, i))) {
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
