#include "extractors/rules/pattern.hpp"

#include <algorithm>
#include <bit>

#include "extractors/rules/nearest.hpp"
#include "extractors/rules/pattern_compiler.hpp"
#include "extractors/rules/pattern_index.hpp"
#include "extractors/rules/pattern_matcher.hpp"
#include "schemas/error.hpp"

// A row is compiled to a small backtracking program (split, jump, take, open, close, deny, accept) over tokens. One element is chosen for
// its anchor, the rarest that must be there. A scan looks only at tokens where an anchor can stand; of the rows that have one there it runs
// those that fit the tokens before and behind, from the starts from which the anchor can be reached, and keeps the longest match that uses
// the anchor there. Ways that were tried are remembered where a row has repeats, and steps are counted, so hostile text costs no more than
// its anchors.

namespace dateline {
namespace {

constexpr std::uint32_t max_anchors_a_sentence = 200;

/// One scan of one sentence.
class Scan {
public:
    Scan(const PatternIndex& index, const std::vector<std::unique_ptr<PatternProgram>>& programs, const Reading& reading,
         const SpanIndex& spans, TokenRange sentence, std::vector<Match>& out)
        : index_(index),
          programs_(programs),
          reading_(reading),
          spans_(spans),
          sentence_(sentence),
          matcher_(reading, spans, sentence),
          out_(out),
          before_(static_cast<std::ptrdiff_t>(out.size())) {}

    bool run() {
        const PatternIndex::Filter filter = index_.filter();
        const std::span<const Token> tokens = reading_.tokens().first(sentence_.last);
        for (std::uint32_t t = sentence_.first; (t = filter.next(tokens, spans_, t)) < sentence_.last; ++t) {
            at(t, tokens[t], spans_.starting(t));
            if (anchors_ > max_anchors_a_sentence) return false;
        }
        return !matcher_.gave_up();
    }

private:
    /// The anchors of all kinds at a token.
    void at(std::uint32_t t, const Token& token, SpanSet starting) {
        const bool named = index_.has_word(token.word);
        if (named)
            if (const PatternIndex::Anchors anchors = index_.by_word(token.word); !anchors.empty()) look(t, 1, 0, anchors);
        if (named || (token.families & index_.families()) != 0)
            for (const LexiconHit& hit : reading_.hits(t))
                if (const PatternIndex::Anchors anchors = index_.by_file(hit.file); !anchors.empty())
                    look(t, hit.length, reading_.rules().class_of(hit.file, hit.row), anchors);
        if (index_.has_kind(token.kind)) look(t, 1, 0, index_.by_kind(token.kind));
        for (SpanSet left = starting & index_.spans(); left != 0; left = static_cast<SpanSet>(left & (left - 1))) {
            const auto kind = static_cast<std::size_t>(std::countr_zero(left));
            const PatternIndex::Anchors anchors = index_.by_span(static_cast<SpanKind>(kind));
            const SpanIndex::Entry* entry = spans_.at(static_cast<SpanKind>(kind), t);
            look(t, entry->tokens.size(), static_cast<std::uint16_t>(entry->type + 1), anchors);
        }
    }

    /// Runs the rows that can have their anchor in `length` tokens at `t`.
    void look(std::uint32_t t, std::uint32_t length, std::uint16_t is, PatternIndex::Anchors anchors) {
        if (t + length > sentence_.last) return;
        const PatternLook before = matcher_.look_before(t), behind = matcher_.look_behind(t + length);
        bool counted = false;
        for (const PatternAnchor& anchor : anchors) {
            if (anchor.wanted != 0 && anchor.wanted != is) continue;
            if (!anchor.behind.meets(behind) || !anchor.before.meets(before)) continue;
            if (!counted && ++anchors_ > max_anchors_a_sentence) return;
            counted = true;
            if (matcher_.match(*programs_[anchor.row], anchor, t, match_)) keep(match_);
        }
    }

    /// Two anchors of one row can lead to the same place ("no no no 5"): the longest stays.
    void keep(const Match& match) {
        const auto mine = out_.begin() + before_;
        const auto same_row = [&](const Match& m) { return m.row == match.row; };
        if (std::any_of(mine, out_.end(), [&](const Match& m) { return same_row(m) && m.tokens.contains(match.tokens); })) return;
        out_.erase(std::remove_if(mine, out_.end(), [&](const Match& m) { return same_row(m) && match.tokens.contains(m.tokens); }),
                   out_.end());
        out_.push_back(match);
    }

    const PatternIndex& index_;
    const std::vector<std::unique_ptr<PatternProgram>>& programs_;
    const Reading& reading_;
    const SpanIndex& spans_;
    TokenRange sentence_;
    PatternMatcher matcher_;
    Match match_;  // the last
    std::vector<Match>& out_;
    std::ptrdiff_t before_;  // matches of other scans
    std::uint32_t anchors_ = 0;
};

}  // namespace

PatternSet::PatternSet(const LanguageRules& rules, std::string_view file)
    : table_(&rules.table(file)), file_(rules.file(file)), index_(std::make_unique<PatternIndex>(rules)) {
    if (table_->setting("kind") != "patterns") throw Error(Exit::bad_config, table_->name() + ":1: not a pattern file");
    for (const char* column : {"name", "pattern", "makes", "example"})
        if (!table_->has(column)) throw Error(Exit::bad_config, table_->name() + ":1: no column \"" + column + "\"");
    PatternMeasures measures(rules);
    for (std::uint32_t row = 0; row < table_->size(); ++row) {
        if (table_->cell(row, "example").empty()) throw Error(Exit::bad_config, table_->where(row) + ": a pattern without an example");
        programs_.push_back(compile_pattern(rules, measures, *table_, row));
        index_->add(*programs_.back());
    }
}

PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;

bool PatternSet::scan(const Reading& reading, const SpanIndex& spans, TokenRange sentence, std::vector<Match>& out) const {
    return Scan(*index_, programs_, reading, spans, sentence, out).run();
}

std::optional<TokenRange> PatternSet::capture(const Match& match, std::string_view name) const {
    const auto number = capture_number(match.row, name);
    if (!number || match.captures[*number].empty()) return std::nullopt;
    return match.captures[*number];
}

std::optional<std::uint8_t> PatternSet::capture_number(std::uint32_t row, std::string_view name) const {
    const std::vector<std::string>& names = programs_[row]->captures;
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::uint8_t>(found - names.begin()));
}

void PatternSet::require_productions(const std::vector<std::string_view>& productions) const {
    for (std::uint32_t row = 0; row < table_->size(); ++row)
        if (std::find(productions.begin(), productions.end(), makes(row)) == productions.end())
            throw Error(Exit::bad_config, table_->where(row) + ": \"makes\": no production \"" + std::string(makes(row)) +
                                              "\"; there are " + nearest_first(productions, makes(row)));
}

}  // namespace dateline
