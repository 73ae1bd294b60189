#include "extractors/flags/limit_flags.hpp"

#include <algorithm>

namespace dateline {
namespace {

template <typename List>
void add(std::vector<Finding>& out, Kind kind, const List& list, TokenRange sentence) {
    Finding finding{kind, {}, "the sentence has too much in it: facts further on in it may be missing"};
    for (std::uint32_t i = 0; i < list.size(); ++i)
        if (list[i].standing() && sentence.contains(list[i].tokens)) finding.facts.push_back(i);
    if (!finding.facts.empty()) out.push_back(std::move(finding));
}

}  // namespace

std::vector<Finding> truncated_sentences(const Reading&, const Draft& draft) {
    std::vector<Finding> out;
    std::vector<TokenRange> sentences = draft.truncated;
    std::sort(sentences.begin(), sentences.end());
    sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
    for (const TokenRange sentence : sentences) {
        add(out, Kind::figure, draft.figures, sentence);
        add(out, Kind::date, draft.dates, sentence);
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
