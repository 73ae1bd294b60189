#include "extractors/modality.hpp"

#include <optional>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t furthest_cue = 25, furthest_negation = 5;

class ModalityStage final : public Stage {
public:
    explicit ModalityStage(const LanguageRules& rules)
        : modality_(rules.file("modality")), negations_(rules.file("negations")), breaks_(rules.file("clause_breaks")) {
        const Table& table = rules.table(modality_);
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto value = from_wire<Modality>(table.cell(row, "class"));
            if (!value) throw Error(Exit::bad_config, table.where(row) + ": unknown modality");
            values_.push_back(*value);
        }
    }

    std::string_view name() const override { return "modality"; }

    void run(const Reading& reading, Draft& draft) const override {
        for (FigureDraft& figure : draft.figures)
            if (figure.standing()) judge(reading, figure);
    }

private:
    void judge(const Reading& reading, Proposal& p) const {
        const TokenRange sentence = reading.sentences()[reading.sentence_of(p.tokens.first)].tokens;
        const VerbGroup* governing = nullptr;
        bool found = false;
        for (std::uint32_t back = 1; p.tokens.first >= sentence.first + back && back <= furthest_cue; ++back) {
            const std::uint32_t t = p.tokens.first - back;
            if (opens_clause(reading, t, sentence)) break;
            const VerbGroup* verb = reading.verb_group_at(t);
            // A finite verb beyond the one that governs the figure says nothing of it; an "if" there still does.
            const bool beyond = governing != nullptr && verb != governing;
            if (const auto cue = modality_at(reading, t, p.tokens.first); cue && !found && (!beyond || *cue == Modality::conditional)) {
                p.modality = *cue;
                found = true;
            }
            if (back <= furthest_negation && !beyond && reading.hit(t, negations_) != nullptr) p.polarity = Polarity::negative;
            if (verb != nullptr && governing == nullptr) {
                governing = verb;
                if (verb->negated) p.polarity = Polarity::negative;
            }
        }
        // The subject of its verb: "5 percent of workers would lose".
        if (governing == nullptr && !found) {
            for (std::uint32_t t = p.tokens.last; t < sentence.last && t < p.tokens.last + furthest_cue; ++t) {
                if (opens_clause(reading, t, sentence)) break;
                const VerbGroup* verb = reading.verb_group_at(t);
                if (verb == nullptr) continue;
                for (std::uint32_t v = verb->tokens.first; v < verb->tokens.last; ++v)
                    if (const auto cue = modality_at(reading, v, sentence.last)) p.modality = *cue;
                break;
            }
        }
        for (std::uint32_t t = sentence.last; t-- > p.tokens.last && reading.token(t).kind == TokenKind::mark;)
            if (reading.text(t).front() == '?') p.modality = Modality::question;
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

    std::uint16_t modality_, negations_, breaks_;
    std::vector<Modality> values_;  // by row
};

}  // namespace

std::unique_ptr<Stage> modality_stage(const LanguageRules& rules) {
    return std::make_unique<ModalityStage>(rules);
}

}  // namespace dateline
