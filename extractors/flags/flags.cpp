#include "extractors/flags/flags.hpp"

#include "extractors/flags/date_flags.hpp"
#include "extractors/flags/limit_flags.hpp"
#include "schemas/digest.hpp"

namespace dateline {
namespace {

struct Rule {
    std::string_view id, name;
    Severity severity;
    std::vector<Finding> (*find)(const Reading&, const Draft&);
};

constexpr Rule rules[] = {
    {"D01", "impossible_date", Severity::error, impossible_dates},
    {"D02", "weekday_mismatch", Severity::error, wrong_weekdays},
    {"L01", "truncated", Severity::warning, cut_facts},
};

class Flags final : public Stage {
public:
    std::string_view name() const override { return "flags"; }

    void run(const Reading& reading, Draft& draft) const override {
        std::array<std::string, 3> digests;
        for (const Rule& rule : rules) {
            for (const Finding& finding : rule.find(reading, draft)) {
                Flag flag;
                flag.rule = rule.id;
                flag.name = rule.name;
                flag.severity = rule.severity;
                flag.message = finding.message;
                for (const std::uint32_t index : finding.facts) {
                    const Place place = reading.place(tokens(draft, finding.kind, index));
                    std::string& digest = digests[static_cast<std::size_t>(place.zone)];
                    if (digest.empty()) digest = sha256(reading.article().zone(place.zone).utf8());
                    flag.facts.emplace_back(digest, finding.kind, place.span);
                    flag.evidence.push_back(place);
                }
                draft.flags.push_back(std::move(flag));
            }
        }
    }

private:
    static TokenRange tokens(const Draft& draft, Kind kind, std::uint32_t index) {
        switch (kind) {
            case Kind::figure:
                return draft.figures[index].tokens;
            case Kind::quote:
                return draft.quotes[index].tokens;
            case Kind::entity:
                return draft.names[index].tokens;
            case Kind::date:
                return draft.dates[index].tokens;
        }
        return {};
    }
};

}  // namespace

std::unique_ptr<Stage> flags_stage() {
    return std::make_unique<Flags>();
}

}  // namespace dateline
