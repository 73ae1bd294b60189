#include "extractors/names.hpp"

#include <algorithm>

#include "extractors/datelines.hpp"
#include "extractors/names/candidates.hpp"
#include "extractors/names/gather.hpp"
#include "extractors/names/memory.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t longest_known = 8;  // tokens of a known name looked for in headlines

class NameFinder {
public:
    NameFinder(const NameVocabulary& vocabulary, const Reading& reading, Draft& draft)
        : vocabulary_(vocabulary),
          reading_(reading),
          draft_(draft),
          finder_(vocabulary, reading, draft.blocks),
          gatherer_(vocabulary, reading),
          memory_(vocabulary, reading) {}

    void run() {
        shape_ = dateline_shape(reading_, vocabulary_);
        for (std::uint32_t s = 0; s < reading_.sentences().size(); ++s) {
            const Sentence& sentence = reading_.sentences()[s];
            const Capitals capitals = capitals_of(reading_, vocabulary_, sentence.tokens);
            const bool dateline = shape_ && sentence.tokens.overlaps(shape_->all);
            if (!dateline && capitals != Capitals::plain) {
                later_.push_back(s);
            } else {
                const std::size_t before = found_.size();
                finder_.find(sentence.tokens, found_);
                for (std::size_t c = before; c < found_.size(); ++c) sentences_.push_back(s);
                // What opens the text behind the dateline opens a sentence.
                for (std::size_t c = before; c < found_.size(); ++c)
                    if (shape_ && found_[c].tokens.first == shape_->all.last) found_[c].initial = true;
            }
        }
        mend_openings();
        gather();
        memory_.settle();
        propose();
        for (const std::uint32_t s : later_) read_headline(reading_.sentences()[s].tokens);
        std::stable_sort(draft_.names.begin(), draft_.names.end(),
                         [](const NameDraft& a, const NameDraft& b) { return a.tokens.first < b.tokens.first; });
    }

private:
    /// "Yesterday Aliyev said": a common word that opens the sentence is no part of the name behind it, if that is known without it.
    void mend_openings() {
        for (const NameCandidate& c : found_)
            if (!c.initial) memory_.group_of(c.tokens);
        for (NameCandidate& c : found_) {
            // "Nonpartisan Paul Tse": a first name begins the name.
            if (c.initial && c.tokens.size() > 2 && c.title.empty() &&
                vocabulary_.first_name(reading_, c.tokens.first) == NameVocabulary::FirstName::no &&
                !vocabulary_.surname(reading_, c.tokens.first) &&
                vocabulary_.first_name(reading_, c.tokens.first + 1) == NameVocabulary::FirstName::yes &&
                !vocabulary_.listed(reading_, c.tokens.first, c.tokens.last) && !vocabulary_.head_at_end(reading_, c.tokens) &&
                !memory_.known(c.tokens)) {
                ++c.tokens.first;
                c.initial = false;
                continue;
            }
            if (!c.initial || c.tokens.size() < 2 || !vocabulary_.common(reading_, c.tokens.first) ||
                vocabulary_.first_name(reading_, c.tokens.first) != NameVocabulary::FirstName::no)
                continue;
            const NameHead* head = vocabulary_.head(reading_, c.tokens.first);
            if (head != nullptr && head->at_front) continue;  // "Hurricane Milton"
            if (memory_.known(c.tokens) || vocabulary_.listed(reading_, c.tokens.first, c.tokens.last)) continue;
            const TokenRange rest{c.tokens.first + 1, c.tokens.last};
            if (!reading_.token(rest.first).is_word()) continue;
            const auto listed = vocabulary_.listed(reading_, rest.first, rest.last);
            if (memory_.known(rest) || (listed && listed->length == rest.size()) ||
                vocabulary_.first_name(reading_, rest.first) == NameVocabulary::FirstName::yes || memory_.written_small(c.tokens.first)) {
                c.tokens = rest;
                c.initial = false;
            }
        }
    }

    void gather() {
        groups_.resize(found_.size());
        roles_.resize(found_.size());
        for (std::size_t c = 0; c < found_.size(); ++c) {
            const std::uint32_t g = groups_[c] = memory_.group_of(found_[c].tokens);
            NameMemory::Group& group = memory_.group(g);
            if (group.mentions++ == 0) gatherer_.inside(found_[c].tokens, group.inside);
            if (!found_[c].initial) ++group.plain_mentions;
            NameScores beside;
            roles_[c] = gatherer_.beside(found_[c], reading_.sentences()[sentences_[c]].tokens, beside);
            if (shape_) dateline_evidence(found_[c].tokens, beside);
            merge(group.beside, beside);
        }
        tie_acronyms();
        for (std::size_t c = 1; c < found_.size(); ++c) {
            const std::uint32_t from = found_[c - 1].tokens.last, to = found_[c].tokens.first;
            if (sentences_[c] != sentences_[c - 1] || to <= from || to - from > 2) continue;
            const bool comma = reading_.text(from) == "," && (to == from + 1 || joins(from + 1));
            if (comma || (to == from + 1 && joins(from))) memory_.couple(groups_[c - 1], groups_[c]);
        }
    }

    bool joins(std::uint32_t t) const {
        const LexiconHit* cue = vocabulary_.cue(reading_, t);
        return cue != nullptr && vocabulary_.cue_class(*cue) == "join";
    }

    void dateline_evidence(TokenRange tokens, NameScores& out) const {
        const bool place = tokens.overlaps(shape_->place), agency = !shape_->agency.empty() && tokens.overlaps(shape_->agency);
        if (!place && !agency) return;
        const Evidence& e = vocabulary_.evidence(place ? "dateline_place" : "dateline_agency");
        out.add(e, vocabulary_.evidence_file(), e.row);
    }

    static void merge(NameScores& into, const NameScores& more) {
        into.bits |= more.bits;
        for (std::size_t type = 0; type < entity_types; ++type) {
            into.points[type] += more.points[type];
            if (more.best[type].weight > into.best[type].weight) into.best[type] = more.best[type];
        }
    }

    /// "the State Oil Fund (SOF)": capital letters in parentheses are of the kind of the name before them.
    void tie_acronyms() {
        for (std::size_t c = 1; c < found_.size(); ++c) {
            const TokenRange tokens = found_[c].tokens;
            if (tokens.size() != 1 || reading_.token(tokens.first).shape != Shape::upper || tokens.first < 2 ||
                tokens.last >= reading_.size())
                continue;
            if (reading_.text(tokens.first - 1) != "(" || reading_.text(tokens.last) != ")" ||
                found_[c - 1].tokens.last != tokens.first - 1)
                continue;
            NameScores& inside = memory_.group(groups_[c]).inside;
            const NameScores& whole = memory_.group(groups_[c - 1]).inside;
            const Evidence& e = vocabulary_.evidence("long_form");
            Evidence tied = e;
            if (whole.top() > 0) {
                tied.weights = {};
                tied.weights[static_cast<std::size_t>(whole.winner())] = e.weights[static_cast<std::size_t>(EntityType::ORG)];
            }
            inside.add(tied, vocabulary_.evidence_file(), e.row);
        }
    }

    void propose() {
        for (std::size_t c = 0; c < found_.size(); ++c) {
            const NameMemory::Group& group = memory_.group(groups_[c]);
            if (!group.accepted) continue;
            put(found_[c].tokens, group, roles_[c]);
            if (found_[c].tokens.size() == 1 && vocabulary_.not_name(reading_, found_[c].tokens.first) == "month")
                no_date(found_[c].tokens);
        }
    }

    /// "May said": no month.
    void no_date(TokenRange tokens) {
        const auto date = std::lower_bound(draft_.dates.begin(), draft_.dates.end(), tokens.first,
                                           [](const DateDraft& d, std::uint32_t t) { return d.tokens.first < t; });
        if (date == draft_.dates.end() || date->tokens != tokens) return;
        date->loss = Loss::name_of_person;
    }

    void put(TokenRange tokens, const NameMemory::Group& group, TokenRange role) {
        NameDraft name;
        name.tokens = tokens;
        name.entity.entity_type = group.type;
        name.evidence = group.all.bits;
        const auto& best = group.all.best[static_cast<std::size_t>(group.type)];
        const Evidence& fallback = vocabulary_.evidence("known_name");
        name.rule_file = best.weight > 0 ? best.file : vocabulary_.evidence_file();
        name.rule_row = best.weight > 0 ? best.row : fallback.row;
        if (group.type == EntityType::PERSON && !role.empty()) name.role = role;
        draft_.names.push_back(name);
    }

    /// A line in which capitals say nothing: what the text knows, what lists know, and words of no list.
    void read_headline(TokenRange sentence) {
        for (std::uint32_t t = sentence.first; t < sentence.last;) {
            if (!reading_.token(t).is_word() || !reading_.token(t).capitalized()) {
                ++t;
                continue;
            }
            const std::uint32_t limit = std::min(sentence.last, t + longest_known);
            std::uint32_t end = t;
            for (std::uint32_t to = limit; to > t && end == t; --to) {
                const auto g = memory_.known({t, to});
                if (!g || !memory_.group(*g).accepted || !reading_.token(to - 1).is_word()) continue;
                put({t, to}, memory_.group(*g), {});
                end = to;
            }
            if (end == t) end = listed_or_unknown(t, sentence);
            t = std::max(end, t + 1);
        }
    }

    bool says_nothing(std::uint32_t t) const {
        return vocabulary_.common(reading_, t) || vocabulary_.function_word(reading_, t) || !vocabulary_.not_name(reading_, t).empty() ||
               memory_.written_small(t) || vocabulary_.role(reading_, t) != nullptr || vocabulary_.ordinary(reading_, t);
    }

    std::uint32_t listed_or_unknown(std::uint32_t t, TokenRange sentence) {
        std::uint32_t end = t;
        const auto listed = vocabulary_.listed(reading_, t, sentence.last);
        if (listed && (listed->length > 1 || !says_nothing(t) ||
                       (reading_.token(t).shape == Shape::upper && capitals_of(reading_, vocabulary_, sentence) != Capitals::all))) {
            end = t + listed->length;
        }
        const bool first = vocabulary_.first_name(reading_, t) != NameVocabulary::FirstName::no;
        if (end <= t + 1) {
            std::uint32_t run = t;
            while (run < sentence.last && run - t < 4 && reading_.token(run).is_word() && reading_.token(run).capitalized() &&
                   !says_nothing(run))
                ++run;
            if (!listed || (first && run > t + 1)) end = std::max(end, run);
        }
        if (end == t) return t;
        const TokenRange tokens{t, end};
        if (end == t + 1 && reading_.end_character(t) - reading_.token(t).character < 2) return end;
        NameMemory::Group group;
        gatherer_.inside(tokens, group.inside);
        NameCandidate candidate{tokens, {}, true, true};
        const TokenRange role = gatherer_.beside(candidate, sentence, group.beside);
        group.all = group.inside;
        merge(group.all, group.beside);
        group.type = group.all.winner();
        put(tokens, group, role);
        return end;
    }

    const NameVocabulary& vocabulary_;
    const Reading& reading_;
    Draft& draft_;
    CandidateFinder finder_;
    EvidenceGatherer gatherer_;
    NameMemory memory_;
    std::optional<DatelineShape> shape_;
    std::vector<NameCandidate> found_;
    std::vector<std::uint32_t> sentences_;  // of each candidate
    std::vector<std::uint32_t> groups_;
    std::vector<TokenRange> roles_;
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
