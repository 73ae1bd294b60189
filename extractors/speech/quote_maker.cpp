#include "extractors/speech/quote_maker.hpp"

#include <algorithm>

namespace dateline {

void SpeechContent::add(const MarkedStretches& from, std::uint32_t stretch) {
    const std::span<const TokenRange> added = from.parts(stretch);
    parts.insert(parts.end(), added.begin(), added.end());
    stretches.push_back(stretch);
    marked = true;
}

void QuoteMaker::by_cue(const SpeechCue& cue, const SpeechContent& content) {
    QuoteDraft quote = made_of(content);
    quote.rule_file = cue.file;
    quote.rule_row = cue.row;
    quote.evidence = evidence::listed | evidence::beside;
    if (content.marked && !content.unmarked) quote.evidence |= evidence::inside;  // the marks say all of it
    quote.quote.quote_type = !content.marked ? QuoteType::indirect : content.unmarked ? QuoteType::mixed : QuoteType::direct;
    quote.cue = cue.cue;
    quote.kind = cue.kind;
    quote.polarity = cue.polarity;
    if (cue.via) quote.via = Reference{*cue.via, std::nullopt, {}};
    if (cue.speaker) set_speaker(quote, *cue.speaker);
    finish(quote, content);
}

void QuoteMaker::by_shape(std::uint32_t stretch, std::uint32_t shape, const SpeakerPhrase* who) {
    single_.clear();
    single_.add(stretches_, stretch);
    QuoteDraft quote = made_of(single_);
    quote.rule_file = words_.shapes;
    quote.rule_row = shape;
    quote.evidence = evidence::shape;
    if (who != nullptr) {
        quote.evidence |= evidence::beside;
        set_speaker(quote, *who);
    }
    finish(quote, single_);
}

void QuoteMaker::carry_on(std::uint32_t number, std::uint32_t stretch) {
    QuoteDraft& quote = draft_.quotes[number];
    const std::size_t added = quote.parts.size() - 1;
    for (const TokenRange part : stretches_.parts(stretch)) quote.parts.push_back(trimmed(part));
    // Nearly always they stand behind those it has, which may be many.
    if (!std::is_sorted(quote.parts.begin() + static_cast<std::ptrdiff_t>(added), quote.parts.end()))
        std::sort(quote.parts.begin(), quote.parts.end());
    quote.tokens = {quote.parts.front().first, quote.parts.back().last};
    if (!stretches_[stretch].balanced) quote.quote.balanced = false;
    owner_[stretch] = number;
}

QuoteDraft QuoteMaker::made_of(const SpeechContent& content) const {
    QuoteDraft quote;
    quote.parts.reserve(content.parts.size());
    for (const TokenRange part : content.parts) quote.parts.push_back(trimmed(part));
    std::sort(quote.parts.begin(), quote.parts.end());
    quote.tokens = {quote.parts.front().first, quote.parts.back().last};
    return quote;
}

void QuoteMaker::set_speaker(QuoteDraft& quote, const SpeakerPhrase& who) const {
    quote.speaker = Reference{who.tokens, std::nullopt, who.stands_for};
    quote.role = role_of(who);
    quote.anonymous = who.anonymous;
}

void QuoteMaker::finish(QuoteDraft& quote, const SpeechContent& content) {
    const auto number = static_cast<std::uint32_t>(draft_.quotes.size());
    for (const std::uint32_t s : content.stretches) {
        owner_[s] = number;
        if (!stretches_[s].balanced) quote.quote.balanced = false;
        if (!stretches_[s].close && quote.quote.flags.empty()) quote.quote.flags.push_back("unclosed");
    }
    draft_.quotes.push_back(std::move(quote));
}

TokenRange QuoteMaker::trimmed(TokenRange part) const {
    for (; part.size() > 1 && reading_.token(part.last - 1).kind == TokenKind::mark; --part.last) {
        const std::string_view mark = reading_.text(part.last - 1);
        if (mark != "," && mark != ";" && mark != ":") break;
    }
    return part;
}

/// The words that say what a speaker is: without determiner, and only where they are a noun group ("34" and "whose son left" say nothing).
std::optional<TokenRange> QuoteMaker::role_of(const SpeakerPhrase& who) const {
    if (!who.role) return std::nullopt;
    TokenRange role = *who.role;
    while (role.size() > 1 && reading_.hit(role.first, words_.determiners) != nullptr) ++role.first;
    const NounGroup* group = reading_.noun_group_at(role.first);
    const bool noun =
        group != nullptr && !group->pronoun && in(reading_.tag(role.contains(group->head) ? group->head : role.last - 1), noun_tags);
    return noun ? std::optional(role) : std::nullopt;
}

}  // namespace dateline
