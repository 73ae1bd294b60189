#include "extractors/confidence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr int enough = 20;       // a row seen so often speaks for itself
constexpr int uncounted = 700;   // per mille: of a kind that has no counts at all
constexpr int lone_doubt = 850;  // per mille: the factor of a doubt without counts
constexpr std::size_t kinds = 4;

constexpr std::array<std::string_view, doubt_count> doubt_names{"assumed_currency", "elided_unit", "ambiguous_date", "unresolved_speaker",
                                                                "unbalanced_quote"};

struct Count {
    int right = 0, seen = 0;

    void add(Count other) {
        right += other.right;
        seen += other.seen;
    }
    /// Per mille, filled up with `mean` where it was seen too seldom.
    int per_mille(int mean) const {
        const int missing = std::max(0, enough - seen);
        return (right * 1000 + missing * mean) / (seen + missing);
    }
};

int number(const Table& table, std::size_t row, std::string_view column) {
    const std::string_view cell = table.cell(row, column);
    int value = -1;
    const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (code != std::errc() || end != cell.data() + cell.size() || value < 0 || value > 1'000'000)
        throw Error(Exit::bad_config, table.where(row) + ": \"" + std::string(column) + "\" is not a number from 0 to 1000000");
    return value;
}

bool has(const std::vector<std::string>& flags, std::string_view flag) {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

/// confidence.tsv, read.
class Counts {
public:
    explicit Counts(const LanguageRules& rules) {
        if (!rules.has_file("confidence")) return;
        const Table& table = rules.table("confidence");
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto kind = from_wire<Kind>(table.cell(row, "kind"));
            if (!kind) throw Error(Exit::bad_config, table.where(row) + ": no kind \"" + std::string(table.cell(row, "kind")) + "\"");
            const std::string makes(table.cell(row, "makes")), rule(table.cell(row, "rule"));
            const Count count{number(table, row, "right"), number(table, row, "seen")};
            if (makes == "doubt") {
                const auto doubt = std::find(doubt_names.begin(), doubt_names.end(), rule);
                if (doubt == doubt_names.end()) throw Error(Exit::bad_config, table.where(row) + ": no doubt \"" + rule + "\"");
                factors[static_cast<std::size_t>(doubt - doubt_names.begin())] = std::min(1000, count.per_mille(lone_doubt));
                continue;
            }
            if (count.right > count.seen) throw Error(Exit::bad_config, table.where(row) + ": more are right than were seen");
            const auto bits = evidence::named(table.cell(row, "evidence"));
            if (!bits) throw Error(Exit::bad_config, table.where(row) + ": \"evidence\" is not one that proposals have");
            kind_of_file_[rule.substr(0, rule.find(':'))] = *kind;
            by_rule_[rule][*bits].add(count);
            by_production_[makes].add(count);
            by_kind_[static_cast<std::size_t>(*kind)].add(count);
        }
    }

    int of(Kind kind) const { return by_kind_[static_cast<std::size_t>(kind)].per_mille(uncounted); }

    /// Whether rules of this file ("en/units.tsv") were counted, and what they make facts of.
    std::optional<Kind> kind_of(const std::string& file) const {
        const auto found = kind_of_file_.find(file);
        return found == kind_of_file_.end() ? std::nullopt : std::optional(found->second);
    }

    std::array<std::uint16_t, evidence::sets> of(Kind kind, const std::string& rule, const std::string& production) const {
        const auto made = by_production_.find(production);
        const int mean = made == by_production_.end() ? of(kind) : made->second.per_mille(of(kind));
        std::array<std::uint16_t, evidence::sets> out;
        out.fill(static_cast<std::uint16_t>(mean));
        // "en/countries.tsv:-" has the words of a file that were seen too seldom to have rows of their own.
        if (const auto rest = by_rule_.find(rule.substr(0, rule.find(':')) + ":-"); rest != by_rule_.end())
            for (const auto& [bits, count] : rest->second) out[bits] = static_cast<std::uint16_t>(count.per_mille(mean));
        if (const auto found = by_rule_.find(rule); found != by_rule_.end())
            for (const auto& [bits, count] : found->second) out[bits] = static_cast<std::uint16_t>(count.per_mille(out[bits]));
        return out;
    }

    std::array<int, doubt_count> factors = [] {
        std::array<int, doubt_count> all{};
        all.fill(lone_doubt);
        return all;
    }();

private:
    std::map<std::string, Kind> kind_of_file_;
    std::map<std::string, std::map<std::uint32_t, Count>> by_rule_;
    std::map<std::string, Count> by_production_;
    std::array<Count, kinds> by_kind_{};
};

class Confidence final : public Stage {
public:
    explicit Confidence(const LanguageRules& rules) {
        const Counts counts(rules);
        factors_ = counts.factors;
        for (std::size_t kind = 0; kind < kinds; ++kind) of_kind_[kind] = counts.of(static_cast<Kind>(kind));
        rows_.resize(rules.tables().size());
        for (std::uint16_t file = 0; file < rows_.size(); ++file) {
            const Table& table = rules.table(file);
            const auto kind = counts.kind_of(table.name());
            if (!kind) continue;
            for (std::uint32_t row = 0; row < table.size(); ++row)
                rows_[file].push_back(counts.of(*kind, rules.rule_name(file, row).text(), std::string(production_of(rules, file, row))));
        }
    }

    std::string_view name() const override { return "confidence"; }

    void run(const Reading&, Draft& draft) const override {
        give(draft.figures, Kind::figure);
        give(draft.dates, Kind::date);
        give(draft.names, Kind::entity);
        give(draft.quotes, Kind::quote);
    }

private:
    template <typename List>
    void give(List& list, Kind kind) const {
        for (auto& p : list) {
            const auto& rows = rows_[p.rule_file];
            p.confidence = rows.empty() ? of_kind_[static_cast<std::size_t>(kind)] : rows[p.rule_row][p.evidence % evidence::sets];
            for (const Doubt doubt : doubts(p)) p.confidence = p.confidence * factors_[static_cast<std::size_t>(doubt)] / 1000;
        }
    }

    std::vector<std::vector<std::array<std::uint16_t, evidence::sets>>> rows_;  // by file, row and evidence
    std::array<int, kinds> of_kind_{};
    std::array<int, doubt_count> factors_{};
};

}  // namespace

std::string_view name_of(Doubt doubt) {
    return doubt_names[static_cast<std::size_t>(doubt)];
}

std::vector<Doubt> doubts(const FigureDraft& figure) {
    std::vector<Doubt> out;
    if (has(figure.figure.flags, "currency_assumed")) out.push_back(Doubt::assumed_currency);
    if (has(figure.figure.flags, "unit_elided")) out.push_back(Doubt::elided_unit);
    return out;
}

std::vector<Doubt> doubts(const DateDraft& date) {
    if (date.date.other_readings.empty()) return {};
    return {Doubt::ambiguous_date};
}

std::vector<Doubt> doubts(const NameDraft&) {
    return {};
}

std::vector<Doubt> doubts(const QuoteDraft& quote) {
    std::vector<Doubt> out;
    if (quote.speaker && !quote.speaker->cluster) out.push_back(Doubt::unresolved_speaker);
    if (!quote.quote.balanced) out.push_back(Doubt::unbalanced_quote);
    return out;
}

std::string_view production_of(const LanguageRules& rules, std::uint16_t file, std::uint32_t row) {
    const Table& table = rules.table(file);
    const std::string_view makes = table.cell(row, "makes");
    return makes.empty() ? std::string_view(table.name()) : makes;
}

std::unique_ptr<Stage> confidence_stage(const LanguageRules& rules) {
    return std::make_unique<Confidence>(rules);
}

}  // namespace dateline
