#include "extractors/confidence.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr int enough = 20;       // so many cases of the mean go with what a row was seen to do
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
    /// Per mille, drawn to `mean`: of many rows seen 30 times some are right each time by chance, and the next time are not.
    int per_mille(int mean) const { return (right * 1000 + enough * mean) / (seen + enough); }
    /// The same where there are no others to be chosen from: filled up with `mean` where it was seen too seldom.
    int filled(int mean) const {
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

/// What was counted on each evidence.
using ByEvidence = std::map<std::uint32_t, Count>;

/// The counts of the rules of one file ("en/units.tsv").
struct FileCounts {
    Kind kind = Kind::figure;  ///< what they make facts of
    std::map<std::string_view, ByEvidence> by_row;
};

/// confidence.tsv, read. Its names are places in the text of the table.
class Counts {
public:
    explicit Counts(const LanguageRules& rules) {
        if (!rules.has_file("confidence")) return;
        const Table& table = rules.table("confidence");
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto kind = from_wire<Kind>(table.cell(row, "kind"));
            if (!kind) throw Error(Exit::bad_config, table.where(row) + ": no kind \"" + std::string(table.cell(row, "kind")) + "\"");
            const std::string_view makes = table.cell(row, "makes"), rule = table.cell(row, "rule");
            const Count count{number(table, row, "right"), number(table, row, "seen")};
            if (makes == "doubt") {
                const auto doubt = std::find(doubt_names.begin(), doubt_names.end(), rule);
                if (doubt == doubt_names.end())
                    throw Error(Exit::bad_config, table.where(row) + ": no doubt \"" + std::string(rule) + "\"");
                factors[static_cast<std::size_t>(doubt - doubt_names.begin())] = std::min(1000, count.filled(lone_doubt));
                continue;
            }
            if (count.right > count.seen) throw Error(Exit::bad_config, table.where(row) + ": more are right than were seen");
            const auto bits = evidence::named(table.cell(row, "evidence"));
            if (!bits) throw Error(Exit::bad_config, table.where(row) + ": \"evidence\" is not one that proposals have");
            const std::size_t file = rule.find(':');
            FileCounts& of_file = by_file_[rule.substr(0, file)];
            of_file.kind = *kind;
            if (file != std::string_view::npos) of_file.by_row[rule.substr(file + 1)][*bits].add(count);
            by_production_[makes].add(count);
            by_kind_[static_cast<std::size_t>(*kind)].add(count);
        }
    }

    int of(Kind kind) const { return by_kind_[static_cast<std::size_t>(kind)].per_mille(uncounted); }
    int of(Kind kind, std::string_view production) const {
        const auto made = by_production_.find(production);
        return made == by_production_.end() ? of(kind) : made->second.per_mille(of(kind));
    }
    /// The counts of a file, or null where none of its rules was counted.
    const FileCounts* of_file(std::string_view file) const {
        const auto found = by_file_.find(file);
        return found == by_file_.end() ? nullptr : &found->second;
    }

    std::array<int, doubt_count> factors = [] {
        std::array<int, doubt_count> all{};
        all.fill(lone_doubt);
        return all;
    }();

private:
    std::map<std::string_view, FileCounts> by_file_;
    std::map<std::string_view, Count> by_production_;
    std::array<Count, kinds> by_kind_{};
};

/// The rows of a table whose first cell is `name`.
std::vector<std::uint32_t> rows_named(const Table& table, std::string_view name) {
    std::vector<std::uint32_t> out;
    std::uint32_t row = 0;
    if (table.setting("kind") == "words") {  // in the order of their first cells
        for (std::uint32_t last = static_cast<std::uint32_t>(table.size()); row < last;) {
            const std::uint32_t middle = row + (last - row) / 2;
            if (table.cell(middle, std::size_t{0}) < name)
                row = middle + 1;
            else
                last = middle;
        }
        for (; row < table.size() && table.cell(row, std::size_t{0}) == name; ++row) out.push_back(row);
        return out;
    }
    for (; row < table.size(); ++row)
        if (table.cell(row, std::size_t{0}) == name) out.push_back(row);
    return out;
}

/// The confidence of the rules of one file. Most rows of a long file have the same: rows have the number of theirs.
class FileConfidence {
public:
    FileConfidence() = default;
    FileConfidence(const LanguageRules& rules, std::uint16_t file, const Counts& counts, const FileCounts& own) {
        const Table& table = rules.table(file);
        // "en/countries.tsv:-" has the words of a file that were seen too seldom to have rows of their own.
        const auto rest = own.by_row.find("-");
        std::map<std::string_view, std::uint16_t> of_production;
        const auto number_of = [&](std::string_view production) {
            const auto [known, fresh] = of_production.emplace(production, static_cast<std::uint16_t>(sets_.size()));
            if (fresh) {
                const int mean = counts.of(own.kind, production);
                sets_.emplace_back().fill(static_cast<std::uint16_t>(mean));
                if (rest != own.by_row.end())
                    for (const auto& [bits, count] : rest->second) sets_.back()[bits] = static_cast<std::uint16_t>(count.per_mille(mean));
            }
            return known->second;
        };
        of_row_.assign(table.size(), 0);
        if (table.has("makes"))
            for (std::uint32_t row = 0; row < table.size(); ++row) of_row_[row] = number_of(production_of(rules, file, row));
        else
            number_of(table.name());
        for (const auto& [name, by_evidence] : own.by_row)
            for (const std::uint32_t row : rows_named(table, name)) {
                sets_.push_back(Set(sets_[of_row_[row]]));
                of_row_[row] = static_cast<std::uint16_t>(sets_.size() - 1);
                for (const auto& [bits, count] : by_evidence)
                    sets_.back()[bits] = static_cast<std::uint16_t>(count.per_mille(sets_.back()[bits]));
            }
    }

    bool empty() const { return of_row_.empty(); }
    int of(std::uint32_t row, std::uint32_t evidence) const { return sets_[of_row_[row]][evidence % evidence::sets]; }

private:
    using Set = std::array<std::uint16_t, evidence::sets>;  // by evidence

    std::vector<std::uint16_t> of_row_;
    std::vector<Set> sets_;
};

class Confidence final : public Stage {
public:
    explicit Confidence(const LanguageRules& rules) {
        const Counts counts(rules);
        factors_ = counts.factors;
        for (std::size_t kind = 0; kind < kinds; ++kind) of_kind_[kind] = counts.of(static_cast<Kind>(kind));
        files_.resize(rules.tables().size());
        for (std::uint16_t file = 0; file < files_.size(); ++file)
            if (const FileCounts* own = counts.of_file(rules.table(file).name())) files_[file] = FileConfidence(rules, file, counts, *own);
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
            const FileConfidence& file = files_[p.rule_file];
            p.confidence = file.empty() ? of_kind_[static_cast<std::size_t>(kind)] : file.of(p.rule_row, p.evidence);
            for (const Doubt doubt : doubts(p)) p.confidence = p.confidence * factors_[static_cast<std::size_t>(doubt)] / 1000;
        }
    }

    std::vector<FileConfidence> files_;
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
