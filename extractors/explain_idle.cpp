#include "extractors/explain_idle.hpp"

#include <algorithm>

#include "extractors/explain_sentence.hpp"
#include "extractors/reading/tags.hpp"
#include "extractors/rules/pattern.hpp"

namespace dateline {

struct IdleMatches::Set {
    PatternSet patterns;
    Kind kind;    ///< of what its productions propose
    bool blocks;  ///< they keep figures away
};

namespace {

/// The first of a list in order of the text that shares a token with `tokens`, or its end.
template <typename List, typename RangeOf>
std::size_t first_at(const List& list, TokenRange tokens, RangeOf range_of) {
    const auto at = std::partition_point(list.begin(), list.end(), [&](const auto& one) { return range_of(one).last <= tokens.first; });
    const bool shares = at != list.end() && range_of(*at).overlaps(tokens);
    return static_cast<std::size_t>((shares ? at : list.end()) - list.begin());
}

TokenRange tokens_of(const Proposal& proposal) {
    return proposal.tokens;
}

class Search {
    struct Seen {
        TokenRange tokens;
        std::string what, by;
    };

public:
    Search(const Reading& reading, const Draft& draft, AlsoMatched& also)
        : reading_(reading), draft_(draft), also_(also), spans_(proposed_spans(draft, false)), with_blocked_(proposed_spans(draft, true)) {
        also_.figures.resize(draft.figures.size());
        also_.dates.resize(draft.dates.size());
        known_.resize(reading.size());
        const auto mark = [&](TokenRange tokens) {
            std::fill(known_.begin() + tokens.first, known_.begin() + tokens.last, std::uint8_t{1});
        };
        for (const NameDraft& name : draft.names) mark(name.tokens);
        for (const DateDraft& date : draft.dates) mark(date.tokens);
        for (const FigureDraft& figure : draft.figures) mark(figure.tokens);
        for (const TokenRange block : draft.blocks) mark(block);
    }

    void patterns(const PatternSet& set, Kind kind, bool blocks) {
        for (const Match& match : matches(set, blocks)) {
            if (blocks) {
                const auto number = set.capture(match, "n");
                if (number && blocked(*number)) {
                    add(match.tokens, "# number", "names something, or is part of a phrase: no figure", &set, match.row);
                    continue;
                }
            } else if (beside(kind, set, match) || beside(kind == Kind::figure ? Kind::date : Kind::figure, set, match)) {
                continue;
            }
            add(match.tokens, "~ " + std::string(blocks ? "number" : wire(kind)),
                in_block(match.tokens) ? "stands in a block" : "matched, but its production declined", &set, match.row);
        }
    }

    void blocks() {
        for (const TokenRange block : draft_.blocks)
            add(block, "# block", "an address, a number or a code: no figure or date in it", nullptr, 0);
    }

    /// Verbs of speech that open no quote.
    void cues() {
        const LanguageRules& rules = reading_.rules();
        if (!rules.has_file("speech_verbs")) return;
        const std::uint16_t file = rules.file("speech_verbs");
        std::vector<std::uint8_t> taken(reading_.size());
        for (const QuoteDraft& quote : draft_.quotes)
            if (quote.cue) std::fill(taken.begin() + quote.cue->first, taken.begin() + quote.cue->last, std::uint8_t{1});
        for (std::uint32_t t = 0; t < reading_.zone_tokens(Zone::text).last; ++t) {
            const LexiconHit* hit = reading_.hit(t, file);
            if (hit == nullptr || (rules.tagger() != nullptr && !in(reading_.tag(t), verb_tags))) continue;
            if (taken[t]) continue;
            add({t, t + hit->length}, "~ quote", "no speaker with words of theirs beside this verb", nullptr, 0);
            found_.back().by = by(file, hit->row);
        }
    }

    /// Words tagged as names of which no stage made one.
    void names() {
        if (reading_.rules().tagger() == nullptr) return;
        const auto like_name = [&](std::uint32_t t) {
            return reading_.token(t).capitalized() && !known_[t] && in(reading_.tag(t), set_of(Tag::NNP, Tag::NNPS));
        };
        for (const Sentence& sentence : reading_.sentences()) {
            for (std::uint32_t t = sentence.tokens.first, end; t < sentence.tokens.last; t = end) {
                for (end = t; end < sentence.tokens.last && like_name(end);) ++end;
                // The capital of a single word that opens the sentence is the sentence's.
                if (end > t + (t == sentence.tokens.first ? 1 : 0))
                    add({t, end}, "~ entity", "written as a name, but nothing says that it is one", nullptr, 0);
                end = std::max(end, t + 1);
            }
        }
    }

    /// All in order of the text; what several rows saw in the same way is one.
    std::vector<IdleMatch> take() {
        std::stable_sort(found_.begin(), found_.end(), [](const Seen& a, const Seen& b) { return a.tokens < b.tokens; });
        std::vector<IdleMatch> out;
        for (std::size_t i = 0; i < found_.size(); ++i) {
            const bool again = i > 0 && found_[i].tokens == found_[i - 1].tokens && found_[i].what == found_[i - 1].what;
            if (again)
                out.back().what += found_[i].by;
            else
                out.push_back({found_[i].tokens, found_[i].what + found_[i].by});
        }
        return out;
    }

private:
    std::vector<Match> matches(const PatternSet& set, bool blocks) const {
        std::vector<Match> out;
        for (const Sentence& sentence : reading_.sentences()) set.scan(reading_, blocks ? with_blocked_ : spans_, sentence.tokens, out);
        return out;
    }

    bool in_block(TokenRange tokens) const {
        return first_at(draft_.blocks, tokens, [](TokenRange block) { return block; }) < draft_.blocks.size();
    }

    bool blocked(TokenRange tokens) const {
        for (std::size_t i = first_at(draft_.numbers, tokens, tokens_of);
             i < draft_.numbers.size() && draft_.numbers[i].tokens.overlaps(tokens); ++i)
            if (draft_.numbers[i].blocked) return true;
        return false;
    }

    /// Whether a proposal of a kind has words of the match; the row is noted there, unless one is its own.
    bool beside(Kind kind, const PatternSet& set, const Match& match) const {
        return kind == Kind::figure ? beside(draft_.figures, also_.figures, set, match) : beside(draft_.dates, also_.dates, set, match);
    }
    template <typename List>
    bool beside(const List& list, std::vector<std::string>& also, const PatternSet& set, const Match& match) const {
        const std::size_t first = first_at(list, match.tokens, tokens_of);
        if (first == list.size()) return false;
        for (std::size_t i = first; i < list.size() && list[i].tokens.overlaps(match.tokens); ++i)
            if (list[i].rule_file == set.file() && list[i].rule_row == match.row) return true;
        const std::string name(set.table().cell(match.row, std::size_t{0}));
        std::string& names = also[first];
        if ((", " + names + ",").find(", " + name + ",") == std::string::npos) names += (names.empty() ? "" : ", ") + name;
        return true;
    }

    std::string by(std::uint16_t file, std::uint32_t row) const {
        const LanguageRules& rules = reading_.rules();
        return "      by " + rules.rule_name(file, row).text() + ", " + rules.table(file).where(row) + "\n";
    }

    void add(TokenRange tokens, const std::string& mark, const std::string& why, const PatternSet* set, std::uint32_t row) {
        const Place place = reading_.place(tokens);
        std::string what = "  " + mark + " " + std::to_string(place.span.begin.value) + "-" + std::to_string(place.span.end.value) + " \"" +
                           shortened(reading_, tokens) + "\"  " + why + "\n";
        found_.push_back({tokens, std::move(what), set == nullptr ? std::string() : by(set->file(), row)});
    }

    const Reading& reading_;
    const Draft& draft_;
    AlsoMatched& also_;
    SpanIndex spans_, with_blocked_;
    std::vector<std::uint8_t> known_;  // by token: 1 where a name, date or figure was proposed, or a block stands
    std::vector<Seen> found_;
};

}  // namespace

IdleMatches::IdleMatches(const LanguageRules& rules) {
    sets_.push_back({PatternSet(rules, "number_blocks"), Kind::figure, true});
    for (const char* file : {"date_patterns", "date_phrases"}) sets_.push_back({PatternSet(rules, file), Kind::date, false});
    sets_.push_back({PatternSet(rules, "figure_patterns"), Kind::figure, false});
}

IdleMatches::~IdleMatches() = default;

std::vector<IdleMatch> IdleMatches::find(const Reading& reading, const Draft& draft, AlsoMatched& also) const {
    Search search(reading, draft, also);
    search.blocks();
    for (const Set& set : sets_) search.patterns(set.patterns, set.kind, set.blocks);
    search.cues();
    search.names();
    return search.take();
}

}  // namespace dateline
