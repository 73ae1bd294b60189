#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "extractors/dates/productions.hpp"

namespace dateline {

/// One match with its words looked up: what productions read.
class DateWords {
public:
    DateWords(const Reading& r, const Draft& d, const PatternSet& p, const DateCaptures& c, const DateVocabulary& vocabulary, TokenRange s,
              const Match& m)
        : reading(r), draft(d), patterns(p), captures(c), words(vocabulary), within(s), match(m) {}

    std::optional<TokenRange> capture(DatePart part) const { return captures.of(match, part); }
    std::optional<std::uint32_t> first(DatePart part) const {
        const auto range = capture(part);
        return range ? std::optional(range->first) : std::nullopt;
    }
    TokenRange span() const { return capture(DatePart::span).value_or(match.tokens); }
    std::string_view value() const { return patterns.table().cell(match.row, "value"); }

    /// The number that a capture holds: a run of digits, else the number that was recognised there.
    std::optional<std::int32_t> integer(DatePart part) const {
        const auto range = capture(part);
        if (!range) return std::nullopt;
        if (reading.token(range->first).is_digits()) return digits(range->first);
        const NumberDraft* number = this->number(range->first);
        if (number == nullptr || !number->value.is_whole() || number->value < Decimal(0) || number->value > Decimal(100000))
            return std::nullopt;
        return static_cast<std::int32_t>(number->value.approximate());
    }
    std::optional<std::int32_t> digits(std::uint32_t token) const {
        const std::string_view text = reading.folded(token);
        std::int32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
    }
    const NumberDraft* number(std::uint32_t token) const {
        const SpanIndex::Entry* entry = draft.spans.at(SpanKind::number, token);
        return entry == nullptr ? nullptr : &draft.numbers[entry->index];
    }
    std::optional<Decimal> count() const {
        const auto at = first(DatePart::count);
        if (!at) return Decimal(1);
        if (const NumberDraft* n = number(*at)) return n->ordinal ? std::nullopt : std::optional(n->value);
        if (reading.token(*at).is_digits()) return Decimal(digits(*at).value_or(0));
        return std::nullopt;
    }

    /// Whether a month or weekday that is a word of its own stands here as one.
    bool plainly_a_word(std::uint32_t token) const { return !reading.token(token).capitalized(); }
    bool sentence_start(std::uint32_t token) const { return within.first == token; }
    bool lower_word(std::uint32_t token) const {
        return token < reading.size() && reading.token(token).is_word() && reading.token(token).shape == Shape::lower;
    }
    TokenRange sentence() const { return within; }

    const Reading& reading;
    const Draft& draft;
    const PatternSet& patterns;
    const DateCaptures& captures;
    const DateVocabulary& words;
    const TokenRange within;
    const Match& match;
};

using MadeDates = std::vector<MadeDate>;

/// Appends what a match means, with the span that its row names (else all of it, but for a stop at the end).
void add(const DateWords& w, MadeDates& out, DateMeaning meaning, TimexType type = TimexType::DATE);

/// Whether no blank stands inside a range.
bool in_one_piece(const DateWords& w, TokenRange span);

/// Fills month, day, weekday, year from the captures. False where one of them cannot be what it is taken for.
bool read_fields(const DateWords& w, DateMeaning& m);

/// Whether a month and a day, where both are told, make a day of the calendar (of the year, where it is told).
bool exists(const DateMeaning& m);

/// One name that the cell `makes` of a row can have, and what it does.
struct NamedProduction {
    std::string_view name;
    void (*make)(DateWords& words, MadeDates& out);
};

/// Dates that stand in the calendar: days, months, years, decades, quarters, seasons.
std::vector<NamedProduction> calendar_productions();

/// Dates that count from another, lengths of time, sets, times of day.
std::vector<NamedProduction> relative_productions();

}  // namespace dateline
