#include "extractors/flags/limit_flags.hpp"

#include <algorithm>
#include <tuple>

namespace dateline {
namespace {

/// The first proposal that does not begin before a token; `list` is in the order of the text.
template <typename Draft>
std::uint32_t first_from(const std::vector<Draft>& list, std::uint32_t token) {
    const auto found = std::partition_point(list.begin(), list.end(), [&](const Draft& p) { return p.tokens.first < token; });
    return static_cast<std::uint32_t>(found - list.begin());
}

/// The standing proposals of a list that a cut touched.
template <typename Draft>
std::vector<std::uint32_t> touched(const std::vector<Draft>& list, const CutDraft& cut) {
    std::vector<std::uint32_t> out;
    std::uint32_t i = first_from(list, cut.tokens.first);
    if (cut.why == CutDraft::Why::room) {  // the last one before
        while (i > 0 && !list[i - 1].standing()) --i;
        if (i > 0) out.push_back(i - 1);
        return out;
    }
    const std::uint32_t end = cut.why == CutDraft::Why::depth ? cut.tokens.first + 1 : cut.tokens.last;
    for (; i < list.size() && list[i].tokens.first < end; ++i) {
        const TokenRange tokens = list[i].tokens;
        if (list[i].standing() && (cut.why == CutDraft::Why::depth ? tokens == cut.tokens : cut.tokens.contains(tokens))) out.push_back(i);
    }
    return out;
}

std::vector<std::uint32_t> touched(const Draft& draft, Kind kind, const CutDraft& cut) {
    switch (kind) {
        case Kind::figure:
            return touched(draft.figures, cut);
        case Kind::quote:
            return touched(draft.quotes, cut);
        case Kind::entity:
            return touched(draft.names, cut);
        case Kind::date:
            break;
    }
    return touched(draft.dates, cut);
}

std::string_view message(CutDraft::Why why) {
    switch (why) {
        case CutDraft::Why::anchors:
            return "the sentence has too much in it: facts further on in it may be missing";
        case CutDraft::Why::room:
            return "the text has too many facts of this kind: those that follow may be missing";
        case CutDraft::Why::depth:
            break;
    }
    return "quotations are nested too deep in it: those further in are missing";
}

}  // namespace

std::vector<Finding> cut_facts(const Reading&, const Draft& draft) {
    std::vector<CutDraft> cuts = draft.cuts;
    const auto key = [](const CutDraft& c) { return std::tuple(c.tokens.first, c.tokens.last, c.why, c.kind); };
    // Figures and dates are found by the same kind of look: one that was cut short says the same of both.
    for (CutDraft& cut : cuts)
        if (cut.why == CutDraft::Why::anchors) cut.kind = Kind::figure;
    std::sort(cuts.begin(), cuts.end(), [&](const CutDraft& a, const CutDraft& b) { return key(a) < key(b); });
    cuts.erase(std::unique(cuts.begin(), cuts.end(), [&](const CutDraft& a, const CutDraft& b) { return key(a) == key(b); }), cuts.end());
    std::vector<Finding> out;
    const auto add = [&](Kind kind, const CutDraft& cut) {
        Finding finding{kind, touched(draft, kind, cut), std::string(message(cut.why))};
        if (!finding.facts.empty()) out.push_back(std::move(finding));
    };
    for (const CutDraft& cut : cuts) {
        add(cut.kind, cut);
        if (cut.why == CutDraft::Why::anchors) add(Kind::date, cut);
    }
    return out;
}

Flag no_rules_flag(const std::string& language, const std::vector<std::string>& languages) {
    std::string known;
    for (const std::string& tag : languages) known += (known.empty() ? "" : ", ") + tag;
    Flag flag;
    flag.rule = "L02";
    flag.name = "no_rules";
    flag.severity = Severity::warning;
    flag.message = "no facts were looked for: there are no rules for the language \"" + language + "\", only for " + known;
    return flag;
}

}  // namespace dateline
