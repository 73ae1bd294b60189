#include "extractors/names.hpp"

#include <algorithm>

#include "extractors/datelines.hpp"
#include "extractors/names/candidates.hpp"
#include "extractors/names/gather.hpp"
#include "extractors/names/memory.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t longest_known = 8;    // tokens of a known name looked for in headlines
constexpr std::size_t most_expected = 500;    // different names for which room is made at once
constexpr std::uint32_t longest_unknown = 4;  // words of an unknown one

class NameFinder {
public:
    NameFinder(const NameVocabulary& vocabulary, const Reading& reading, Draft& draft)
        : words_(vocabulary, reading),
          reading_(reading),
          evidence_(vocabulary.evidence()),
          draft_(draft),
          finder_(words_, draft.blocks),
          gatherer_(words_),
          memory_(words_) {}

    void run() {
        shape_ = dateline_shape(words_);
        found_.reserve(std::min<std::size_t>(reading_.size() / 10, most_expected));
        sentences_.reserve(found_.capacity());
        for (std::uint32_t s = 0; s < reading_.sentences().size(); ++s) {
            const TokenRange sentence = reading_.sentences()[s].tokens;
            if (found_.size() >= most_proposals) {
                draft_.cuts.push_back({CutDraft::Why::room, Kind::entity, {sentence.first, reading_.size()}});
                break;
            }
            const bool dateline = shape_ && sentence.overlaps(shape_->all);
            if (!dateline && capitals_of(words_, sentence) != Capitals::plain) {
                later_.push_back(s);
                continue;
            }
            const std::size_t before = found_.size();
            finder_.find(sentence, found_);
            sentences_.resize(found_.size(), s);
            // What opens the text behind the dateline opens a sentence.
            for (std::size_t c = before; dateline && c < found_.size(); ++c)
                if (found_[c].tokens.first == shape_->all.last) found_[c].initial = true;
        }
        mend_openings();
        gather();
        memory_.settle();
        propose();
        const auto settled = static_cast<std::ptrdiff_t>(draft_.names.size());
        for (const std::uint32_t s : later_) read_headline(reading_.sentences()[s].tokens);
        std::inplace_merge(draft_.names.begin(), draft_.names.begin() + settled, draft_.names.end(),
                           [](const NameDraft& a, const NameDraft& b) { return a.tokens.first < b.tokens.first; });
        if (shape_) draft_.dateline = dateline_of(*shape_, draft_);
    }

private:
    using FirstName = NameWords::FirstName;

    /// "Yesterday Aliyev said": a common word that opens the sentence is no part of the name behind it, if that is known without it.
    void mend_openings() {
        memory_.expect(std::min(found_.size(), most_expected));
        groups_.resize(found_.size());
        for (std::size_t c = 0; c < found_.size(); ++c)
            if (!found_[c].initial) groups_[c] = memory_.group_of(found_[c].tokens);
        for (std::size_t i = 0; i < found_.size(); ++i) {
            NameCandidate& c = found_[i];
            if (!c.initial) continue;
            const TokenRange rest{c.tokens.first + 1, c.tokens.last};
            if (!rest.empty() && opened_by_a_word(c, rest)) {
                c.tokens = rest;
                c.initial = false;
            }
            initial_.push_back(static_cast<std::uint32_t>(i));
        }
        for (const std::uint32_t c : initial_) groups_[c] = memory_.group_of(found_[c].tokens);
    }

    bool opened_by_a_word(const NameCandidate& c, TokenRange rest) const {
        const std::uint32_t opening = c.tokens.first;
        if (words_.first_name(opening) != FirstName::no) return false;
        const bool common = words_.common(opening);
        const bool first_name_behind = words_.first_name(rest.first) == FirstName::yes;
        // "Nonpartisan Paul Tse": a first name begins the name.
        const bool before_first_name = rest.size() > 1 && c.title.empty() && first_name_behind && !words_.surname(opening);
        if (!common && !before_first_name) return false;
        if (memory_.known(c.tokens) || words_.listed(opening, c.tokens.last)) return false;
        if (before_first_name && !words_.head_at_end(c.tokens)) return true;
        if (!common) return false;
        const NameHead* head = words_.head(opening);
        if (head != nullptr && head->at_front) return false;  // "Hurricane Milton"
        if (!reading_.token(rest.first).is_word()) return false;
        const auto listed = words_.listed(rest.first, rest.last);
        return first_name_behind || words_.written_small(opening) || memory_.known(rest) || (listed && listed->length == rest.size());
    }

    void gather() {
        roles_.resize(found_.size());
        for (std::size_t c = 0; c < found_.size(); ++c) {
            NameMemory::Group& group = memory_.group(groups_[c]);
            if (group.mentions++ == 0) gatherer_.inside(found_[c].tokens, group.scores);
            if (!found_[c].initial) ++group.plain_mentions;
            roles_[c] = gatherer_.beside(found_[c], reading_.sentences()[sentences_[c]].tokens, group.beside);
            if (shape_) dateline_evidence(found_[c].tokens, group.beside);
        }
        tie_acronyms();
        for (std::size_t c = 1; c < found_.size(); ++c) {
            const std::uint32_t from = found_[c - 1].tokens.last, to = found_[c].tokens.first;
            if (sentences_[c] != sentences_[c - 1] || to <= from || to - from > 2) continue;
            const bool comma = words_.mark(from) == Mark::comma && (to == from + 1 || joins(from + 1));
            if (comma || (to == from + 1 && joins(from))) memory_.couple(groups_[c - 1], groups_[c]);
        }
    }

    bool joins(std::uint32_t t) const { return words_.cue_class(t) == words_.vocabulary().cues().join; }

    void dateline_evidence(TokenRange tokens, NameScores& out) const {
        const bool place = tokens.overlaps(shape_->place), agency = !shape_->agency.empty() && tokens.overlaps(shape_->agency);
        if (!place && !agency) return;
        const Evidence& e = evidence_.of(place ? Clue::dateline_place : Clue::dateline_agency);
        out.add(e, evidence_.file(), e.row);
    }

    /// "the State Oil Fund (SOF)": capital letters in parentheses are of the kind of the name before them.
    void tie_acronyms() {
        for (std::size_t c = 1; c < found_.size(); ++c) {
            const TokenRange tokens = found_[c].tokens;
            if (tokens.size() != 1 || reading_.token(tokens.first).shape != Shape::upper || tokens.first < 2 ||
                tokens.last >= reading_.size() || found_[c - 1].tokens.last != tokens.first - 1)
                continue;
            if (words_.mark(tokens.first - 1) != Mark::open_bracket || words_.mark(tokens.last) != Mark::close_bracket) continue;
            NameScores& inside = memory_.group(groups_[c]).scores;
            const NameScores& whole = memory_.group(groups_[c - 1]).scores;
            const Evidence& e = evidence_.of(Clue::long_form);
            Evidence tied = e;
            if (whole.top() > 0) {
                tied.weights = {};
                tied.types = 0;
                tied.set(whole.winner(), e.weight(EntityType::ORG));
            }
            inside.add(tied, evidence_.file(), e.row);
        }
    }

    void propose() {
        draft_.names.reserve(found_.size());
        for (std::size_t c = 0; c < found_.size(); ++c) {
            const NameMemory::Group& group = memory_.group(groups_[c]);
            if (!group.accepted) continue;
            const TokenRange tokens = found_[c].tokens;
            put(tokens, group.type, group.scores, roles_[c]);
            if (tokens.size() == 1 && words_.not_name(tokens.first) == NotName::month) no_date(tokens);
        }
    }

    /// "May said": no month.
    void no_date(TokenRange tokens) {
        const auto date = std::lower_bound(draft_.dates.begin(), draft_.dates.end(), tokens.first,
                                           [](const DateDraft& d, std::uint32_t t) { return d.tokens.first < t; });
        if (date == draft_.dates.end() || date->tokens != tokens) return;
        date->loss = Loss::name_of_person;
    }

    void put(TokenRange tokens, EntityType type, const NameScores& scores, TokenRange role) {
        NameDraft& name = draft_.names.emplace_back();
        name.tokens = tokens;
        name.entity.entity_type = type;
        name.evidence = scores.bits;
        const NameScores::Best& best = scores.best[static_cast<std::size_t>(type)];
        name.rule_file = best.weight > 0 ? best.file : evidence_.file();
        name.rule_row = best.weight > 0 ? best.row : evidence_.of(Clue::known_name).row;
        if (type == EntityType::PERSON && !role.empty()) name.role = role;
        words_.listed_exactly(tokens, entries_);
        for (std::size_t i = 0; i < entries_.size() && !name.entry; ++i)
            if (entries_[i].type == type) name.entry = LexiconHit{entries_[i].file, entries_[i].length, entries_[i].row};
    }

    /// A line in which capitals say nothing: what the text knows, what lists know, and words of no list.
    void read_headline(TokenRange sentence) {
        for (std::uint32_t t = sentence.first; t < sentence.last;) {
            if (!words_.capital(t)) {
                ++t;
                continue;
            }
            std::uint32_t end = known_name(t, sentence);
            if (end == t) end = listed_or_unknown(t, sentence);
            t = std::max(end, t + 1);
        }
    }

    std::uint32_t known_name(std::uint32_t t, TokenRange sentence) {
        if (!memory_.may_begin(t)) return t;
        for (std::uint32_t to = std::min(sentence.last, t + longest_known); to > t; --to) {
            if (!reading_.token(to - 1).is_word()) continue;
            const auto g = memory_.known({t, to});
            if (!g || !memory_.group(*g).accepted) continue;
            put({t, to}, memory_.group(*g).type, memory_.group(*g).scores, {});
            return to;
        }
        return t;
    }

    bool says_nothing(std::uint32_t t) const {
        return words_.common(t) || words_.function_word(t) || words_.not_name(t) != NotName::none || words_.written_small(t) ||
               words_.role(t) != nullptr || words_.ordinary(t);
    }

    std::uint32_t listed_or_unknown(std::uint32_t t, TokenRange sentence) {
        std::uint32_t end = t;
        const auto listed = words_.listed(t, sentence.last);
        if (listed && (listed->length > 1 || !says_nothing(t) ||
                       (reading_.token(t).shape == Shape::upper && capitals_of(words_, sentence) != Capitals::all))) {
            end = t + listed->length;
        }
        const bool first = words_.first_name(t) != FirstName::no;
        if (end <= t + 1) {
            std::uint32_t run = t;
            while (run < sentence.last && run - t < longest_unknown && words_.capital(run) && !says_nothing(run)) ++run;
            if (!listed || (first && run > t + 1)) end = std::max(end, run);
        }
        if (end == t) return t;
        const TokenRange tokens{t, end};
        if (tokens.size() == 1 && words_.single_character(t)) return end;
        NameScores inside, beside;
        gatherer_.inside(tokens, inside);
        const TokenRange role = gatherer_.beside({tokens, {}, true}, sentence, beside);
        inside.merge(beside);
        put(tokens, inside.winner(), inside, role);
        return end;
    }

    NameWords words_;
    const Reading& reading_;
    const EvidenceTable& evidence_;
    Draft& draft_;
    CandidateFinder finder_;
    EvidenceGatherer gatherer_;
    NameMemory memory_;
    std::optional<DatelineShape> shape_;
    std::vector<NameCandidate> found_;
    std::vector<std::uint32_t> sentences_;  // of each candidate
    std::vector<std::uint32_t> groups_;     // of each candidate
    std::vector<std::uint32_t> initial_;    // candidates that opened a sentence or a quotation
    std::vector<TokenRange> roles_;
    std::vector<ListedName> entries_;   // of the name in hand
    std::vector<std::uint32_t> later_;  // sentences in which capitals say nothing
};

class Names : public Stage {
public:
    explicit Names(std::shared_ptr<const NameVocabulary> vocabulary) : vocabulary_(std::move(vocabulary)) {}
    std::string_view name() const override { return "names"; }
    void run(const Reading& reading, Draft& draft) const override {
        NameFinder(*vocabulary_, reading, draft).run();
        index_spans(draft, SpanKind::name);
    }

private:
    std::shared_ptr<const NameVocabulary> vocabulary_;
};

}  // namespace

std::unique_ptr<Stage> names_stage(std::shared_ptr<const NameVocabulary> vocabulary) {
    return std::make_unique<Names>(std::move(vocabulary));
}

}  // namespace dateline
