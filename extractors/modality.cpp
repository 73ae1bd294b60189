#include "extractors/modality.hpp"

#include <optional>

#include "extractors/dates/clause_tense.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t furthest_cue = 25, furthest_negation = 5;

class ModalityStage final : public Stage {
public:
    explicit ModalityStage(const LanguageRules& rules)
        : modality_(rules.file("modality")),
          negations_(rules.file("negations")),
          breaks_(rules.file("clause_breaks")),
          hedges_(rules.file("hedges")),
          date_words_(rules) {
        const Table& table = rules.table(modality_);
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto value = from_wire<Modality>(table.cell(row, "class"));
            if (!value) throw Error(Exit::bad_config, table.where(row) + ": unknown modality");
            values_.push_back(*value);
        }
        const Table& negations = rules.table(negations_);
        for (std::size_t row = 0; row < negations.size(); ++row) {
            const std::string_view cls = negations.cell(row, "class");
            if (!cls.empty() && cls != "idle" && cls != "lifts")
                throw Error(Exit::bad_config, negations.where(row) + ": class is idle, lifts or empty");
            denials_.push_back(cls.empty() ? Denial::denies : cls == "idle" ? Denial::idle : Denial::lifts);
        }
    }

    std::string_view name() const override { return "modality"; }

    void run(const Reading& reading, Draft& draft) const override {
        for (FigureDraft& figure : draft.figures)
            if (figure.standing()) judge(reading, figure, nullptr);
        const ClauseTense clauses(reading, date_words_);
        for (DateDraft& date : draft.dates) {
            if (!date.standing()) continue;
            const DateClause clause = clauses.by_verbs(date.tokens);
            const bool ahead = clause.verb && *clause.verb >= date.tokens.last;
            judge(reading, date, ahead ? reading.verb_group_at(*clause.verb) : nullptr);
            if (lifted(reading, date.tokens)) date.polarity = Polarity::positive;
        }
    }

private:
    enum class Denial : std::uint8_t { denies, idle, lifts };

    /// `ahead`: the verb group behind a date that opens its clause; null where the words before tell.
    void judge(const Reading& reading, Proposal& p, const VerbGroup* ahead) const {
        const TokenRange sentence = reading.sentences()[reading.sentence_of(p.tokens.first)].tokens;
        const VerbGroup* governing = ahead;
        bool found = false;
        int denials = 0;
        if (ahead != nullptr) {
            found = take_modality(reading, p, *ahead, sentence);
            for (std::uint32_t t = ahead->tokens.first; t < ahead->tokens.last; ++t) denials += denies(reading, t);
        }
        for (std::uint32_t back = 1; p.tokens.first >= sentence.first + back && back <= furthest_cue; ++back) {
            const std::uint32_t t = p.tokens.first - back;
            if (opens_clause(reading, t, sentence)) break;
            const VerbGroup* verb = reading.verb_group_at(t);
            if (ahead != nullptr && verb != nullptr) break;
            // A finite verb beyond the one that governs the figure says nothing of it; an "if" there still does.
            const bool beyond = governing != nullptr && verb != governing;
            if (const auto cue = modality_at(reading, t, p.tokens.first); cue && !found && (!beyond || *cue == Modality::conditional)) {
                p.modality = *cue;
                found = true;
            }
            if (verb != nullptr && governing == nullptr) governing = verb;
            // "never had 300": what stands right before the verb goes with it.
            const bool own = governing == nullptr ? back <= furthest_negation
                             : verb == governing  ? true
                             : governing == ahead ? false
                                                  : in(reading.tag(t), adverb_tags) && t + 1 == governing->tokens.first;
            if (own) denials += denies(reading, t);
        }
        if (governing != nullptr && governing->subject_group) {
            const std::uint32_t subject = reading.noun_groups()[*governing->subject_group].tokens.first;
            denials += subject < governing->tokens.first && denies(reading, subject);
        }
        // "did not deny taking $3m" is no denial.
        if (denials % 2 != 0) p.polarity = Polarity::negative;
        // The subject of its verb: "5 percent of workers would lose".
        if (governing == nullptr && !found) {
            for (std::uint32_t t = p.tokens.last; t < sentence.last && t < p.tokens.last + furthest_cue; ++t) {
                if (opens_clause(reading, t, sentence)) break;
                const VerbGroup* verb = reading.verb_group_at(t);
                if (verb == nullptr) continue;
                take_modality(reading, p, *verb, sentence);
                break;
            }
        }
        for (std::uint32_t t = sentence.last; t-- > p.tokens.last && reading.token(t).kind == TokenKind::mark;)
            if (reading.text(t).front() == '?') p.modality = Modality::question;
    }

    /// The modality that a verb group behind a figure or date gives.
    bool take_modality(const Reading& reading, Proposal& p, const VerbGroup& verb, TokenRange sentence) const {
        bool found = false;
        for (std::uint32_t t = verb.tokens.first; t < verb.tokens.last; ++t) {
            const auto cue = modality_at(reading, t, sentence.last);
            if (!cue) continue;
            p.modality = *cue;
            found = true;
        }
        return found;
    }

    /// Whether a word denies; not where it begins a hedge ("no fewer than") or a phrase that denies nothing ("not only").
    bool denies(const Reading& reading, std::uint32_t t) const {
        const LexiconHit* hit = reading.hit(t, negations_);
        if (hit == nullptr || denials_[hit->row] != Denial::denies) return false;
        const LexiconHit* hedge = reading.hit(t, hedges_);
        return hedge == nullptr || hedge->length == 1;
    }

    /// Whether a word right before a date says that what was denied up to it is so from then on: "did not open until Friday".
    bool lifted(const Reading& reading, TokenRange date) const {
        if (date.first == 0) return false;
        const LexiconHit* hit = reading.hit(date.first - 1, negations_);
        return hit != nullptr && denials_[hit->row] == Denial::lifts;
    }

    /// The modality that a word or phrase at `t` gives; a noun or name of the same letters (May, Will, the forecast) gives none.
    std::optional<Modality> modality_at(const Reading& reading, std::uint32_t t, std::uint32_t limit) const {
        const LexiconHit* hit = reading.hit(t, modality_);
        if (hit == nullptr || t + hit->length > limit) return std::nullopt;
        if (hit->length == 1 && in(reading.tag(t), noun_tags)) return std::nullopt;
        return values_[hit->row];
    }

    bool opens_clause(const Reading& reading, std::uint32_t t, TokenRange sentence) const {
        if (reading.token(t).kind != TokenKind::mark) return false;
        const std::string_view mark = reading.text(t);
        if (mark == ";" || mark == ":") return true;
        return mark == "," && t + 1 < sentence.last && reading.hit(t + 1, breaks_) != nullptr;
    }

    std::uint16_t modality_, negations_, breaks_, hedges_;
    DateVocabulary date_words_;
    std::vector<Modality> values_;  // by row
    std::vector<Denial> denials_;   // by row
};

}  // namespace

std::unique_ptr<Stage> modality_stage(const LanguageRules& rules) {
    return std::make_unique<ModalityStage>(rules);
}

}  // namespace dateline
