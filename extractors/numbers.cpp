#include "extractors/numbers.hpp"

#include <algorithm>

#include "extractors/numbers/chunks.hpp"
#include "extractors/numbers/run.hpp"
#include "extractors/rules/pattern_files.hpp"

// First pass: runs of tokens without a blank between them ("chunks") are judged by shape. What is a URL, an address, a telephone number or
// an id is blocked as a whole. Second pass: numbers are read where digits or number words begin. Third pass: number_blocks.tsv marks
// numbers whose neighbours say that they name something ("Section 12").

namespace dateline {
namespace {

constexpr std::size_t most_numbers = 3 * most_proposals;  ///< in a section; behind them neither figures nor dates are looked for

class Numbers : public Stage {
public:
    Numbers(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns)
        : words_(rules),
          chunks_(rules),
          patterns_(std::move(patterns)),
          blocks_(patterns_->number_blocks()),
          currencies_(rules.file("currencies")),
          codes_(rules.file("currency_names")),
          units_(rules.file("units")),
          prefixes_(rules.file("number_prefixes")),
          time_(rules.class_number(units_, "time")) {
        blocks_.require_productions({"block"});
    }

    std::string_view name() const override { return "numbers"; }

    void run(const Reading& reading, Draft& draft) const override {
        patterns_->note_anchors(reading, draft.spans);
        for (const Sentence& sentence : reading.sentences()) {
            chunks_.find(reading, sentence.tokens, draft.blocks);
        }
        std::sort(draft.blocks.begin(), draft.blocks.end());
        std::size_t block = 0;
        for (const Sentence& sentence : reading.sentences()) {
            if (draft.numbers.size() >= most_numbers) {
                draft.cuts.push_back({CutDraft::Why::room, Kind::figure, {sentence.tokens.first, reading.size()}});
                break;
            }
            read_numbers(reading, draft, sentence.tokens, block);
        }
        index_spans(draft, SpanKind::number);
        if (draft.numbers.empty()) return;
        std::vector<Match> matches;
        std::size_t next = 0;
        bool blocked = false;
        for (const Sentence& sentence : reading.sentences()) {
            const std::size_t first = next;
            while (next < draft.numbers.size() && draft.numbers[next].tokens.first < sentence.tokens.last) ++next;
            if (next == first) continue;  // no number to block
            matches.clear();
            blocks_.scan(reading, draft.spans, sentence.tokens, matches);
            for (const Match& m : matches)
                if (const auto taken = blocks_.capture(m, "n"); taken && named(reading, draft, *taken, m)) {
                    block_numbers(draft, *taken);
                    blocked = true;
                }
        }
        if (blocked) index_spans(draft, SpanKind::number);
    }

private:
    static bool mark(const Reading& reading, std::uint32_t t, std::string_view folded) {
        return reading.token(t).kind == TokenKind::mark && reading.is(t, folded);
    }

    void read_numbers(const Reading& reading, Draft& draft, TokenRange sentence, std::size_t& block) const {
        const std::span<const Token> tokens = reading.tokens();
        for (std::uint32_t t = sentence.first; t < sentence.last;) {
            if (!words_.may_begin(tokens, t, sentence.last)) {
                ++t;
                continue;
            }
            while (block < draft.blocks.size() && draft.blocks[block].last <= t) ++block;
            if (block < draft.blocks.size() && draft.blocks[block].contains(t)) {
                t = draft.blocks[block].last;
                continue;
            }
            if (!words_.can_begin(reading, t, sentence.last) || (reading.token(t).is_word() && glued_word(reading, t, sentence.first))) {
                ++t;
                continue;
            }
            auto number = NumberRun(words_, reading, t, sentence.last).read();
            if (!number) {
                ++t;
                continue;
            }
            number->blocked |= odd_neighbours(reading, number->tokens, sentence);
            t = number->tokens.last;
            draft.numbers.push_back(std::move(*number));
        }
    }

    /// A number word inside a chunk behind digits or a letter mark is no number of its own ("5m", "x-one").
    static bool glued_word(const Reading& reading, std::uint32_t t, std::uint32_t first) {
        if (t == first || reading.token(t).space_before()) return false;
        const Token& before = reading.token(t - 1);
        return before.is_digits() || mark(reading, t - 1, "'") || mark(reading, t - 1, ".");
    }

    /// Letters and digits run together, digits joined by marks that no number has.
    bool odd_neighbours(const Reading& reading, TokenRange n, TokenRange sentence) const {
        if (!reading.token(n.first).is_digits()) return false;
        if (n.first > sentence.first && !reading.token(n.first).space_before() && !is_prefix(reading, n.first - 1, n.first)) {
            const std::uint32_t b = n.first - 1;
            const Token& before = reading.token(b);
            if (before.is_word()) return true;
            if (before.is_digits()) return true;
            if (before.kind == TokenKind::mark && b > sentence.first && !before.space_before()) {
                const Token& further = reading.token(b - 1);
                if (mark(reading, b, "-") && further.is_word() && further.shape != Shape::lower && !is_prefix(reading, b - 1, b) &&
                    !number_word(reading, b - 1))
                    return true;
                if (mark(reading, b, "-") && further.is_word() && further.shape == Shape::lower && further.bytes == 1 &&
                    !number_word(reading, b - 1) && !(b - 1 > sentence.first && reading.token(b - 2).is_digits()))
                    return true;
                if (mark(reading, b, ".") && (further.is_word() || further.is_digits())) return true;
                if ((mark(reading, b, ":") || mark(reading, b, "/")) && (further.is_digits())) return true;
                if (mark(reading, b, "_")) return true;
            }
            if (mark(reading, b, "#") || mark(reading, b, "\xE2\x84\x96")) return true;
            if (mark(reading, b, "'")) return true;
        }
        if (n.last < sentence.last && !reading.token(n.last).space_before()) {
            const Token& after = reading.token(n.last);
            const bool digit_next =
                n.last + 1 < sentence.last && !reading.token(n.last + 1).space_before() && reading.token(n.last + 1).is_digits();
            if (after.is_word()) return !is_suffix(reading, n.last);
            if (after.is_digits()) return true;
            if ((mark(reading, n.last, ":") || mark(reading, n.last, "/") || mark(reading, n.last, ".")) && digit_next) return true;
        }
        return false;
    }

    bool number_word(const Reading& reading, std::uint32_t t) const { return reading.hit(t, words_.file()) != nullptr; }

    /// A word right before digits that leaves them a number: "US$18", "EUR50m", "Rs16,189".
    bool is_prefix(const Reading& reading, std::uint32_t t, std::uint32_t end) const {
        for (std::uint32_t b = t, k = 0; k < 3; ++k) {
            for (const std::uint16_t file : {currencies_, codes_, prefixes_})
                if (const LexiconHit* hit = reading.hit(b, file); hit != nullptr && b + hit->length == end) return true;
            if (b == 0) break;
            --b;
        }
        return false;
    }

    /// A word right behind digits that a figure can have: a unit, a magnitude, a coin.
    bool is_suffix(const Reading& reading, std::uint32_t t) const {
        for (const std::uint16_t file : {units_, currencies_, codes_, prefixes_})
            if (reading.hit(t, file) != nullptr) return true;
        return words_.is_suffix(reading, t);
    }

    /// What a row calls name= must be written as a name, and its number be plain digits.
    bool named(const Reading& reading, const Draft& draft, TokenRange number, const Match& m) const {
        const auto name = blocks_.capture(m, "name");
        const SpanIndex::Entry* entry = draft.spans.at(SpanKind::number, number.first);
        if (!name) {
            // "Nasdaq +0.8%", "sector 0.68 percent": a sign or a unit says that it is an amount.
            if (entry == nullptr) return true;
            const NumberDraft& found = draft.numbers[entry->index];
            const std::uint32_t last = found.tokens.last;
            const LexiconHit* unit = last < reading.size() ? reading.hit(last, units_) : nullptr;
            // The number is a part of a phrase ("a million thanks", "one foot in front"); a time in one is a date's ("one day").
            if (last < number.last) return unit == nullptr || reading.rules().class_of(units_, unit->row) != time_;
            return reading.token(number.first).kind != TokenKind::mark && !found.magnitude && unit == nullptr;
        }
        if (entry == nullptr || !(draft.numbers[entry->index].plain || draft.numbers[entry->index].ordinal)) return false;
        for (std::uint32_t t = name->first; t < name->last; ++t)
            if (reading.token(t).is_word() && !reading.token(t).capitalized()) return false;
        return true;
    }

    static void block_numbers(Draft& draft, TokenRange range) {
        const auto first = std::lower_bound(draft.numbers.begin(), draft.numbers.end(), range.first,
                                            [](const NumberDraft& n, std::uint32_t t) { return n.tokens.first < t; });
        for (auto n = first; n != draft.numbers.end() && n->tokens.last <= range.last; ++n) n->blocked = true;
    }

    NumberWords words_;
    ChunkBlocks chunks_;
    std::shared_ptr<const PatternFiles> patterns_;
    const PatternSet& blocks_;
    std::uint16_t currencies_, codes_, units_, prefixes_, time_;
};

}  // namespace

std::unique_ptr<Stage> numbers_stage(const LanguageRules& rules, std::shared_ptr<const PatternFiles> patterns) {
    return std::make_unique<Numbers>(rules, std::move(patterns));
}

}  // namespace dateline
