#include "extractors/confidence.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr int doubtful_step = 850;  // per mille

class Confidence final : public Stage {
public:
    explicit Confidence(const LanguageRules& rules) {
        constexpr std::string_view names[] = {"inside", "beside", "document", "listed", "shape"};
        const Table& table = rules.table("confidence");
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto kind = from_wire<Kind>(table.cell(row, "kind"));
            const auto name = std::find(std::begin(names), std::end(names), table.cell(row, "evidence"));
            const std::string_view cell = table.cell(row, "per_mille");
            int value = -1;
            std::from_chars(cell.data(), cell.data() + cell.size(), value);
            if (!kind || name == std::end(names) || value < 0 || value > 1000)
                throw Error(Exit::bad_config, table.where(row) + ": needs a kind, a kind of evidence, and 0 to 1000");
            per_mille_[static_cast<std::size_t>(*kind)][static_cast<std::size_t>(name - std::begin(names))] = value;
        }
    }

    std::string_view name() const override { return "confidence"; }

    void run(const Reading&, Draft& draft) const override {
        for (FigureDraft& f : draft.figures) f.confidence = value(Kind::figure, f, f.figure.flags.size());
        for (DateDraft& d : draft.dates) d.confidence = value(Kind::date, d, d.date.other_readings.empty() ? 0 : 1);
        for (NameDraft& n : draft.names) n.confidence = value(Kind::entity, n, 0);
        for (QuoteDraft& q : draft.quotes)
            q.confidence = value(Kind::quote, q, (q.speaker && !q.speaker->cluster ? 1u : 0u) + (q.quote.balanced ? 0u : 1u));
    }

private:
    int value(Kind kind, const Proposal& p, std::size_t doubts) const {
        int best = 0;
        for (std::size_t bit = 0; bit < 5; ++bit)
            if (p.evidence & (1u << bit)) best = std::max(best, per_mille_[static_cast<std::size_t>(kind)][bit]);
        for (std::size_t i = 0; i < std::min<std::size_t>(doubts, 4); ++i) best = best * doubtful_step / 1000;
        return best;
    }

    std::array<std::array<int, 5>, 4> per_mille_{};  // by kind and bit of evidence
};

}  // namespace

std::unique_ptr<Stage> confidence_stage(const LanguageRules& rules) {
    return std::make_unique<Confidence>(rules);
}

}  // namespace dateline
